"""Severity without a model: how far a rater is from the others who rated the same."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.agreement.components import crossed
from ocindex.scoring.agreement.rounds import others

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]


class Severity(NamedTuple):
    """By rater, in points: above zero rates higher than the others.

    Attributes
    ----------
    value, error : ndarray of float64, shape (raters,)
        NaN where nobody else rated the same.
    """

    value: Floats
    error: Floats


def plain_severity(
    country: Places, cell: Places, rater: Places, value: Floats, raters: int
) -> Severity:
    """Each rater's mean difference from the mean of the others, and its standard error.

    Countries count alike, and so does the difference of one: it tells severity only if the
    rater sees that country as others do, which the error allows for.

    Parameters
    ----------
    country, cell, rater : ndarray of int, shape (ratings,)
        `cell` is country and indicator.
    value : ndarray of float64, shape (ratings,)
    raters : int

    Returns
    -------
    Severity
    """
    apart = value - others(cell, value)
    known = np.isfinite(apart)
    mean, variance = by_rater(country[known], rater[known], apart[known], raters)
    return Severity(mean, np.sqrt(variance))


def shrunk(severity: Severity) -> Severity:
    """Severities drawn towards zero by as much as they are uncertain (empirical Bayes).

    Of many raters the furthest off are so by chance as well: what is left is what is to be
    expected of them next time.

    Parameters
    ----------
    severity : Severity

    Returns
    -------
    Severity
        Mean and standard deviation given the raters' differences.

    References
    ----------
    Efron, B., and C. Morris (1975). Data analysis using Stein's estimator and its
    generalizations. Journal of the American Statistical Association 70: 311-319.
    """
    value, error = severity
    known = np.isfinite(value) & np.isfinite(error)
    if known.sum() < 2:
        return severity
    spread = float(value[known].var(ddof=1) - (error[known] ** 2).mean())
    if spread <= 0:
        return Severity(np.where(known, 0.0, np.nan), np.where(known, 0.0, np.nan))
    kept = spread / (spread + error**2)
    return Severity(kept * value, np.sqrt(kept) * error)


def separation_reliability(mean: Floats, error: Floats) -> float:
    """Share of the variance between raters' severities that is not error of measurement.

    Near one, raters differ and it is known how; near zero, what differs is chance.

    Parameters
    ----------
    mean, error : ndarray of float64, shape (raters,)
        Severities that are drawn towards zero, and their standard deviations; NaN is left
        out.

    Returns
    -------
    float

    References
    ----------
    Linacre, J. M. (1994). Many-Facet Rasch Measurement, 2nd ed. MESA Press (separation).
    Adams, R. J. (2005). Reliability as a measurement design effect. Studies in Educational
    Evaluation 31: 162-172.
    """
    known = np.isfinite(mean) & np.isfinite(error)
    if known.sum() < 2:
        return np.nan
    between, within = float(mean[known].var()), float((error[known] ** 2).mean())
    return between / (between + within) if between + within > 0 else np.nan


def by_rater(country: Places, rater: Places, x: Floats, raters: int) -> tuple[Floats, Floats]:
    """Mean by rater of their country means, and its variance, pooled over raters."""
    pair = crossed(country, rater)
    n = np.bincount(pair)
    own = np.zeros(len(n), np.int64)
    own[pair] = rater
    mean = np.bincount(pair, x) / n
    count = np.bincount(own, minlength=raters)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.bincount(own, mean, raters) / count
    apart = mean - centre[own]
    freedom = int((count[count > 0] - 1).sum())
    # A rater of one country alone shows no spread: what the others' show stands for it.
    pooled = (apart**2).sum() / freedom if freedom else np.nan
    with np.errstate(divide="ignore"):
        return centre, np.where(count > 0, pooled / count, np.nan)
