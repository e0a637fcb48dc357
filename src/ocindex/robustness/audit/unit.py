"""One unit: where it stands best and worst."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def standings(ranks: Floats, row: int, skip_last: bool = True) -> NDArray[np.int64]:
    """A unit's indicators from its best rank to its worst.

    Parameters
    ----------
    ranks : ndarray of float64, shape (units, indicators)
        1 is best; NaN where missing.
    row : int
        The unit's.
    skip_last : bool
        Leave out indicators on which the unit shares the last rank: where many units are at
        zero, their common rank can be high without being a strength.

    Returns
    -------
    ndarray of int64
        Columns; equal ranks in the order of the columns.
    """
    own = ranks[row]
    known = np.isfinite(own)
    if skip_last:
        known &= own < np.nanmax(ranks, axis=0, initial=0)
    columns = np.flatnonzero(known)
    return columns[np.argsort(own[columns], kind="stable")]


def significant(values: Floats, digits: int = 3) -> Floats:
    """Values rounded to so many significant digits.

    Parameters
    ----------
    values : ndarray of float64
    digits : int

    Returns
    -------
    ndarray of float64
    """
    return np.array([float(f"{value:.{digits - 1}e}") for value in values.ravel()]).reshape(
        values.shape
    )
