"""Which children of a unit count, and with what share of the weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Stands for a value that does not count: no logarithm, power or reciprocal fails on it.
STAND_IN = 1.0


def shares(values: Floats, weights: Floats, available: float) -> tuple[Floats, Floats]:
    """Values that can be computed with, and what share of its unit's weight each has.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Of any sum but zero.
    available : float
        Least share of the children that must have a value, whatever they weigh.

    Returns
    -------
    filled : ndarray of float64, shape (..., units, children)
        One where a value is missing or weighs nothing.
    portions : ndarray of float64, shape (..., units, children) or (..., 1, children)
        Sum to one over the children of a unit; all NaN where too few are present, or none
        that weighs anything.
    """
    total = weights.sum(axis=-1, keepdims=True)
    whole = (weights / total)[..., None, :]
    missing = np.isnan(values)
    if not missing.any() and weights.all():
        return values, whole
    counts = ~missing & (whole != 0)
    filled = np.where(counts, values, STAND_IN)
    portions = np.where(counts, whole, 0.0)
    sums = portions.sum(axis=-1, keepdims=True)
    enough = (sums != 0) & present_enough(missing, available)
    return filled, portions / np.where(enough, sums, np.nan)


def present_enough(missing: Mask, available: float) -> Mask:
    """Whether each unit has the least share of its children, shape (..., units, 1)."""
    children = missing.shape[-1]
    # A share such as 0.9 of 10 is compared as 9 of 10: 9 / 10 and 0.9 are the same float.
    present: Floats = (children - missing.sum(axis=-1, keepdims=True)) / children
    return present >= available


def refuse_where(wrong: Mask, portions: Floats, rule: str, remedy: str) -> None:
    """Refuse the values that are `wrong` in units that would have a score.

    Raises
    ------
    Refusal
        With rows and columns; leading axes are draws of the same table, and not told apart.
    """
    wrong = wrong & (np.abs(portions) > 0)  # which NaN is not
    if wrong.any():
        places = np.unique(np.argwhere(wrong)[:, -2:], axis=0).tolist()
        raise Refusal(rule, remedy, [(row, column) for row, column in places])


def weighted_sum(filled: Floats, portions: Floats) -> Floats:
    """Sum of products over the children, the same for a unit wherever its row stands."""
    # BLAS would take rows by fours, and the last bit of a score would depend on its row.
    sums: Floats = np.einsum("...uc,...uc->...u", filled, portions)
    return sums
