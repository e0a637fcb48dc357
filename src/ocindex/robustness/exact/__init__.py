"""Probabilities that need no draws."""

from ocindex.robustness.exact.simplex import above_under_any_weights
from ocindex.robustness.exact.sums import (
    ScoreGrid,
    above_probabilities,
    rank_distribution,
    score_grid,
)

__all__ = [
    "ScoreGrid",
    "above_probabilities",
    "above_under_any_weights",
    "rank_distribution",
    "score_grid",
]
