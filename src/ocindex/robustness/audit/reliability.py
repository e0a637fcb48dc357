"""Whether the indicators of a group measure one thing: Cronbach's alpha, McDonald's omega."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.audit.correlation import correlate

Floats = NDArray[np.float64]
PASSES, SETTLED = 10_000, 1e-12


@dataclass(frozen=True, eq=False)
class Omega:
    """McDonald's omega and the factor that it rests on.

    Attributes
    ----------
    omega : float
        NaN where one factor cannot be told from the correlations.
    loadings : ndarray of float64, shape (indicators,)
        Correlation of each indicator with the common factor.
    heywood : bool
        A loading came out at one, so that a factor is an indicator: take omega with care.
    """

    omega: float
    loadings: Floats
    heywood: bool


def covariances(values: Floats) -> Floats:
    """Sample covariances of columns over the units that both of a pair have.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    ndarray of float64, shape (indicators, indicators)
        NaN where fewer than two units have both.
    """
    present = np.isfinite(values)
    there = present.astype(float)
    # Centred first, so that the products keep their digits.
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.nansum(values, axis=0) / there.sum(axis=0)
        filled = np.where(present, values - centre, 0.0)
        n = there.T @ there
        sums = filled.T @ there
        result: Floats = (filled.T @ filled - sums * sums.T / n) / (n - 1)
    return np.where(n > 1, result, np.nan)


def cronbach_alpha(values: Floats) -> float:
    """Cronbach's alpha of a group of indicators.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        As they are added up: normalised and with their directions applied.

    Returns
    -------
    float
        NaN for fewer than two indicators.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika 16: 297-334.
    """
    return alpha_of(covariances(values))


def alpha_of(covariance: Floats) -> float:
    k = len(covariance)
    total = float(covariance.sum())
    if k <= 1 or not total:
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def alpha_without(values: Floats) -> Floats:
    """Alpha of the group with each indicator left out.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    ndarray of float64, shape (indicators,)
        NaN where fewer than two are left.
    """
    covariance = covariances(values)
    k = len(covariance)
    total = covariance.sum() - 2 * covariance.sum(axis=0) + np.diag(covariance)
    trace = np.trace(covariance) - np.diag(covariance)
    if k <= 2:  # one indicator left
        return np.full(k, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = (k - 1) / (k - 2) * (1 - trace / total)
    return result


def item_rest_correlations(values: Floats) -> Floats:
    """Correlation of each indicator with the mean of the others in its group.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    ndarray of float64, shape (indicators,)
        Over units that have all of them.
    """
    whole = values[np.isfinite(values).all(axis=1)]
    rest = whole.sum(axis=1, keepdims=True) - whole
    k = values.shape[1]
    return np.array(
        [correlate(whole[:, [i]], rest[:, [i]]).r[0, 0] if k > 1 else np.nan for i in range(k)]
    )


def mcdonald_omega(values: Floats) -> Omega:
    """McDonald's omega (total) of standardised indicators, from one common factor.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    Omega
        The factor minimises the squared residual correlations (minres).

    References
    ----------
    McDonald, R. P. (1999). Test Theory: A Unified Treatment, chapter 6.
    Harman, H. H., and W. H. Jones (1966). Factor analysis by minimizing residuals (minres).
    Psychometrika 31: 351-368.
    """
    loadings = one_factor(correlate(values, values).r)
    common = float(loadings.sum()) ** 2
    unique = float((1 - loadings**2).sum())
    return Omega(common / (common + unique), loadings, bool((np.abs(loadings) >= 1).any()))


def one_factor(correlations: Floats) -> Floats:
    """Loadings of the one factor that leaves the least squared residual correlations.

    Parameters
    ----------
    correlations : ndarray of float64, shape (indicators, indicators)

    Returns
    -------
    ndarray of float64, shape (indicators,)
        With a sum that is not negative; NaN where there is no such factor: fewer than two
        indicators, a constant, or two that correlate negatively.
    """
    k = len(correlations)
    off = correlations - np.diag(np.diag(correlations))
    if k <= 1 or not np.isfinite(correlations).all():
        return np.full(k, np.nan)
    if k == 2:  # two loadings of which only the product is known
        return np.full(2, np.sqrt(off[0, 1]) if off[0, 1] >= 0 else np.nan)
    values, vectors = np.linalg.eigh(correlations)
    loadings: Floats = vectors[:, -1] * np.sqrt(values[-1])
    for _ in range(PASSES):
        before = loadings.copy()
        for i in range(k):
            others = float(loadings @ loadings - loadings[i] ** 2)
            best = float(off[i] @ loadings) / others if others else 0.0
            loadings[i] = min(1.0, max(-1.0, best))
        if np.abs(loadings - before).max() < SETTLED:
            break
    return loadings if loadings.sum() >= 0 else -loadings
