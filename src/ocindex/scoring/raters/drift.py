"""Drift: whether a rater rates higher or lower as time goes on."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.raters.severity import by_rater

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]


class Drift(NamedTuple):
    """By rater; NaN where there is no later time, or nothing to compare with.

    Attributes
    ----------
    change : ndarray of float64, shape (raters,)
        Mean residual at the last of a rater's times less that at the first, in points.
    error : ndarray of float64, shape (raters,)
        Its standard error, residuals of a country being alike.
    """

    change: Floats
    error: Floats


def drift_of(time: Places, country: Places, rater: Places, residual: Floats, raters: int) -> Drift:
    """How each rater's residuals moved between the first and the last time they rated.

    Parameters
    ----------
    time : ndarray of int, shape (ratings,)
        Edition.
    country, rater : ndarray of int, shape (ratings,)
    residual : ndarray of float64, shape (ratings,)
        Rating less what was expected, or the others' mean; NaN is left out.
    raters : int

    Returns
    -------
    Drift

    References
    ----------
    Myford, C. M., and E. W. Wolfe (2009). Monitoring rater performance over time: a framework
    for detecting differential accuracy and differential scale category use. Journal of
    Educational Measurement 46: 371-389.
    """
    known = np.isfinite(residual)
    time, country, rater, x = time[known], country[known], rater[known], residual[known]
    first, last = np.full(raters, np.iinfo(np.int64).max), np.full(raters, -1)
    np.minimum.at(first, rater, time)
    np.maximum.at(last, rater, time)
    moved = last > first
    change, variance = np.zeros(raters), np.zeros(raters)
    for end, sign in ((last, 1), (first, -1)):
        at = time == end[rater]
        mean, error = by_rater(country[at], rater[at], x[at], raters)
        change += sign * mean
        variance += error
    return Drift(np.where(moved, change, np.nan), np.where(moved, np.sqrt(variance), np.nan))
