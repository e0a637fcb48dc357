"""Denominating: an indicator over the size of the country."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.moments import Floats
from ocindex.index.steps.refusal import Refusal


def denominate(values: Floats, denominators: Floats, factor: float = 1.0) -> Floats:
    r"""Divide indicators by denominators.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Of the indicators that have a denominator; NaN where missing.
    denominators : ndarray of float64, shape (units, indicators)
        NaN where missing.
    factor : float
        What ratios are multiplied by, as 1000 for `per thousand`.

    Returns
    -------
    ndarray of float64, shape (units, indicators)
        Missing where the value or its denominator is.

    Raises
    ------
    Refusal
        Where a value would be divided by zero.

    Notes
    -----
    .. math:: y_{ui} = k \, x_{ui} / d_{ui}

    with the denominator d and the factor k.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.2.
    """
    zero = np.argwhere((denominators == 0) & ~np.isnan(values))
    if len(zero):
        raise Refusal(
            "A denominator must not be zero",
            "Mend the denominator, or leave it empty where it is unknown",
            [(int(row), int(column)) for row, column in zero],
        )
    with np.errstate(divide="ignore", invalid="ignore"):  # what is missing stays so
        ratios: Floats = values / denominators * factor
    return np.where(np.isnan(values), np.nan, ratios)
