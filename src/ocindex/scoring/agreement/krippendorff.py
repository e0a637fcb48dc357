"""Krippendorff's alpha: how far raters agree beyond chance, whoever rated what."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.agreement.resampling import resampled

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]
Level = Literal["interval", "ordinal", "nominal"]


def alpha(unit: Places, value: Floats, level: Level = "interval") -> float:
    """Krippendorff's alpha of ratings, of which any may be missing.

    Parameters
    ----------
    unit : ndarray of int, shape (ratings,)
        What was rated. Units with one rating say nothing of agreement and are left out.
    value : ndarray of float64, shape (ratings,)
    level : {"interval", "ordinal", "nominal"}, optional
        What counts as a disagreement: the squared difference of two values, that of their
        ranks among all ratings, or that they differ at all.

    Returns
    -------
    float
        One for perfect agreement, zero for that of chance; NaN where no unit has two ratings,
        or all ratings are the same.

    References
    ----------
    Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology, 4th ed.,
    ch. 12. SAGE.
    """
    sums = alpha_sums(unit, value, np.zeros(len(unit), np.int64), level)
    return float(alpha_of(sums.sum(axis=0)))


def alpha_interval(
    unit: Places,
    value: Floats,
    cluster: Places,
    level: Level = "interval",
    *,
    share: float = 0.9,
    draws: int = 1000,
    seed: int = 1,
) -> tuple[float, float]:
    """Bootstrap interval of Krippendorff's alpha, whole clusters of units drawn at a time.

    Parameters
    ----------
    unit, value, level
        As of `alpha`. The ranks of the ordinal level are those of all ratings in each draw.
    cluster : ndarray of int, shape (ratings,)
        What units share that makes their disagreements alike: the country, and so its raters.
    share : float, optional
        What the interval covers.
    draws, seed : int, optional
        Of the bootstrap.

    Returns
    -------
    tuple of two float
        NaN where there are fewer than two clusters.

    References
    ----------
    Zapf, A., S. Castell, L. Morawietz and A. Karch (2016). Measuring inter-rater reliability
    for nominal data: which coefficients and confidence intervals are appropriate? BMC Medical
    Research Methodology 16: 93.
    """
    return resampled(alpha_sums(unit, value, cluster, level), alpha_of, share, draws, seed)


def alpha_sums(unit: Places, value: Floats, cluster: Places, level: Level) -> Floats:
    """What alpha is made of, by cluster; it adds up over clusters.

    Returns
    -------
    ndarray of float64, shape (clusters, 3 + columns)
        Values that have another beside them, disagreement within units, squares of the
        values; then the counts whose squares are to be taken off.
    """
    place, count = np.unique(unit, return_inverse=True, return_counts=True)[1:]
    paired = count[place] > 1
    _, cluster = np.unique(cluster, return_inverse=True)
    clusters = int(cluster.max()) + 1 if len(cluster) else 0
    _, unit = np.unique(unit[paired], return_inverse=True)
    x, cluster = value[paired], cluster[paired]
    if level == "nominal":
        return nominal_sums(unit, x, cluster, clusters)
    x = midranks(x) if level == "ordinal" else x - (x.mean() if len(x) else 0.0)
    m = np.bincount(unit)
    squares, total = np.bincount(unit, x * x), np.bincount(unit, x)
    apart = 2 * (m * squares - total**2) / (m - 1)
    own = np.zeros(len(m), np.int64)
    own[unit] = cluster
    return np.stack(
        [
            np.bincount(cluster, minlength=clusters),
            np.bincount(own, apart, clusters),
            np.bincount(cluster, x * x, clusters),
            np.bincount(cluster, x, clusters),
        ],
        axis=1,
    )


def nominal_sums(unit: Places, x: Floats, cluster: Places, clusters: int) -> Floats:
    values, code = np.unique(x, return_inverse=True)
    cell, times = np.unique(unit * np.int64(len(values)) + code, return_counts=True)
    m = np.bincount(unit)
    same = np.bincount(cell // max(1, len(values)), times.astype(np.float64) ** 2, len(m))
    own = np.zeros(len(m), np.int64)
    own[unit] = cluster
    counts = np.bincount(cluster * len(values) + code, minlength=clusters * len(values))
    counts = counts.reshape(clusters, len(values))
    n = np.bincount(cluster, minlength=clusters).astype(np.float64)
    apart = np.bincount(own, (m**2 - same) / (m - 1), clusters)
    # Two values that differ are one apart: the squares that add up to all pairs are n * n / 2.
    return np.column_stack(
        [n, apart, np.full(clusters, np.nan), counts.reshape(clusters, len(values))]
    )


def alpha_of(sums: Floats) -> Floats:
    """Alpha from sums over clusters; the last axis is that of `alpha_sums`."""
    n, apart, squares = sums[..., 0], sums[..., 1], sums[..., 2]
    off = (sums[..., 3:] ** 2).sum(axis=-1)
    expected = np.where(np.isnan(squares), n * n - off, 2 * (n * squares - off))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - (n - 1) * apart / expected
    # What rounding leaves of no variance is no variance.
    least = 1e-12 * n * np.where(np.isnan(squares), n, squares)
    return np.where((n > 1) & (expected > least), found, np.nan)


def midranks(x: Floats) -> Floats:
    """Each value's rank less half, ties at the middle of theirs, about zero.

    Krippendorff's ordinal difference of two values is the difference of these.
    """
    _, code, count = np.unique(x, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - count / 2 - len(x) / 2
    ranks: Floats = middle[code]
    return ranks
