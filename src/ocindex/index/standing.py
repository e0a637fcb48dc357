"""Ranks of scores by a method's rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.aggregation.ranking import grouped_ranks, ranks
from ocindex.method import Ranks

Floats = NDArray[np.float64]
# So many scores are ranked at once: their intermediate arrays stay in a core's cache.
CACHED = 2**15
# So many digits tell any two binary numbers apart.
BINARY = 17
TIES: Mapping[str, Literal["min", "mid"]] = {"competition": "min", "mid": "mid"}


def score_ranks(scores: Floats, rule: Ranks) -> Floats:
    """Ranks among all countries, shape (units, nodes) as the scores; NaN where missing."""
    columns = np.ascontiguousarray(scores.T)
    found = np.empty(columns.shape)
    step = max(1, CACHED // max(1, columns.shape[1]))
    for start in range(0, len(columns), step):
        some = slice(start, start + step)
        found[some] = ranks(columns[some], ties=TIES[rule.ties], tolerance=tolerance_of(rule))
    return found.T


def score_ranks_within(scores: Floats, names: Sequence[str], rule: Ranks, *, exact: bool) -> Floats:
    """Ranks among the countries of the same name; NaN for those of an empty one."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    codes = np.array([numbers[name] if name else -1 for name in names], np.int64)
    tolerance = 0.0 if exact else tolerance_of(rule)
    columns = np.ascontiguousarray(scores.T)
    return grouped_ranks(columns, codes, ties=TIES[rule.ties], tolerance=tolerance).T


def tolerance_of(rule: Ranks) -> float:
    """Share of the largest score by which two may differ and be equal."""
    return 0.0 if rule.digits == BINARY else 10.0**-rule.digits
