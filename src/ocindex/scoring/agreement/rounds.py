"""What happens between rounds: how far raters differ in each, and who moves where."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]


class Movement(NamedTuple):
    """How ratings moved from one round to the next.

    Attributes
    ----------
    pairs : int
        Ratings that have one of the same rater, country and indicator a round later.
    changed, mean, size : float
        Share that changed; mean change; mean size of a change, in points over all pairs.
    towards : float
        Of those that changed and had a gap to the others' mean, the share that went that way.
    pull, pull_low, pull_high : float
        Share of the gap to the mean of the others that is closed on average, and its 90 %
        interval, by country.
    """

    pairs: int
    changed: float
    mean: float
    size: float
    towards: float
    pull: float
    pull_low: float
    pull_high: float


def interquartile_ranges(cell: Places, value: Floats) -> Floats:
    """Interquartile range of the ratings of each cell that has two or more.

    Parameters
    ----------
    cell : ndarray of int, shape (ratings,)
    value : ndarray of float64, shape (ratings,)

    Returns
    -------
    ndarray of float64, shape (cells with two ratings,)
        Quartiles between two ratings are interpolated (type 7 of Hyndman and Fan).

    References
    ----------
    Hyndman, R. J., and Y. Fan (1996). Sample quantiles in statistical packages. The American
    Statistician 50: 361-365.
    """
    if not len(cell):
        return np.zeros(0)
    order = np.lexsort((value, cell))
    x = value[order]
    _, start, count = np.unique(cell[order], return_index=True, return_counts=True)
    start, count = start[count > 1], count[count > 1]

    def quantile(share: float) -> Floats:
        at = share * (count - 1)
        below = np.floor(at).astype(np.int64)
        low, high = x[start + below], x[start + np.minimum(below + 1, count - 1)]
        found: Floats = low + (at - below) * (high - low)
        return found

    return quantile(0.75) - quantile(0.25)


def pooled_deviation(cell: Places, value: Floats) -> float:
    """Standard deviation within cells, pooled; NaN where no cell has two ratings."""
    _, code, count = np.unique(cell, return_inverse=True, return_counts=True)
    freedom = len(cell) - len(count)
    if not freedom:
        return np.nan
    apart = value - (np.bincount(code, value) / count)[code]
    return float(np.sqrt((apart**2).sum() / freedom))


def movement(
    keys: tuple[Places, Places], cells: tuple[Places, Places], values: tuple[Floats, Floats],
    cluster: Places,
) -> Movement:  # fmt: skip
    """How ratings moved from one round to the next.

    Parameters
    ----------
    keys : tuple of two ndarray of int
        Of each round, what names a rating: rater, country and indicator; each once.
    cells : tuple of two ndarray of int
        Country and indicator of the ratings.
    values : tuple of two ndarray of float64
    cluster : ndarray of int
        Of the earlier ratings, what makes their moves alike: the country.

    Returns
    -------
    Movement
    """
    _, first, then = np.intersect1d(*keys, assume_unique=True, return_indices=True)
    if not len(first):
        return Movement(0, *[np.nan] * 7)
    move = values[1][then] - values[0][first]
    gap = (others(cells[0], values[0]) - values[0])[first]
    told = np.isfinite(gap) & (gap != 0)
    went = told & (move != 0)
    return Movement(
        len(move),
        float((move != 0).mean()),
        float(move.mean()),
        float(np.abs(move).mean()),
        float((move[went] * gap[went] > 0).mean()) if went.any() else np.nan,
        *pull(move[told], gap[told], cluster[first][told]),
    )


def others(cell: Places, value: Floats) -> Floats:
    """The mean of the cell's other ratings; NaN where there is none."""
    _, code, count = np.unique(cell, return_inverse=True, return_counts=True)
    total = np.bincount(code, value)
    with np.errstate(divide="ignore", invalid="ignore"):
        rest: Floats = (total[code] - value) / (count[code] - 1)
    return np.where(count[code] > 1, rest, np.nan)


def pull(move: Floats, gap: Floats, cluster: Places) -> tuple[float, float, float]:
    """Slope of moves on gaps through zero; its interval by clusters (Liang and Zeger 1986)."""
    squares = (gap**2).sum()
    if not squares:
        return np.nan, np.nan, np.nan
    slope = float((move * gap).sum() / squares)
    _, cluster = np.unique(cluster, return_inverse=True)
    clusters = int(cluster.max()) + 1
    if clusters < 2:
        return slope, np.nan, np.nan
    scores = np.bincount(cluster, (move - slope * gap) * gap)
    error = np.sqrt((scores**2).sum() * clusters / (clusters - 1)) / squares
    return slope, float(slope - 1.645 * error), float(slope + 1.645 * error)
