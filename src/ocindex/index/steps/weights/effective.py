"""Effective weights: products of weights down the tree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.weights.complete import Floats


def effective_weights(parents: NDArray[np.int64], weights: Floats) -> Floats:
    """Weight of every node in every component above it.

    Parameters
    ----------
    parents : ndarray of int64, shape (nodes,)
        Position of each node's parent; -1 for a root. Nodes stand in any order.
    weights : ndarray of float64, shape (nodes,)
        Among siblings, of any sum but zero.

    Returns
    -------
    ndarray of float64, shape (nodes, nodes)
        Row: the node; column: what it counts in; one on the diagonal. The column of a root has
        the weights that COINr calls effective.
    """
    count = len(parents)
    below = np.flatnonzero(parents >= 0)
    above = parents[below]
    sums = np.bincount(above, weights[below], count)
    step = np.zeros((count, count))
    step[below, above] = weights[below] / sums[above]
    total, path = np.eye(count), step
    while path.any():
        total, path = total + path, path @ step
    return total
