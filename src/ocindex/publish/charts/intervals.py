"""Rank intervals: a row a unit, from the lowest rank it may have to the highest."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import LEADING, SMALL
from ocindex.publish.charts.text import label, lines, n, width, wrapped

# So many rows stand between two lines of the scale's numbers.
SCREEN = 40


def intervals(units: Sequence[Mark], of: int, caption: Caption) -> Chart:
    """Draw between which ranks each unit lies.

    Parameters
    ----------
    units : sequence of Mark
        In the order of the rows: `score` is the median rank, `interval` the ranks between
        which it lies, `display` both as printed; `before` is the published rank, drawn as a
        tick, and `was` its text.
    of : int
        The last rank that there can be.
    caption : Caption
        Headings of the table: unit, published rank, median and interval.

    Returns
    -------
    Chart
    """
    rows = [(mark.label, mark.was, mark.display) for mark in units]
    return charted("intervals", drawn(units, of, 720), caption, rows, drawn(units, of, 340))


def drawn(units: Sequence[Mark], of: int, full: float) -> Drawing:
    """Published rank, name, bar and figures beside one another; a phone leaves the figures out."""
    figures = max((width(mark.display, SMALL) for mark in units), default=0) if full > 340 else 0.0
    ranks = max((width(mark.was, SMALL) for mark in units), default=0.0)
    longest = max((width(mark.label, SMALL) for mark in units), default=0)
    names = min(full * 0.36, longest)
    left, right = ranks + names + 22, full - 8 - (figures + 12 if figures else 0)
    body, y = numbers(of, left, right, 11), 18.0
    for i, mark in enumerate(units):
        if i and i % SCREEN == 0:
            body += numbers(of, left, right, y + 13)
            y += 20
        said = wrapped(mark.label, names, SMALL)
        tall = LEADING * len(said) + 3
        middle = y + tall / 2
        body += grid(of, left, right, y, tall)
        shape = f'<rect class="hit" y="{n(y)}" width="{n(full)}" height="{n(tall)}"/>'
        shape += label(ranks + 2, middle + 4, mark.was, "mute tiny end")
        first = middle + 4 - LEADING * (len(said) - 1) / 2
        shape += lines(ranks + 10, first, said, "tiny say", LEADING)
        shape += bar(mark, of, left, right, middle)
        if figures:
            shape += label(full - 4, middle + 4, mark.display, "mute tiny end")
        body += pointed(mark, shape)
        y += tall
    return Drawing(full, y + 22, body + numbers(of, left, right, y + 13))


def at(rank: float, of: int, left: float, right: float) -> float:
    """Where a rank lies; the first is at the left."""
    return left + (rank - 1) / max(1, of - 1) * (right - left)


def stops(of: int) -> list[int]:
    """The ranks that the scale names."""
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 10**9) if step * 6 >= of)
    inner = [rank for rank in range(step, of, step) if rank > 1 and of - rank >= step * 0.6]
    return [1, *inner, of] if of > 1 else [1]


def numbers(of: int, left: float, right: float, base: float) -> str:
    """The scale's ranks on a line."""
    return "".join(
        label(at(rank, of, left, right), base, str(rank), "mute tiny mid") for rank in stops(of)
    )


def grid(of: int, left: float, right: float, top: float, tall: float) -> str:
    path = "".join(f"M{n(at(rank, of, left, right))} {n(top)}v{n(tall)}" for rank in stops(of))
    return f'<path class="limit" d="{path}"/>'


def bar(mark: Mark, of: int, left: float, right: float, middle: float) -> str:
    """An interval, the median within it, and a tick where the published rank lies."""
    body = ""
    if mark.interval:
        low, high = (at(rank, of, left, right) for rank in mark.interval)
        wide = max(high - low, 1.0)
        body += (
            f'<rect class="span" x="{n(low)}" y="{n(middle - 3.5)}" width="{n(wide)}" '
            'height="7" rx="3.5"/>'
        )
    if mark.before is not None:
        x = at(mark.before, of, left, right)
        body += f'<path class="notch" d="M{n(x)} {n(middle - 6)}v12"/>'
    x = at(mark.score, of, left, right)
    return f'{body}<circle class="main ink" cx="{n(x)}" cy="{n(middle)}" r="4"/>'
