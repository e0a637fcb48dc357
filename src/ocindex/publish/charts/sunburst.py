"""The sunburst: a framework as rings, each element as wide as its weight in the whole."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import LEADING, SMALL
from ocindex.publish.charts.rings import Branch, Sector, at, fits, outline, sectors
from ocindex.publish.charts.text import label, lines, width, wrapped

RADIUS, ROOM = 196.0, 24.0
# Names in the rings are read on the ramps' first steps, which bear the ink of either theme.
DEEPEST = 3
ROOMS = (400.0, 110.0, 80.0, 60.0, 44.0)


def sunburst(branches: Sequence[Branch], caption: Caption) -> Chart:
    """Draw a tree as rings about its top, with the list of all elements below.

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

    Notes
    -----
    Elements that have no room for their name within their ring are numbered there and in the
    list; those of the rim stand clockwise from the top in the order of the list.
    """
    found = sectors(branches)
    depth = {sector.branch.id: sector.depth for sector in found}
    rows = [("\u2003" * depth[branch.id] + branch.label, branch.display) for branch in branches]
    wide = drawn(found, 720.0, 12.0, 3)
    return charted("sunburst", wide, caption, rows, drawn(found, 340.0, 2.0, 1))


def drawn(found: Sequence[Sector], full: float, margin: float, columns: int) -> Drawing:
    """The rings, and the list in columns of equal height."""
    radius = min(full / 2 - 4, RADIUS)
    centre = (full / 2, radius + 4)
    names = inside(found, radius)
    keys = {one.branch.id: i + 1 for i, one in enumerate(unnamed(found, names))}
    body = rings(found, centre, radius)
    for one in found:
        said = names.get(one.branch.id) or keyed(one, keys, found, radius)
        if said:
            inner, outer = bounds(one, found, radius)
            x, y = at(centre, (inner + outer) / 2 if inner else 0.0, one.middle)
            top = y + 4 - LEADING * (len(said) - 1) / 2
            body += lines(x, top, said, "tiny bold mid", LEADING)
    room = (full - 2 * margin - ROOM * (columns - 1)) / columns
    listed, floor = tree(found, keys, (margin, 2 * radius + 28), room, columns)
    return Drawing(full, floor, body + listed)


def bounds(sector: Sector, found: Sequence[Sector], radius: float) -> tuple[float, float]:
    """A sector's inner and outer radius; a leaf reaches to the rim, a lone top is a disc."""
    levels = 1 + max(one.depth for one in found)
    alone = sum(one.depth == 0 for one in found) == 1
    hole = radius * (0.1 if levels > 1 else 0.4)
    step = (radius - hole) / levels
    inner = 0.0 if alone and sector.depth == 0 else hole + step * sector.depth
    return inner, radius if sector.leaf else hole + step * (sector.depth + 1)


def inside(found: Sequence[Sector], radius: float) -> dict[str, tuple[str, ...]]:
    """Names of elements that have room within their ring, in lines; all of a ring's or none."""
    names: dict[str, tuple[str, ...]] = {}
    for depth in range(1 + max((one.depth for one in found), default=0)):
        ring = [one for one in found if one.depth == depth and not one.leaf]
        said = [named(one, *bounds(one, found, radius)) for one in ring]
        if all(said):
            names |= {one.branch.id: text for one, text in zip(ring, said, strict=True)}
    return names


def named(sector: Sector, inner: float, outer: float) -> tuple[str, ...]:
    """A sector's name in as few lines as have room in it; none where none have."""
    for room in ROOMS:
        said = wrapped(sector.branch.label, room, SMALL)
        if fits(said, SMALL, sector, inner, outer):
            return said
    return ()


def unnamed(found: Sequence[Sector], names: dict[str, tuple[str, ...]]) -> list[Sector]:
    return [one for one in found if not one.leaf and one.branch.id not in names]


def keyed(
    sector: Sector, keys: dict[str, int], found: Sequence[Sector], radius: float
) -> tuple[str, ...]:
    """A sector's number, where it has one and room for it."""
    said = (str(keys.get(sector.branch.id, "")),)
    return said if said[0] and fits(said, SMALL, sector, *bounds(sector, found, radius)) else ()


def rings(found: Sequence[Sector], centre: tuple[float, float], radius: float) -> str:
    """All sectors; what lies further in is darker."""
    levels = 1 + max((one.depth for one in found), default=0)
    body = ""
    for one in found:
        branch = one.branch
        step = 0 if one.leaf else min(DEEPEST, levels - 1 - one.depth)
        path = outline(centre, one, *bounds(one, found, radius))
        shape = f'<path class="area {branch.meaning}-{step}" fill-rule="evenodd" d="{path}"/>'
        body += pointed(Mark(branch.label, branch.share, branch.display, href=branch.href), shape)
    return body


def tree(
    found: Sequence[Sector],
    keys: dict[str, int],
    corner: tuple[float, float],
    room: float,
    columns: int,
) -> tuple[str, float]:
    """The list of all elements from a corner on, and where its longest column ends."""
    texts = [entry(one, keys, room) for one in found]
    tall = [LEADING * len(said) + 3 for said in texts]
    body, (left, top) = "", corner
    y = floor = top
    share = sum(tall) / columns
    for i, (one, said) in enumerate(zip(found, texts, strict=True)):
        # A heading takes what stands below it along to the next column.
        end = next((k for k in range(i, len(found)) if found[k].leaf), i)
        if y + sum(tall[i : end + 1]) > top + share + 2 * LEADING and columns > 1 and y > top:
            left, y, columns = left + room + ROOM, top, columns - 1
        look = "tiny say" if one.leaf else "tiny bold"
        body += lines(left + 10.0 * one.depth, y, said, look, LEADING)
        body += label(left + room, y, one.branch.display, "mute tiny end")
        y += tall[i]
        floor = max(floor, y)
    return body, floor - LEADING + 8


def entry(sector: Sector, keys: dict[str, int], room: float) -> tuple[str, ...]:
    """An element's name in the list, behind its number if it has one."""
    branch = sector.branch
    key = f"{keys[branch.id]}  " if branch.id in keys else ""
    free = room - 10.0 * sector.depth - width(branch.display, SMALL) - 10
    return wrapped(key + branch.label, free, SMALL)
