"""Fast robustness kernels against slow, obvious ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocindex.robustness.montecarlo import (
    Normalisation,
    Plan,
    ScoreNoise,
    Variant,
    WeightNoise,
    exact_scores,
    joint_intervals,
    scoring,
    simulate,
)
from ocindex.robustness.montecarlo.drawing import draw_scores, draw_shares, noisy
from ocindex.robustness.montecarlo.ranking import by_unit, ranked
from ocindex.robustness.tree import Tree, effective_weights, folds, sibling_shares

SEEDS = st.integers(0, 2**32 - 1)


def a_tree(rng: np.random.Generator) -> Tree:
    """Two to seven indicators under one to three parents under a root, or right under it."""
    indicators = int(rng.integers(2, 8))
    groups = int(rng.integers(1, min(4, indicators + 1)))
    root = indicators + groups
    parent = np.full(root + 1, root)
    parent[root] = -1
    parent[:groups] = indicators + np.arange(groups)
    parent[groups:indicators] = rng.integers(indicators, root + 1, indicators - groups)
    weight = rng.integers(1, 5, root + 1).astype(float)
    return Tree(indicators, parent, weight, rng.choice([1.0, 0.0, -1.0, 2.0], root + 1))


def plain_score(tree: Tree, order, shares, values, node: int) -> float:
    """One unit, one draw, down the tree by its definition."""
    if node < tree.indicators:
        return values[node]
    children = [e for e in range(len(tree.parent)) if tree.parent[e] == node]
    scores = [plain_score(tree, order, shares, values, child) for child in children]
    weights, power = shares[children], order[node]
    if power == 0:
        return float(np.exp(sum(w * np.log(s) for w, s in zip(weights, scores, strict=True))))
    return float(sum(w * s**power for w, s in zip(weights, scores, strict=True)) ** (1 / power))


def plain_normalised(values, rule: Normalisation):
    """(units, indicators) of one draw."""
    low, high = values.min(axis=0), values.max(axis=0)
    if rule.kind == "minmax":
        return rule.first + (values - low) / (high - low) * (rule.second - rule.first)
    if rule.kind == "zscore":
        return rule.first + (values - values.mean(0)) / values.std(0, ddof=1) * rule.second
    return values


def plain_ranks(scores, tied: float):
    """From 0: how many stand above by more than `tied`, through chains of ties."""
    order = sorted(range(len(scores)), key=lambda u: -scores[u])
    ranks = [0] * len(scores)
    for place, unit in enumerate(order):
        same = place and scores[order[place - 1]] - scores[unit] <= tied
        ranks[unit] = ranks[order[place - 1]] if same else place
    return ranks


def a_plan(rng: np.random.Generator, noise: str) -> Plan:
    tree = a_tree(rng)
    values = rng.uniform(1, 10, (int(rng.integers(4, 9)), tree.indicators))
    ends, elements = np.full(tree.indicators, np.inf), len(tree.parent)
    width, low = np.full(values.shape, 0.1), np.full(tree.indicators, 0.5)
    scores = exact_scores(values) if noise == "none" else ScoreNoise(noise, width, low, ends)
    rules = Normalisation("minmax", 1, 100), Normalisation("zscore", 100, 5), Normalisation("none")
    return Plan(
        tuple(Variant(values, scores, rule) for rule in rules),
        tree,
        tuple(tree.children),
        WeightNoise(rng.choice(["fixed", "share", "simplex"]), rng.choice([0, 0.5], elements)),
        (None, 1.0, 0.0, -1.0),
        # With one left out, every aggregate still has an indicator.
        int(rng.integers(0, 2)) if min(tree.below(node).size for node in tree.children) > 1 else 0,
        np.full((len(tree.children), len(values)), np.nan),
    )


@settings(deadline=None, max_examples=30)
@given(SEEDS, st.sampled_from(["uniform", "normal"]))
def test_noisy_scores_are_those_of_the_tree_walked_down(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    plan = a_plan(rng, kind)
    draws = 3
    shares = draw_shares(plan, draws, rng)
    laid = noisy(plan.variants[0].values, plan.variants[0].scores)
    room = laid.buffer(draws)
    draw_scores(laid, room, rng)
    drawn = room.astype(float)
    for recipe, (variant, order) in zip(scoring.recipes(plan), plan.choices, strict=True):
        made = scoring.scores_of_noisy(recipe, drawn.copy(), shares)
        single = scoring.scores_of_noisy(recipe, drawn.astype(np.float32), shares)
        for draw in range(draws):
            values = plain_normalised(drawn[draw].T, variant.normalisation)
            for node, scores, rough in zip(plan.nodes, made, single, strict=True):
                expected = [plain_score(plan.tree, order, shares[:, draw], v, node) for v in values]
                np.testing.assert_allclose(scores[draw], expected, rtol=1e-9)
                np.testing.assert_allclose(rough[draw], expected, rtol=2e-3)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_scores_without_noise_are_those_of_the_tree_walked_down(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plan = a_plan(rng, "none")
    shares = draw_shares(plan, 3, rng)
    for recipe, (variant, order) in zip(scoring.recipes(plan), plan.choices, strict=True):
        values = plain_normalised(variant.values, variant.normalisation)
        tables = scoring.transformed_once(recipe, variant.values)
        made = scoring.scores_of_weights(recipe, tables, shares)
        for draw in range(3):
            for node, scores in zip(plan.nodes, made, strict=True):
                expected = [plain_score(plan.tree, order, shares[:, draw], v, node) for v in values]
                np.testing.assert_allclose(scores[draw], expected, rtol=1e-11)


@settings(deadline=None, max_examples=100)
@given(SEEDS, st.sampled_from([1, 2, 30, 256, 257, 700]), st.sampled_from([2, 40, 10**6, 10**15]))
def test_ranks_by_keys_are_competition_ranks(seed: int, units: int, levels: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, levels, (4, units)) / levels * 7 - 3
    scores += rng.choice([0, 1e-15], scores.shape)
    found = by_unit(*ranked(scores))
    for row, ranks in zip(scores, found, strict=True):
        assert ranks.tolist() == plain_ranks(row, 1e-12 * (row.max() - row.min()))


@settings(deadline=None, max_examples=50)
@given(SEEDS, st.sampled_from([2, 193, 256, 300]))
def test_ranks_of_singles_are_within_a_step_of_the_exact_order(seed: int, units: int) -> None:
    scores = np.random.default_rng(seed).normal(50, 10, (5, units)).astype(np.float32)
    for row, (unit, _) in zip(scores, [ranked(s[None]) for s in scores], strict=True):
        ordered = row[unit[0]].astype(float)
        assert sorted(unit[0].tolist()) == list(range(units))
        assert (np.diff(ordered) <= np.ptp(row) * 2**-22).all()


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_folded_weights_are_products_down_the_tree(seed: int) -> None:
    tree = a_tree(np.random.default_rng(seed))
    shares = sibling_shares(tree, tree.weight[:, None])[:, 0]
    expected = np.zeros(tree.indicators)
    for indicator in range(tree.indicators):
        at, product = indicator, 1.0
        while tree.parent[at] >= 0:
            product *= shares[at]
            at = int(tree.parent[at])
        expected[indicator] = product
    np.testing.assert_allclose(effective_weights(tree, tree.root), expected, rtol=1e-12)
    assert {f.node for f in folds(tree, tree.order, (tree.root,))} >= {tree.root}


@pytest.mark.parametrize("kind", ["none", "uniform", "normal"])
def test_tallies_count_what_the_kept_ranks_say(kind: str) -> None:
    rng = np.random.default_rng(7)
    plan = a_plan(rng, kind)
    draws = 2_500
    run = simulate(plan, draws, 3, threads=2, pairs=True, keep=draws)
    assert run.kept.shape == (draws, len(plan.nodes), plan.units)
    for node in range(len(plan.nodes)):
        ranks = run.kept[:, node].astype(int)
        expected = [np.bincount(of - 1, minlength=plan.units) for of in ranks.T]
        np.testing.assert_array_equal(run.tally.ranks[node], expected)
        np.testing.assert_array_equal(run.tally.rank_sum[node], (ranks - 1).sum(axis=0))
        np.testing.assert_array_equal(run.tally.rank_squares[node], ((ranks - 1) ** 2).sum(axis=0))
        pairs = (ranks[:, :, None] < ranks[:, None, :]).sum(axis=0)
        np.testing.assert_array_equal(run.tally.above[node], pairs)
        assert (run.tally.scores[node].sum(axis=1) == run.score_draws).all()


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.sampled_from([0.5, 0.9, 0.95, 1.0]))
def test_joint_intervals_cover_what_they_state(seed: int, coverage: float) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(np.arange(6), 1.5, (400, 6))
    ranks = 1 + np.argsort(np.argsort(-scores, axis=1), axis=1)
    found = joint_intervals(ranks, coverage)
    held = ((ranks >= found.low) & (ranks <= found.high)).all(axis=1).mean()
    assert held == found.coverage >= coverage
    if coverage == 1:
        assert (found.low == ranks.min(axis=0)).all()
        assert (found.high == ranks.max(axis=0)).all()
