"""Indicators that say the same: how well others foretell one, and clusters of likeness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Units an indicator, below which a regression on many fits chance.
ENOUGH = 3


@dataclass(frozen=True, eq=False)
class Clusters:
    """A tree of likeness.

    Attributes
    ----------
    order : ndarray of int64, shape (indicators,)
        Indicators with like ones beside each other.
    label : ndarray of int64, shape (indicators,)
        Number of each one's cluster, from 1 in that order.
    joins : ndarray of float64, shape (indicators - 1, 4)
        scipy's linkage: the two that join, their distance, the members.
    """

    order: NDArray[np.int64]
    label: NDArray[np.int64]
    joins: Floats


def explained_by_others(values: Floats) -> Floats:
    """Share of each indicator's variance that the others foretell linearly.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    ndarray of float64, shape (indicators,)
        R squared adjusted for the number of the others, from units that have all; one where
        an indicator is a sum of others. NaN for constants, and where there are fewer than
        three units an indicator: too few to tell.
    """
    whole = values[np.isfinite(values).all(axis=1)]
    n, k = whole.shape
    result = np.full(k, np.nan)
    if n < ENOUGH * k or k <= 1:
        return result
    varies = np.flatnonzero(whole.max(axis=0) > whole.min(axis=0))
    centred = whole[:, varies] - whole[:, varies].mean(axis=0)
    scaled = centred / np.sqrt((centred**2).sum(axis=0))
    for place, column in enumerate(varies):
        others = np.delete(scaled, place, axis=1)
        fitted = others @ np.linalg.lstsq(others, scaled[:, place], rcond=1e-10)[0]
        unexplained = float(((scaled[:, place] - fitted) ** 2).sum())
        result[column] = 1 - unexplained * (n - 1) / (n - others.shape[1] - 1)
    return np.where(np.isnan(result), np.nan, np.clip(result, 0, 1))


def clusters(correlations: Floats, alike: float) -> Clusters:
    """Group indicators by the strength of their correlations.

    Parameters
    ----------
    correlations : ndarray of float64, shape (indicators, indicators)
        Undefined ones (NaN) count as none.
    alike : float
        Clusters are those whose members correlate at least so on average, of either sign.

    Returns
    -------
    Clusters
        Average linkage on one less the absolute correlation, in the order of leaves that
        sets the like side by side.
    """
    from scipy.cluster import hierarchy  # it takes a quarter of a second to import

    k = len(correlations)
    if k <= 1:
        return Clusters(np.arange(k), np.ones(k, np.int64), np.empty((0, 4)))
    distance = 1 - np.abs(np.nan_to_num(correlations))
    apart = np.maximum(distance[np.triu_indices(k, 1)], 0)
    joins = hierarchy.optimal_leaf_ordering(hierarchy.linkage(apart, "average"), apart)
    order = hierarchy.leaves_list(joins).astype(np.int64)
    found = hierarchy.fcluster(joins, 1 - alike, "distance")
    # Numbered anew by where they stand: scipy's numbers follow its own walk of the tree.
    numbers: dict[int, int] = {}
    for leaf in order:
        numbers.setdefault(int(found[leaf]), len(numbers) + 1)
    return Clusters(order, np.array([numbers[int(label)] for label in found]), joins)
