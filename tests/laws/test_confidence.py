"""Confidence sets for ranks, tiers and ranks of draws, against slow and obvious ones."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocindex.robustness.confidence import (
    Estimates,
    above_shares,
    estimates_of,
    estimates_of_draws,
    marginal_sets,
    rank_quantiles,
    ranks_of_draws,
    simultaneous_sets,
    surely_above,
    tiers,
    top_shares,
)
from support.rank_sets import competition, decided, ranks_left

SEEDS = st.integers(0, 2**32 - 1)
COVERAGE = st.sampled_from([0.5, 0.8, 0.9])


def some_estimates(seed: int, units: int = 7, draws: int = 40) -> Estimates:
    """A few units, some tied, some certain, errors that hang together."""
    rng = np.random.default_rng(seed)
    value = rng.integers(0, 6, units).astype(float)
    factor = rng.normal(0, 0.4, (units, units)) * rng.integers(0, 2, (units, 1))
    return estimates_of(value, factor @ factor.T, draws=draws, seed=seed)


def all_pairs(units: int) -> set[tuple[int, int]]:
    return {(i, j) for i in range(units) for j in range(units) if i != j}


@given(SEEDS, COVERAGE, st.booleans())
@settings(max_examples=25)
def test_pairs_are_decided_as_pair_by_pair(seed: int, coverage: float, stepwise: bool) -> None:
    estimates = some_estimates(seed)
    pairs = ~np.eye(7, dtype=bool)
    found = surely_above(estimates, pairs, coverage=coverage, stepwise=stepwise)
    slow = decided(estimates, all_pairs(7), coverage, stepwise=stepwise)
    assert {tuple(pair) for pair in np.argwhere(found).tolist()} == slow


@given(SEEDS, COVERAGE, st.booleans())
@settings(max_examples=25)
def test_simultaneous_sets_are_what_decided_pairs_leave(
    seed: int, coverage: float, stepwise: bool
) -> None:
    estimates = some_estimates(seed)
    sets = simultaneous_sets(estimates, coverage=coverage, stepwise=stepwise)
    slow = decided(estimates, all_pairs(7), coverage, stepwise=stepwise)
    expected = [ranks_left(slow, 7, unit) for unit in range(7)]
    assert list(zip(sets.low.tolist(), sets.high.tolist(), strict=True)) == expected


@given(SEEDS, COVERAGE)
@settings(max_examples=20)
def test_a_marginal_set_rests_on_its_own_units_pairs(seed: int, coverage: float) -> None:
    estimates = some_estimates(seed)
    sets = marginal_sets(estimates, coverage=coverage)
    for unit in range(7):
        pairs = {pair for pair in all_pairs(7) if unit in pair}
        slow = decided(estimates, pairs, coverage, stepwise=True)
        assert (sets.low[unit], sets.high[unit]) == ranks_left(slow, 7, unit)


@given(SEEDS, COVERAGE)
@settings(max_examples=20)
def test_one_side_leaves_the_other_open_and_is_no_wider(seed: int, coverage: float) -> None:
    estimates = some_estimates(seed)
    both = marginal_sets(estimates, coverage=coverage)
    low = marginal_sets(estimates, coverage=coverage, sides="low")
    high = marginal_sets(estimates, coverage=coverage, sides="high")
    assert (low.high == 7).all()
    assert (high.low == 1).all()
    # A single step's bar is lower for fewer pairs; steps never raise it.
    single = marginal_sets(estimates, coverage=coverage, stepwise=False)
    assert (low.low >= single.low).all()
    assert (high.high <= single.high).all()
    assert (both.low >= single.low).all()
    assert (both.high <= single.high).all()


@given(SEEDS, COVERAGE)
@settings(max_examples=25)
def test_sets_hold_the_estimated_ranks_and_are_no_narrower_together(
    seed: int, coverage: float
) -> None:
    estimates = some_estimates(seed)
    together = simultaneous_sets(estimates, coverage=coverage, stepwise=False)
    alone = marginal_sets(estimates, coverage=coverage, stepwise=False)
    assert (together.low <= alone.low).all()
    assert (together.high >= alone.high).all()
    # Tied units may have any of the ranks that they share.
    best = np.array(competition(estimates.value))
    worst = 8 - np.array(competition(-estimates.value))
    assert (alone.low <= best).all()
    assert (alone.high >= worst).all()


@given(SEEDS)
@settings(max_examples=25)
def test_tiers_keep_the_order_and_hold_nobody_apart(seed: int) -> None:
    estimates = some_estimates(seed, units=9)
    value = estimates.value
    above = surely_above(estimates, ~np.eye(9, dtype=bool), coverage=0.5)
    found = tiers(value, above)
    for i, j in combinations(range(9), 2):
        assert value[i] <= value[j] or found[i] <= found[j]
        assert value[i] != value[j] or found[i] == found[j]
        assert found[i] != found[j] or not (above[i, j] or above[j, i])
    assert sorted(set(found.tolist())) == list(range(1, found.max() + 1))
    for tier in range(2, found.max() + 1):
        assert above[np.ix_(found == tier - 1, found == tier)].any()
    assert found.max() == fewest(value, above)


def fewest(value: np.ndarray, above: np.ndarray) -> int:
    """The fewest runs of the order in which no two are told apart, over all ways to cut it."""
    levels = sorted(set(value.tolist()), reverse=True)
    for cuts in range(len(levels)):
        for places in combinations(range(1, len(levels)), cuts):
            edges = [0, *places, len(levels)]
            runs = [np.isin(value, levels[a:b]) for a, b in pairwise(edges)]
            if not any(above[np.ix_(run, run)].any() for run in runs):
                return cuts + 1
    raise AssertionError("single levels are always runs")


@given(SEEDS)
@settings(max_examples=25)
def test_ranks_of_draws_count_who_is_strictly_above(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = np.asfortranarray(np.round(rng.normal(5, 1, (30, 8)), 1))
    ranks = ranks_of_draws(scores)
    assert ranks.tolist() == [competition(row) for row in scores]
    shares = above_shares(ranks)
    for i, j in combinations(range(8), 2):
        assert shares[i, j] == (scores[:, i] > scores[:, j]).mean()
        assert shares[j, i] == (scores[:, j] > scores[:, i]).mean()
    assert top_shares(ranks, 3) == pytest.approx((np.array(ranks) <= 3).mean(axis=0))


@given(SEEDS, st.sampled_from([0.68, 0.9, 0.95]))
@settings(max_examples=25)
def test_equal_tails_hold_at_least_their_share_of_the_draws(seed: int, level: float) -> None:
    rng = np.random.default_rng(seed)
    ranks = ranks_of_draws(rng.normal(rng.normal(0, 1, 8), 1, (57, 8)))
    low, high = rank_quantiles(ranks, ((1 - level) / 2, (1 + level) / 2))
    assert ((ranks < low).mean(axis=0) <= (1 - level) / 2 + 1e-9).all()
    assert ((ranks > high).mean(axis=0) <= (1 - level) / 2 + 1e-9).all()


@given(SEEDS)
@settings(max_examples=20)
def test_draws_give_the_spread_of_each_difference(seed: int) -> None:
    rng = np.random.default_rng(seed)
    draws = rng.normal(0, 1, (50, 5)) @ rng.normal(0, 1, (5, 5))
    estimates = estimates_of_draws(draws)
    for i, j in combinations(range(5), 2):
        assert estimates.spread[i, j] == pytest.approx((draws[:, i] - draws[:, j]).std(ddof=1))
