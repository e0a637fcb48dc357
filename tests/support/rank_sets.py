"""Confidence sets for ranks in the plainest form: a pair and a draw at a time."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.confidence import Estimates

Pair = tuple[int, int]


def decided(
    estimates: Estimates, pairs: Collection[Pair], coverage: float, *, stepwise: bool
) -> set[Pair]:
    """The pairs of which the first surely stands above the second."""
    value, deviations, spread = estimates.value, estimates.deviations, estimates.spread
    found: set[Pair] = {(i, j) for i, j in pairs if spread[i, j] == 0 and value[i] > value[j]}
    left = [(i, j) for i, j in pairs if spread[i, j] > 0]
    while left:
        largest = sorted(
            max(
                np.float32(deviations[i, draw] - deviations[j, draw]) * np.float32(1 / spread[i, j])
                for i, j in left
            )
            for draw in range(deviations.shape[1])
        )
        bar = float(largest[ceil(coverage * len(largest) - 1e-9) - 1])
        new = [(i, j) for i, j in left if value[i] - value[j] > bar * spread[i, j]]
        found.update(new)
        left = [pair for pair in left if pair not in found]
        if not stepwise or not new:
            break
    return found


def ranks_left(found: Collection[Pair], count: int, unit: int) -> tuple[int, int]:
    """Best and worst rank that decided pairs leave to a unit."""
    above = sum(1 for _, j in found if j == unit)
    below = sum(1 for i, _ in found if i == unit)
    return 1 + above, count - below


def competition(scores: NDArray[np.float64]) -> list[int]:
    """One more than the number strictly above, of one draw."""
    return [1 + sum(bool(other > own) for other in scores) for own in scores]
