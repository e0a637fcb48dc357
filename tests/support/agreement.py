"""Agreement as the papers define it, slow and plain, to hold the fast versions against."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
# Shrout and Fleiss (1979), table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)


def coincidences(unit: Ints, value: Floats) -> tuple[list[float], Floats]:
    """Krippendorff's matrix of coincidences, pair by pair."""
    values = sorted(set(value.tolist()))
    matrix = np.zeros((len(values), len(values)))
    for u in set(unit.tolist()):
        own = value[unit == u].tolist()
        for one, other in permutations(own, 2):
            matrix[values.index(one), values.index(other)] += 1 / (len(own) - 1)
    return values, matrix


def alpha(unit: Ints, value: Floats, level: str) -> float:
    """Krippendorff's alpha from the coincidences, by the difference function of each level."""
    values, matrix = coincidences(unit, value)
    n = matrix.sum(axis=0)
    observed = expected = 0.0
    for c in range(len(values)):
        for k in range(len(values)):
            low, high = min(c, k), max(c, k)
            delta = {
                "nominal": float(c != k),
                "ordinal": (n[low : high + 1].sum() - (n[c] + n[k]) / 2) ** 2,
                "interval": (values[c] - values[k]) ** 2,
            }[level]
            observed += matrix[c, k] * delta
            expected += n[c] * n[k] * delta
    if n.sum() <= 1 or expected < 1e-9:
        return float("nan")
    return float(1 - (n.sum() - 1) * observed / expected)


def expected_squares(one: Ints, designs: list[Ints]) -> list[float]:
    """How often each effect's variance stands in a sum of squares: a trace for each effect."""
    groups = np.eye(int(one.max()) + 1)[one]
    projection = groups @ np.diag(1 / groups.sum(axis=0)) @ groups.T
    found = []
    for codes in designs:
        z = np.eye(int(codes.max()) + 1)[codes]
        found.append(float(np.trace(projection @ z @ z.T)))
    return found


def interquartile(cell: Ints, value: Floats) -> list[float]:
    """Interquartile range of each cell with two ratings, in the order of the cells."""
    counts = Counter(cell.tolist())
    return [
        float(np.subtract(*np.quantile(value[cell == c], (0.75, 0.25))))
        for c in sorted(counts)
        if counts[c] > 1
    ]
