"""Every combination of treated matrices, weights and means at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo.plan import Normalisation
from ocindex.robustness.montecarlo.ranking import by_unit, ranked
from ocindex.robustness.montecarlo.scoring import Recipe, scores_of_weights, transformed_once
from ocindex.robustness.tree import Tree, folds, sibling_shares

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def method_scores(
    matrices: Sequence[Floats],
    weights: Floats,
    tree: Tree,
    node: int,
    orders: Sequence[Floats],
) -> Floats:
    """Scores of one node by every combination: a product of matrices for each pair.

    Parameters
    ----------
    matrices : sequence of ndarray of float64, each of shape (units, indicators)
        Normalised, each by another way of treating and normalising; nothing missing.
    weights : ndarray of float64, shape (sets, elements)
        Sets of weights among siblings, on any scale.
    tree : Tree
        Its own weights and orders are not read.
    node : int
    orders : sequence of ndarray of float64, each of shape (elements,)
        Powers of the means, as `Tree.order`.

    Returns
    -------
    ndarray of float64, shape (matrices, sets, orders, units)

    Raises
    ------
    Refusal
        A mean that is not arithmetic meets a value not above zero.
    """
    shares = sibling_shares(tree, np.ascontiguousarray(weights.T))
    result = np.empty((len(matrices), len(weights), len(orders), len(matrices[0])))
    for place, order in enumerate(orders):
        folded = folds(tree, order, (node,))
        recipe = Recipe(Normalisation("none"), folded, tree.indicators, (node,))
        for number, matrix in enumerate(matrices):
            table = transformed_once(recipe, matrix)
            (result[number, :, place],) = scores_of_weights(recipe, table, shares)
    return result


def ranks_of(scores: Floats) -> Ints:
    """Competition ranks from 1 along the last axis; scores within 1e-12 of its range tie."""
    flat = scores.reshape(-1, scores.shape[-1])
    return by_unit(*ranked(flat)).reshape(scores.shape).astype(np.int64) + 1


def rank_shift(ranks: Ints, nominal: Ints) -> Floats:
    """Mean over units of the absolute difference from nominal ranks, along the last axis."""
    result: Floats = np.abs(ranks - nominal).mean(axis=-1)
    return result


def without_each(values: Floats, tree: Tree, node: int, elements: Sequence[int]) -> Floats:
    """Scores of a node with one element of the tree removed at a time.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Normalised; nothing missing.
    tree : Tree
    node : int
    elements : sequence of int
        Indicators or aggregates; the weights of their siblings fill their place, and an
        aggregate without children is gone as well.

    Returns
    -------
    ndarray of float64, shape (elements, units)
        NaN where nothing of the node is left.

    Notes
    -----
    One product of matrices for all: what normalises an indicator does not depend on the
    others, so that nothing before the weights has to be done again.
    """
    weights = np.repeat(tree.weight[None], len(elements), axis=0)
    weights[np.arange(len(elements)), list(elements)] = 0
    below = tree.below(node)
    left = [bool(set(below) - set(tree.below(e) if e >= tree.indicators else [e]))
            for e in elements]  # fmt: skip
    scores = np.full((len(elements), len(values)), np.nan)
    kept = np.flatnonzero(left)
    scores[kept] = method_scores([values], weights[kept], tree, node, [tree.order])[0, :, 0]
    return scores
