"""The Box-Cox transformation, its power given or the likeliest."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.moments import Floats
from ocindex.index.steps.treat_log import ranges

# Where the likeliest power is looked for, and how finely before it is narrowed down.
LOWEST, HIGHEST, STEPS = -8.0, 8.0, 65
GOLDEN = (np.sqrt(5) - 1) / 2
NARROWINGS = 48


def box_cox(values: Floats, power: float | None = None) -> Floats:
    r"""Box-Cox transformation of values shifted so that the lowest is 1.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    power : float, optional
        The exponent, 0 for the logarithm; the likeliest of each indicator if left out.

    Returns
    -------
    ndarray of float64, shape (units, indicators)
        (x^power - 1) / power.

    Raises
    ------
    Refusal
        Where all values of an indicator are equal.

    Notes
    -----
    .. math::

        y = \frac{(x - \min x + 1)^\lambda - 1}{\lambda}, \qquad
        y = \ln (x - \min x + 1) \ \text{ for } \lambda = 0

    The likeliest power is that of the greatest profile likelihood between -8 and 8.

    References
    ----------
    Box, G. E. P., and D. R. Cox (1964). An analysis of transformations. Journal of the Royal
    Statistical Society B 26: 211-252. The shift is that of the JRC's COIN Tool.
    """
    lowest, _ = ranges(values)
    logs = np.log(values - lowest + 1)
    if power is None:
        return transformed(logs, likeliest(logs))
    return transformed(logs, np.full(values.shape[1], float(power)))


def likeliest_powers(values: Floats) -> Floats:
    """The power at which each indicator is most nearly normal.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    ndarray of float64, shape (indicators,)
        That of the greatest profile likelihood, between -8 and 8.

    Raises
    ------
    Refusal
        Where all values of an indicator are equal.
    """
    lowest, _ = ranges(values)
    return likeliest(np.log(values - lowest + 1))


def transformed(logs: Floats, powers: Floats) -> Floats:
    """(x^power - 1) / power of logarithms of x, precise near a power of 0."""
    zero = powers == 0
    divisor = np.where(zero, 1.0, powers)
    result: Floats = np.where(zero, logs, np.expm1(logs * divisor) / divisor)
    return result


def likeliest(logs: Floats) -> Floats:
    """The best point of a grid, then golden sections about it, all indicators at once."""
    centred = logs - np.nanmean(logs, axis=0)  # over the geometric mean: no power overflows soon
    grid = np.linspace(LOWEST, HIGHEST, STEPS)
    heights = [spread(centred, np.full(logs.shape[1], power)) for power in grid]
    best = grid[np.argmin(heights, axis=0)]
    step = grid[1] - grid[0]
    low, high = np.maximum(best - step, LOWEST), np.minimum(best + step, HIGHEST)
    for _ in range(NARROWINGS):
        width = GOLDEN * (high - low)
        left, right = high - width, low + width
        lower = spread(centred, left) < spread(centred, right)
        low, high = np.where(lower, low, left), np.where(lower, right, high)
    middle: Floats = (low + high) / 2
    return middle


def spread(centred: Floats, powers: Floats) -> Floats:
    """Variance in units of the geometric mean: its logarithm is minus the likelihood."""
    variance: Floats = np.nanvar(transformed(centred, powers), axis=0)
    return variance
