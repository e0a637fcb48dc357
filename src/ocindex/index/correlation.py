"""How the scores of two nodes go together over the countries of an edition."""

from __future__ import annotations

from dataclasses import dataclass
from math import copysign, sqrt

import numpy as np
from numpy.typing import NDArray

from ocindex.index.figures import Figures

# Two points always lie on a line.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Correlation:
    """Correlation of two nodes over `n` countries: of scores, and of ranks (Spearman)."""

    node: str
    other: str
    pearson: float
    spearman: float
    n: int


def correlations(figures: Figures) -> tuple[Correlation, ...]:
    """Correlation of every two nodes.

    Parameters
    ----------
    figures : Figures

    Returns
    -------
    tuple of Correlation
        Each pair once, in the order of the nodes. Pairs with a node that has the same score
        everywhere are absent, and all of them where there are fewer than three countries.

    Notes
    -----
    Spearman's coefficient is Pearson's of the mid-ranks: countries that tie share the mean
    of the ranks that they take up.
    """
    count = len(figures.values)
    if count < FEWEST:
        return ()
    scores, ranks = coefficients(figures.values), coefficients(doubled_ranks(figures.values))
    ids = [node.id for node in figures.nodes]
    return tuple(Correlation(ids[i], ids[j], r, ranks[i, j], count) for (i, j), r in scores.items())


def coefficients(values: NDArray[np.int64]) -> dict[tuple[int, int], float]:
    """Pearson's coefficient of every two columns that are not constant.

    Parameters
    ----------
    values : ndarray of int64 or object, shape (countries, nodes)
        Whole numbers.

    Returns
    -------
    dict
        By the pair of columns, the first before the second. Sums of products are whole
        numbers, so that the last digit is the same on any machine.
    """
    count, width = values.shape
    largest = 2 * count * max(1, int(np.abs(values).max()))
    exact = values.astype(np.int64 if count * largest**2 < 2**62 else object)
    centred = exact * count - exact.sum(axis=0)
    sums = (centred.T @ centred).tolist()
    return {
        (i, j): copysign(sqrt(sums[i][j] ** 2 / (sums[i][i] * sums[j][j])), sums[i][j])
        for i in range(width)
        for j in range(i + 1, width)
        if sums[i][i] and sums[j][j]
    }


def doubled_ranks(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Twice the mid-rank of every value in its column, from the lowest up."""
    ordered = np.sort(values, axis=0)
    return np.stack(
        [
            np.searchsorted(ordered[:, j], values[:, j], "left")
            + np.searchsorted(ordered[:, j], values[:, j], "right")
            + 1
            for j in range(values.shape[1])
        ],
        axis=1,
    ).astype(np.int64)
