"""Estimates with their intervals on one axis, a row each: a caterpillar plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import LEADING, SMALL
from ocindex.publish.charts.text import label, lines, n, width, wrapped

Number = Callable[[float], str]
Place = Callable[[float], float]
# So many rows stand between two lines of the axis's numbers.
SCREEN = 40
Ends = tuple[float, float]


def estimates(
    rows: Sequence[Mark], ends: Ends, number: Number, caption: Caption, origin: float | None = None
) -> Chart:
    """Draw estimates, each with its interval, on one axis.

    Parameters
    ----------
    rows : sequence of Mark
        In the order of the rows: `score` is the estimate and `interval` what it may be,
        `display` both as printed; `before` is another figure beside it, drawn as a hollow
        ring, and `was` its text.
    ends : tuple of two float
        Of the axis, at least.
    number : callable
        Writes a figure of the axis.
    caption : Caption
        Headings of the table: what is estimated, the estimate, and the other figure where
        there is one.
    origin : float, optional
        Where a line is drawn through all rows: none of an effect, or chance.

    Returns
    -------
    Chart
    """
    told = [
        (mark.label, mark.display, mark.was) if any(m.was for m in rows)
        else (mark.label, mark.display)
        for mark in rows
    ]  # fmt: skip
    stops = stops_of(ends)
    drawings = (drawn(rows, stops, number, origin, full) for full in (720.0, 340.0))
    return charted("estimates", next(drawings), caption, told, next(drawings))


def stops_of(ends: Ends) -> list[float]:
    """Round figures of the axis, from at or below its low end to at or above its high one."""
    low, high = ends
    raw = ((high - low) or 1.0) / 5
    size = 10 ** floor(log10(raw))
    step = next(size * k for k in (1, 2, 5, 10) if size * k >= raw * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [k * step for k in range(first, max(last, first + 1) + 1)]


def drawn(
    rows: Sequence[Mark], stops: Sequence[float], number: Number, origin: float | None, full: float
) -> Drawing:
    """Name, interval and figures beside one another; a phone leaves the figures out."""
    figures = max((width(mark.display, SMALL) for mark in rows), default=0) if full > 340 else 0.0
    names = min(full * 0.38, max((width(mark.label, SMALL) for mark in rows), default=0))
    left, right = names + 22, full - 14 - (figures + 12 if figures else 0)

    def at(value: float) -> float:
        return left + (value - stops[0]) / (stops[-1] - stops[0]) * (right - left)

    body, y = numbers(stops, number, at, 11), 18.0
    for i, mark in enumerate(rows):
        if i and i % SCREEN == 0:
            body += numbers(stops, number, at, y + 13)
            y += 20
        said = wrapped(mark.label, names, SMALL)
        tall = LEADING * len(said) + 3
        middle = y + tall / 2
        body += grid(stops, origin, at, y, tall)
        shape = f'<rect class="hit" y="{n(y)}" width="{n(full)}" height="{n(tall)}"/>'
        first = middle + 4 - LEADING * (len(said) - 1) / 2
        shape += lines(4, first, said, "tiny say", LEADING) + bar(mark, at, middle)
        if figures:
            shape += label(full - 4, middle + 4, mark.display, "mute tiny end")
        body += pointed(mark, shape)
        y += tall
    return Drawing(full, y + 22, body + numbers(stops, number, at, y + 13))


def numbers(stops: Sequence[float], number: Number, at: Place, base: float) -> str:
    """The axis's figures on a line."""
    return "".join(label(at(x), base, number(x), "mute tiny mid") for x in stops)


def grid(stops: Sequence[float], origin: float | None, at: Place, top: float, tall: float) -> str:
    path = "".join(f"M{n(at(x))} {n(top)}v{n(tall)}" for x in stops)
    body = f'<path class="limit" d="{path}"/>'
    if origin is not None:
        body += f'<path class="rail" d="M{n(at(origin))} {n(top)}v{n(tall)}"/>'
    return body


def bar(mark: Mark, at: Place, middle: float) -> str:
    """An interval and the estimate within it; the other figure as a ring, and what lies between."""
    body = ""
    if mark.interval:
        low, high = (at(x) for x in mark.interval)
        body += (
            f'<rect class="span" x="{n(low)}" y="{n(middle - 3.5)}" '
            f'width="{n(max(high - low, 1.0))}" height="7" rx="3.5"/>'
        )
    x = at(mark.score)
    if mark.before is not None:
        was = at(mark.before)
        body += f'<path class="link" d="M{n(was)} {n(middle)}H{n(x)}"/>'
        body += f'<circle class="old" cx="{n(was)}" cy="{n(middle)}" r="4"/>'
    return f'{body}<circle class="main ink" cx="{n(x)}" cy="{n(middle)}" r="4"/>'
