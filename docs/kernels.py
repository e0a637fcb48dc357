"""Techniques as a method might have them, and the kernels whose docstrings say what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ocindex import method as m
from ocindex.index.steps import (
    boxcox,
    impute,
    impute_em,
    impute_panel,
    impute_row,
    treat,
    treat_log,
)
from ocindex.index.steps import normalise_distance as distance
from ocindex.index.steps import normalise_posts as posts
from ocindex.index.steps import normalise_range as spans
from ocindex.index.steps import normalise_ranks as places
from ocindex.index.steps.aggregation import mazziotta, means, order, outranking
from ocindex.index.steps.aggregation.wroclaw import wroclaw
from ocindex.index.steps.denominate import denominate
from ocindex.index.steps.screen import screen
from ocindex.index.steps.weights import (
    bod,
    components,
    factors,
    given,
    judgement,
    optimised,
    regression,
    spread,
)

# Each technique as a method might have it, and the functions that do it.
EXAMPLES: tuple[tuple[m.Technique, tuple[Callable[..., Any], ...]], ...] = (
    (m.Denominate(), (denominate,)),
    (m.Screen(available=0.9), (screen,)),
    (m.ImputeMean(), (impute.impute_mean,)),
    (m.ImputeMedian(), (impute.impute_median,)),
    (m.ImputeGroupMean("bank"), (impute.impute_group_mean,)),
    (m.ImputeGroupMedian("bank"), (impute.impute_group_median,)),
    (m.ImputeRowMean(), (impute_row.impute_row_mean,)),
    (m.ImputeRowMedian(), (impute_row.impute_row_median,)),
    (m.ImputeConstant(0), (impute.impute_constant,)),
    (m.ImputeLatest(most=2), (impute_panel.impute_latest,)),
    (m.ImputeStep(), (impute_panel.impute_step,)),
    (m.ImputeLinear(), (impute_panel.impute_linear,)),
    (m.ImputeEM(ridge=0.1), (impute_em.impute_em,)),
    (m.Winsorise(points=5, then="log-ct"), (treat.treat,)),
    (m.Log("log-ct-plus"), tuple(treat_log.LOGS.values())),
    (m.BoxCox(), (boxcox.box_cox,)),
    (m.MinMax(1, 100), (spans.fit_min_max,)),
    (m.ZScore(100, 10), (spans.fit_z_score,)),
    (m.Scaled(0, 200), (posts.fit_posts,)),
    (m.Goalposts(20, 85), (posts.fit_posts, posts.score_log_posts, posts.score_trapezoid)),
    (m.TargetDistance(capped=True), (distance.fit_target_distance,)),
    (m.MaximumDistance(), (spans.fit_maximum_distance,)),
    (m.ReferenceDistance("ELM"), (distance.fit_reference_distance,)),
    (m.MaximumFraction(), (spans.fit_maximum_fraction,)),
    (m.PercentileRank(), (places.score_percentile_ranks,)),
    (m.RankNormalise(), (places.score_ranks,)),
    (m.Borda(), (places.score_borda,)),
    (m.Categorical((25, 50, 75), (0, 33, 67, 100)), (places.fit_classes,)),
    (m.Given(), (given.given,)),
    (m.Equal(), (given.equal,)),
    (m.PCA(squared=True), (components.pca,)),
    (m.FactorWeights(), (factors.factor_weights,)),
    (m.Entropy(), (spread.entropy,)),
    (m.Critic(), (spread.critic,)),
    (m.StandardDeviation(inverse=True), (spread.standard_deviation,)),
    (m.BudgetAllocation(("roads", "doctors"), ((40, 60), (30, 70))), (judgement.budget,)),
    (m.AnalyticHierarchy(("roads", "doctors"), ((1, 0.5), (2, 1))), (judgement.ahp,)),
    (m.RegressionWeights("population", nonnegative=True), (regression.regression,)),
    (m.BenefitOfTheDoubt(low=0.1, high=0.5), (bod.bod, bod.bod_shares)),
    (m.DirectionalBenefit(), (bod.bod_directional,)),
    (m.Balanced(), (optimised.balance,)),
    (m.Informative(), (optimised.information,)),
    (m.Arithmetic(available=0.6), (means.arithmetic,)),
    (m.Geometric(), (means.geometric,)),
    (m.Harmonic(), (means.harmonic,)),
    (m.Power(0.5), (means.generalised,)),
    (m.WeightedProduct(), (means.product,)),
    (m.Median(), (order.median,)),
    (m.Minimum(), (order.minimum,)),
    (m.Maximum(), (order.maximum,)),
    (m.OrderedAverage((1, 2, 3)), (order.owa,)),
    (m.MazziottaPareto(), (mazziotta.mazziotta_pareto,)),
    (
        m.AdjustedMazziottaPareto(0, 100),
        (mazziotta.adjusted_mazziotta_pareto, mazziotta.adjusted_goalposts),
    ),
    (m.Wroclaw(), (wroclaw,)),
    (m.Copeland(), (outranking.copeland,)),
)
