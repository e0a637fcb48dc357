"""Kendall's W, on a published table and against Friedman's test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import friedmanchisquare

from ocindex.scoring.agreement import kendall_w

# The data set "anxiety" of Falissard's psy and Gamer's irr packages for R: three raters,
# twenty subjects, many ties.
ANXIETY = np.array(
    [
        [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
        [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
        [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
    ],
    float,
)

Array = NDArray[Any]


def test_the_published_example() -> None:
    found = kendall_w(ANXIETY)
    assert found.w == pytest.approx(0.54, abs=0.005)
    assert found.statistic == pytest.approx(30.8, abs=0.05)
    assert (found.freedom, found.raters, found.items) == (19, 3, 20)
    assert found.p == pytest.approx(0.0429, abs=5e-5)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_friedmans_statistic_on_another_scale(seed: int) -> None:
    table = np.random.default_rng(seed).integers(1, 6, (4, 9)).astype(float)
    statistic, p = friedmanchisquare(*table.T)
    assert (kendall_w(table).statistic, kendall_w(table).p) == pytest.approx((statistic, p))


def test_one_order_is_one_and_opposite_orders_are_zero() -> None:
    order = np.arange(7.0)
    assert kendall_w(np.stack([order, 3 * order, order**2])).w == pytest.approx(1)
    assert kendall_w(np.stack([order, -order])).w == pytest.approx(0)


@pytest.mark.parametrize("table", [np.zeros((1, 5)), np.zeros((3, 1)), np.full((3, 4), 2.0)])
def test_nothing_is_said_of_one_rater_one_item_or_one_score(table: Array) -> None:
    assert np.isnan(kendall_w(table).w)
