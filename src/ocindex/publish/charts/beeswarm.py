"""The beeswarm: how scores are spread, a dot a country."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed, table
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.strip import at, scale_marks
from ocindex.publish.charts.swarm import swarm
from ocindex.publish.charts.text import label, n, width

GAP, RADIUS = 6.5, 3.0
WIDTH, NAMES = 340.0, 40.0


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
    middle = (NAMES if named else 6) + deep + RADIUS
    low = middle + deep + RADIUS + 6
    body = scale_marks(axis, NAMES if named else 6, low, low + 14)
    body += f'<path class="rail" d="M{n(at(axis, axis.low))} {n(low)}H{n(at(axis, axis.high))}"/>'
    spots = [(x, middle + row * GAP) for x, row in zip(places, rows, strict=True)]
    for mark, (x, y) in zip(marks, spots, strict=True):
        strong = mark.id in named
        kind = f"main {axis.meaning}" if strong else f"dot {axis.ramp(mark.score)}"
        radius = RADIUS + 2 if strong else RADIUS
        body += pointed(mark, f'<circle class="{kind}" cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"/>')
    body += called([(mark, spot) for mark, spot in zip(marks, spots, strict=True)
                    if mark.id in named])  # fmt: skip
    order = sorted(marks, key=lambda mark: -mark.score)
    return charted("beeswarm", Drawing(WIDTH, low + 20, body), caption, table(order))


def called(chosen: Sequence[tuple[Mark, tuple[float, float]]]) -> str:
    """Names above the swarm, each with a line down to its dot."""
    body, edge = "", 0.0
    for i, (mark, (x, y)) in enumerate(sorted(chosen, key=lambda pair: pair[1][0])):
        half = width(mark.label, 11) / 2
        middle = min(max(x, half + 2), WIDTH - half - 2)
        # Names that would meet take turns on two lines.
        line = 12 + 14 * (i % 2 if middle - half < edge else 0)
        edge = middle + half + 4
        body += label(middle, line, mark.label, "tiny mid")
        body += f'<path class="link" d="M{n(x)} {n(line + 3)}V{n(y - RADIUS - 3)}"/>'
    return body
