"""Ranks that no weights within stated bounds can leave: certain, not sampled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.tree import Tree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A lead smaller than this share of the range of values is rounding.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class RankBounds:
    """What holds for all units and all weights allowed at once.

    Attributes
    ----------
    best, worst : ndarray of int64, shape (units,)
        No weights allowed give a rank outside. Pair by pair the leads are the largest there
        are; since they may need other weights for other pairs, an end need not be reached.
    surely, possibly : ndarray of bool, shape (units, units)
        [i, j]: i stands above j under all, or under some, weights allowed.
    """

    best: Ints
    worst: Ints
    surely: NDArray[np.bool_]
    possibly: NDArray[np.bool_]


def bounds_of_box(values: Floats, tree: Tree, node: int, share: Floats) -> RankBounds:
    """Rank bounds where each weight may differ from the tree's by a share of itself.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Normalised; nothing missing.
    tree : Tree
        Its means are taken as arithmetic.
    node : int
    share : ndarray of float64, shape (elements,)
        0.25 for a quarter up or down, from 0 to 1; weights are then brought to a sum of one
        among siblings.

    Returns
    -------
    RankBounds

    Notes
    -----
    The largest lead of one unit over another is found level by level: of children whose
    largest leads are known, the largest weighted mean gives those above some point their
    highest and the others their lowest weight; all such points are tried.
    """
    low = tree.weight * (1 - share)
    high = tree.weight * (1 + share)
    leads = np.empty((len(values), len(values)))
    below = _subtree(tree, node)
    for unit in range(len(values)):
        lead = {i: values[unit, i] - values[:, i] for i in range(tree.indicators)}
        for aggregate in below:
            children = tree.children[aggregate]
            stacked = np.stack([lead[int(child)] for child in children])
            lead[aggregate] = _largest_mean(stacked, low[children], high[children])
        leads[unit] = lead[node]
    return _bounds(leads, float(np.ptp(values)))


def bounds_of_shares(values: Floats, low: Floats, high: Floats) -> RankBounds:
    """Rank bounds where weights sum to one and each lies between bounds of its own.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Normalised; nothing missing.
    low, high : ndarray of float64, shape (children,)
        0 and 1 for all weights there are.

    Returns
    -------
    RankBounds

    Raises
    ------
    Refusal
        No weights within the bounds sum to one.

    References
    ----------
    Dantzig, G. B. (1957). Discrete-variable extremum problems. Operations Research 5(2),
    266-288 (the linear programme is a knapsack of divisible goods).
    """
    if low.sum() > 1 + ROUNDING or high.sum() < 1 - ROUNDING or (low > high).any():
        raise Refusal(
            "Weights within the bounds must be able to sum to one",
            f"The lower bounds sum to {low.sum():.6g} and the upper ones to {high.sum():.6g}",
            [(None, int(column)) for column in np.flatnonzero(low > high)],
        )
    leads = np.empty((len(values), len(values)))
    for unit in range(len(values)):
        lead = values[unit] - values
        order = np.argsort(-lead, axis=1)
        room = (high - low)[order]
        spent = np.cumsum(room, axis=1) - room
        more = np.clip(1 - low.sum() - spent, 0, room)
        leads[unit] = lead @ low + (np.take_along_axis(lead, order, axis=1) * more).sum(axis=1)
    return _bounds(leads, float(np.ptp(values)))


def _subtree(tree: Tree, node: int) -> list[int]:
    """Aggregates at and below a node, from the leaves up."""
    wanted = {node}
    for aggregate in reversed(tree.children):
        if int(tree.parent[aggregate]) in wanted:
            wanted.add(aggregate)
    return [aggregate for aggregate in tree.children if aggregate in wanted]


def _largest_mean(values: Floats, low: Floats, high: Floats) -> Floats:
    """Largest weighted mean over the first axis of (children, units), weights in a box."""
    order = np.argsort(-values, axis=0)
    ordered = np.take_along_axis(values, order, axis=0)
    lower, upper = low[order], high[order]

    def of_first_high(highs: Floats, lows: Floats) -> Floats:
        """For each place: those up to it at their highest, the others at their lowest."""
        result: Floats = np.cumsum(highs, axis=0) + lows.sum(axis=0) - np.cumsum(lows, axis=0)
        return result

    total = of_first_high(upper * ordered, lower * ordered)
    weight = of_first_high(upper, lower)
    result: Floats = (total / weight).max(axis=0)
    return result


def _bounds(leads: Floats, span: float) -> RankBounds:
    rounding = ROUNDING * span
    possibly = leads > rounding
    surely = rounding < -leads.T
    np.fill_diagonal(possibly, val=False)
    np.fill_diagonal(surely, val=False)
    return RankBounds(1 + surely.sum(axis=0), 1 + possibly.sum(axis=0), surely, possibly)
