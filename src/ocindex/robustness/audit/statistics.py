"""Statistics of every indicator, and the flags that an auditor looks at first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.audit.limits import Limits

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
# From so few values on, the sample formulae of skewness and of kurtosis are defined.
FEWEST_SKEW, FEWEST_KURTOSIS = 3, 4


@dataclass(frozen=True, eq=False)
class Statistics:
    """Statistics of indicators, each an array of shape (indicators,).

    Attributes
    ----------
    minimum, maximum, mean, median : ndarray of float64
    std : ndarray of float64
        Sample standard deviation (n - 1).
    skew, kurtosis : ndarray of float64
        Sample skewness and excess kurtosis, corrected for bias; NaN for constants.
    units : int
        Number of units, missing or not.
    available, nonzero, unique, same : ndarray of int64
        How many values there are, are not zero, differ, and share the commonest value.
    """

    minimum: Floats
    maximum: Floats
    mean: Floats
    median: Floats
    std: Floats
    skew: Floats
    kurtosis: Floats
    units: int
    available: Counts
    nonzero: Counts
    unique: Counts
    same: Counts


@dataclass(frozen=True, eq=False)
class StatisticFlags:
    """What is out of bounds, each an array of bool, shape (indicators,)."""

    availability: Flags
    nonzero: Flags
    unique: Flags
    outliers: Flags


def describe(values: Floats) -> Statistics:
    """Statistics of each indicator over the values that there are.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    Statistics
        NaN for an indicator without any value.

    References
    ----------
    Joanes, D. N., and C. A. Gill (1998). Comparing measures of sample skewness and kurtosis.
    The Statistician 47: 183-189 (G1 and G2).
    """
    ordered = np.sort(values, axis=0)  # missing values go last
    count = np.isfinite(ordered).sum(axis=0)
    unique, same = repeats(ordered, count)
    mean, std, skew, kurtosis = moments(values, count)
    return Statistics(
        minimum=at(ordered, np.zeros_like(count), count),
        maximum=at(ordered, count - 1, count),
        mean=mean,
        median=(at(ordered, (count - 1) // 2, count) + at(ordered, count // 2, count)) / 2,
        std=std,
        skew=skew,
        kurtosis=kurtosis,
        units=len(values),
        available=count,
        nonzero=(np.isfinite(values) & (values != 0)).sum(axis=0),
        unique=unique,
        same=same,
    )


def at(ordered: Floats, place: Counts, count: Counts) -> Floats:
    """The value at a place of each sorted column; NaN where there is none."""
    if not len(ordered):
        return np.full(count.shape, np.nan)
    found = np.take_along_axis(ordered, np.maximum(place, 0)[None, :], axis=0)[0]
    return np.where(count > 0, found, np.nan)


def moments(values: Floats, count: Counts) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean, sample standard deviation, skewness and excess kurtosis of each column."""
    n = count.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nansum(values, axis=0) / n
        centred = np.nan_to_num(values - mean)
        # A constant's deviations are what rounding leaves, and no moments.
        centred = np.where(np.nanmax(np.abs(centred), axis=0, initial=0) > tiny(mean), centred, 0)
        squares = centred**2
        second, third, fourth = (
            squares.sum(axis=0), (squares * centred).sum(axis=0), (squares**2).sum(axis=0)
        )  # fmt: skip
        std = np.sqrt(second / (n - 1))
        g1 = third / n / (second / n) ** 1.5
        g2 = fourth / n / (second / n) ** 2 - 3
        skew = g1 * np.sqrt(n * (n - 1)) / (n - 2)
        kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
    return (
        mean,
        np.where(n > 1, std, np.nan),
        np.where((n >= FEWEST_SKEW) & (second > 0), skew, np.nan),
        np.where((n >= FEWEST_KURTOSIS) & (second > 0), kurtosis, np.nan),
    )


def tiny(mean: Floats) -> Floats:
    return 1e-14 * np.abs(np.nan_to_num(mean))


def repeats(ordered: Floats, count: Counts) -> tuple[Counts, Counts]:
    """Distinct values of each sorted column, and how many share its commonest one."""
    if not len(ordered):
        return np.zeros_like(count), np.zeros_like(count)
    starts = np.isfinite(ordered)
    starts[1:] &= ordered[1:] != ordered[:-1]
    places = np.arange(len(ordered))[:, None]
    # A run's length, counted at each of its members: how far back it began.
    began = np.maximum.accumulate(np.where(starts, places, 0), axis=0)
    lengths = np.where(np.isfinite(ordered), places - began + 1, 0)
    return starts.sum(axis=0), lengths.max(axis=0)


def flags(statistics: Statistics, limits: Limits) -> StatisticFlags:
    """What is out of bounds.

    Parameters
    ----------
    statistics : Statistics
    limits : Limits

    Returns
    -------
    StatisticFlags
        `nonzero` and `unique` compare shares of all units with the limits, so that an
        indicator with few values is flagged as one with few different ones is.
    """
    units = max(statistics.units, 1)
    with np.errstate(invalid="ignore"):
        skewed = np.abs(statistics.skew) > limits.skew
        tailed = statistics.kurtosis > limits.kurtosis
    return StatisticFlags(
        availability=statistics.available / units < limits.availability,
        nonzero=statistics.nonzero / units < limits.nonzero,
        unique=statistics.unique / units < limits.unique,
        outliers=skewed & tailed,
    )
