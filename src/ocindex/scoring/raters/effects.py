"""What is known of raters and of each rating: by comparison, where there is no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as t_distribution

from ocindex.scoring.agreement.components import crossed
from ocindex.scoring.agreement.rounds import others, pooled_deviation
from ocindex.scoring.observations import Observations
from ocindex.scoring.raters.severity import plain_severity, shrunk

Floats = NDArray[np.float64]
Basis = Literal["model", "plain"]
# Experts' errors have heavier tails than the normal distribution's.
FREEDOM = 5
QUARTILE = float(t_distribution.ppf(0.75, FREEDOM))
# Of so many ratings a median is known well enough.
ENOUGH = 200


class Bias(NamedTuple):
    """How raters depart from their own severity on one country, or on one indicator.

    Attributes
    ----------
    rater, other : ndarray of int, shape (pairs,)
        The pairs: `other` is a country (a halo) or an indicator (a leaning).
    value, error : ndarray of float64, shape (pairs,)
        In points, above zero for higher than others do.

    References
    ----------
    Eckes, T. (2015). Introduction to Many-Facet Rasch Measurement, 2nd ed., ch. 8 (interaction
    or bias analysis). Peter Lang.
    """

    rater: NDArray[np.integer[Any]]
    other: NDArray[np.integer[Any]]
    value: Floats
    error: Floats


@dataclass(frozen=True, eq=False)
class Effects:
    """What is known of raters and of each rating.

    Attributes
    ----------
    basis : {"model", "plain"}
        A rater model, or plain comparisons with the other raters of the same.
    severity, severity_error : ndarray of float64, shape (raters,)
        In points, above zero for one who rates higher than others; NaN where unknown.
    noise, noise_error : ndarray of float64, shape (raters,)
        Standard deviation of a rater's ratings about what is expected of that rater.
    stretch, stretch_error : ndarray of float64, shape (raters,)
        By what share a rater goes farther from the middle of the scale than others, below
        zero for one who keeps nearer to it; NaN without a model of it.
    expected, tail : ndarray of float64, shape (ratings,)
        What a rating was expected to be, and the chance of one as far off or farther; NaN
        where nothing is expected.
    residual, spread : ndarray of float64, shape (ratings,)
        Rating less what is expected of a rater who is as severe and else like the others,
        and the standard deviation that it should have.
    halo, leaning : Bias or None
        Of pairs of rater and country, rater and indicator; None without a model.
    """

    basis: Basis
    severity: Floats
    severity_error: Floats
    noise: Floats
    noise_error: Floats
    stretch: Floats
    stretch_error: Floats
    expected: Floats
    tail: Floats
    residual: Floats
    spread: Floats
    halo: Bias | None = None
    leaning: Bias | None = None


def plain_effects(seen: Observations) -> Effects:
    """Effects without a model: each rating is held against the mean of the cell's others.

    Parameters
    ----------
    seen : Observations
        One rating of each rater, country and indicator.

    Returns
    -------
    Effects
        A rating is expected at the others' mean plus the rater's severity, which is drawn
        towards zero by as much as it is uncertain.
    """
    cell = crossed(seen.country, seen.indicator)
    severity = shrunk(plain_severity(seen.country, cell, seen.rater, seen.value, seen.raters))
    count = np.bincount(cell)[cell]
    expected = others(cell, seen.value) + np.nan_to_num(severity.value)[seen.rater]
    expected = np.clip(expected, seen.low, seen.high)
    with np.errstate(divide="ignore"):
        spread = pooled_deviation(cell, seen.value) * np.sqrt(1 + 1 / (count - 1.0))
    residual = seen.value - expected
    unknown = np.full(seen.raters, np.nan)
    noise, error = noise_of(seen, residual, np.sqrt(1 + 1 / np.maximum(count - 1.0, 1)))
    return Effects(
        "plain", severity.value, severity.error, noise, error,
        unknown, unknown, expected,
        tail_of(residual, spread, count, seen.step), residual, spread,
    )  # fmt: skip


def noise_of(seen: Observations, residual: Floats, inflation: Floats) -> tuple[Floats, Floats]:
    """Deviation of each rater's residuals about those of the country, and its error."""
    known = np.isfinite(residual)
    x, rater = residual[known] / inflation[known], seen.rater[known]
    profile = crossed(seen.country[known], rater)
    n = np.bincount(profile)
    apart = x - (np.bincount(profile, x) / n)[profile]
    own = np.zeros(len(n), np.int64)
    own[profile] = rater
    freedom = np.bincount(own, n - 1.0, seen.raters)
    with np.errstate(divide="ignore", invalid="ignore"):
        noise = np.sqrt(np.bincount(rater, apart**2, seen.raters) / freedom)
        return noise, noise / np.sqrt(2 * freedom)


def tail_of(residual: Floats, scale: Floats, count: NDArray[np.int64], step: float) -> Floats:
    """Chance of a residual as large or larger, either way, by a t distribution.

    A rating has a part in what it is held against, and the more so the fewer there are: the
    scale is set by the median of the residuals of cells with as many ratings, which the few
    that are far off do not move.

    Parameters
    ----------
    residual, scale : ndarray of float64, shape (ratings,)
        Rating less what is expected; how far such residuals go, up to a factor.
    count : ndarray of int64, shape (ratings,)
        Ratings of the cell.
    step : float
        Of the scale: a rating that is as near as ratings can be is never unexpected.

    Returns
    -------
    ndarray of float64, shape (ratings,)
        NaN where nothing is expected.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(residual) / scale
    known = np.isfinite(z)
    factor = np.full(len(z), np.median(z[known]) if known.any() else np.nan)
    for k in np.unique(count[known]):
        own = known & (count == k)
        if own.sum() >= ENOUGH:
            factor[own] = np.median(z[own])
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 2 * t_distribution.sf(z / factor * QUARTILE, FREEDOM)
    return np.where(known & (np.abs(residual) <= step / 2), 1.0, found)
