"""What weights made of values need of them: complete rows, columns that vary, a sum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal

Floats = NDArray[np.float64]

# Two points always lie on a line.
FEWEST = 3
# A spread below this share of the largest magnitude is rounding.
FLAT = 1e-13


def complete_rows(values: Floats, fewest: int = FEWEST) -> Floats:
    """The units that have a value of every child.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
    fewest : int, optional

    Returns
    -------
    ndarray of float64, shape (complete units, children)

    Raises
    ------
    Refusal
        If they are fewer than `fewest`.
    """
    kept = values[~np.isnan(values).any(axis=1)]
    if len(kept) < fewest:
        raise Refusal(
            f"Weights made of values need {fewest} units that have a value of every child",
            "Impute what is missing, or weight another way.",
            [(None, None)],
        )
    return kept


def standardised(values: Floats) -> tuple[Floats, Floats]:
    """Complete rows as z-scores, and the sample standard deviations, shape (children,).

    Raises
    ------
    Refusal
        Naming children that have the same value everywhere.
    """
    kept = complete_rows(values)
    refuse_constant(kept)
    deviation = kept.std(axis=0, ddof=1)
    return (kept - kept.mean(axis=0)) / deviation, deviation


def refuse_constant(kept: Floats) -> None:
    """Refuse children that have the same value in all of the rows."""
    flat = np.ptp(kept, axis=0) <= FLAT * np.abs(kept).max(axis=0)
    if flat.any():
        raise Refusal(
            "Weights made of how values vary need a child that does not stay the same",
            "Leave the child out, or weight another way.",
            [(None, int(column)) for column in np.flatnonzero(flat)],
        )


def to_one(weights: Floats, rule: str, remedy: str) -> Floats:
    """Weights over their sum.

    Raises
    ------
    Refusal
        With `rule` and `remedy`, naming weights below zero; or where nothing is left to share.
    """
    below = np.flatnonzero(~(weights >= 0))
    if len(below):
        raise Refusal(rule, remedy, [(None, int(column)) for column in below])
    if not weights.any():
        raise Refusal("Some weight must be above zero", remedy, [(None, None)])
    return np.asarray(weights / weights.sum())
