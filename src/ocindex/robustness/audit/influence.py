"""What indicators weigh on paper and what they do: shares of variance, correlation ratios."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def effective_weights(parents: NDArray[np.int64], weights: Floats) -> Floats:
    """Weight of every node in every other above it, and one in itself.

    Parameters
    ----------
    parents : ndarray of int64, shape (nodes,)
        Position of each node's parent, which stands before it; -1 where there is none.
    weights : ndarray of float64, shape (nodes,)
        Weights among siblings, of any sum.

    Returns
    -------
    ndarray of float64, shape (nodes, nodes)
        Row: the node that counts; column: the node in which it does. Siblings sum to one.
    """
    count = len(parents)
    effective = np.eye(count)
    # All roots share the bin that a parent of -1 reads: each keeps its own weight of one.
    sums = np.bincount(parents + 1, weights, count + 1)
    for node in range(count):
        if (parent := parents[node]) >= 0:
            effective[node] += weights[node] / sums[parent + 1] * effective[parent]
    return effective


def variance_shares(children: Floats, weights: Floats) -> Floats:
    """Share of the variance of a weighted mean that comes with each of its parts.

    Parameters
    ----------
    children : ndarray of float64, shape (units, children)
    weights : ndarray of float64, shape (children,)

    Returns
    -------
    ndarray of float64, shape (children,)
        Covariance of the weighted child with the mean, over the mean's variance: sums to
        one; negative where a child pulls against the others. Units that lack a child are
        left out.

    Notes
    -----
    A weight of 0.2 of an arithmetic mean is a claim about importance that the data keep only
    where the shares of variance equal the weights.

    References
    ----------
    Paruolo, P., M. Saisana and A. Saltelli (2013). Ratings and rankings: voodoo or science?
    Journal of the Royal Statistical Society A 176: 609-634.
    """
    whole = children[np.isfinite(children).all(axis=1)]
    parts = (whole - whole.mean(axis=0)) * weights if len(whole) else whole
    total = parts.sum(axis=1)
    variance = float(total @ total)
    if not variance:
        return np.full(children.shape[1], np.nan)
    shares: Floats = parts.T @ total / variance
    return shares
