"""The beeswarm: how scores are spread, a dot a country."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed, table
from ocindex.publish.charts.labelling import Box, placed
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.strip import at, scale_marks
from ocindex.publish.charts.swarm import swarm
from ocindex.publish.charts.text import n

GAP, RADIUS = 6.5, 3.0
NAMES = 26.0


def beeswarm(
    axis: Axis, marks: Sequence[Mark], caption: Caption, named: Collection[str] = ()
) -> Chart:
    """Draw every score as a dot, moved aside where dots would cover one another.

    Parameters
    ----------
    axis : Axis
    marks : sequence of Mark
    caption : Caption
        Headings of the table: whose score, score.
    named : collection of str, optional
        Ids of the marks that are drawn strong and named.

    Returns
    -------
    Chart
    """
    places = [at(axis, mark.score) for mark in marks]
    rows = swarm(places, GAP)
    deep = max([0, *(abs(row) for row in rows)]) * GAP
    middle = NAMES + deep + RADIUS
    low = middle + deep + RADIUS + (NAMES if named else 6)
    body = scale_marks(axis, 6, low, low + 14)
    body += f'<path class="rail" d="M{n(at(axis, axis.low))} {n(low)}H{n(at(axis, axis.high))}"/>'
    spots = [(x, middle + row * GAP) for x, row in zip(places, rows, strict=True)]
    for mark, (x, y) in zip(marks, spots, strict=True):
        strong = mark.id in named
        kind = f"main {axis.meaning}" if strong else f"dot {axis.ramp(mark.score)}"
        radius = RADIUS + 2 if strong else RADIUS
        body += pointed(mark, f'<circle class="{kind}" cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"/>')
    chosen = [i for i, mark in enumerate(marks) if mark.id in named]
    dots = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in spots]
    room = Box(0, 0, 340, low)
    body += placed([marks[i].label for i in chosen], [spots[i] for i in chosen], RADIUS + 2,
                   dots, room)  # fmt: skip
    order = sorted(marks, key=lambda mark: -mark.score)
    return charted("beeswarm", Drawing(340, low + 20, body), caption, table(order))
