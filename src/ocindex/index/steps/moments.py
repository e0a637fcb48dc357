"""Moments of each indicator, and whether they call for a treatment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# From so few values on, the sample formulae of skewness and of kurtosis are defined.
FEWEST_SKEW, FEWEST_KURTOSIS = 3, 4
# Deviations of equal values from their mean are what rounding leaves, and no moments.
ROUNDING = 1e-14


@dataclass(frozen=True, eq=False)
class Moments:
    """Moments of indicators, each an array of shape (indicators,).

    Attributes
    ----------
    count : ndarray of int64
        How many values there are.
    mean, std : ndarray of float64
        Mean and sample standard deviation (n - 1).
    skew, kurtosis : ndarray of float64
        Sample skewness and excess kurtosis, corrected for bias; NaN where all values are
        equal, or there are fewer than three or four of them.
    """

    count: NDArray[np.int64]
    mean: Floats
    std: Floats
    skew: Floats
    kurtosis: Floats


def moments(values: Floats) -> Moments:
    """Moments of each indicator over the values that there are.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    Moments

    References
    ----------
    Joanes, D. N., and C. A. Gill (1998). Comparing measures of sample skewness and kurtosis.
    The Statistician 47: 183-189 (G1 and G2).
    """
    return row_moments(np.ascontiguousarray(values.T))


def row_moments(rows: Floats) -> Moments:
    """Moments of indicators that are rows, shape (indicators, units): sums run along memory."""
    count, mean, centred = deviations(rows)
    n = count.astype(np.float64)
    squares = centred * centred
    second = np.add.reduce(squares, axis=1)
    third = np.einsum("ij,ij->i", squares, centred)
    fourth = np.einsum("ij,ij->i", squares, squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        second[second <= n * (ROUNDING * mean) ** 2] = np.nan
        variance = second / n
        skew = third / n / variance**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        excess = fourth / n / variance**2 - 3
        kurtosis = ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3))
        std = np.where(np.isnan(second), 0.0, np.sqrt(second / (n - 1)))
    std[count < 2] = np.nan
    skew[count < FEWEST_SKEW] = np.nan
    kurtosis[count < FEWEST_KURTOSIS] = np.nan
    return Moments(count, mean, std, skew, kurtosis)


def deviations(rows: Floats) -> tuple[NDArray[np.int64], Floats, Floats]:
    """How many values each row has, their mean, and each one's distance from it (missing: 0)."""
    units = rows.shape[1]
    total = np.add.reduce(rows, axis=1)
    if units and not np.isnan(total).any():
        mean = total / units
        return np.full(len(rows), units), mean, rows - mean[:, None]
    known = ~np.isnan(rows)
    count = np.add.reduce(known, axis=1, dtype=np.int64)
    with np.errstate(invalid="ignore"):
        mean = np.add.reduce(np.where(known, rows, 0.0), axis=1) / count
    return count, mean, np.where(known, rows - mean[:, None], 0.0)


def passes(found: Moments, skew: float = 2.0, kurtosis: float = 3.5) -> Flags:
    """Whether each indicator needs no treatment.

    Parameters
    ----------
    found : Moments
    skew, kurtosis : float
        An indicator passes where its skewness is below the first, either way, or its excess
        kurtosis below the second.

    Returns
    -------
    ndarray of bool, shape (indicators,)
        True also where there are no moments: a constant has no outliers.

    References
    ----------
    Groeneveld, R. A., and G. Meeden (1984). Measuring skewness and kurtosis. The Statistician
    33: 391-399; the rule of both limits is that of the JRC's COIN Tool.
    """
    flat = np.isnan(found.skew) | np.isnan(found.kurtosis)
    result: Flags = flat | (np.abs(found.skew) < skew) | (found.kurtosis < kurtosis)
    return result
