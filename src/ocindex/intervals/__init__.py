"""Intervals: how sure an edition's scores, components, ranks and changes are.

Draws of the cells (a country's score of one indicator) go through the framework's own means,
draw by draw, and are then summed up. The draws come from the raters' ratings, or, where an
edition has none, from scores that may each lie half a step off; `Intervals.basis` says which.
"""

from ocindex.intervals.change import change_of
from ocindex.intervals.drawing import NodeDraws, around, node_draws
from ocindex.intervals.estimates import rank_sets
from ocindex.intervals.making import intervals_of, robustness_intervals
from ocindex.intervals.storing import draws_bytes
from ocindex.intervals.tables import (
    cells_table,
    changes_table,
    nodes_table,
    pairs_table,
    ranks_table,
)
from ocindex.intervals.values import (
    ChangeIntervals,
    ChangeSummary,
    Intervals,
    RankSummary,
    Summary,
)

__all__ = [
    "ChangeIntervals",
    "ChangeSummary",
    "Intervals",
    "NodeDraws",
    "RankSummary",
    "Summary",
    "around",
    "cells_table",
    "change_of",
    "changes_table",
    "draws_bytes",
    "intervals_of",
    "node_draws",
    "nodes_table",
    "pairs_table",
    "rank_sets",
    "ranks_table",
    "robustness_intervals",
]
