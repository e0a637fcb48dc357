"""Simulations, and what is read off them."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.montecarlo import (
    Normalisation,
    Plan,
    ScoreNoise,
    Variant,
    WeightNoise,
    alike,
    exact_scores,
    simulate,
    summary,
)
from ocindex.robustness.tree import Tree


def same(one, other) -> bool:
    return (one.kept == other.kept).all() and all(
        (getattr(one.tally, f.name) == getattr(other.tally, f.name)).all()
        for f in fields(one.tally)
    )


def vary(plan: Plan, **changes: object) -> Plan:
    """The same with the first variant alone, changed."""
    return replace(plan, variants=(replace(plan.variants[0], **changes),))


def still(plan: Plan) -> Plan:
    """The same with nothing that varies."""
    values = plan.variants[0].values
    fixed = replace(plan, weights=WeightNoise("fixed", np.zeros(7)), orders=(1.0,))
    return vary(fixed, scores=exact_scores(values))


def test_threads_do_not_change_a_digit(plan: Plan) -> None:
    one, many = (simulate(plan, 9_000, 5, threads=n, pairs=True, keep=3_000) for n in (1, 3))
    assert same(one, many)
    assert not same(one, simulate(plan, 9_000, 6, pairs=True, keep=3_000))


def test_progress_goes_up_to_all_draws(plan: Plan) -> None:
    seen: list[tuple[int, int]] = []
    simulate(plan, 5_000, 1, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(2_048, 5_000), (4_096, 5_000), (5_000, 5_000)]


def test_where_nothing_varies_every_draw_is_the_index(plan: Plan, values: np.ndarray) -> None:
    run = simulate(still(plan), 500, 1, pairs=True)
    low, high = values.min(axis=0), values.max(axis=0)
    score = (1 + 99 * (values - low) / (high - low)).mean(axis=1)
    ranks = (score[:, None] < score).sum(axis=1) + 1
    np.testing.assert_allclose(summary.score_mean(run)[0], score)
    np.testing.assert_allclose(summary.score_sd(run)[0], 0, atol=1e-6)
    np.testing.assert_allclose(summary.score_quantiles(run, [0.05, 0.95])[:, 0], [score] * 2)
    assert (summary.rank_quantiles(run, [0.05, 0.5, 0.95])[:, 0] == ranks).all()
    assert (summary.rank_mean(run)[0] == ranks).all()
    assert (summary.rank_sd(run)[0] == 0).all()
    assert (summary.above(run)[0] == (score[:, None] > score)).all()
    assert (summary.top(run, 3)[0] == (ranks <= 3)).all()


def test_summaries_agree_with_all_draws(plan: Plan) -> None:
    """Against the kept ranks, and for scores against sums of uniform noise."""
    run = simulate(plan, 20_000, 2, keep=20_000)
    ranks = run.kept[:, 0]
    found = summary.rank_quantiles(run, [0.05, 0.5, 0.95])[:, 0]
    expected = np.quantile(ranks, [0.05, 0.5, 0.95], axis=0, method="inverted_cdf")
    assert (found == expected).all()
    np.testing.assert_allclose(summary.rank_mean(run)[0], ranks.mean(axis=0))
    np.testing.assert_allclose(summary.rank_sd(run)[0], ranks.std(axis=0), atol=1e-7)
    np.testing.assert_allclose(summary.top(run, 5)[0], (ranks <= 5).mean(axis=0))
    np.testing.assert_allclose(summary.rank_probabilities(run).sum(axis=2), 1)
    before = np.full((2, 12), np.nan)
    before[0, :6] = 6
    better = summary.better_rank(run, before)
    np.testing.assert_allclose(better[0, :6], (ranks[:, :6] < 6).mean(axis=0))
    assert np.isnan(better[0, 6:]).all()


def test_scores_are_distributed_as_the_noise_says(plan: Plan, values: np.ndarray) -> None:
    """A mean of two uniform scores has a triangular distribution."""
    ends = np.full(4, np.inf)
    noise = ScoreNoise("uniform", np.full((12, 4), 0.5), -ends, ends)
    centre = values[:, :2].mean(axis=1)
    free = vary(still(plan), scores=noise, normalisation=Normalisation("none"))
    run = simulate(replace(free, before=np.array([[np.nan] * 12, centre + 0.25])), 50_000, 3)
    np.testing.assert_allclose(summary.score_mean(run)[1], centre, atol=0.005)
    np.testing.assert_allclose(summary.score_sd(run)[1], 0.5 / np.sqrt(6), rtol=0.02)
    shares = np.array([0.05, 0.5, 0.95])
    ends = np.array([np.sqrt(0.1) / 2 - 0.5, 0, 0.5 - np.sqrt(0.1) / 2])
    found = summary.score_quantiles(run, shares)[:, 1] - centre
    np.testing.assert_allclose(found, ends[:, None] + np.zeros(12), atol=0.008)
    np.testing.assert_allclose(summary.better_score(run)[1], 0.125, atol=0.008)
    assert np.isnan(summary.better_score(run)[0]).all()


def test_normal_noise_has_the_spread_asked_for(plan: Plan) -> None:
    ends = np.full(4, np.inf)
    noise = ScoreNoise("normal", np.full((12, 4), 0.4), -ends, ends)
    free = vary(still(plan), scores=noise, normalisation=Normalisation("none"))
    run = simulate(free, 50_000, 3)
    np.testing.assert_allclose(summary.score_sd(run)[0], 0.2, rtol=0.02)
    spread = summary.score_quantiles(run, [0.95])[0, 0] - summary.score_mean(run)[0]
    np.testing.assert_allclose(spread, 0.2 * 1.6449, rtol=0.03)


def test_weights_within_their_shares_and_on_the_simplex(plan: Plan) -> None:
    from ocindex.robustness.montecarlo.drawing import draw_shares

    rng = np.random.default_rng(1)
    drawn = draw_shares(plan, 4_000, rng)
    assert drawn[:2].sum(axis=0) == pytest.approx(1)
    ratio = drawn[0] / drawn[1]
    assert 0.75 / 1.25 <= ratio.min() < 0.65
    assert 1.55 < ratio.max() <= 1.25 / 0.75
    simplex = replace(plan, weights=WeightNoise("simplex", np.array([1, 1, 0, 0, 0, 0, 0.0])))
    drawn = draw_shares(simplex, 4_000, rng)
    assert drawn[2:6] == pytest.approx(0.5)
    # Of two weights, uniform on the simplex is uniform between nought and one.
    assert np.quantile(drawn[0], [0.1, 0.5, 0.9]) == pytest.approx([0.1, 0.5, 0.9], abs=0.03)


def test_ties_without_noise_share_the_better_rank(plan: Plan, values: np.ndarray) -> None:
    twin = values.copy()
    twin[5] = twin[2]
    run = simulate(vary(plan, values=twin, scores=exact_scores(twin)), 300, 1, keep=300)
    assert (run.kept[:, :, 5] == run.kept[:, :, 2]).all()
    # Noise in all the others leaves these two tied as well.
    width = np.full(twin.shape, 0.5)
    width[[2, 5]] = 0
    noise = replace(plan.variants[0].scores, width=width)
    some = vary(plan, values=twin, scores=noise)
    run = simulate(some, 300, 1, keep=300)
    assert (run.kept[:, :, 5] == run.kept[:, :, 2]).all()


def test_each_mean_ranks_as_its_scores_do(plan: Plan) -> None:
    """Scores of the first normalisation come back; of the others, only ranks are made."""
    for order in (1.0, 0.0, -1.0, 2.0):
        none = vary(replace(still(plan), orders=(order,)), normalisation=Normalisation("none"))
        ranked = replace(none.variants[0], scored=False)
        both = replace(none, variants=(*none.variants, ranked))
        found, mixed = (simulate(each, 40, 1, keep=40).kept for each in (none, both))
        assert (mixed[1::2] == found[0]).all()


def test_variants_come_as_often_as_each_other(plan: Plan, values: np.ndarray) -> None:
    """Another way to impute, without noise, beside one with: half of the draws each."""
    other = Variant(values[::-1], exact_scores(values), Normalisation("minmax", 1, 100))
    both = replace(still(plan), variants=(plan.variants[0], other))
    run = simulate(both, 1_001, 1, keep=1_001)
    assert run.score_draws == 1_001
    assert len(np.unique(run.kept[1::2, 0], axis=0)) == 1
    assert len(np.unique(run.kept[::2, 0], axis=0)) > 5
    assert simulate(plan, 1_001, 1).score_draws == 501


def test_leaving_indicators_out_leaves_the_rest(plan: Plan, values: np.ndarray) -> None:
    one = replace(still(plan), nodes=(6,), before=np.full((1, 12), np.nan), exclude=3)
    run = simulate(one, 2_000, 1, keep=2_000)
    expected = {tuple(12 - np.argsort(np.argsort(column))) for column in values.T}
    assert {tuple(int(r) for r in ranks) for ranks in run.kept[:, 0]} == expected


def test_many_units_are_counted_in_bins() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(50, 10, (1_100, 2))
    ends = np.full(2, np.inf)
    noise = ScoreNoise("normal", np.full(values.shape, 2.0), -ends, ends)
    plan = Plan(
        (Variant(values, noise, Normalisation("none")),),
        Tree(2, np.array([2, 2, -1]), np.ones(3), np.ones(3)),
        (2,),
        WeightNoise("share", np.full(3, 0.25)),
        (1.0,),
        0,
        np.full((1, 1_100), np.nan),
    )
    run = simulate(plan, 600, 1, keep=600)
    ranks = run.kept[:, 0].astype(int)
    assert run.job.frame.rank_width == 3
    np.testing.assert_allclose(summary.rank_mean(run)[0], ranks.mean(axis=0))
    np.testing.assert_allclose(summary.rank_sd(run)[0], ranks.std(axis=0), atol=1e-6)
    exact = np.quantile(ranks, [0.05, 0.95], axis=0, method="inverted_cdf")
    found = summary.rank_quantiles(run, [0.05, 0.95])[:, 0]
    assert ((found - exact >= 0) & (found - exact < 3)).all()
    np.testing.assert_allclose(summary.top(run, 30)[0], (ranks <= 30).mean(axis=0))


class TestRefusals:
    def test_missing_values_are_named(self, plan: Plan, values: np.ndarray) -> None:
        values[3, 1] = values[5, 2] = np.nan
        with pytest.raises(Refusal) as refusal:
            simulate(plan, 10, 1)
        assert refusal.value.places == ((3, 1), (5, 2))

    def test_a_constant_column_is_named(self, plan: Plan, values: np.ndarray) -> None:
        values[:, 2] = 4
        with pytest.raises(Refusal) as refusal:
            simulate(plan, 10, 1)
        assert refusal.value.places == ((None, 2),)

    @pytest.mark.parametrize("noise", [True, False])
    def test_a_geometric_mean_of_zero_is_named(
        self, plan: Plan, values: np.ndarray, noise: bool
    ) -> None:
        zero = vary(plan, normalisation=Normalisation("minmax", 0, 100))
        with pytest.raises(Refusal) as refusal:
            simulate(zero if noise else vary(zero, scores=exact_scores(values)), 10, 1)
        ((row, column),) = refusal.value.places
        assert row is not None
        assert column is not None

    def test_a_node_must_keep_an_indicator(self, plan: Plan) -> None:
        with pytest.raises(Refusal, match="empty an aggregate of 2"):
            simulate(replace(plan, exclude=2), 10, 1)


def test_groups_that_cannot_be_told_apart() -> None:
    above = np.array([[0, 0.6, 0.99, 1], [0.4, 0, 0.8, 1], [0.01, 0.2, 0, 0.97], [0, 0, 0.03, 0]])
    order = np.arange(4)
    assert alike(above, order, 0.95) == [(0, 1), (1, 2), (3, 3)]
