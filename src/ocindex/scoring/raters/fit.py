"""How well a rater's ratings fit what is expected of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]
# Squares of errors with a t distribution of five degrees of freedom vary by so much more, in
# variance, than those of normal ones.
HEAVIER = 4


class Fit(NamedTuple):
    """Mean-square fit by rater: one is as expected, two is twice the expected variance.

    Attributes
    ----------
    infit, outfit : ndarray of float64, shape (raters,)
        Weighted by information, and plain: the latter is the more moved by single outliers.
        NaN where nothing is expected of a rater's ratings.
    p_outfit : ndarray of float64, shape (raters,)
        How rarely chance alone makes an outfit as large.
    """

    infit: Floats
    outfit: Floats
    p_outfit: Floats


def fit_of(rater: Places, residual: Floats, spread: Floats, raters: int) -> Fit:
    """Infit and outfit mean squares of each rater.

    Parameters
    ----------
    rater : ndarray of int, shape (ratings,)
    residual : ndarray of float64, shape (ratings,)
        Rating less what is expected of a rater like the others; NaN where nothing is.
    spread : ndarray of float64, shape (ratings,)
        Standard deviation that the residual is expected to have.
    raters : int

    Returns
    -------
    Fit
        The chance of an outfit is that of the chi-squared distribution of its mean and variance,
        were a rater's errors independent.

    References
    ----------
    Wright, B. D., and G. N. Masters (1982). Rating Scale Analysis, ch. 5. MESA Press.
    Linacre, J. M. (1994). Many-Facet Rasch Measurement, 2nd ed. MESA Press.
    """
    known = np.isfinite(residual) & np.isfinite(spread) & (spread > 0)
    rater, squares, variance = rater[known], residual[known] ** 2, spread[known] ** 2

    def total(weights: Floats) -> Floats:
        return np.bincount(rater, weights, raters).astype(np.float64)

    with np.errstate(divide="ignore", invalid="ignore"):
        infit: Floats = total(squares) / total(variance)
        count = np.bincount(rater, minlength=raters)
        outfit: Floats = total(squares / variance) / count
    return Fit(infit, outfit, chi2.sf(outfit * count / HEAVIER, count / HEAVIER))
