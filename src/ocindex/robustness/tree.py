"""A tree of means on columns by number, and the chains of equal means that fold into one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tree:
    """Elements of an index: the indicators first, then the aggregates, in any order.

    Attributes
    ----------
    indicators : int
        How many of the elements are indicators; they are elements 0 to indicators - 1.
    parent : ndarray of int64, shape (elements,)
        The aggregate each element goes into; -1 for the root, and for nothing else.
    weight : ndarray of float64, shape (elements,)
        Weight among the children of the same parent, on any scale; none below zero.
    order : ndarray of float64, shape (elements,)
        Power of the mean that makes an aggregate of its children: 1 arithmetic,
        0 geometric, -1 harmonic. Those of indicators are not read.
    """

    indicators: int
    parent: Ints
    weight: Floats
    order: Floats

    @cached_property
    def children(self) -> dict[int, Ints]:
        """Children by aggregate, aggregates from the leaves up to the root."""
        depth = self._depths()
        aggregates = np.arange(self.indicators, len(self.parent))
        order = aggregates[np.argsort(-depth[aggregates], kind="stable")]
        return {int(node): np.flatnonzero(self.parent == node) for node in order}

    @cached_property
    def siblings(self) -> tuple[Ints, Ints, Ints]:
        """Elements ordered by parent, where each family starts, and the family of each."""
        order = np.argsort(self.parent, kind="stable")
        new = np.diff(self.parent[order], prepend=-2) != 0
        return order, np.flatnonzero(new), np.cumsum(new) - 1

    @property
    def root(self) -> int:
        return int(np.flatnonzero(self.parent < 0)[0])

    def below(self, node: int) -> Ints:
        """Indicators that stand below an aggregate, at any depth."""
        at = np.arange(self.indicators)
        found = np.zeros(self.indicators, np.bool_)
        while (at >= 0).any():
            found |= at == node
            at = np.where(at >= 0, self.parent[at], -1)
        return np.flatnonzero(found)

    def _depths(self) -> Ints:
        depth = np.zeros(len(self.parent), np.int64)
        above = self.parent.copy()
        while (above >= 0).any():
            depth += above >= 0
            above = np.where(above >= 0, self.parent[above], -1)
        return depth


@dataclass(frozen=True, eq=False)
class Fold:
    """One mean that stands for a chain of means of the same order.

    Attributes
    ----------
    node : int
    order : float
    terms : ndarray of int64, shape (terms,)
        Indicators, then aggregates of another order, that the mean is taken over; ascending.
    paths : tuple of ndarray of int64, each of shape (terms,)
        The weight of a term is the product of those of the elements `path[i]` for each
        path; a term that is reached before the longest path ends repeats -1, for weight 1.
    """

    node: int
    order: float
    terms: Ints
    paths: tuple[Ints, ...]


def folds(tree: Tree, order: Floats, nodes: tuple[int, ...]) -> tuple[Fold, ...]:
    """What has to be computed for some nodes, lower ones first.

    Parameters
    ----------
    tree : Tree
    order : ndarray of float64, shape (elements,)
        In place of the tree's own.
    nodes : tuple of int
        Aggregates.

    Returns
    -------
    tuple of Fold
        The nodes asked for, and aggregates of another order than the one above them.
    """
    result: dict[int, Fold] = {}
    wanted = list(nodes)
    while wanted:
        node = wanted.pop()
        if node not in result:
            result[node] = _fold(tree, order, node)
            wanted += [int(t) for t in result[node].terms if t >= tree.indicators]
    return tuple(result[node] for node in tree.children if node in result)


def _fold(tree: Tree, order: Floats, node: int) -> Fold:
    terms: list[int] = []
    chains: list[list[int]] = []

    def descend(at: int, chain: list[int]) -> None:
        for child in map(int, tree.children[at]):
            if child >= tree.indicators and order[child] == order[node]:
                descend(child, [*chain, child])
            else:
                terms.append(child)
                chains.append([*chain, child])

    descend(node, [])
    longest = max(map(len, chains))
    padded = np.array([chain + [-1] * (longest - len(chain)) for chain in chains])
    ascending = np.argsort(terms)
    return Fold(node, float(order[node]), np.array(terms)[ascending], tuple(padded[ascending].T))


def sibling_shares(tree: Tree, weights: Floats) -> Floats:
    """Weights that sum to one among siblings; an aggregate without weighted children falls out.

    Parameters
    ----------
    tree : Tree
    weights : ndarray of float64, shape (elements, draws)

    Returns
    -------
    ndarray of float64, shape (elements, draws)
    """
    order, starts, group = tree.siblings
    together = weights[order]
    totals = np.add.reduceat(together, starts, axis=0)
    if not totals.all():
        return _shares_that_fall_out(tree, weights)
    together /= totals[group]
    shares = np.empty_like(together)
    shares[order] = together
    return shares


def _shares_that_fall_out(tree: Tree, weights: Floats) -> Floats:
    shares = weights.copy()
    shares[tree.root] = 1
    for node, children in tree.children.items():
        total = shares[children].sum(axis=0)
        shares[node, total == 0] = 0
        shares[children] /= np.where(total == 0, 1, total)
    return shares


def term_weights(fold: Fold, shares: Floats) -> Floats:
    """Effective weight of each term of a folded mean.

    Parameters
    ----------
    fold : Fold
    shares : ndarray of float64, shape (elements, draws)

    Returns
    -------
    ndarray of float64, shape (terms, draws)
    """
    result = shares[fold.paths[0]]
    for path in fold.paths[1:]:
        longer = path >= 0
        result[longer] *= shares[path[longer]]
    return result


def effective_weights(tree: Tree, node: int) -> Floats:
    """Weight of each indicator in a node of a tree whose means are all of one order.

    Parameters
    ----------
    tree : Tree
    node : int

    Returns
    -------
    ndarray of float64, shape (indicators,)
        Summing to one; zero for indicators that do not stand below the node.
    """
    (fold,) = folds(tree, np.ones(len(tree.parent)), (node,))
    result = np.zeros(tree.indicators)
    result[fold.terms] = term_weights(fold, sibling_shares(tree, tree.weight[:, None]))[:, 0]
    return result
