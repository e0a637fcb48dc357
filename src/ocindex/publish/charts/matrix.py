"""The matrix: one score across, another up, every country a dot."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import Box, placed
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.text import label, n, width, wrapped

Points = Sequence[tuple[Mark, Mark]]


def matrix(
    across: Axis, up: Axis, points: Points, high: float, corners: Sequence[str], caption: Caption
) -> Chart:
    """Draw countries by two scores, with the lines from which either counts as high.

    Parameters
    ----------
    across, up : Axis
    points : sequence of (Mark, Mark)
        Each country's score across and up; the first one's label and href are used. Where
        not all names have room, those that stand first are written.
    high : float
        The score from which either is high.
    corners : sequence of four str
        Names of the quadrants: above left and right, below left and right.
    caption : Caption
        Headings of the table: country, score across, score up. The last two name the axes.

    Returns
    -------
    Chart
    """
    rows = [(one.label, one.display, other.display) for one, other in points]
    wide = plane(across, up, points, high, corners, caption, (720, 600), 4.5)
    narrow = plane(across, up, points, high, corners, caption, (340, 380), 3.5)
    return charted("matrix", wide, caption, rows, narrow)


def plane(
    across: Axis,
    up: Axis,
    points: Points,
    high: float,
    corners: Sequence[str],
    caption: Caption,
    size: tuple[float, float],
    radius: float,
) -> Drawing:
    """The plane in one size, with as many names as have room."""
    full, tall = size
    left, right, top, floor = 30.0, full - 10, 26.0, tall - 42
    names = (*caption.header, "", "", "")

    def at(one: Mark, other: Mark) -> tuple[float, float]:
        x = left + across.place(one.score) * (right - left)
        return x, floor - up.place(other.score) * (floor - top)

    middle_x = left + across.place(high) * (right - left)
    middle_y = floor - up.place(high) * (floor - top)
    frame = f"M{n(left)} {n(top)}H{n(right)}V{n(floor)}H{n(left)}z"
    cross = f"M{n(middle_x)} {n(top)}V{n(floor)}M{n(left)} {n(middle_y)}H{n(right)}"
    body = f'<path class="limit" d="{frame}"/><path class="rail" d="{cross}"/>'
    body += numbers(across, up, high, (left, right, top, floor), (middle_x, middle_y))
    body += label(left - 4, top - 10, f"↑ {names[2]}", "mute bold")
    body += label(right, floor + 34, f"{names[1]} →", "mute bold end")
    said, taken = quadrant_names(corners, (left, right, top, floor), (middle_x, middle_y))
    # Names keep clear of the lines too.
    taken += [
        Box(middle_x - 1, top, middle_x + 1, floor),
        Box(left, middle_y - 1, right, middle_y + 1),
    ]
    places = [at(one, other) for one, other in points]
    dots = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in places]
    written = placed([one.label for one, _ in points], places, radius, [*taken, *dots],
                     Box(left, top, right, floor))  # fmt: skip
    for (one, other), (x, y) in zip(points, places, strict=True):
        shape = f'<circle class="hit" cx="{n(x)}" cy="{n(y)}" r="12"/>'
        shape += f'<circle class="dot" cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"/>'
        body += pointed(one, shape, f"{one.label}: {one.display}, {other.display}")
    return Drawing(full, tall, body + said + written)


Frame = tuple[float, float, float, float]


def numbers(across: Axis, up: Axis, high: float, frame: Frame, middle: tuple[float, float]) -> str:
    """The ends of both scales, and where high begins."""
    left, right, top, floor = frame
    return (
        label(left, floor + 15, across.text(across.low), "mute tiny mid")
        + label(middle[0], floor + 15, across.text(high), "mute tiny mid")
        + label(right, floor + 15, across.text(across.high), "mute tiny end")
        + label(left - 5, floor + 4, up.text(up.low), "mute tiny end")
        + label(left - 5, middle[1] + 4, up.text(high), "mute tiny end")
        + label(left - 5, top + 4, up.text(up.high), "mute tiny end")
    )


def quadrant_names(
    corners: Sequence[str], frame: Frame, middle: tuple[float, float]
) -> tuple[str, list[Box]]:
    """The quadrants' names in their corners, in lines that fit, and the room they take."""
    left, right, top, floor = frame
    body, taken = "", []
    rooms = (middle[0] - left - 12, right - middle[0] - 12)
    for i, name in enumerate(corners):
        lines = wrapped(name, rooms[i % 2], 11) or [""]
        wide = max(width(line, 11) for line in lines)
        y = top + 15 if i < 2 else floor - 8 - 13 * (len(lines) - 1)
        x, anchor = (left + 6, "") if i % 2 == 0 else (right - 6, " end")
        for k, line in enumerate(lines):
            body += label(x, y + 13 * k, line, f"mute tiny bold halo{anchor}")
        start = x if i % 2 == 0 else x - wide
        taken.append(Box(start, y - 11, start + wide, y + 13 * len(lines)))
    return body, taken
