"""How sure ranks are: confidence sets by pairwise comparisons, ranks of draws, tiers."""

from ocindex.robustness.confidence.comparisons import Estimates, surely_above
from ocindex.robustness.confidence.estimating import estimates_of, estimates_of_draws
from ocindex.robustness.confidence.posterior import (
    above_shares,
    rank_quantiles,
    ranks_of_draws,
    top_shares,
)
from ocindex.robustness.confidence.sets import (
    RankSets,
    Sides,
    marginal_sets,
    sets_of,
    simultaneous_sets,
)
from ocindex.robustness.confidence.tiers import tiers

__all__ = [
    "Estimates",
    "RankSets",
    "Sides",
    "above_shares",
    "estimates_of",
    "estimates_of_draws",
    "marginal_sets",
    "rank_quantiles",
    "ranks_of_draws",
    "sets_of",
    "simultaneous_sets",
    "surely_above",
    "tiers",
    "top_shares",
]
