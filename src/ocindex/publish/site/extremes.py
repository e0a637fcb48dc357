"""The first few of a sorted list, with ties kept whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
SHOWN, SPARE = 5, 3


class Extremes(NamedTuple, Generic[Item]):
    """The first of a list; then `tied`, too many to name, that share the next place."""

    first: list[Item]
    tied: list[Item]


def extremes(items: Sequence[Item], key: Callable[[Item], Hashable]) -> Extremes[Item]:
    """The first five or so of `items`, which stand in order.

    A tie at the end is shown whole where that takes up to three more places; else all of it
    is told as one.
    """
    if len(items) <= SHOWN:
        return Extremes(list(items), [])
    last = key(items[SHOWN - 1])
    before = [item for item in items[:SHOWN] if key(item) != last]
    tied = [item for item in items if key(item) == last]
    if len(before) + len(tied) <= SHOWN + SPARE:
        return Extremes(before + tied, [])
    return Extremes(before, tied)
