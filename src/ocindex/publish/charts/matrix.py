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
    names = (*caption.header, "", "", "")
    frame = (30.0, full - 10, 26.0, tall - 42)
    said, taken, frame, below = cornered(across, up, points, high, corners, frame, radius)
    left, right, top, floor = frame
    middle_x, middle_y = spot(across, up, frame, high, high)
    outline = f"M{n(left)} {n(top)}H{n(right)}V{n(floor)}H{n(left)}z"
    cross = f"M{n(middle_x)} {n(top)}V{n(floor)}M{n(left)} {n(middle_y)}H{n(right)}"
    body = f'<path class="limit" d="{outline}"/><path class="rail" d="{cross}"/>'
    body += numbers(across, up, high, frame, (middle_x, middle_y))
    body += label(left - 4, 16, f"↑ {names[2]}", "mute bold")
    body += label(right, floor + 34 + below, f"{names[1]} →", "mute bold end")
    # Names keep clear of the lines too.
    taken += [
        Box(middle_x - 1, top, middle_x + 1, floor),
        Box(left, middle_y - 1, right, middle_y + 1),
    ]
    places = [spot(across, up, frame, one.score, other.score) for one, other in points]
    taken += around(places, radius)
    written = placed([one.label for one, _ in points], places, radius, taken,
                     Box(left, top, right, floor))  # fmt: skip
    for (one, other), (x, y) in zip(points, places, strict=True):
        shape = f'<circle class="hit" cx="{n(x)}" cy="{n(y)}" r="12"/>'
        shape += f'<circle class="dot" cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"/>'
        body += pointed(one, shape, f"{one.label}: {one.display}, {other.display}")
    return Drawing(full, floor + 42 + below, body + said + written)


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


def spot(across: Axis, up: Axis, frame: Frame, score: float, other: float) -> tuple[float, float]:
    """Where two scores meet."""
    left, right, top, floor = frame
    return left + across.place(score) * (right - left), floor - up.place(other) * (floor - top)


def around(places: Sequence[tuple[float, float]], radius: float) -> list[Box]:
    """The room that dots take."""
    return [Box(x - radius, y - radius, x + radius, y + radius) for x, y in places]


def cornered(
    across: Axis,
    up: Axis,
    points: Points,
    high: float,
    corners: Sequence[str],
    frame: Frame,
    radius: float,
) -> tuple[str, list[Box], Frame, float]:
    """The quadrants' names in their corners, or outside the frame where dots lie in these.

    Returns the names, the room that they take, the frame, and the height of those below it.
    """
    left, right, top, floor = frame
    middle = spot(across, up, frame, high, high)[0]
    rooms = (middle - left - 12, right - middle - 12)
    said = [wrapped(name, rooms[i % 2], 11) or [""] for i, name in enumerate(corners)]
    upper, lower = max(map(len, said[:2])), max(map(len, said[2:]))
    dots = around([spot(across, up, frame, a.score, b.score) for a, b in points], radius)

    def written(lines: Sequence[Sequence[str]], first: float) -> tuple[str, list[Box]]:
        found = [corner(line, first, left + 6, right - 6, i == 1) for i, line in enumerate(lines)]
        return "".join(text for text, _ in found), [box for _, box in found]

    body, boxes = written(said[:2], top + 15)
    if any(box.meets(dot) for box in boxes for dot in dots):
        body, boxes = written(said[:2], top + 10)
        top += 13.0 * upper + 4
    first, below = floor - 8 - 13 * (lower - 1), 0.0
    under, others = written(said[2:], first)
    if any(box.meets(dot) for box in others for dot in dots):
        below = 13.0 * lower + 4
        floor -= below
        under, others = written(said[2:], floor + 32)
    return body + under, [*boxes, *others], (left, right, top, floor), below


def corner(
    lines: Sequence[str], first: float, left: float, right: float, at_right: bool
) -> tuple[str, Box]:
    """A name in lines from the base line `first` down, at the left or the right."""
    wide = max(width(line, 11) for line in lines)
    x, anchor = (right, " end") if at_right else (left, "")
    body = "".join(
        label(x, first + 13 * k, line, f"mute tiny bold halo{anchor}")
        for k, line in enumerate(lines)
    )
    start = right - wide if at_right else left
    return body, Box(start, first - 11, start + wide, first + 13 * (len(lines) - 1) + 4)
