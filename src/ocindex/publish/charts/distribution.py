"""Distributions: a small histogram an indicator, outliers and treated points marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, sqrt
from statistics import median
from typing import NamedTuple

from markupsafe import escape

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import LEADING, SMALL
from ocindex.publish.charts.text import fitted, label, lines, n, width, wrapped

BARS, GAP = 52.0, 24.0
# So few different values are drawn as they are, each its own bar.
FEW = 24


class Distribution(NamedTuple):
    """An indicator's values, none missing, and the points among them that stand out.

    `number` writes a value as printed. Of a treated mark `score` is the value after, `before`
    the one before; `note` is what else is worth a line.
    """

    label: str
    values: Sequence[float]
    number: Callable[[float], str]
    outliers: Sequence[Mark] = ()
    treated: Sequence[Mark] = ()
    note: str = ""


def distributions(panels: Sequence[Distribution], caption: Caption) -> Chart:
    """Draw how each indicator's values are spread.

    Parameters
    ----------
    panels : sequence of Distribution
        Outliers are dots below the bars; a treated point is hollow where it was and full
        where it is, a line between.
    caption : Caption
        Headings of the table: indicator, lowest, median, highest, outliers, treated, note.

    Returns
    -------
    Chart
    """
    rows = [described(panel) for panel in panels]
    return charted("distributions", grid(panels, 3, 720), caption, rows, grid(panels, 1, 340))


def described(panel: Distribution) -> tuple[str, ...]:
    """A panel as a row of the table."""
    ends = (
        [panel.number(f(panel.values)) for f in (min, median, max)]
        if panel.values
        else ["", "", ""]
    )
    outliers = ", ".join(f"{mark.label} {mark.display}" for mark in panel.outliers)
    treated = ", ".join(f"{mark.label} {mark.was} → {mark.display}" for mark in panel.treated)
    return (panel.label, *ends, outliers, treated, panel.note)


def grid(panels: Sequence[Distribution], columns: int, full: float) -> Drawing:
    """Panels in rows, each row as high as its longest name needs."""
    room = (full - GAP * (columns - 1) - 8) / columns
    body, y = "", 0.0
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        names = [wrapped(panel.label, room, SMALL) for panel in row]
        head = LEADING * max(map(len, names))
        for i, (panel, name) in enumerate(zip(row, names, strict=True)):
            left = 4 + i * (room + GAP)
            first = y + 12 + head - LEADING * len(name)
            body += lines(left, first, name, "tiny bold", LEADING)
            body += drawn(panel, left, room, y + head + 12)
        y += head + BARS + 62
    return Drawing(full, max(1.0, y - 4), body)


def drawn(panel: Distribution, left: float, room: float, top: float) -> str:
    """Bars, the points below them, and the scale's ends with the median."""
    floor = top + BARS
    marks = [*panel.outliers, *panel.treated]
    spread = [*panel.values, *(m.score for m in marks)]
    spread += [m.before for m in marks if m.before is not None]
    rail = f'<path class="rail" d="M{n(left)} {n(floor)}h{n(room)}"/>'
    if not spread:
        return rail + label(left, floor + 31, panel.note, "mute tiny")
    low, high = min(spread), max(spread)

    def at(value: float) -> float:
        return left + 5 + (value - low) / ((high - low) or 1.0) * (room - 10)

    body = bars(panel, at, floor) + rail
    for mark in panel.outliers:
        body += pointed(
            mark, f'<circle class="near" cx="{n(at(mark.score))}" cy="{n(floor + 9)}" r="3.5"/>'
        )
    for mark in panel.treated:
        body += pointed(
            mark, moved(mark, at, floor + 9), f"{mark.label}: {mark.was} → {mark.display}"
        )
    middle = median(panel.values) if panel.values else low
    if panel.values:
        body += f'<path class="notch" d="M{n(at(middle))} {n(floor - 4)}v8"/>'
    body += numbers(panel, (low, middle, high), at, left, room, floor + 28)
    return body + label(left, floor + 42, fitted(panel.note, room, SMALL), "mute tiny")


def moved(mark: Mark, at: Callable[[float], float], y: float) -> str:
    """A treated point: hollow where it was, full where it is."""
    was, now = at(mark.before if mark.before is not None else mark.score), at(mark.score)
    return (
        f'<path class="link" d="M{n(was)} {n(y)}H{n(now)}"/>'
        f'<circle class="old" cx="{n(was)}" cy="{n(y)}" r="3.5"/>'
        f'<circle class="near" cx="{n(now)}" cy="{n(y)}" r="3.5"/>'
    )


def bars(panel: Distribution, at: Callable[[float], float], floor: float) -> str:
    """A bar a bin, or one a value where there are few."""
    counts = Counter(panel.values)
    body = ""
    if 0 < len(counts) <= FEW:
        found = sorted(counts.items())
        gaps = [at(b) - at(a) for (a, _), (b, _) in pairwise(found)]
        wide = max(2.0, min([14.0, *(gap - 1 for gap in gaps)]))
        places = [
            (at(value) - wide / 2, wide, count, panel.number(value)) for value, count in found
        ]
    else:
        places = binned(panel, at) if counts else []
    most = max((count for _, _, count, _ in places), default=1)
    for x, wide, count, said in places:
        tall = max(1.0, count / most * (BARS - 4))
        body += f"<g><title>{escape(said)}: {count}</title>"
        body += f'<rect class="span" x="{n(x)}" y="{n(floor - tall)}" '
        body += f'width="{n(wide)}" height="{n(tall)}"/></g>'
    return body


def binned(
    panel: Distribution, at: Callable[[float], float]
) -> list[tuple[float, float, int, str]]:
    """Place, width, count and words of each bin of equal width that holds a value."""
    low, high = min(panel.values), max(panel.values)
    many = min(30, max(6, ceil(2 * sqrt(len(panel.values)))))
    step = (high - low) / many
    counts = Counter(min(many - 1, int((value - low) / step)) for value in panel.values)
    return [
        (
            at(low + i * step) + 0.5,
            max(1.0, at(low + (i + 1) * step) - at(low + i * step) - 1),
            count,
            f"{panel.number(low + i * step)} … {panel.number(low + (i + 1) * step)}",
        )
        for i, count in sorted(counts.items())
    ]


def numbers(
    panel: Distribution,
    values: tuple[float, float, float],
    at: Callable[[float], float],
    left: float,
    room: float,
    base: float,
) -> str:
    """The lowest and the highest value, and the median between them where there is room."""
    low, middle, high = (panel.number(value) for value in values)
    body = label(left, base, low, "mute tiny") + label(left + room, base, high, "mute tiny end")
    x, half = at(values[1]), width(middle, SMALL) / 2
    if x - half > left + width(low, SMALL) + 6 and x + half < left + room - width(high, SMALL) - 6:
        body += label(x, base, middle, "tiny bold mid")
    return body
