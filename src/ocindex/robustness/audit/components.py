"""Principal components of a group of indicators, and whether they suit it (KMO, Bartlett)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Components:
    """Principal components of standardised indicators.

    Attributes
    ----------
    eigenvalues, shares : ndarray of float64, shape (components,)
        Variance of each component, from the largest, and its share of all.
    loadings : ndarray of float64, shape (indicators, components)
        Correlations of indicators with components; a component's sign is that which gives
        its loadings a positive sum.
    n : int
        Units, those that have all indicators.
    kmo : float
        Kaiser-Meyer-Olkin measure of sampling adequacy.
    kmo_each : ndarray of float64, shape (indicators,)
    chi2, degrees, p : float
        Bartlett's test of sphericity.
    """

    eigenvalues: Floats
    shares: Floats
    loadings: Floats
    n: int
    kmo: float
    kmo_each: Floats
    chi2: float
    degrees: int
    p: float


def principal_components(values: Floats) -> Components:
    """Principal components of the indicators' correlations over complete units.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    Components
        All NaN where an indicator is constant or fewer than three units have all.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, section 4.
    Kaiser, H. F., and J. Rice (1974). Little Jiffy, Mark IV. Educational and Psychological
    Measurement 34: 111-117.
    Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in
    factor analysis. Biometrika 38: 337-344.
    """
    whole = values[np.isfinite(values).all(axis=1)]
    n, k = whole.shape
    if n < 3 or not k or (whole == whole[0]).all(axis=0).any():  # two always lie on a line
        nothing = np.full(k, np.nan)
        square = np.full((k, k), np.nan)
        missing = float("nan")
        return Components(nothing, nothing, square, n, missing, nothing, missing, 0, missing)
    correlations = np.atleast_2d(np.corrcoef(whole, rowvar=False))
    variances, vectors = np.linalg.eigh(correlations)
    variances, vectors = np.maximum(variances[::-1], 0), vectors[:, ::-1]
    signs = np.where(vectors.sum(axis=0) < 0, -1.0, 1.0)
    kmo, each = sampling_adequacy(correlations)
    chi2, degrees, p = sphericity(variances, n)
    return Components(
        variances, variances / k, vectors * signs * np.sqrt(variances), n, kmo, each, chi2,
        degrees, p,
    )  # fmt: skip


def sampling_adequacy(correlations: Floats) -> tuple[float, Floats]:
    """Kaiser-Meyer-Olkin measure, of all indicators and of each.

    Parameters
    ----------
    correlations : ndarray of float64, shape (indicators, indicators)

    Returns
    -------
    tuple of float and ndarray of float64, shape (indicators,)
        NaN where the correlations cannot be inverted, as when one indicator is a sum of
        others, or where there is one indicator.
    """
    k = len(correlations)
    if k <= 1 or np.linalg.matrix_rank(correlations, hermitian=True) < k:
        return float("nan"), np.full(k, np.nan)
    inverse = np.linalg.inv(correlations)
    scale = np.sqrt(np.diag(inverse))
    apart = 1 - np.eye(k)
    partial = (inverse / np.outer(scale, scale) * apart) ** 2
    simple = (correlations * apart) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        each: Floats = simple.sum(axis=0) / (simple.sum(axis=0) + partial.sum(axis=0))
        overall = float(simple.sum() / (simple.sum() + partial.sum()))
    return overall, each


def sphericity(eigenvalues: Floats, n: int) -> tuple[float, int, float]:
    """Bartlett's test that the indicators are unrelated: chi-squared, degrees, p-value."""
    from scipy.special import chdtrc  # a light part of scipy, but not at start

    k = len(eigenvalues)
    if k <= 1:
        return float("nan"), 0, float("nan")
    degrees = k * (k - 1) // 2
    smallest = eigenvalues.min()
    determinant = float(np.log(eigenvalues).sum()) if smallest > 0 else -np.inf
    chi2 = -(n - 1 - (2 * k + 5) / 6) * determinant
    return chi2, degrees, float(chdtrc(degrees, chi2))
