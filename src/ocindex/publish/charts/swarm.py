"""Dots that would cover one another, moved aside in rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count


def swarm(places: Sequence[float], gap: float) -> list[int]:
    """The row of each dot, 0 or to either side (1, -1, 2 ...), so that no two in a row touch.

    `places` are where the dots lie along the axis, `gap` how far apart two must be.
    """
    last: dict[int, float] = {}
    rows = [0] * len(places)
    for i in sorted(range(len(places)), key=places.__getitem__):
        for k in count():
            row = -k // 2 if k % 2 == 0 else (k + 1) // 2
            if row not in last or places[i] - last[row] >= gap - 1e-9:
                rows[i], last[row] = row, places[i]
                break
    return rows
