"""The rank shift: what two methods make of the same units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import LEADING, SMALL, apart
from ocindex.publish.charts.lines import leader
from ocindex.publish.charts.text import label, lines, n, width, wrapped

TOP = 30.0


def shift(
    methods: tuple[str, str],
    units: Sequence[Mark],
    words: tuple[str, str, str],
    caption: Caption,
    most: int = 12,
) -> Chart:
    """Draw the units whose ranks differ most as slopes, and how often every shift occurs.

    Parameters
    ----------
    methods : tuple of two str
        Names of the methods.
    units : sequence of Mark
        `before` is the rank by the first method, `score` the one by the second, `was` and
        `display` their texts, `change` the shift as printed.
    words : tuple of three str
        What stands under the histogram: falls, the same rank, rises.
    caption : Caption
        Headings of the table: unit, rank by the first method, by the second, change.
    most : int, optional
        How many slopes are drawn.

    Returns
    -------
    Chart
    """
    order = sorted(units, key=lambda mark: (-abs(moved(mark)), mark.score, mark.label))
    rows = [(mark.label, mark.was, mark.display, mark.change) for mark in order]
    chosen = [mark for mark in order[:most] if moved(mark)]
    body, floor = sloped(methods, chosen, 400)
    counts, under = histogram(units, words, (436, 716), 0)
    wide = Drawing(720, max(floor, under), body + counts)
    body, floor = sloped(methods, chosen, 340)
    counts, under = histogram(units, words, (4, 336), floor + 24)
    return charted("shift", wide, caption, rows, Drawing(340, under, body + counts))


def moved(mark: Mark) -> int:
    """By how many ranks a unit rises; rank 1 is the highest."""
    return round((mark.before if mark.before is not None else mark.score) - mark.score)


def sloped(methods: tuple[str, str], marks: Sequence[Mark], full: float) -> tuple[str, float]:
    """A line a unit from its rank by one method to that by the other, and where they end."""
    ends = [rank for mark in marks for rank in (mark.before or mark.score, mark.score)]
    low, high = (min(ends), max(ends)) if ends else (1, 2)
    longest = max((width(f"{m.display}  {m.label}", SMALL) for m in marks), default=0.0)
    room = min(full - 150.0, max(120.0, longest + 4))
    said = [wrapped(f"{mark.display}  {mark.label}", room, SMALL) for mark in marks]
    texts = [LEADING * len(text) + 3 for text in said]
    left, right = 40.0, full - room - 22
    heads = [wrapped(methods[0], right - 12, SMALL), wrapped(methods[1], room, SMALL)]
    top = TOP + LEADING * (max(map(len, heads)) - 1)
    floor = top + max(180.0, sum(texts))

    def y(rank: float) -> float:
        return top + 8 + (rank - low) / max(1, high - low) * (floor - top - 16)

    body = lines(4, 14, heads[0], "mute tiny bold", LEADING)
    body += lines(right - 4, 14, heads[1], "mute tiny bold", LEADING)
    rails = "".join(f"M{n(x)} {n(top)}V{n(floor)}" for x in (left, right))
    body += f'<path class="limit" d="{rails}"/>'
    befores = [y(mark.before or mark.score) for mark in marks]
    afters = [y(mark.score) for mark in marks]
    earlier = apart(befores, LEADING, top + 6, floor - 6)
    later = stacked(afters, texts, top, floor)
    for i, mark in enumerate(marks):
        kind = "trend strong" if moved(mark) > 0 else "trend strong dash-1"
        shape = f'<path class="{kind}" d="M{n(left)} {n(befores[i])}L{n(right)} {n(afters[i])}"/>'
        shape += f'<circle class="old" cx="{n(left)}" cy="{n(befores[i])}" r="4"/>'
        shape += f'<circle class="main ink" cx="{n(right)}" cy="{n(afters[i])}" r="5"/>'
        shape += leader(left - 6, befores[i], left - 14, earlier[i])
        shape += label(left - 16, earlier[i] + 4, mark.was, "mute tiny end")
        middle = later[i]
        shape += leader(right + 7, afters[i], right + 15, middle)
        start = middle + 4 - LEADING * (len(said[i]) - 1) / 2
        shape += lines(right + 18, start, said[i], "tiny say", LEADING)
        body += pointed(mark, shape, f"{mark.label}: {mark.was}, {mark.display}; {mark.change}")
    return body, floor + 6


def stacked(wanted: Sequence[float], tall: Sequence[float], low: float, high: float) -> list[float]:
    """The middles of texts of different heights, near where they are wanted, none on another."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # From the top each as high as those above allow, then from below pushed up again.
    edges, edge = [0.0] * len(wanted), low
    for i in order:
        edges[i] = max(edge, wanted[i] - tall[i] / 2)
        edge = edges[i] + tall[i]
    edge = high
    for i in reversed(order):
        edges[i] = min(edges[i], edge - tall[i])
        edge = edges[i]
    return [edge + size / 2 for edge, size in zip(edges, tall, strict=True)]


def histogram(
    units: Sequence[Mark], words: tuple[str, str, str], ends: tuple[float, float], top: float
) -> tuple[str, float]:
    """How many units fall or rise by how many ranks, and where the drawing ends."""
    counts = Counter(moved(mark) for mark in units)
    reach = max([1, *(abs(by) for by in counts)])
    # Bins of an odd number of ranks, so that no shift has one of its own in the middle.
    step = next(size for size in range(1, 2 * reach + 2, 2) if (2 * reach + 1) / size <= 31)
    bins = Counter(round(by / step) for by in counts.elements())
    side = max(abs(by) for by in bins)
    left, right = ends
    wide = (right - left) / (2 * side + 1)
    most, floor = max(bins.values()), top + 170.0
    body = ""
    for by, count in sorted(bins.items()):
        tall = max(1.5, count / most * 130)
        x = left + (by + side) * wide
        kind = "ink" if by == 0 else "frame"
        bar = (
            f'<rect class="{kind}" x="{n(x + 0.5)}" y="{n(floor - tall)}" '
            f'width="{n(wide - 1)}" height="{n(tall)}"/>'
        )
        if wide > width(str(count), SMALL) + 1:
            bar += label(x + wide / 2, floor - tall - 4, str(count), "tiny mid")
        shown = signed(by) if step == 1 else span(by, step)
        body += f"<g><title>{shown}: {count}</title>{bar}</g>"
    middle = (left + right) / 2
    body += f'<path class="rail" d="M{n(left)} {n(floor)}H{n(right)}"/>'
    places = {-side: left + wide / 2, 0: middle, side: right - wide / 2}
    for by, x in places.items():
        body += label(x, floor + 14, signed(by * step), "mute tiny mid")
    texts = [wrapped(word, (right - left) / 3 - 8, SMALL) for word in words]
    for text, x, anchor in zip(texts, (left, middle, right), ("", " mid", " end"), strict=True):
        body += lines(x, floor + 30, text, f"mute tiny{anchor}", LEADING)
    return body, floor + 34 + LEADING * (max(map(len, texts)) - 1)


def signed(by: int) -> str:
    return f"{by:+d}".replace("-", "\u2212") if by else "0"


def span(by: int, step: int) -> str:
    """The shifts that a bin holds."""
    return f"{signed(by * step - step // 2)} … {signed(by * step + step // 2)}"
