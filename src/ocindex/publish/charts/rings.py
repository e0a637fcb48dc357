"""A tree as rings: what sector of a circle each of its nodes takes."""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, cos, hypot, pi, sin
from typing import NamedTuple

from ocindex.publish.charts.labelling import LEADING
from ocindex.publish.charts.text import n, width
from ocindex.vocabulary import Meaning

TURN = 2 * pi


class Branch(NamedTuple):
    """A node of a tree: `share` is its part of the whole (0 to 1), `parent` empty at the top."""

    id: str
    label: str
    parent: str
    share: float
    display: str
    meaning: Meaning = "better"
    href: str = ""


class Sector(NamedTuple):
    """Where a node lies: between two angles, clockwise from the top, and two rings."""

    branch: Branch
    start: float
    end: float
    depth: int
    leaf: bool

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def sectors(branches: Sequence[Branch]) -> list[Sector]:
    """Sectors of all nodes, each before its children.

    Children share their parent's angle in the proportion of their shares, so that the rings
    have no gaps where shares are rounded.
    """
    below: dict[str, list[Branch]] = {}
    for branch in branches:
        below.setdefault(branch.parent, []).append(branch)
    found: list[Sector] = []

    def divide(parent: str, start: float, end: float, depth: int) -> None:
        turn = (end - start) / sum(branch.share for branch in below[parent])
        for branch in below[parent]:
            stop = start + turn * branch.share
            leaf = branch.id not in below
            found.append(Sector(branch, start, stop, depth, leaf))
            if not leaf:
                divide(branch.id, start, stop, depth + 1)
            start = stop

    if branches:
        divide("", 0.0, TURN, 0)
    return found


def at(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    """A point at an angle clockwise from the top."""
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def outline(centre: tuple[float, float], sector: Sector, inner: float, outer: float) -> str:
    """The path round a sector; a whole turn is two circles, one within the other."""
    if sector.end - sector.start > TURN - 1e-6:
        return ring(centre, outer) + (ring(centre, inner) if inner else "")
    large = int(sector.end - sector.start > pi)
    (a, b), (c, d) = at(centre, outer, sector.start), at(centre, outer, sector.end)
    path = f"M{n(a)} {n(b)}A{n(outer)} {n(outer)} 0 {large} 1 {n(c)} {n(d)}"
    if not inner:
        return f"{path}L{n(centre[0])} {n(centre[1])}z"
    (e, f), (g, h) = at(centre, inner, sector.end), at(centre, inner, sector.start)
    return f"{path}L{n(e)} {n(f)}A{n(inner)} {n(inner)} 0 {large} 0 {n(g)} {n(h)}z"


def ring(centre: tuple[float, float], radius: float) -> str:
    x, y = centre
    arc = f"A{n(radius)} {n(radius)} 0 1 1"
    return f"M{n(x)} {n(y - radius)}{arc} {n(x)} {n(y + radius)}{arc} {n(x)} {n(y - radius)}z"


def fits(texts: Sequence[str], size: float, sector: Sector, inner: float, outer: float) -> bool:
    """Whether lines of text have room in the middle of a sector."""
    wide = max(width(text, size) for text in texts) / 2 + 2
    tall = len(texts) * LEADING / 2 + 1
    if not inner and sector.end - sector.start > TURN - 1e-6:
        return hypot(wide, tall) <= outer
    x, y = at((0, 0), (inner + outer) / 2, sector.middle)
    reach = (sector.end - sector.start) / 2
    edges = [(x + i * wide / 4, y + j * tall) for i in range(-4, 5) for j in (-1, 0, 1)]
    return all(
        inner <= hypot(a, b) <= outer and apart(a, b, sector.middle) <= reach for a, b in edges
    )


def apart(x: float, y: float, angle: float) -> float:
    """How far a point's angle about (0, 0) lies from another, 0 to half a turn."""
    cosine = (x * sin(angle) - y * cos(angle)) / (hypot(x, y) or 1.0)
    return acos(max(-1.0, min(1.0, cosine)))
