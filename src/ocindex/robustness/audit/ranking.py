"""Ranks of scores that are floats, and how two rankings differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shifts:
    """How rankings differ from a nominal one; arrays of shape (rankings,) where not said.

    Attributes
    ----------
    shift : ndarray of float64, shape (rankings, units)
        Nominal rank less the other: positive where a unit comes out nearer to rank 1.
    mean : ndarray of float64
        Mean of the absolute shifts.
    largest : ndarray of float64
    within : ndarray of float64
        Share of units that shift by `few` places at most.
    """

    shift: Floats
    mean: Floats
    largest: Floats
    within: Floats


def shifts(nominal: Floats, others: Floats, few: int = 2) -> Shifts:
    """Set rankings beside a nominal one.

    Parameters
    ----------
    nominal : ndarray of float64, shape (units,)
        Ranks; NaN for units without one.
    others : ndarray of float64, shape (rankings, units)
    few : int

    Returns
    -------
    Shifts
        Over the units that have a rank in both.
    """
    shift = nominal[None, :] - others
    known = np.isfinite(shift)
    count = np.maximum(known.sum(axis=1), 1)
    size = np.where(known, np.abs(shift), 0.0)
    near = known & (size <= few)
    return Shifts(
        shift, size.sum(axis=1) / count, size.max(axis=1, initial=0.0), near.sum(axis=1) / count
    )
