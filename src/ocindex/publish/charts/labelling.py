"""Names beside dots, so that none covers another: those that come first get their room first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocindex.publish.charts.text import label, width

SMALL = 11.0
LEADING = 13.0


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any of their insides."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


def placed(
    names: Sequence[str],
    places: Sequence[tuple[float, float]],
    radius: float,
    taken: Sequence[Box],
    room: Box,
) -> str:
    """As many names as fit beside their dots, clear of all boxes `taken` and within `room`."""
    boxes = list(taken)
    body = ""
    for name, (x, y) in zip(names, places, strict=True):
        for box, anchor in sides(x, y, radius, width(name, SMALL)):
            if room.holds(box) and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                at = {"": box.left, " mid": x, " end": box.right}[anchor]
                body += label(at, box.bottom - 3, name, f"tiny{anchor}")
                break
    return body


def sides(x: float, y: float, radius: float, wide: float) -> Iterator[tuple[Box, str]]:
    """Where a name may stand: right of its dot, left, above, below."""
    gap = radius + 2
    yield Box(x + gap, y - 6.5, x + gap + wide, y + 6.5), ""
    yield Box(x - gap - wide, y - 6.5, x - gap, y + 6.5), " end"
    yield Box(x - wide / 2, y - gap - LEADING, x + wide / 2, y - gap), " mid"
    yield Box(x - wide / 2, y + gap, x + wide / 2, y + gap + LEADING), " mid"


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights of labels moved as little as can be until they are `gap` apart.

    They stay within `low` and `high`; where these are too near, the gap is smaller.
    """
    if not wanted:
        return []
    step = min(gap, (high - low) / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Less a step for each label above it, a label may lie where the one above does: labels that
    # would meet become one group at the mean of what they want.
    groups: list[tuple[float, int]] = []
    for k, i in enumerate(order):
        total, size = wanted[i] - k * step, 1
        while groups and groups[-1][0] / groups[-1][1] >= total / size:
            above = groups.pop()
            total, size = total + above[0], size + above[1]
        groups.append((total, size))
    level = [total / size for total, size in groups for _ in range(size)]
    top = high - (len(wanted) - 1) * step
    found = list(wanted)
    for k, i in enumerate(order):
        found[i] = min(max(level[k], low), top) + k * step
    return found
