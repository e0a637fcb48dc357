"""Intraclass correlations, on the table of Shrout and Fleiss and by simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.scoring.agreement import icc, icc_forms, icc_interval
from support.agreement import SHROUT_FLEISS as TABLE

Array = NDArray[Any]

UNIT = np.repeat(np.arange(6), 4)


def test_the_published_forms() -> None:
    found = {name: form.value for name, form in icc_forms(TABLE)._asdict().items()}
    assert found == pytest.approx(
        {
            "one_way": 0.17, "random": 0.29, "fixed": 0.71,
            "one_way_mean": 0.44, "random_mean": 0.62, "fixed_mean": 0.91,
        },
        abs=0.005,
    )  # fmt: skip


def test_the_published_intervals() -> None:
    forms = icc_forms(TABLE, 0.95)
    ends = [x for form in forms for x in form[1:]]
    assert ends == pytest.approx(
        [-0.133, 0.72, 0.019, 0.76, 0.342, 0.95, -0.884, 0.91, 0.071, 0.93, 0.676, 0.99],
        abs=0.007,
    )


def test_one_way_of_a_complete_table_is_the_first_form() -> None:
    forms, found = icc_forms(TABLE), icc(UNIT, TABLE.ravel(), 0.95)
    assert found.single == pytest.approx(forms.one_way)
    assert found.average == pytest.approx(forms.one_way_mean)
    assert found.raters == pytest.approx(4)
    assert (found.between, found.within) == pytest.approx((11.24, 6.26), abs=0.005)


def unbalanced(rng: np.random.Generator, units: int) -> tuple[Array, Array]:
    unit = np.repeat(np.arange(units), rng.integers(1, 7, units))
    return unit, rng.normal(0, 1, units)[unit] + rng.normal(0, 1.5, len(unit))


def test_unbalanced_units_give_the_true_share_of_variance() -> None:
    unit, value = unbalanced(np.random.default_rng(1), 20_000)
    found = icc(unit, value)
    assert found.single.value == pytest.approx(1 / 3.25, abs=0.01)
    assert found.single.low < found.single.value < found.single.high


@pytest.mark.parametrize("bootstrap", [False, True])
def test_nine_in_ten_intervals_hold_the_truth(bootstrap: bool) -> None:
    rng = np.random.default_rng(2)
    held = 0
    for _ in range(200):
        unit, value = unbalanced(rng, 100)
        single = icc_interval(unit, value, unit, draws=250)[0] if bootstrap else icc(unit, value)[0]
        held += single.low < 1 / 3.25 < single.high
    assert 0.83 < held / 200 < 0.96


def test_the_bootstrap_is_about_the_same_value() -> None:
    unit, value = unbalanced(np.random.default_rng(3), 50)
    single, average = icc_interval(unit, value, unit)
    found = icc(unit, value)
    assert single.value == pytest.approx(found.single.value)
    assert average.value == pytest.approx(found.average.value)


def test_perfect_agreement_is_one_and_no_variance_says_nothing() -> None:
    same = icc(UNIT, UNIT.astype(float))
    assert same.single.value == same.average.value == pytest.approx(1)
    assert np.isnan(icc(UNIT, np.full(24, 3.0)).single.value)


@pytest.mark.parametrize("unit", [np.arange(6), np.zeros(6, int), np.zeros(0, int)])
def test_single_ratings_one_unit_or_nothing_have_no_correlation(unit: Array) -> None:
    found = icc(unit, np.square(np.arange(float(len(unit)))))
    assert np.isnan(found.single.value)
    assert np.isnan(found.average.low)
