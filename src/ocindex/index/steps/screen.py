"""Screening: which units have enough data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Flags, Floats

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Screened:
    """Which units stay, and why, each an array of shape (units,).

    Attributes
    ----------
    keep : ndarray of bool
    missing, zeros : ndarray of int64
        How many indicators have no value, or a zero.
    available, nonzero : ndarray of float64
        Share of the indicators that have a value, and among these of those that are not zero
        (NaN where there is none).
    few_values, few_nonzero : ndarray of bool
        Whether there are too few.
    """

    keep: Flags
    missing: Counts
    zeros: Counts
    available: Floats
    nonzero: Floats
    few_values: Flags
    few_nonzero: Flags


def screen(
    values: Floats,
    available: float = 0.0,
    nonzero: float = 0.0,
    count: int = 0,
    always: Flags | None = None,
    never: Flags | None = None,
) -> Screened:
    r"""Find the units that have too few values, or too many zeros.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    available : float
        Least share of indicators that have a value; shares are compared as fractions, so that
        2 of 10 are not fewer than 0.2.
    nonzero : float
        Least share of values that are not zero. A unit without values has too few.
    count : int
        Least number of values.
    always, never : ndarray of bool, shape (units,), optional
        Units that stay, or go, whatever they have; `never` wins.

    Returns
    -------
    Screened

    Notes
    -----
    .. math:: u \text{ stays} \Leftrightarrow n_u \ge n, \quad n_u / m \ge a, \quad z_u / n_u \ge b

    Of m indicators the unit has n_u values, and z_u values that are not zero; n, a and b are
    `count`, `available` and `nonzero`.

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`Screen`).
    """
    indicators = values.shape[1]
    missing = np.count_nonzero(np.isnan(values), axis=1)
    zeros = np.count_nonzero(values == 0, axis=1)
    there = indicators - missing
    with np.errstate(divide="ignore", invalid="ignore"):
        shares, filled = there / indicators, (there - zeros) / there
    few_values = (there < count) | ~(shares >= available)
    few_nonzero = ~(filled >= nonzero) if nonzero > 0 else np.zeros(len(values), np.bool_)
    keep = ~(few_values | few_nonzero)
    if always is not None:
        keep |= always
    if never is not None:
        keep &= ~never
    return Screened(keep, missing, zeros, shares, filled, few_values, few_nonzero)
