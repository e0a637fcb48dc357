"""The map of a region: its countries from near, in an equal-area projection about its middle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ocindex.publish.charts import Axis, Caption, Chart, Drawing, Mark, charted
from ocindex.publish.charts.chart import pointed
from ocindex.publish.charts.strip import reaches
from ocindex.publish.charts.text import n
from ocindex.publish.maps.geometry import companions, read
from ocindex.publish.maps.projection import Floats, azimuthal

WIDTH, MARGIN = 340.0, 12.0
# How flat or tall the window may be.
LEAST, MOST = 150.0, 340.0
# What is further from the middle than this (in radii) lies on the other side of the world.
HORIZON = 1.5
DOT = 4.0
# A country narrower than this gets a circle.
SMALL = 7.0
# So far beyond an edge nothing is seen of a line, however wide.
EDGE = 2.0

Rings = list[Floats]


@lru_cache(maxsize=1)
def areas_near() -> dict[str, Rings]:
    """Rings of longitude and latitude in degrees by code, of areas that are more than a point."""
    content = read("near.json")
    found: dict[str, Rings] = {
        code: [
            np.cumsum(np.array(ring, dtype=np.float64).reshape(-1, 2), axis=0) / content["units"]
            for ring in rings
        ]
        for code, rings in content["areas"].items()
        if rings
    }
    return found


@lru_cache(maxsize=1)
def every_ring() -> tuple[Floats, tuple[str, ...], tuple[int, ...]]:
    """The points of all rings one after the other, whose each ring is, and where each begins."""
    rings = [(code, ring) for code, rings in areas_near().items() for ring in rings]
    starts = accumulate((len(ring) for _, ring in rings), initial=0)
    return np.concatenate([ring for _, ring in rings]), tuple(c for c, _ in rings), tuple(starts)


class Window:
    """What a map of some countries shows: each area's path, and where circles stand."""

    def __init__(self, iso3s: tuple[str, ...], here: str) -> None:
        framing = framed(iso3s, here)
        centre = middle(np.concatenate(list(main_rings(tuple(framing)).values())))
        points, codes, starts = every_ring()
        # All at once: a call a ring took longer than all that is done with those that are seen.
        plane = np.stack(azimuthal(points[:, 0], points[:, 1], centre), axis=1)
        placed: dict[str, Rings] = {}
        for code, start, end in zip(codes, starts, starts[1:], strict=False):
            placed.setdefault(code, []).append(plane[start:end])
        low, high = bounds(np.concatenate([max(placed[iso3], key=len) for iso3 in framing]))
        size = np.maximum(high - low, 0.01)
        self.scale = min((WIDTH - 2 * MARGIN) / size[0], (MOST - 2 * MARGIN) / size[1])
        self.height = max(LEAST, min(MOST, size[1] * self.scale + 2 * MARGIN))
        shift = (low + high) / 2
        self.paths: dict[str, str] = {}
        self.spots: dict[str, tuple[float, float]] = {}
        seen = self.seen(self.on_paper(plane, shift), plane, starts[:-1])
        for i in np.flatnonzero(seen).tolist():
            path = self.drawn(plane[starts[i] : starts[i + 1]], shift)
            self.paths[codes[i]] = self.paths.get(codes[i], "") + path
        self.paths = {code: path for code, path in self.paths.items() if path}
        for iso3 in (code for code in placed if code in iso3s):
            self.circle(iso3, placed[iso3], shift)

    def seen(self, paper: Floats, plane: Floats, starts: tuple[int, ...]) -> NDArray[np.bool_]:
        """Which rings reach into the window from this side of the world."""
        low, high = np.minimum.reduceat(paper, starts), np.maximum.reduceat(paper, starts)
        near = np.maximum.reduceat(np.abs(plane).max(axis=1), starts) < HORIZON
        inside = (high >= 0).all(axis=1) & (low <= (WIDTH, self.height)).all(axis=1)
        found: NDArray[np.bool_] = near & inside
        return found

    def on_paper(self, ring: Floats, shift: Floats) -> Floats:
        middle = np.array([WIDTH / 2, self.height / 2])
        found: Floats = middle + (ring - shift) * self.scale * (1, -1)
        return found

    def drawn(self, ring: Floats, shift: Floats) -> str:
        """A ring as a path of half units; empty where it is too small to be one."""
        whole = np.rint(near_window(self.on_paper(ring, shift), self.height) * 2).astype(int)
        steps = np.diff(whole, axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        if len(steps) < 2:
            return ""
        rest = " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")
        return f"M{whole[0][0]} {whole[0][1]}l{rest}z"

    def circle(self, code: str, rings: Rings, shift: Floats) -> None:
        """A circle for a country that is too small to be seen."""
        largest = self.on_paper(max(rings, key=len), shift)
        size = largest.max(axis=0) - largest.min(axis=0)
        if max(size) < SMALL:
            x, y = largest.mean(axis=0).tolist()
            if 0 < x < WIDTH and 0 < y < self.height:
                self.spots[code] = (x, y)


def near_window(ring: Floats, height: float) -> Floats:
    """A ring without its turns beyond the window's edges: what is seen stays the same."""
    for axis, size in ((0, WIDTH), (1, height)):
        for way in (-1, 1):
            out = (ring[:, axis] - size / 2) * way > size / 2 + EDGE
            # A line between two points beyond the same edge does not come back.
            ring = ring[~(out & np.roll(out, 1) & np.roll(out, -1))]
    return ring


def framed(iso3s: tuple[str, ...], here: str) -> list[str]:
    """The countries that the window must hold: one larger than all others need not be whole."""
    spans = {iso3: bounds(ring) for iso3, ring in main_rings(iso3s).items()}
    largest = max(iso3s, key=lambda iso3: extent([spans[iso3]]))
    rest = [iso3 for iso3 in iso3s if iso3 != largest]
    if len(rest) < 2 or largest == here:
        return list(iso3s)
    beyond = extent([spans[largest]]) > extent([spans[iso3] for iso3 in rest])
    return rest if beyond else list(iso3s)


def main_rings(iso3s: tuple[str, ...]) -> dict[str, Floats]:
    """Each country's largest ring; where they lie about 180 degrees, all counted the same way."""
    near = areas_near()
    found = {iso3: max(near[iso3], key=len) for iso3 in iso3s}
    east = {iso3: middle(ring)[0] for iso3, ring in found.items()}
    angles = np.radians(list(east.values()))
    mean = float(np.degrees(np.arctan2(np.sin(angles).sum(), np.cos(angles).sum())))
    return {
        iso3: ring - (360 * round((east[iso3] - mean) / 360), 0) for iso3, ring in found.items()
    }


def extent(spans: list[tuple[Floats, Floats]]) -> float:
    """How far some boxes reach together, in degrees as wide as they are there."""
    low = np.min([low for low, _ in spans], axis=0)
    high = np.max([high for _, high in spans], axis=0)
    narrow = np.cos(np.radians((low[1] + high[1]) / 2))
    return float(np.hypot((high[0] - low[0]) * narrow, high[1] - low[1]))


def middle(points: Floats) -> tuple[float, float]:
    """The middle of what the points span, in degrees."""
    low, high = bounds(points)
    return float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2


def bounds(points: Floats) -> tuple[Floats, Floats]:
    return points.min(axis=0), points.max(axis=0)


@lru_cache(maxsize=64)
def window(iso3s: tuple[str, ...], here: str) -> Window:
    return Window(iso3s, here)


def region_map(marks: Sequence[Mark], axis: Axis, caption: Caption, here: str = "") -> Chart | None:
    """Draw the countries of a region in the colours of their scores.

    Parameters
    ----------
    marks : sequence of Mark
        A country's score each, `id` its iso3.
    axis : Axis
    caption : Caption
        Headings of the table: country, score.
    here : str, optional
        The country (iso3) that is outlined and marked.

    Returns
    -------
    Chart or None
        None where the map knows none of the countries.
    """
    near = areas_near()
    known = {mark.id: mark for mark in marks if mark.id in near}
    if not known:
        return None
    members = tuple(sorted(known))
    # Nearly all countries share their region's window.
    alone = framed(members, here) != framed(members, "")
    view = window(members, here if alone else "")
    own = companions()
    land = "".join(path for code, path in view.paths.items() if own.get(code, code) not in known)
    body = f'<path class="land" d="{land}"/>' if land else ""
    wholes = {code: [code] for code in known}
    for code, whole in own.items():
        if whole in wholes and code in view.paths:
            wholes[whole].append(code)
    last = ""
    for code, mark in known.items():
        path = "".join(view.paths.get(part, "") for part in wholes[code])
        if not path:
            continue
        outline = " outlined" if code == here else ""
        shape = f'<path class="area {axis.ramp(mark.score)}{outline}" d="{path}"/>'
        if code == here:
            last = pointed(mark, shape)
        else:
            body += pointed(mark, shape)
    # An element of its own, so that nothing is seen beyond its edges.
    body = (
        f'<svg width="{WIDTH:g}" height="{view.height:.1f}"><g transform="scale(.5)">'
        f"{body}{last}</g></svg>"
    )
    spots = list(view.spots.values())
    for (code, (x, y)), reach in zip(view.spots.items(), reaches(spots, ()), strict=True):
        strong = " outlined" if code == here else ""
        dot = ""
        if known[code].href:
            dot = f'<circle class="hit" cx="{n(x)}" cy="{n(y)}" r="{n(reach)}"/>'
        dot += f'<circle class="area {axis.ramp(known[code].score)}{strong}" cx="{n(x)}" '
        dot += f'cy="{n(y)}" r="{n(DOT + bool(strong) * 2)}"/>'
        body += pointed(known[code], dot)
    rows = [(mark.label, mark.display) for mark in marks]
    return charted("map", Drawing(WIDTH, round(view.height, 1), body), caption, rows)
