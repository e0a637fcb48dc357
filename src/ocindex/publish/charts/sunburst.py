"""The sunburst: a framework as rings, each element as wide as its weight in the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import pi
from typing import NamedTuple

from markupsafe import escape

from ocindex.publish.charts.chart import Caption, Chart, Drawing, charted
from ocindex.publish.charts.labelling import LEADING, SMALL, apart
from ocindex.publish.charts.rings import Branch, Sector, at, fits, outline, sectors
from ocindex.publish.charts.text import label, lines, n, width, wrapped

WIDTH, RADIUS, PHONE = 720.0, 150.0, 340.0
# Names in the rings are read on the ramps' first steps, which bear the ink of either theme.
DEEPEST = 3


class Line(NamedTuple):
    """A line beside the rings: a heading, or one of a leaf's; `spoke` is where it points to."""

    text: str
    heading: bool
    wanted: float
    spoke: Sector | None
    display: str = ""


def sunburst(branches: Sequence[Branch], caption: Caption) -> Chart:
    """Draw a tree as rings about its top, every element named.

    Parameters
    ----------
    branches : sequence of Branch
        Every element of the tree, in the order in which it is read. Siblings divide their
        parent's angle as their shares do; the hue is the one of their meaning.
    caption : Caption
        Headings of the table: element, weight.

    Returns
    -------
    Chart
    """
    found = sectors(branches)
    depth = {sector.branch.id: sector.depth for sector in found}
    rows = [("\u2003" * depth[b.id] + b.label, b.display) for b in branches]
    return charted("sunburst", wide(found), caption, rows, narrow(found))


def wide(found: Sequence[Sector]) -> Drawing:
    """The rings, with the names of the outermost in columns to either side."""
    inside = {one.branch.id for one in found if not one.leaf and named(one, found, RADIUS)}
    right = column(found, inside, right=True)
    left = column(found, inside, right=False)
    tall = max(2 * RADIUS + 24, LEADING * (max(len(right), len(left)) + 1))
    centre = (WIDTH / 2, tall / 2)
    body = rings(found, centre, RADIUS, inside)
    for one, side in ((right, True), (left, False)):
        body += beside(one, centre, tall, right=side)
    return Drawing(WIDTH, tall, body)


def bounds(sector: Sector, found: Sequence[Sector], radius: float) -> tuple[float, float]:
    """A sector's inner and outer radius; a leaf reaches to the rim, a lone top is a disc."""
    levels = 1 + max(one.depth for one in found)
    alone = sum(one.depth == 0 for one in found) == 1
    # The top is named inside, and takes the room that a ring in the middle lacks.
    hole = radius * (0.1 if levels > 1 else 0.4)
    step = (radius - hole) / levels
    inner = 0.0 if alone and sector.depth == 0 else hole + step * sector.depth
    return inner, radius if sector.leaf else hole + step * (sector.depth + 1)


def named(sector: Sector, found: Sequence[Sector], radius: float) -> tuple[str, ...]:
    """A sector's name in as many lines as have room in it; none where none have."""
    inner, outer = bounds(sector, found, radius)
    for room in (400.0, 110.0, 80.0, 60.0, 44.0):
        said = wrapped(sector.branch.label, room, SMALL)
        if fits(said, SMALL, sector, inner, outer):
            return said
    return ()


def rings(
    found: Sequence[Sector], centre: tuple[float, float], radius: float, inside: set[str]
) -> str:
    """All sectors, and the names that stand within them."""
    levels = 1 + max(one.depth for one in found)
    body, names = "", ""
    for one in found:
        inner, outer = bounds(one, found, radius)
        step = 0 if one.leaf else min(DEEPEST, levels - 1 - one.depth)
        path = outline(centre, one, inner, outer)
        said = escape(f"{one.branch.label}: {one.branch.display}")
        shape = (
            f"<title>{said}</title>"
            f'<path class="area {one.branch.meaning}-{step}" fill-rule="evenodd" d="{path}"/>'
        )
        href = escape(one.branch.href)
        body += f'<a href="{href}">{shape}</a>' if href else f"<g>{shape}</g>"
        if one.branch.id in inside:
            names += within(named(one, found, radius), centre, one, inner, outer)
    return body + names


def within(
    said: Sequence[str], centre: tuple[float, float], sector: Sector, inner: float, outer: float
) -> str:
    """Lines of text in the middle of a sector."""
    x, y = at(centre, (inner + outer) / 2 if inner else 0.0, sector.middle)
    return lines(x, y + 4 - LEADING * (len(said) - 1) / 2, said, "tiny bold mid", LEADING)


def column(found: Sequence[Sector], inside: set[str], *, right: bool) -> list[Line]:
    """The lines at one side, from the top down: names of the leaves below those of their parents.

    A parent that is named in its ring needs no line.
    """
    leaves = [one for one in found if one.leaf and (one.middle <= pi) == right]
    leaves.sort(key=lambda one: one.middle if right else -one.middle)
    parents = {one.branch.id: one for one in found}
    room = WIDTH / 2 - RADIUS - 34
    said: list[Line] = []
    above: list[str] = []
    for leaf in leaves:
        chain = list(ancestors(leaf, parents))
        y = at((0, 0), RADIUS, leaf.middle)[1]
        for one in chain:
            if one.branch.id not in above and one.branch.id not in inside:
                texts = wrapped(f"{one.branch.label} {one.branch.display}", room, SMALL)
                said += [Line(text, heading=True, wanted=y, spoke=None) for text in texts]
        above = [one.branch.id for one in chain]
        figure = leaf.branch.display
        texts = wrapped(leaf.branch.label, room - width(figure, SMALL) - 8, SMALL)
        for i, text in enumerate(texts):
            first = i == 0
            said.append(Line(text, False, y, leaf if first else None, figure if first else ""))
    return said


def ancestors(sector: Sector, by_id: dict[str, Sector]) -> Iterator[Sector]:
    """What a sector lies in, from the top down."""
    parent = by_id.get(sector.branch.parent)
    if parent is not None:
        yield from ancestors(parent, by_id)
        yield parent


def beside(
    said: Sequence[Line], centre: tuple[float, float], tall: float, *, right: bool
) -> str:
    """A column's lines, moved apart in their order, each leaf's led to."""
    wanted: list[float] = []
    for line in said:
        below = wanted[-1] + 1e-6 if wanted else -tall
        wanted.append(max(below, centre[1] + line.wanted))
    places = apart(wanted, LEADING, LEADING, tall - 4)
    edge, far = (WIDTH - 4, centre[0] + RADIUS + 30) if right else (4, centre[0] - RADIUS - 30)
    body = ""
    for line, y in zip(said, places, strict=True):
        side = "" if right else " end"
        body += label(far, y, line.text, f"tiny {'bold' if line.heading else 'say'}{side}")
        if line.spoke:
            body += label(edge, y, line.display, f"mute tiny{' end' if right else ''}")
            body += leader(line.spoke, centre, far + (-4 if right else 4), y - 4)
    return body


def leader(sector: Sector, centre: tuple[float, float], x: float, y: float) -> str:
    """A line from the rim to a name."""
    (a, b), (c, d) = (at(centre, RADIUS + more, sector.middle) for more in (1, 7))
    return f'<path class="limit" d="M{n(a)} {n(b)}L{n(c)} {n(d)}L{n(x)} {n(y)}"/>'


def narrow(found: Sequence[Sector]) -> Drawing:
    """The rings with a number in each parent of leaves, and the tree as a list below."""
    radius = PHONE / 2 - 4
    centre = (PHONE / 2, radius + 4)
    inside = {one.branch.id for one in found if not one.leaf and named(one, found, radius)}
    body = rings(found, centre, radius, inside)
    y, number = 2 * radius + 26, 0
    for one in found:
        left = 12.0 * one.depth
        key = ""
        if not one.leaf:
            number += 1
            key = f"{number} " if one.branch.id not in inside else ""
            inner, outer = bounds(one, found, radius)
            if key and fits([key.strip()], SMALL, one, inner, outer):
                body += within([key.strip()], centre, one, inner, outer)
        room = PHONE - left - width(one.branch.display, SMALL) - 12
        said = wrapped(key + one.branch.label, room, SMALL)
        look = "tiny say" if one.leaf else "tiny bold"
        body += lines(left, y, said, look, LEADING)
        body += label(PHONE - 2, y, one.branch.display, "mute tiny end")
        y += LEADING * len(said) + 2
    return Drawing(PHONE, y - 6, body)
