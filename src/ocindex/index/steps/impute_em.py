"""Imputing from all indicators at once: a multivariate normal distribution, fitted by EM."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.impute import Imputed, Places, columns_of, fill, known_mean
from ocindex.index.steps.moments import Flags, Floats
from ocindex.index.steps.refusal import Refusal

# Below this part of its variance, an indicator's own share counts as rounding.
SINGULAR = 1e-12


@dataclass(frozen=True, eq=False)
class Normal:
    """A multivariate normal distribution, and how it was found.

    Attributes
    ----------
    mean : ndarray of float64, shape (indicators,)
    covariance : ndarray of float64, shape (indicators, indicators)
        The likeliest: over n, not n - 1.
    iterations : int
    """

    mean: Floats
    covariance: Floats
    iterations: int


@dataclass(frozen=True, eq=False)
class Pattern:
    """Units that miss the same indicators."""

    rows: NDArray[np.int64]
    known: NDArray[np.int64]
    missing: NDArray[np.int64]


def impute_em(
    values: Floats, ridge: float = 0.0, tolerance: float = 1e-8, iterations: int = 1000
) -> Imputed:
    r"""What the likeliest normal distribution expects, given the unit's other values.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    ridge : float
        Share of each variance that is added to the diagonal of the covariance matrix.
    tolerance : float
        Largest change of a mean or covariance, in standard deviations, at which it has
        converged.
    iterations : int
        Most iterations.

    Returns
    -------
    Imputed
        The same for the same values: nothing is drawn.

    Raises
    ------
    Refusal
        Where a unit or an indicator has no value, indicators are collinear and there is no
        ridge, or it does not converge.

    Notes
    -----
    .. math::

        \hat x_{u,M} = \mu_M + \Sigma_{MK} \Sigma_{KK}^{-1} (x_{u,K} - \mu_K)

    K are the indicators that the unit has, M those that it misses; the mean and covariance are
    those of greatest likelihood given all values there are, found by the EM algorithm. With a
    ridge, each step multiplies the variances by 1 + `ridge`.

    References
    ----------
    Dempster, A. P., N. M. Laird and D. B. Rubin (1977). Maximum likelihood from incomplete data
    via the EM algorithm. Journal of the Royal Statistical Society B 39: 1-38.
    Little, R. J. A., and D. B. Rubin (2019). Statistical analysis with missing data, 3rd ed.,
    section 11.2.
    """
    if not np.isnan(values).any():
        return fill(values, values)
    # Powers of two change no digit, and keep squares of any indicator within bounds.
    powers = np.frexp(np.fmax.reduce(np.abs(values), axis=0))[1]
    plain = np.ldexp(values, -powers)
    normal = fit_em(plain, ridge, tolerance, iterations)
    source = plain.copy()
    for pattern in patterns(np.isnan(values)):
        slopes = regression(normal.covariance, pattern)
        source[np.ix_(pattern.rows, pattern.missing)] = expected(
            plain, normal.mean, slopes, pattern
        )
    return fill(values, np.ldexp(source, powers))


def fit_em(
    values: Floats, ridge: float = 0.0, tolerance: float = 1e-8, iterations: int = 1000
) -> Normal:
    """The likeliest normal distribution of incomplete data.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    ridge : float
        Share of each variance that is added to the diagonal of the covariance matrix.
    tolerance : float
        Largest change of a mean or covariance, in standard deviations, at which it has
        converged.
    iterations : int
        Most iterations.

    Returns
    -------
    Normal

    Raises
    ------
    Refusal
        As `impute_em`.

    References
    ----------
    Little, R. J. A., and D. B. Rubin (2019). Statistical analysis with missing data, 3rd ed.,
    section 11.2; the ridge is that of Schafer, J. L. (1997). Analysis of incomplete
    multivariate data, section 5.2.
    """
    refuse_empty(np.isnan(values))
    centre = known_mean(values)
    scale = np.sqrt(known_mean((values - centre) ** 2))
    scale[scale == 0] = 1.0  # a constant: its covariances are 0 in any unit
    mean, covariance, count = iterate((values - centre) / scale, ridge, tolerance, iterations)
    return Normal(centre + scale * mean, covariance * np.outer(scale, scale), count)


def iterate(
    values: Floats, ridge: float, tolerance: float, iterations: int
) -> tuple[Floats, Floats, int]:
    """EM on standardised values, from their variances and no correlation."""
    missing = np.isnan(values)
    found = tuple(patterns(missing))
    mean = np.zeros(values.shape[1])
    covariance = np.diag(known_mean(values**2) * (1 + ridge))
    for count in range(1, iterations + 1):
        full, extra = expect(values, mean, covariance, found)
        new = full.mean(axis=0)
        centred = full - new
        updated = (centred.T @ centred + extra) / len(values)
        updated[np.diag_indices_from(updated)] *= 1 + ridge
        change = max(np.abs(new - mean).max(), np.abs(updated - covariance).max())
        mean, covariance = new, updated
        if change <= tolerance:
            return mean, covariance, count
    raise Refusal(
        f"The EM algorithm does not converge within {iterations} iterations",
        "Allow more of them, a larger tolerance or a ridge, or impute fewer indicators together",
        columns_of(np.logical_or.reduce(missing, axis=0)),
    )


def expect(
    values: Floats, mean: Floats, covariance: Floats, found: tuple[Pattern, ...]
) -> tuple[Floats, Floats]:
    """Values with their expectations where missing, and the covariance that these leave out."""
    full, extra = values.copy(), np.zeros(covariance.shape)
    for pattern in found:
        slopes = regression(covariance, pattern)
        full[np.ix_(pattern.rows, pattern.missing)] = expected(values, mean, slopes, pattern)
        across = np.ix_(pattern.missing, pattern.missing)
        between = covariance[np.ix_(pattern.known, pattern.missing)]
        extra[across] += len(pattern.rows) * (covariance[across] - slopes @ between)
    return full, extra


def expected(values: Floats, mean: Floats, slopes: Floats, pattern: Pattern) -> Floats:
    known = values[np.ix_(pattern.rows, pattern.known)] - mean[pattern.known]
    result: Floats = mean[pattern.missing] + known @ slopes.T
    return result


def regression(covariance: Floats, pattern: Pattern) -> Floats:
    """Slopes of the missing indicators on the known ones, shape (missing, known)."""
    known = covariance[np.ix_(pattern.known, pattern.known)]
    varying = np.diag(known) > 0  # a constant explains nothing
    slopes = np.zeros((len(pattern.missing), len(pattern.known)))
    inner = known[np.ix_(varying, varying)]
    refuse_collinear(inner, pattern.known[varying])
    between = covariance[np.ix_(pattern.known[varying], pattern.missing)]
    slopes[:, varying] = np.linalg.solve(inner, between).T
    return slopes


def refuse_collinear(covariance: Floats, columns: NDArray[np.int64]) -> None:
    try:
        factor = np.linalg.cholesky(covariance)
        alone = np.diag(factor) ** 2
    except np.linalg.LinAlgError:
        alone = np.zeros(len(covariance))
    near = alone <= SINGULAR * np.diag(covariance)
    if near.any():
        raise Refusal(
            "Indicators that follow from each other leave the EM algorithm no single answer",
            "Give it a ridge, such as 0.1, or impute fewer indicators together",
            [(None, int(column)) for column in columns[near]],
        )


def patterns(missing: Flags) -> Iterator[Pattern]:
    rows = np.flatnonzero(missing.any(axis=1))
    kinds, of = np.unique(missing[rows], axis=0, return_inverse=True)
    for number, kind in enumerate(kinds):
        yield Pattern(rows[of == number], np.flatnonzero(~kind), np.flatnonzero(kind))


def refuse_empty(missing: Flags) -> None:
    places: Places = [(int(row), None) for row in np.flatnonzero(missing.all(axis=1))]
    places += columns_of(np.logical_and.reduce(missing, axis=0))
    if places:
        raise Refusal(
            "The EM algorithm needs a value of every country and of every indicator",
            "Leave out what has none",
            places,
        )
