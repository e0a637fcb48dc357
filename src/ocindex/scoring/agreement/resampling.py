"""Bootstrap of statistics that are made of sums: whole clusters are drawn at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Products of a block of draws stay small.
BLOCK = 250


def resampled(
    sums: Floats, statistic: Callable[[Floats], Floats], share: float, draws: int, seed: int
) -> tuple[float, float]:
    """Percentile interval of a statistic, clusters drawn with replacement.

    Parameters
    ----------
    sums : ndarray of float64, shape (clusters, columns)
        What the statistic is made of, by cluster.
    statistic : callable
        Takes sums over clusters, shape (..., columns), and gives the statistic, shape (...).
    share : float
        What the interval covers.
    draws, seed : int

    Returns
    -------
    tuple of two float
        NaN where there are fewer than two clusters, or the statistic is known in less than
        half of the draws.

    References
    ----------
    Davison, A. C., and D. V. Hinkley (1997). Bootstrap Methods and Their Application, ch. 3.8.
    Cambridge University Press.
    """
    clusters = len(sums)
    if clusters < 2:
        return np.nan, np.nan
    rng = np.random.default_rng(seed)
    found = []
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        times = rng.multinomial(clusters, np.full(clusters, 1 / clusters), size)
        found.append(statistic(times @ sums))
    values = np.concatenate(found)
    known = values[np.isfinite(values)]
    if 2 * len(known) < draws:
        return np.nan, np.nan
    low, high = np.quantile(known, ((1 - share) / 2, (1 + share) / 2))
    return float(low), float(high)
