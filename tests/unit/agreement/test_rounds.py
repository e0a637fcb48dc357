"""Rounds: dispersion within each, and who moves towards whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ocindex.scoring.agreement import interquartile_ranges, movement, pooled_deviation
from support.agreement import interquartile

Array = NDArray[Any]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20).map(float)), max_size=40))
def test_interquartile_ranges_are_those_of_each_cell(rows: list[tuple[int, float]]) -> None:
    cell = np.array([c for c, _ in rows], int)
    value = np.array([x for _, x in rows])
    assert interquartile_ranges(cell, value).tolist() == pytest.approx(interquartile(cell, value))


def test_the_deviation_is_pooled_over_cells() -> None:
    cell = np.array([0, 0, 1, 1, 1, 2])
    value = np.array([1.0, 3, 5, 5, 8, 9])
    assert pooled_deviation(cell, value) == pytest.approx(np.sqrt((2 + 6) / 3))
    assert np.isnan(pooled_deviation(np.arange(3), np.arange(3.0)))


def two_rounds(pull: float, noise: float) -> tuple[Array, Array, Array, Array]:
    rng = np.random.default_rng(5)
    cell = np.repeat(np.arange(300), 4)
    first = rng.normal(0, 1, len(cell))
    mean = (np.bincount(cell, first)[cell] - first) / 3
    then = first + pull * (mean - first) + rng.normal(0, noise, len(cell))
    return np.arange(len(cell)), cell, first, then


def test_who_closes_half_of_the_gap_is_said_to() -> None:
    key, cell, first, then = two_rounds(0.5, 0.1)
    # The later round in another order, one rating missing.
    order = np.random.default_rng(1).permutation(len(key))[1:]
    found = movement((key, key[order]), (cell, cell[order]), (first, then[order]), cell // 10)
    assert found.pairs == len(key) - 1
    assert found.pull == pytest.approx(0.5, abs=0.02)
    assert found.pull_low < 0.5 < found.pull_high
    assert found.changed == 1
    assert found.towards > 0.9
    assert found.size > abs(found.mean)


def test_who_stays_is_said_to() -> None:
    key, cell, first, _ = two_rounds(0, 0)
    found = movement((key, key), (cell, cell), (first, first), cell)
    assert (found.changed, found.mean, found.size, found.pull) == (0, 0, 0, 0)
    assert np.isnan(found.towards)


def test_nobody_back_says_nothing_and_one_country_has_no_interval() -> None:
    key, cell, first, then = two_rounds(0.5, 0.1)
    assert movement((key, key + 10_000), (cell, cell), (first, then), cell).pairs == 0
    found = movement((key, key), (cell, cell), (first, then), np.zeros(len(key), int))
    assert np.isnan(found.pull_low)
    alone = movement((key, key), (key, key), (first, then), key)
    assert np.isnan(alone.pull)
