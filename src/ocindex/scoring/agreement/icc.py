"""Intraclass correlations: the share of ratings' variance that is between what is rated."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f as f_distribution

from ocindex.scoring.agreement.resampling import resampled

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]


class ICC(NamedTuple):
    """An intraclass correlation and its interval; NaN where it cannot be told.

    Attributes
    ----------
    value, low, high : float
    """

    value: float
    low: float
    high: float


class OneWay(NamedTuple):
    """Intraclass correlations where each unit may have raters of its own.

    Attributes
    ----------
    single : ICC
        ICC(1): the reliability of one rater.
    average : ICC
        ICC(k): the reliability of the mean of a unit's raters.
    raters : float
        k, the number of raters of a unit as it counts in an unbalanced design.
    between, within : float
        Mean squares.
    """

    single: ICC
    average: ICC
    raters: float
    between: float
    within: float


class Forms(NamedTuple):
    """The six forms of Shrout and Fleiss; in McGraw and Wong's names below.

    Attributes
    ----------
    one_way, one_way_mean : ICC
        ICC(1,1) and ICC(1,k): raters differ from target to target.
    random, random_mean : ICC
        ICC(2,1) and ICC(2,k), or ICC(A,1) and ICC(A,k): the same raters, a sample; that one
        rates higher than the other counts as disagreement.
    fixed, fixed_mean : ICC
        ICC(3,1) and ICC(3,k), or ICC(C,1) and ICC(C,k): consistency of these very raters.
    """

    one_way: ICC
    random: ICC
    fixed: ICC
    one_way_mean: ICC
    random_mean: ICC
    fixed_mean: ICC


def icc(unit: Places, value: Floats, share: float = 0.9) -> OneWay:
    """One-way random-effects intraclass correlations, ICC(1) and ICC(k), any number of raters.

    Parameters
    ----------
    unit : ndarray of int, shape (ratings,)
        What was rated.
    value : ndarray of float64, shape (ratings,)
    share : float, optional
        What the intervals cover: of the F distribution, exact where all units have as many
        raters and units are independent of each other.

    Returns
    -------
    OneWay
        NaN where there are fewer than two units, none with two raters, or no variance.

    References
    ----------
    McGraw, K. O., and S. P. Wong (1996). Forming inferences about some intraclass correlation
    coefficients. Psychological Methods 1: 30-46.
    Donner, A., and G. Wells (1986). A comparison of confidence interval methods for the
    intraclass correlation coefficient. Biometrics 42: 401-412 (unbalanced).
    """
    sums = icc_sums(unit, value, np.zeros(len(unit), np.int64)).sum(axis=0)
    units, n = sums[0], sums[1]
    between, within, k = map(float, mean_squares(sums))
    ratio = ratio_of(between, within)
    edges = ends(ratio, units - 1, n - units, share)
    single = ICC(*(one_way(f, k) for f in (ratio, *edges)))
    average = ICC(*(stepped_up(r, k) for r in single))
    return OneWay(single, average, k, between, within)


def icc_interval(
    unit: Places,
    value: Floats,
    cluster: Places,
    *,
    share: float = 0.9,
    draws: int = 1000,
    seed: int = 1,
) -> tuple[ICC, ICC]:
    """ICC(1) and ICC(k) with bootstrap intervals, whole clusters of units drawn at a time.

    Parameters
    ----------
    unit, value, share
        As of `icc`.
    cluster : ndarray of int, shape (ratings,)
        What units have in common: indicators of a country have its raters in common, and are
        not independent of each other.
    draws, seed : int, optional

    Returns
    -------
    tuple of two ICC
        ICC(1) and ICC(k).
    """
    sums = icc_sums(unit, value, cluster)
    total = sums.sum(axis=0)
    return tuple(  # type: ignore[return-value]
        ICC(float(statistic(total)), *resampled(sums, statistic, share, draws, seed))
        for statistic in (single_of, average_of)
    )


def icc_sums(unit: Places, value: Floats, cluster: Places) -> Floats:
    """Units, ratings, squares of a unit's ratings, means, sums and squares, by cluster."""
    _, cluster = np.unique(cluster, return_inverse=True)
    _, unit = np.unique(unit, return_inverse=True)
    clusters = int(cluster.max()) + 1 if len(cluster) else 0
    x = value - (value.mean() if len(value) else 0.0)
    k, total = np.bincount(unit), np.bincount(unit, x)
    own = np.zeros(len(k), np.int64)
    own[unit] = cluster
    return np.stack(
        [
            np.bincount(own, minlength=clusters),
            np.bincount(cluster, minlength=clusters),
            np.bincount(own, k.astype(np.float64) ** 2, clusters),
            np.bincount(own, total**2 / k, clusters),
            np.bincount(cluster, x, clusters),
            np.bincount(cluster, x * x, clusters),
        ],
        axis=1,
    )


def mean_squares(sums: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean squares between and within units, and the raters of a unit as they count."""
    units, n, squared, means, total, squares = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = np.maximum(0, means - total**2 / n) / (units - 1)
        within = np.maximum(0, squares - means) / (n - units)
        k = (n - squared / n) / (units - 1)
    return between, within, k


def single_of(sums: Floats) -> Floats:
    between, within, k = mean_squares(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = (between - within) / (between + (k - 1) * within)
    return found


def average_of(sums: Floats) -> Floats:
    between, within, _ = mean_squares(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = (between - within) / between
    return found


def ratio_of(between: float, within: float) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.divide(between, within))


def one_way(ratio: float, k: float) -> float:
    """ICC(1) from the ratio of mean squares; without any within them, one."""
    if np.isinf(ratio):
        return 1.0
    return float((ratio - 1) / (ratio + k - 1))


def stepped_up(single: float, raters: float) -> float:
    """Reliability of the mean of several raters from that of one (Spearman and Brown)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.divide(raters * single, 1 + (raters - 1) * single))


def ends(ratio: float, above: float, below: float, share: float) -> tuple[float, float]:
    """Interval of a ratio of two variances from that of their mean squares."""
    if not (above > 0 and below > 0):
        return np.nan, np.nan
    upper = (1 + share) / 2
    return (
        float(ratio / f_distribution.ppf(upper, above, below)),
        float(ratio * f_distribution.ppf(upper, below, above)),
    )


def icc_forms(table: Floats, share: float = 0.95) -> Forms:
    """The six intraclass correlations of a complete table.

    Parameters
    ----------
    table : ndarray of float64, shape (targets, raters)
        Every rater rated every target; two or more of each.
    share : float, optional
        What the intervals cover.

    Returns
    -------
    Forms

    References
    ----------
    Shrout, P. E., and J. L. Fleiss (1979). Intraclass correlations: uses in assessing rater
    reliability. Psychological Bulletin 86: 420-428.
    McGraw, K. O., and S. P. Wong (1996). Forming inferences about some intraclass correlation
    coefficients. Psychological Methods 1: 30-46.
    """
    n, k = table.shape
    mean = table.mean()
    targets, raters = table.mean(axis=1), table.mean(axis=0)
    bms = k * ((targets - mean) ** 2).sum() / (n - 1)
    wms = ((table - targets[:, None]) ** 2).sum() / (n * (k - 1))
    jms = n * ((raters - mean) ** 2).sum() / (k - 1)
    ems = (n * (k - 1) * wms - (k - 1) * jms) / ((n - 1) * (k - 1))
    first = ICC(*(one_way(f, k) for f in (bms / wms, *ends(bms / wms, n - 1, n * (k - 1), share))))
    third = ICC(
        *(one_way(f, k) for f in (bms / ems, *ends(bms / ems, n - 1, (n - 1) * (k - 1), share)))
    )
    second = agreement((bms, jms, ems), n, k, share)
    means = (ICC(*(stepped_up(r, k) for r in form)) for form in (first, second, third))
    return Forms(first, second, third, *means)


def agreement(squares: tuple[float, float, float], n: int, k: int, share: float) -> ICC:
    """ICC(2,1), its interval by Satterthwaite's degrees of freedom."""
    bms, jms, ems = squares
    value = (bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n)
    f = jms / ems
    a = k * value
    b = n * (1 + (k - 1) * value) - a
    freedom = (k - 1) * (n - 1) * (a * f + b) ** 2 / ((n - 1) * (a * f) ** 2 + b**2)
    upper = (1 + share) / 2
    below = f_distribution.ppf(upper, n - 1, freedom)
    above = f_distribution.ppf(upper, freedom, n - 1)
    rest = k * jms + (k * n - k - n) * ems
    return ICC(
        float(value),
        float(n * (bms - below * ems) / (below * rest + n * bms)),
        float(n * (above * bms - ems) / (rest + n * above * bms)),
    )
