"""Winsorising: outlying points, one after the other, become the next value inwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Flags, Floats, Moments, passes, row_moments


@dataclass(frozen=True, eq=False)
class Ends:
    """Between what values each indicator is brought, each an array of shape (indicators,)."""

    floor: Floats
    ceiling: Floats
    points: NDArray[np.int64]
    skew: Floats
    kurtosis: Floats


@dataclass(eq=False)
class Work:
    """The indicators that are still being winsorised; those that are done leave it."""

    column: NDArray[np.int64]
    ordered: Floats
    values: Floats
    count: NDArray[np.int64]
    floor: Floats
    ceiling: Floats
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    skew: Floats

    def keep(self, kept: Flags) -> None:
        if not kept.all():
            for name, value in vars(self).items():
                setattr(self, name, value[kept])


def ends(
    rows: Floats, start: Moments, points: int, skew: float, kurtosis: float, forced: bool
) -> Ends:
    """Where each indicator's ends come to lie when its outliers are winsorised.

    Parameters
    ----------
    rows : ndarray of float64, shape (indicators, units)
        Indicators with at least three different values or, unless forced, ones that fail.
    start : Moments
        Their moments.
    points : int
        Most points to move, at least one. Equal points move together, and may make more.
    skew, kurtosis : float
        Limits of the test.
    forced : bool
        Move so many points whether or not the indicator passes.

    Returns
    -------
    Ends
        `points` counts those outside the ends; the moments are those between them.
    """
    work = begin(rows, start)
    found = Ends(
        work.floor.copy(), work.ceiling.copy(), np.zeros(len(rows), np.int64),
        start.skew.copy(), start.kurtosis.copy(),
    )  # fmt: skip
    while len(work.column):
        work.keep(move(work))
        np.clip(work.values, work.floor[:, None], work.ceiling[:, None], out=work.values)
        now = row_moments(work.values)
        record(found, work, now)
        going = work.low + work.high < points
        if not forced:
            going &= ~passes(now, skew, kurtosis)
        work.skew = now.skew
        work.keep(going)
    return found


def begin(rows: Floats, start: Moments) -> Work:
    ordered = np.sort(rows, axis=1)  # missing values go last
    columns = np.arange(len(rows))
    none = np.zeros(len(rows), np.int64)
    return Work(
        column=columns,
        ordered=ordered,
        values=ordered.copy(),
        count=start.count,
        floor=ordered[:, 0].copy(),
        ceiling=ordered[columns, start.count - 1],
        low=none,
        high=none.copy(),
        skew=start.skew,
    )


def move(work: Work) -> Flags:
    """Move one end of each indicator inwards; False where that would leave a single value."""
    upper = work.skew >= 0
    # How many values lie below the ceiling, or up to the floor.
    edge = np.where(upper, work.ceiling, np.nextafter(work.floor, np.inf))
    inside = np.count_nonzero(work.ordered < edge[:, None], axis=1)
    after = work.ordered[np.arange(len(inside)), inside - upper]
    left: Flags = after != np.where(upper, work.floor, work.ceiling)
    top, bottom = upper & left, left & ~upper
    work.high = np.where(top, work.count - inside, work.high)
    work.low = np.where(bottom, inside, work.low)
    work.ceiling = np.where(top, after, work.ceiling)
    work.floor = np.where(bottom, after, work.floor)
    return left


def record(found: Ends, work: Work, now: Moments) -> None:
    found.floor[work.column], found.ceiling[work.column] = work.floor, work.ceiling
    found.points[work.column] = work.low + work.high
    found.skew[work.column], found.kurtosis[work.column] = now.skew, now.kurtosis
