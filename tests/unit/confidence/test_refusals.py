"""What no sets can be made of, and the smallest that they can."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.robustness.confidence import (
    estimates_of,
    estimates_of_draws,
    marginal_sets,
    simultaneous_sets,
    surely_above,
    tiers,
)


@pytest.mark.parametrize(
    ("value", "covariance", "said"),
    [
        ([1.0, 2.0], np.ones(2), "numpy.diag"),
        ([1.0, np.nan], np.eye(2), "missing"),
        ([1.0, 2.0], np.diag([1.0, np.inf]), "missing"),
        ([1.0, 2.0], np.array([[1.0, 0.5], [0.1, 1.0]]), "symmetric"),
        ([1.0, 2.0], np.diag([1.0, -1.0]), "below zero"),
    ],
)
def test_covariances_that_are_none(value: list[float], covariance: np.ndarray, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        estimates_of(np.array(value), covariance)


def test_draws_that_say_nothing_of_spread() -> None:
    with pytest.raises(RequestError, match="two draws"):
        estimates_of_draws(np.ones((1, 3)))
    with pytest.raises(RequestError, match="two draws"):
        estimates_of_draws(np.array([[1.0], [np.nan]]))


@pytest.mark.parametrize("coverage", [0, 1, 1.5, -0.1, float("nan")])
def test_coverages_that_are_none(coverage: float) -> None:
    estimates = estimates_of(np.array([1.0, 2.0]), np.eye(2))
    with pytest.raises(RequestError, match="coverage"):
        simultaneous_sets(estimates, coverage=coverage)


def test_one_unit_and_none() -> None:
    one = estimates_of(np.array([3.0]), np.eye(1))
    sets = simultaneous_sets(one)
    assert (sets.low.tolist(), sets.high.tolist()) == ([1], [1])
    none = estimates_of(np.zeros(0), np.zeros((0, 0)))
    assert marginal_sets(none).low.tolist() == []
    assert tiers(np.zeros(0), np.zeros((0, 0), bool)).tolist() == []


def test_what_is_certain_needs_no_bar() -> None:
    estimates = estimates_of(np.array([1.0, 2.0, 2.0]), np.full((3, 3), 0.4))
    above = surely_above(estimates, ~np.eye(3, dtype=bool))
    assert np.argwhere(above).tolist() == [[1, 0], [2, 0]]
    sets = simultaneous_sets(estimates)
    assert sets.low.tolist() == [3, 1, 1]
    assert sets.high.tolist() == [3, 2, 2]


def test_the_same_seed_gives_the_same_sets() -> None:
    value, covariance = np.arange(6) / 4, np.eye(6) / 9
    one, other = (simultaneous_sets(estimates_of(value, covariance, seed=4)) for _ in range(2))
    assert one.low.tolist() == other.low.tolist()
    assert one.high.tolist() == other.high.tolist()
