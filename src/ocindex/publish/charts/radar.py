"""The radar: many scores of few countries on one scale, for their shapes to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, sin

from ocindex.publish.charts.chart import Caption, Chart, Drawing, charted, pointed
from ocindex.publish.charts.labelling import LEADING
from ocindex.publish.charts.lines import Series
from ocindex.publish.charts.rings import TURN, at
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.text import label, lines, n, wrapped

WIDTH, RADIUS, ROOM, PHONE = 640.0, 170.0, 130.0, 340.0
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
    rows = [
        (name, *(one.marks[i].display if one.marks[i] else "" for one in series))  # type: ignore[union-attr]
        for i, name in enumerate(spokes)
    ]
    return charted("radar", wide(axis, spokes, series), caption, rows, narrow(axis, spokes, series))


def wide(axis: Axis, spokes: Sequence[str], series: Sequence[Series]) -> Drawing:
    """The spokes' names around."""
    centre, radius = (WIDTH / 2, RADIUS + 56), RADIUS
    names = "".join(
        spoke(centre, radius, wrapped(name, ROOM, 11), TURN * i / len(spokes))
        for i, name in enumerate(spokes)
    )
    body = drawn(axis, spokes, series, centre, radius, names)
    floor = 2 * radius + 112
    for i, one in enumerate(series):
        body += keyed(axis, one, i, WIDTH / 2 - 90, floor + 18.0 * i)
    return Drawing(WIDTH, floor + 18.0 * len(series), body)


def narrow(axis: Axis, spokes: Sequence[str], series: Sequence[Series]) -> Drawing:
    """For a phone: a number at each spoke, and the names below."""
    radius = PHONE / 2 - 28
    centre = (PHONE / 2, radius + 26)
    names = "".join(
        spoke(centre, radius, (str(i + 1),), TURN * i / len(spokes)) for i in range(len(spokes))
    )
    body = drawn(axis, spokes, series, centre, radius, names)
    y = 2 * radius + 70
    for i, one in enumerate(series):
        body += keyed(axis, one, i, 2, y)
        y += 18
    y += 6
    for i, name in enumerate(spokes):
        said = wrapped(name, PHONE - 28, 11)
        body += label(20, y, str(i + 1), "mute tiny end") + lines(26, y, said, "tiny say", LEADING)
        y += LEADING * len(said) + 2
    return Drawing(PHONE, y - 6, body)


def drawn(
    axis: Axis,
    spokes: Sequence[str],
    series: Sequence[Series],
    centre: tuple[float, float],
    radius: float,
    names: str,
) -> str:
    """Rings where bands begin, spokes with their names, and whose scores they are."""
    values = (*axis.limits, axis.high)
    rings = "".join(polygon(centre, radius, [axis.place(x)] * len(spokes)) for x in values)
    body = f'<path class="limit" d="{rings}"/>{names}'
    for i, one in enumerate(series):
        places = [axis.place(mark.score) if mark else 0.0 for mark in one.marks]
        body += f'<path class="{hue(axis, one, i)}" d="{polygon(centre, radius, places)}"/>'
        for k, (mark, place) in enumerate(zip(one.marks, places, strict=True)):
            if mark:
                x, y = at(centre, radius * place, TURN * k / len(spokes))
                dot = f'<circle class="near" cx="{n(x)}" cy="{n(y)}" r="3"/>'
                body += pointed(mark, dot, f"{one.label}, {spokes[k]}: {mark.display}")
    for x in values:
        # Beside the first spoke, over all lines.
        y = at(centre, radius * axis.place(x), 0)[1]
        body += label(centre[0] + 4, y + 11, axis.text(x), "mute tiny halo")
    return body


def hue(axis: Axis, one: Series, i: int) -> str:
    """How the line of the i-th series looks."""
    dash = f" dash-{i}" if 0 < i <= DASHES else ""
    return f"trend strong in-{axis.meaning if one.strong else 'ink'}{dash}"


def keyed(axis: Axis, one: Series, i: int, x: float, y: float) -> str:
    """A piece of a series' line, and whose it is."""
    piece = f'<path class="{hue(axis, one, i)}" d="M{n(x)} {n(y - 4)}h34"/>'
    return piece + label(x + 42, y, one.label, "say")


def polygon(centre: tuple[float, float], radius: float, places: Sequence[float]) -> str:
    """A closed path through a place on each spoke."""
    points = [at(centre, radius * place, TURN * i / len(places)) for i, place in enumerate(places)]
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "z"


def spoke(centre: tuple[float, float], radius: float, said: Sequence[str], angle: float) -> str:
    """A spoke and its name, which stands away from the middle."""
    end, out = at(centre, radius, angle), at(centre, radius + 10, angle)
    side = sin(angle)
    anchor = "" if side > 0.1 else " end" if side < -0.1 else " mid"
    # Above the middle lines grow upwards, below it downwards.
    top = out[1] + 4 - (len(said) - 1) * LEADING * (1 + cos(angle)) / 2
    path = f'<path class="limit" d="M{n(centre[0])} {n(centre[1])}L{n(end[0])} {n(end[1])}"/>'
    return path + lines(out[0], top, said, f"mute tiny{anchor}", LEADING)
