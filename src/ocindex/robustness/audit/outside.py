"""An index beside a variable from outside: regression with intervals, partial correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Squared length of a residual, relative to its variable's, that is rounding and no more.
ROUNDING = 1e-20


@dataclass(frozen=True, eq=False)
class Regression:
    """Ordinary least squares with an intercept, which comes first.

    Attributes
    ----------
    coefficients, errors, lower, upper, p : ndarray of float64, shape (1 + predictors,)
        Estimates, their standard errors, 95 % intervals and two-sided p-values.
    fitted, residuals : ndarray of float64, shape (units,)
        NaN for units that lack a variable.
    r2, adjusted : float
    n : int
    """

    coefficients: Floats
    errors: Floats
    lower: Floats
    upper: Floats
    p: Floats
    fitted: Floats
    residuals: Floats
    r2: float
    adjusted: float
    n: int


def regress(outcome: Floats, predictors: Floats, robust: bool = False) -> Regression | None:
    """Regress a variable on others.

    Parameters
    ----------
    outcome : ndarray of float64, shape (units,)
    predictors : ndarray of float64, shape (units, predictors)
    robust : bool
        Standard errors that hold where residuals differ in spread (HC3).

    Returns
    -------
    Regression or None
        None where there are too few units, or one predictor follows from the others.

    References
    ----------
    Long, J. S., and L. H. Ervin (2000). Using heteroscedasticity consistent standard errors
    in the linear regression model. The American Statistician 54: 217-224.
    """
    from scipy.special import stdtr, stdtrit  # light parts of scipy, but not at start

    known = np.isfinite(outcome) & np.isfinite(predictors).all(axis=1)
    y, x = outcome[known], np.column_stack([np.ones(int(known.sum())), predictors[known]])
    n, k = x.shape
    if n <= k or np.linalg.matrix_rank(x) < k:
        return None
    q, r = np.linalg.qr(x)
    coefficients = np.linalg.solve(r, q.T @ y)
    fitted = x @ coefficients
    residuals = y - fitted
    inverse = np.linalg.inv(r)
    errors = np.sqrt(np.diag(spread(q, inverse, residuals, robust)))
    margin = stdtrit(n - k, 0.975) * errors
    total = float(((y - y.mean()) ** 2).sum())
    r2 = 1 - float(residuals @ residuals) / total if total else float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(n - k, -np.abs(coefficients / errors))
    return Regression(
        coefficients, errors, coefficients - margin, coefficients + margin, p,
        spaced(fitted, known), spaced(residuals, known),
        r2, 1 - (1 - r2) * (n - 1) / (n - k), n,
    )  # fmt: skip


def spread(q: Floats, inverse: Floats, residuals: Floats, robust: bool) -> Floats:
    """Covariances of the coefficients, from the factors of the predictors."""
    n, k = q.shape
    if not robust:
        plain: Floats = inverse @ inverse.T * float(residuals @ residuals) / (n - k)
        return plain
    leverage = np.minimum((q**2).sum(axis=1), 1 - 1e-12)
    meat = q * (residuals / (1 - leverage))[:, None]
    result: Floats = inverse @ (meat.T @ meat) @ inverse.T
    return result


def spaced(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """Values back at the places of the units that they are of."""
    result = np.full(len(known), np.nan)
    result[known] = values
    return result


def partial_correlation(one: Floats, two: Floats, controls: Floats) -> tuple[float, float, int]:
    """Correlation of two variables once others are accounted for.

    Parameters
    ----------
    one, two : ndarray of float64, shape (units,)
    controls : ndarray of float64, shape (units, controls)

    Returns
    -------
    tuple of float, float and int
        The correlation, its two-sided p-value and the number of units; NaN where it is not
        defined.
    """
    from scipy.special import stdtr  # as above

    known = np.isfinite(one) & np.isfinite(two) & np.isfinite(controls).all(axis=1)
    n = int(known.sum())
    degrees = n - 2 - controls.shape[1]
    if degrees < 1:
        return float("nan"), float("nan"), n
    x = np.column_stack([np.ones(n), controls[known]])
    left, right = (v[known] - x @ np.linalg.lstsq(x, v[known], rcond=None)[0] for v in (one, two))
    sizes = [float(v @ v) for v in (left, right)]
    scales = [float(np.var(v[known])) * n for v in (one, two)]
    # What is left of a variable that the controls foretell wholly is rounding.
    if any(size <= ROUNDING * scale for size, scale in zip(sizes, scales, strict=True)):
        return float("nan"), float("nan"), n
    r = float(np.clip(left @ right / np.sqrt(sizes[0] * sizes[1]), -1, 1))
    with np.errstate(divide="ignore"):
        t = abs(r) * np.sqrt(degrees / np.float64(1 - r**2))
    return r, float(2 * stdtr(degrees, -t)), n
