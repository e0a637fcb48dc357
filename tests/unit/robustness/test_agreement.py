"""Draws against what needs none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ocindex.robustness.bounds import bounds_of_box
from ocindex.robustness.exact import above_under_any_weights
from ocindex.robustness.montecarlo import (
    Normalisation,
    Plan,
    Variant,
    WeightNoise,
    exact_scores,
    joint_intervals,
    simulate,
    summary,
)
from ocindex.robustness.tree import Tree


def certain(plan: Plan) -> Variant:
    """The values as they are."""
    values = plan.variants[0].values
    return Variant(values, exact_scores(values), Normalisation("none"))


def flat(plan: Plan, weights: WeightNoise) -> Plan:
    """All four indicators right under the root, only weights vary."""
    return replace(
        plan,
        tree=Tree(4, np.array([4, 4, 4, 4, -1]), np.array([1.0, 2, 3, 4, 1]), np.ones(5)),
        nodes=(4,),
        variants=(certain(plan),),
        weights=weights,
        orders=(1.0,),
        before=np.full((1, 12), np.nan),
    )


def test_any_weights_by_draws_and_by_volume(plan: Plan) -> None:
    run = simulate(flat(plan, WeightNoise("simplex", np.ones(5))), 40_000, 1, pairs=True)
    exact = above_under_any_weights(plan.variants[0].values)
    assert np.abs(summary.above(run)[0] - exact).max() < 0.012


def test_no_draw_leaves_the_bounds(plan: Plan) -> None:
    own = replace(
        plan,
        variants=(certain(plan),),
        orders=(1.0,),
        weights=WeightNoise("share", np.full(7, 0.5)),
    )
    ranks = simulate(own, 20_000, 1, keep=20_000).kept[:, 0]
    found = bounds_of_box(plan.variants[0].values, plan.tree, 6, np.full(7, 0.5))
    assert (ranks >= found.best).all()
    assert (ranks <= found.worst).all()
    joint = joint_intervals(ranks, 0.9)
    assert 0.9 <= joint.coverage <= 1
    assert (joint.low >= found.best).all()
    assert (joint.high <= found.worst).all()
