"""Ratings in runs: those of one rater, or of one rater and country, stand side by side.

Sums of neighbours run along memory. A count by places adds to one number again and again, each
time waiting for the last, which takes ten times as long.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Runs:
    """Runs of ratings.

    Attributes
    ----------
    count : ndarray of intp, shape (runs,)
        Ratings of each run; some may have none.
    filled : ndarray of intp
        Runs that have ratings.
    start : ndarray of intp, shape (filled,)
        The first rating of each of these.
    """

    count: Places
    filled: Places
    start: Places

    def sums(self, values: Floats) -> Floats:
        """Sums over each run, shape (runs,)."""
        found = np.zeros(len(self.count))
        found[self.filled] = np.add.reduceat(values, self.start)
        return found

    def spread(self, values: Floats) -> Floats:
        """The value of its run for each rating."""
        return np.repeat(values, self.count)


def runs_of(places: Places, size: int) -> Runs:
    """Runs of places that are in ascending order."""
    count = np.bincount(places, minlength=size)
    filled = np.flatnonzero(count)
    return Runs(count, filled, (np.cumsum(count) - count)[filled])


def sums_by(places: Places, values: Floats, size: int) -> Floats:
    """Sums of values by places in any order, shape (size,)."""
    return np.bincount(places, values, size).astype(np.float64, copy=False)
