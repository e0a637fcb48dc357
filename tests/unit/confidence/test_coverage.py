"""Sets cover true ranks as often as they claim, ties among them."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.robustness.confidence import Estimates, estimates_of, marginal_sets, simultaneous_sets

UNITS, TRIALS = 12, 300
# Half of the units are tied by threes; errors differ in size, and a common one cancels out.
TRUTH = np.array([5.0, 5, 5, 6, 6, 6, 3, 4, 5.5, 7, 8, 2])
ERROR = np.linspace(0.1, 0.5, UNITS)
COVARIANCE = np.diag(ERROR**2) + 0.3
BEST = np.array([1 + (own < TRUTH).sum() for own in TRUTH])
WORST = np.array([(own <= TRUTH).sum() for own in TRUTH])


@pytest.fixture(scope="module")
def trials() -> list[Estimates]:
    rng = np.random.default_rng(5)
    own = estimates_of(TRUTH, COVARIANCE, draws=1000)
    seen = rng.multivariate_normal(TRUTH, COVARIANCE, TRIALS)
    return [Estimates(value, own.deviations, own.spread) for value in seen]


def test_simultaneous_sets_hold_all_ranks_at_once(trials: list[Estimates]) -> None:
    found = [simultaneous_sets(each, coverage=0.9) for each in trials]
    held = np.mean([((s.low <= BEST) & (s.high >= WORST)).all() for s in found])
    assert held >= 0.87  # 0.9 less two standard errors of 300 trials


def test_single_steps_decide_less(trials: list[Estimates]) -> None:
    steps = [simultaneous_sets(each, coverage=0.9) for each in trials]
    single = [simultaneous_sets(each, coverage=0.9, stepwise=False) for each in trials]
    width = [np.mean([(s.high - s.low).mean() for s in some]) for some in (steps, single)]
    assert width[0] < width[1] - 0.05


def test_marginal_sets_hold_each_rank_and_are_narrower(trials: list[Estimates]) -> None:
    found = [marginal_sets(each, coverage=0.9) for each in trials]
    held = np.mean([(s.low <= BEST) & (s.high >= WORST) for s in found], axis=0)
    assert held.min() >= 0.86
    together = [simultaneous_sets(each, coverage=0.9) for each in trials]
    width = [np.mean([(s.high - s.low).mean() for s in some]) for some in (found, together)]
    assert width[0] < width[1] - 0.5


def test_chosen_units_need_less_than_all(trials: list[Estimates]) -> None:
    chosen = np.array([3, 8])
    for each in trials[:40]:
        some = simultaneous_sets(each, coverage=0.9, units=chosen, stepwise=False)
        every = simultaneous_sets(each, coverage=0.9, stepwise=False)
        assert (some.low >= every.low[chosen]).all()
        assert (some.high <= every.high[chosen]).all()
