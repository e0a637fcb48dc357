"""Normalising by what the values of a scope span: range, deviation, highest value."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.moments import Floats, row_moments
from ocindex.index.steps.normalise_line import (
    Directions,
    Line,
    alike,
    between,
    extremes,
    level,
    refuse,
)


def fit_min_max(
    values: Floats,
    directions: Directions,
    low: float = 0.0,
    high: float = 100.0,
    constant: float | None = None,
) -> Line:
    r"""The worst value to `low`, the best to `high`.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing: one edition, or several below each other.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    low, high : float
        Scores of the worst and of the best.
    constant : float, optional
        Score of an indicator whose values are all equal; refused if left out.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, unless `constant` says what they score.

    Notes
    -----
    .. math:: y = \ell + (h - \ell) \, \frac{x - b}{B - b}

    b is the worst value of the scope and B the best one: the lowest and the highest, or the other
    way round where less is better.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    worst, best = extremes(values, directions)
    return level(between(worst, best, low, high), alike(worst, best), constant)


def fit_maximum_distance(
    values: Floats, directions: Directions, constant: float | None = None
) -> Line:
    r"""One less the distance to the best value over the range.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    constant : float, optional
        Score of an indicator whose values are all equal; refused if left out.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, unless `constant` says what they score.

    Notes
    -----
    .. math:: y = 1 - \frac{B - x}{B - b}

    b is the worst value of the scope and B the best one.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    return fit_min_max(values, directions, 0.0, 1.0, constant)


def fit_z_score(
    values: Floats,
    directions: Directions,
    mean: float = 0.0,
    deviation: float = 1.0,
    constant: float | None = None,
) -> Line:
    r"""Distance from the mean in standard deviations.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    mean, deviation : float
        Mean and sample standard deviation of the scores over the scope.
    constant : float, optional
        Score of an indicator whose values are all equal; refused if left out.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, unless `constant` says what they score.

    Notes
    -----
    .. math:: y = m + s \, d \, \frac{x - \bar x}{\hat \sigma}

    with the mean and the sample standard deviation (over n - 1) of the scope, and the direction
    d of 1 or -1.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    found = row_moments(np.ascontiguousarray(values.T))
    shape = found.mean.shape
    line = Line(found.mean, found.std * directions, np.full(shape, mean), np.full(shape, deviation))
    # Of a single value, there is no deviation either.
    return level(line, (found.std == 0) | (found.count == 1), constant)


def fit_maximum_fraction(values: Floats, directions: Directions) -> Line:
    r"""The value over the highest value.

    Where less is better, the fractions are turned over in their own range, (lowest + highest -
    value) / highest: the lowest value scores 1 and the highest what the lowest would have.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where the highest value is not above zero: fractions of it would reverse the order.

    Notes
    -----
    .. math::

        y = \frac{x}{\max x} \ \text{ where more is better}, \qquad
        y = \frac{\min x + \max x - x}{\max x} \ \text{ where less is}

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5. COINr
    divides by the greatest of the negated values where less is better, which exceeds 1.
    """
    lowest, highest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    refuse(
        highest <= 0,
        "A fraction of the highest value needs one above zero",
        "Choose another normalisation for the indicator",
    )
    up = directions > 0
    worst = np.where(up, 0.0 * highest, lowest + highest)
    return between(worst, worst + directions * highest, 0.0, 1.0)
