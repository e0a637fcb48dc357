"""A small index to stress."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.robustness.montecarlo import Normalisation, Plan, ScoreNoise, Variant, WeightNoise
from ocindex.robustness.tree import Tree


@pytest.fixture
def plan() -> Plan:
    """Twelve units; four indicators in two pillars of two; all means arithmetic."""
    rng = np.random.default_rng(11)
    values = rng.uniform(1, 10, (12, 4))
    tree = Tree(4, np.array([4, 4, 5, 5, 6, 6, -1]), np.ones(7), np.ones(7))
    scores = ScoreNoise("uniform", np.full(values.shape, 0.5), np.full(4, 1.0), np.full(4, 10.0))
    return Plan(
        (
            Variant(values, scores, Normalisation("minmax", 1, 100)),
            Variant(values, scores, Normalisation("none"), scored=False),
        ),
        tree,
        (6, 4),
        WeightNoise("share", np.full(7, 0.25)),
        (1.0, 0.0),
        0,
        np.full((2, 12), np.nan),
    )


@pytest.fixture
def values(plan: Plan) -> np.ndarray:
    """What the plan's variants start from."""
    return plan.variants[0].values
