"""Exact probabilities, bounds and least changes against enumeration and plain sampling."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocindex.robustness.bounds import bounds_of_box, bounds_of_shares
from ocindex.robustness.exact import (
    above_probabilities,
    above_under_any_weights,
    rank_distribution,
    score_grid,
)
from ocindex.robustness.grid import method_scores, ranks_of, without_each
from ocindex.robustness.sobol import exact_indices, interactions
from ocindex.robustness.tree import Tree, effective_weights
from ocindex.robustness.whatif import Infeasible, WeightChange, least_scores, least_weights

SEEDS = st.integers(0, 2**32 - 1)


def above_by_fractions(lead: list[int]) -> Fraction:
    """Share of the simplex with a lead above nought; the leads differ from each other."""
    parts = (
        Fraction(
            max(each, 0) ** (len(lead) - 1),
            prod(each - other for other in lead if other != each),
        )
        for each in lead
    )
    return sum(parts, Fraction(0))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.integers(-30, 30), min_size=4, max_size=4), min_size=2, max_size=5),
    st.integers(2, 4),
)
def test_shares_of_the_simplex_are_the_closed_form(rows: list[list[int]], children: int) -> None:
    values = np.array(rows, float)[:, :children]
    found = above_under_any_weights(values)
    for i, j in product(range(len(rows)), repeat=2):
        lead = [int(x) for x in values[i] - values[j]]
        if len(set(lead)) == len(lead) and any(lead):
            assert found[i, j] == pytest.approx(float(above_by_fractions(lead)), abs=1e-12)


def test_shares_of_the_simplex_with_many_children_and_ties() -> None:
    rng = np.random.default_rng(2)
    values = rng.integers(2, 19, (20, 32)) / 2
    values[4] = values[7]
    found = above_under_any_weights(values)
    assert found[4, 7] == found[7, 4] == 0
    weights = rng.dirichlet(np.ones(32), 40_000)
    scores = weights @ values.T
    sampled = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    others = ~np.isin(np.arange(20), [4, 7])
    assert np.abs(found - sampled)[np.ix_(others, others)].max() < 0.012


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_ranks_under_score_noise_are_those_of_all_cases(seed: int) -> None:
    rng = np.random.default_rng(seed)
    steps, weights = rng.integers(2, 6, (3, 2)), rng.integers(1, 4, 2)
    shifts = np.array([-1, 0, 2])
    chance = rng.dirichlet(np.ones(3), (3, 2))
    chance[0, 0] = [0, 1, 0]
    ranks, above = np.zeros((3, 3)), np.zeros((3, 3))
    for case in product(range(3), repeat=6):
        drawn = np.array(case).reshape(3, 2)
        share = np.take_along_axis(chance, drawn[..., None], axis=2).prod()
        scores = (steps + shifts[drawn]) @ weights
        higher = scores[:, None] > scores
        above += share * higher
        ranks[np.arange(3), higher.sum(axis=0)] += share
    grid = score_grid(steps, weights, shifts, chance)
    np.testing.assert_allclose(rank_distribution(grid), ranks, atol=1e-12)
    np.testing.assert_allclose(above_probabilities(grid), above, atol=1e-12)
    mean = (grid.probability * (grid.low + np.arange(grid.probability.shape[1]))).sum(axis=1)
    np.testing.assert_allclose(mean, ((steps + chance @ shifts) * weights).sum(axis=1))


def test_rank_probabilities_agree_with_those_of_draws() -> None:
    rng = np.random.default_rng(5)
    steps, shifts = rng.integers(4, 17, (40, 6)), np.array([-1, 0, 1])
    chance = np.full((40, 6, 3), 1 / 3)
    ranks = rank_distribution(score_grid(steps, np.ones(6, int), shifts, chance))
    np.testing.assert_allclose(ranks.sum(axis=1), 1)
    drawn = steps.sum(axis=1) + rng.integers(-1, 2, (20_000, 40, 6)).sum(axis=2)
    places = (drawn[:, :, None] > drawn[:, None, :]).sum(axis=1)
    for unit in range(40):
        sampled = np.bincount(places[:, unit], minlength=40) / 20_000
        assert np.abs(sampled - ranks[unit]).max() < 0.02


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_bounds_of_a_box_are_those_of_its_corners(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tree = Tree(4, np.array([4, 4, 5, 5, 6, 6, -1]), rng.integers(1, 4, 7) * 1.0, np.ones(7))
    values = rng.integers(0, 6, (5, 4)) * 1.0
    share = rng.choice([0, 0.25, 0.8], 7)
    found = bounds_of_box(values, tree, 6, share)
    corners = np.array(list(product([-1, 1], repeat=7)))
    scores = np.array(
        [
            values @ effective_weights(Tree(4, tree.parent, weight, tree.order), 6)
            for weight in tree.weight * (1 + corners * share)
        ]
    )
    lead = scores[:, :, None] - scores[:, None, :]
    np.testing.assert_array_equal(found.surely, (lead > 1e-11).all(axis=0))
    np.testing.assert_array_equal(found.possibly, (lead > 1e-11).any(axis=0))
    ranks = ranks_of(scores)
    assert (found.best <= ranks.min(axis=0)).all()
    assert (found.worst >= ranks.max(axis=0)).all()


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_bounds_of_shares_hold_for_weights_within(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(6, 4))
    low, high = rng.uniform(0, 0.2, 4), rng.uniform(0.3, 0.6, 4)
    found = bounds_of_shares(values, low, high)
    weights = rng.dirichlet(np.ones(4) * 3, 4_000)
    weights = weights[((weights >= low) & (weights <= high)).all(axis=1)]
    ranks = ranks_of(weights @ values.T)
    assert (ranks >= found.best).all()
    assert (ranks <= found.worst).all()
    anything = bounds_of_shares(values, np.zeros(4), np.ones(4))
    dominates = (values[:, None] > values[None]).all(axis=2)
    np.testing.assert_array_equal(anything.surely, dominates)


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.sampled_from(["sum", "largest"]))
def test_least_weights_suffice_and_no_less_does(seed: int, measure) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(4) * 5)
    lead = rng.normal(size=4)
    lead -= max(0, lead @ weights) + 0.1
    low, high = weights * 0.5, np.minimum(1, weights * 2)
    found = least_weights(lead, weights, low, high, measure)
    tried = rng.dirichlet(np.ones(4) * 5, 4_000)
    tried = tried[((tried >= low) & (tried <= high)).all(axis=1) & (tried @ lead >= 0)]
    if isinstance(found, Infeasible):
        assert not len(tried)
        assert found.gap > 0
        assert found.reason == ("behind everywhere" if (lead < 0).all() else "bounds")
        return
    change = np.abs(found.weights - weights)
    assert lead @ found.weights == pytest.approx(0, abs=1e-12)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights >= low - 1e-6).all()
    assert (found.weights <= high + 1e-6).all()
    assert found.size == pytest.approx(change.sum() if measure == "sum" else change.max())
    sizes = np.abs(tried - weights)
    sizes = sizes.sum(axis=1) if measure == "sum" else sizes.max(axis=1)
    assert (sizes >= found.size - 1e-6).all()


def test_a_weight_that_goes_is_nought_and_not_what_rounding_leaves() -> None:
    weights = np.full(5, 0.2)
    lead = np.array([-0.45, -0.49, 0.6, -0.43, -1.05])
    found = least_weights(lead, weights, np.zeros(5), np.ones(5), "sum")
    assert isinstance(found, WeightChange)
    assert found.weights.min() == 0
    assert found.weights.sum() == pytest.approx(1, abs=1e-15)


def test_the_least_sum_moves_weight_from_the_worst_to_the_best() -> None:
    weights, lead = np.full(4, 0.25), np.array([3.0, -1, -2, -4])
    found = least_weights(lead, weights, np.zeros(4), np.ones(4), "sum")
    assert not isinstance(found, Infeasible)
    # A lead of -1 in all; a unit of weight from the last to the first wins seven.
    np.testing.assert_allclose(found.weights, [0.25 + 1 / 7, 0.25, 0.25, 0.25 - 1 / 7])
    assert found.size == pytest.approx(2 / 7)
    assert least_weights(-lead, weights, weights, weights, "sum").size == 0  # type: ignore[union-attr]


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_least_steps_suffice_and_no_fewer_do(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gains, room = rng.integers(0, 5, 3) / 7, rng.integers(0, 4, 3)
    behind = float(rng.integers(1, 30)) / 7
    found = least_scores(behind, gains, room)
    enough = [
        sum(case)
        for case in product(*(range(n + 1) for n in room))
        if np.dot(case, gains) >= behind - 1e-9
    ]
    if isinstance(found, Infeasible):
        assert not enough
        assert found.gap == pytest.approx(behind - gains @ room)
    else:
        assert found.size == min(enough)
        assert gains @ found.steps >= behind - 1e-9
        assert (found.steps <= room).all()


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_exact_indices_are_variances_of_means_and_means_of_variances(seed: int) -> None:
    rng = np.random.default_rng(seed)
    results = rng.normal(100, 1, tuple(rng.integers(1, 5, 3)))
    found = exact_indices(results)
    variance = results.var()
    for axis in range(3):
        moved = np.moveaxis(results, axis, 0)
        means = [each.mean() for each in moved]
        spreads = [column.var() for column in moved.reshape(len(moved), -1).T]
        if found.variance:
            assert found.first[axis] == pytest.approx(np.var(means) / variance, abs=1e-9)
            assert found.total[axis] == pytest.approx(np.mean(spreads) / variance, abs=1e-9)
    assert (found.first <= found.total + 1e-12).all()
    if found.variance:
        shares = interactions(results)
        assert sum(shares.values()) == pytest.approx(1)
        for axis in range(3):
            assert shares[(axis,)] == pytest.approx(found.first[axis], abs=1e-9)
            total = sum(share for chosen, share in shares.items() if axis in chosen)
            assert total == pytest.approx(found.total[axis], abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_scores_without_an_element_are_those_of_the_smaller_tree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tree = Tree(5, np.array([5, 5, 6, 6, 7, 7, 7, -1]), rng.integers(1, 4, 8) * 1.0, np.ones(8))
    values = rng.uniform(1, 9, (4, 5))
    found = without_each(values, tree, 7, [0, 2, 4, 5, 7])
    w = tree.weight

    def mean(parts, weights):
        return np.average(np.stack(parts), axis=0, weights=weights)

    left, right = mean(values.T[:2], w[:2]), mean(values.T[2:4], w[2:4])
    plain = [
        mean([values[:, 1], right, values[:, 4]], w[[5, 6, 4]]),
        mean([left, values[:, 3], values[:, 4]], w[[5, 6, 4]]),
        mean([left, right], w[[5, 6]]),
        mean([right, values[:, 4]], w[[6, 4]]),
        np.full(4, np.nan),
    ]
    np.testing.assert_allclose(found, plain)
    every = method_scores([values, values * 2], w[None], tree, 7, [tree.order, tree.order * 0])
    np.testing.assert_allclose(every[0, 0, 0], mean([left, right, values[:, 4]], w[[5, 6, 4]]))
    np.testing.assert_allclose(every[1, 0, 1], every[0, 0, 1] * 2)
