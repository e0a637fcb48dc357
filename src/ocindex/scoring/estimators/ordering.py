"""In which order the mixed model's effects are eliminated, and how full the factor gets by it."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Order:
    """An order of all effects, and how many entries a triangular factor has by it at most."""

    effects: NDArray[np.intp]
    entries: int


def elimination_order(halos: Pairs, leanings: Pairs, raters: int, most: int) -> Order | None:
    """Eliminate halos country by country, or leanings indicator by indicator, then the rest.

    Of the two, the one that leaves the factor emptier. Effects whose ratings share no cell are
    never coupled, so that a halo meets those of its country alone, and the severities and leanings
    of the country's raters; and likewise a leaning. What is left goes rater by rater, the rater
    with the fewest neighbours first.

    Parameters
    ----------
    halos, leanings : ndarray of int64, shape (halos, 2) and (leanings, 2)
        Rater and country, and rater and indicator, in the order of the effects.
    raters : int
        Of each there is a severity; effects are severities, halos, leanings.
    most : int
        Entries beyond which an order is of no use.

    Returns
    -------
    Order or None
        None where the factor may have more entries by either.

    References
    ----------
    George, Liu (1989). The evolution of the minimum degree ordering algorithm. SIAM Review 31,
    1-19.
    """
    starts = raters, raters + len(halos)
    found = [
        order_by(first, then, raters, starts if place == 0 else starts[::-1], most)
        for place, (first, then) in enumerate(((halos, leanings), (leanings, halos)))
    ]
    return min((order for order in found if order), key=lambda order: order.entries, default=None)


def order_by(
    first: Pairs, then: Pairs, raters: int, starts: tuple[int, int], most: int
) -> Order | None:
    """Effects of one kind by their groups, then each rater's severity and effects of the other."""
    # A rater's severity and effects of the other kind.
    size = 1 + np.bincount(then[:, 0], minlength=raters)
    groups = first[:, 1]
    members = np.bincount(groups)
    weight = np.bincount(groups, size[first[:, 0]]).astype(np.int64)
    entries = int((members * (members + 1) // 2 + members * weight).sum())
    largest = int(weight.max())
    if entries > most or largest * (largest + 1) // 2 > most:
        return None
    by_rater, left = rater_order(first, size, most - entries)
    if entries + left > most:
        return None
    place = np.empty(raters, np.intp)
    place[by_rater] = np.arange(raters)
    early = starts[0] + np.lexsort((place[first[:, 0]], groups))
    late = np.concatenate([np.arange(raters), starts[1] + np.arange(len(then))])
    key = np.concatenate([place, place[then[:, 0]]])
    return Order(np.concatenate([early, late[np.argsort(key, kind="stable")]]), entries + left)


def rater_order(first: Pairs, size: NDArray[np.int64], most: int) -> tuple[list[int], int]:
    """Raters who are joined by groups, those with the fewest neighbours first, and the entries.

    Ends early, with more entries than `most`, where these are too many.
    """
    joints = [set(own) for own in grouped(first[:, 0], first[:, 1])]
    joints_of = [set(own) for own in grouped(first[:, 1], first[:, 0], len(size))]
    weight = [int(size[list(joint)].sum()) for joint in joints]
    degree = [sum(weight[joint] for joint in own) for own in joints_of]
    heap = [(near, rater) for rater, near in enumerate(degree)]
    heapq.heapify(heap)
    order: list[int] = []
    entries, done = 0, np.zeros(len(size), bool)
    while heap and entries <= most:
        near, rater = heapq.heappop(heap)
        if done[rater] or near != degree[rater]:
            continue
        done[rater] = True
        order.append(rater)
        old = joints_of[rater]
        others = set().union(*(joints[joint] for joint in old)) - {rater}
        own, around = int(size[rater]), int(size[list(others)].sum())
        entries += own * (own + 1) // 2 + own * around
        joints.append(others)
        weight.append(around)
        for other in others:
            joints_of[other] = (joints_of[other] - old) | {len(joints) - 1}
            degree[other] = sum(weight[joint] for joint in joints_of[other])
            heapq.heappush(heap, (degree[other], other))
    return order, entries


def grouped(values: Pairs, by: Pairs, groups: int = 0) -> list[list[int]]:
    """The values of each group, by its number."""
    order = np.argsort(by, kind="stable")
    ends = np.cumsum(np.bincount(by, minlength=groups))[:-1]
    return [part.tolist() for part in np.split(values[order], ends)]
