"""The map of the world: every country in the colour of its score, small ones as circles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ocindex.publish.charts import Axis, Caption, Chart, Drawing, Mark, charted
from ocindex.publish.charts.chart import pointed
from ocindex.publish.charts.text import label, n
from ocindex.publish.charts.tokens import STEPS
from ocindex.publish.maps.geometry import Shape, world

DOT = 4.0
# The legend lies in the empty south of the Pacific.
LEFT, STEP, TALL = 24.0, 20.0, 9.0


def world_map(
    marks: Sequence[Mark],
    axis: Axis,
    caption: Caption,
    unassessed: str = "",
    hatched: frozenset[str] = frozenset(),
) -> Chart:
    """Draw scores on a map of the world in Equal Earth projection.

    Parameters
    ----------
    marks : sequence of Mark
        A country's score each, `id` its iso3. Countries that the map does not know stand in
        the chart's table alone.
    axis : Axis
    caption : Caption
        Headings of the table: country, score.
    unassessed : str, optional
        What the legend calls areas without a score.
    hatched : frozenset of str, optional
        Countries (iso3) that are hatched over their colour.

    Returns
    -------
    Chart
    """
    shapes = world().shapes
    found = {mark.id: mark for mark in marks if mark.id in shapes}
    body = ground(frozenset(found))
    small = ""
    for iso3, mark in found.items():
        shape, ramp = shapes[iso3], axis.ramp(mark.score)
        if shape.spot:
            small += pointed(mark, circle(shape, ramp) + over(shape, iso3 in hatched))
        else:
            area = f'<path class="area {ramp}" d="{shape.path}"/>'
            body += pointed(mark, area + over(shape, iso3 in hatched))
    body = patterns() + body if hatched else body
    scale = f'<g transform="scale({1 / world().grain:g})">'
    body = f"{scale}{body}</g>{small}{legend(axis, unassessed)}"
    rows = [(mark.label, mark.display) for mark in marks]
    return charted("map", Drawing(world().width, world().height, body), caption, rows)


@cache
def ground(assessed: frozenset[str]) -> str:
    """All areas without a score as one path, and the borders that are not settled."""
    shapes = world().shapes
    path = "".join(shape.path for code, shape in shapes.items() if code not in assessed)
    # Below a circle lies the little that can be seen of its country.
    path += "".join(shapes[code].path for code in sorted(assessed) if shapes[code].spot)
    return f'<path class="land" d="{path}"/><path class="unsettled" d="{world().dashed}"/>'


def over(shape: Shape, hatched: bool) -> str:
    """The hatching above an area or a circle."""
    if not hatched:
        return ""
    if shape.spot:
        x, y, _ = shape.spot
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(DOT)}" fill="url(#hatch-spot)"/>'
    return f'<path d="{shape.path}" fill="url(#hatch-area)"/>'


@cache
def patterns() -> str:
    """Two lines side by side, one of which can be seen on any colour: for areas and for circles."""
    return "".join(
        f'<pattern id="hatch-{name}" width="{n(5 * unit)}" height="{n(5 * unit)}" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="ink" width="{n(unit)}" height="{n(5 * unit)}"/>'
        f'<rect class="paper" x="{n(unit)}" width="{n(unit)}" height="{n(5 * unit)}"/></pattern>'
        for name, unit in (("area", world().grain), ("spot", 0.8))
    )


@cache
def circle(shape: Shape, ramp: str) -> str:
    """A small country's circle, with a line to where it lies if it had to be moved."""
    assert shape.spot
    x, y, reach = shape.spot
    line = ""
    if abs(x - shape.at[0]) + abs(y - shape.at[1]) > 2 * DOT:
        line = f'<path class="link" d="M{n(shape.at[0])} {n(shape.at[1])}L{n(x)} {n(y)}"/>'
    return (
        f'{line}<circle class="hit" cx="{n(x)}" cy="{n(y)}" r="{n(reach)}"/>'
        f'<circle class="area {ramp}" cx="{n(x)}" cy="{n(y)}" r="{n(DOT)}"/>'
    )


def legend(axis: Axis, unassessed: str) -> str:
    """The scale from end to end with the limits of its bands, and what has no score."""
    top = world().height - 44
    body = "".join(
        f'<rect class="{axis.meaning}-{i}" x="{n(LEFT + i * STEP)}" y="{n(top)}" '
        f'width="{n(STEP)}" height="{n(TALL)}"/>'
        for i in range(STEPS)
    )
    wide = STEP * STEPS
    for score in (axis.low, *axis.limits, axis.high):
        x = LEFT + axis.place(score) * wide
        body += label(x, top + TALL + 13, axis.text(score), "mute tiny mid")
    if unassessed:
        below = top + TALL + 22
        body += f'<rect class="land" x="{n(LEFT)}" y="{n(below)}" width="14" height="9"/>'
        body += label(LEFT + 20, below + 9, unassessed, "mute tiny")
    return body
