"""The radar: many scores of few countries on one scale, for their shapes to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from ocindex.publish.charts.chart import Caption, Chart, Drawing, charted, pointed
from ocindex.publish.charts.labelling import LEADING
from ocindex.publish.charts.lines import Series
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.text import label, n, wrapped

WIDTH, RADIUS, ROOM = 640.0, 170.0, 130.0
DASHES = 5


def radar(axis: Axis, spokes: Sequence[str], series: Sequence[Series], caption: Caption) -> Chart:
    """Draw scores as polygons about the scale's low end.

    Parameters
    ----------
    axis : Axis
        The scale of all spokes.
    spokes : sequence of str
        What each spoke is the score of, clockwise from the top.
    series : sequence of Series
        Whose scores; one mark a spoke. They differ by their dashes, not by colour alone.
    caption : Caption
        Headings of the table: score; whose scores follow.

    Returns
    -------
    Chart
    """
    centre = (WIDTH / 2, RADIUS + 56)
    floor = 2 * RADIUS + 112
    values = (*axis.limits, axis.high)
    rings = "".join(polygon(centre, [axis.place(x)] * len(spokes)) for x in values)
    body = f'<path class="limit" d="{rings}"/>'
    for i, name in enumerate(spokes):
        body += spoke(centre, name, 2 * pi * i / len(spokes))
    top = floor
    for i, one in enumerate(series):
        dash = f" dash-{i}" if 0 < i <= DASHES else ""
        hue = f"trend strong in-{axis.meaning if one.strong else 'ink'}{dash}"
        places = [axis.place(mark.score) if mark else 0.0 for mark in one.marks]
        body += f'<path class="{hue}" d="{polygon(centre, places)}"/>'
        for k, (mark, place) in enumerate(zip(one.marks, places, strict=True)):
            if mark:
                x, y = at(centre, place, 2 * pi * k / len(spokes))
                dot = f'<circle class="near" cx="{n(x)}" cy="{n(y)}" r="3"/>'
                body += pointed(mark, dot, f"{one.label}, {spokes[k]}: {mark.display}")
        body += f'<path class="{hue}" d="M{n(WIDTH / 2 - 90)} {n(top - 4)}h34"/>'
        body += label(WIDTH / 2 - 48, top, one.label, "say")
        top += 18
    for x in values:
        # Beside the first spoke, over all lines.
        y = at(centre, axis.place(x), 0)[1]
        body += label(centre[0] + 4, y + 11, axis.text(x), "mute tiny halo")
    rows = [
        (name, *(one.marks[i].display if one.marks[i] else "" for one in series))  # type: ignore[union-attr]
        for i, name in enumerate(spokes)
    ]
    return charted("radar", Drawing(WIDTH, top, body), caption, rows)


def at(centre: tuple[float, float], place: float, angle: float) -> tuple[float, float]:
    """The point at `place` (0 to 1) of the spoke at `angle`, clockwise from the top."""
    return centre[0] + RADIUS * place * sin(angle), centre[1] - RADIUS * place * cos(angle)


def polygon(centre: tuple[float, float], places: Sequence[float]) -> str:
    """A closed path through a place on each spoke."""
    points = [at(centre, place, 2 * pi * i / len(places)) for i, place in enumerate(places)]
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "z"


def spoke(centre: tuple[float, float], name: str, angle: float) -> str:
    """A spoke and its name, which stands away from the middle."""
    end, out = at(centre, 1, angle), at(centre, 1 + 10 / RADIUS, angle)
    said = wrapped(name, ROOM, 11)
    side = sin(angle)
    anchor = "" if side > 0.1 else " end" if side < -0.1 else " mid"
    # Above the middle lines grow upwards, below it downwards.
    top = out[1] + 4 - (len(said) - 1) * LEADING * (1 + cos(angle)) / 2
    path = f'<path class="limit" d="M{n(centre[0])} {n(centre[1])}L{n(end[0])} {n(end[1])}"/>'
    return path + "".join(
        label(out[0], top + i * LEADING, line, f"mute tiny{anchor}") for i, line in enumerate(said)
    )
