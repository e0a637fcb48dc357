"""Scores over editions: lines for three and more, a slope for two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import apart
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.text import fitted, label, n, width

WIDTH, TOP, FLOOR = 340.0, 26.0, 216.0
ROOM = 128.0


class Series(NamedTuple):
    """A line: what it is of, and its scores by edition (None where it has none)."""

    label: str
    marks: Sequence[Mark | None]
    strong: bool = False


def lines(axis: Axis, editions: Sequence[str], series: Sequence[Series], caption: Caption) -> Chart:
    """Draw scores over editions, each line named at its end.

    Parameters
    ----------
    axis : Axis
    editions : sequence of str
        From the earliest on.
    series : sequence of Series
        `strong` ones are drawn in the hue of the axis with their scores and the ribbon of
        their intervals, the others in grey.
    caption : Caption
        Headings of the table: whose scores; the editions follow.

    Returns
    -------
    Chart
    """
    room = min(ROOM, max([40.0, *(width(one.label) for one in series)]))
    left, right = 38.0, WIDTH - 20 - room
    step = (right - left) / max(1, len(editions) - 1)
    body = grid(axis, left, right)
    for i, edition in enumerate(editions):
        anchor = "mid" if len(editions) > 1 else ""
        body += label(left + i * step, FLOOR + 17, edition, f"mute tiny {anchor}".strip())
    for one in sorted(series, key=lambda one: one.strong):
        others = [other for other in series if other is not one]
        body += line(axis, one, others, left, step)
    body += ends(axis, [one for one in series if any(one.marks)], right, room)
    rows = [(one.label, *(mark.display if mark else "" for mark in one.marks)) for one in series]
    return charted("lines", Drawing(WIDTH, FLOOR + 24, body), caption, rows)


def height(axis: Axis, score: float, floor: float = FLOOR) -> float:
    return floor - axis.place(score) * (floor - TOP)


def grid(axis: Axis, left: float, right: float) -> str:
    """The scale's ends and the limits of bands, as faint lines across."""
    values = (axis.low, *axis.limits, axis.high)
    path = "".join(f"M{n(left)} {n(height(axis, x))}H{n(right)}" for x in values)
    numbers = "".join(
        label(left - 18, height(axis, x) + 4, axis.text(x), "mute tiny end") for x in values
    )
    return f'<path class="limit" d="{path}"/>{numbers}'


def line(axis: Axis, one: Series, others: Sequence[Series], left: float, step: float) -> str:
    """A line with a dot for each score; the strong ones say theirs."""
    points = [
        (left + i * step, height(axis, mark.score), mark, [other.marks[i] for other in others])
        for i, mark in enumerate(one.marks)
        if mark
    ]
    path = "".join(f"{'L' if i else 'M'}{n(x)} {n(y)}" for i, (x, y, *_) in enumerate(points))
    hue = f"trend strong in-{axis.meaning}" if one.strong else "trend"
    body = ribbon(axis, one, left, step) if one.strong else ""
    body += f'<path class="{hue}" d="{path}"/>'
    for x, y, mark, beside in points:
        kind, radius = (f"main {axis.meaning}", 5) if one.strong else ("dot", 3.5)
        said = f"{one.label}, {mark.label}: {mark.display}"
        dot = f'<circle class="{kind}" cx="{n(x)}" cy="{n(y)}" r="{radius}"/>'
        body += pointed(mark, dot, said)
        if one.strong:
            # Above its dot, unless another line passes there.
            free = all(not 0 < y - height(axis, o.score) < 24 for o in beside if o)
            body += label(x, y - 10 if free else y + 18, mark.display, "tiny bold mid halo")
    return body


def ribbon(axis: Axis, one: Series, left: float, step: float) -> str:
    """The intervals of a line's scores, joined where one follows another."""
    spans = [mark.interval if mark else None for mark in one.marks]
    path = ""
    for i, (first, second) in enumerate(pairwise(spans)):
        if first and second:
            x, to_x = left + i * step, left + (i + 1) * step
            low, high, to_low, to_high = (height(axis, end) for end in (*first, *second))
            path += f"M{n(x)} {n(low)}L{n(to_x)} {n(to_low)}V{n(to_high)}L{n(x)} {n(high)}Z"
    return f'<path class="ribbon {axis.meaning}" d="{path}"/>' if path else ""


def ends(axis: Axis, series: Sequence[Series], right: float, room: float) -> str:
    """The names of the lines at their ends, moved apart and led to."""
    scores = [height(axis, [m.score for m in one.marks if m][-1]) for one in series]
    names = apart(scores, 14, TOP, FLOOR)
    return "".join(
        leader(right + 5, score, right + 16, name)
        + label(right + 18, name + 4, fitted(one.label, room), "bold" if one.strong else "mute")
        for one, score, name in zip(series, scores, names, strict=True)
    )


def leader(x: float, y: float, to_x: float, to_y: float) -> str:
    """A faint line from a dot to its name, where that has been moved aside."""
    if abs(to_y - y) < 2:
        return ""
    return f'<path class="limit" d="M{n(x)} {n(y)}L{n(to_x)} {n(to_y)}"/>'


def slope(axis: Axis, editions: tuple[str, str], marks: Sequence[Mark], caption: Caption) -> Chart:
    """Draw scores of two editions, joined.

    Parameters
    ----------
    axis : Axis
    editions : tuple of two str
    marks : sequence of Mark
        `before` is the earlier score and `was` its text; marks without one are a dot alone.
    caption : Caption
        Headings of the table: whose scores, the earlier one, the later one.

    Returns
    -------
    Chart
    """
    # Every name has its line, however many there are.
    floor = max(FLOOR, TOP + 14.0 * (len(marks) - 1))
    left, right = 56.0, WIDTH - ROOM - 44
    body = "".join(
        f"{label(x, floor + 17, edition, 'mute tiny mid')}"
        f'<path class="limit" d="M{n(x)} {n(TOP)}V{n(floor)}"/>'
        for edition, x in zip(editions, (left, right), strict=True)
    )
    now = [height(axis, mark.score, floor) for mark in marks]
    joined = [mark for mark in marks if mark.before is not None]
    then = [height(axis, mark.before, floor) for mark in joined if mark.before is not None]
    earlier = zip(joined, then, apart(then, 14, TOP, floor), strict=True)
    before = {id(mark): (y, text) for mark, y, text in earlier}
    for mark, y, text in zip(marks, now, apart(now, 14, TOP, floor), strict=True):
        shape = f'<circle class="main {axis.meaning}" cx="{n(right)}" cy="{n(y)}" r="4.5"/>'
        if id(mark) in before:
            was, said = before[id(mark)]
            shape = (
                f'<path class="trend" d="M{n(left)} {n(was)}L{n(right)} {n(y)}"/>'
                f'<circle class="old" cx="{n(left)}" cy="{n(was)}" r="4.5"/>{shape}'
                + leader(left - 6, was, left - 14, said)
                + label(left - 16, said + 4, mark.was, "mute tiny end")
            )
        shape += leader(right + 6, y, right + 14, text)
        shape += label(right + 16, text + 4, fitted(f"{mark.display} {mark.label}", ROOM + 24))
        body += pointed(mark, shape)
    rows = [(mark.label, mark.was, mark.display) for mark in marks]
    return charted("slope", Drawing(WIDTH, floor + 24, body), caption, rows)
