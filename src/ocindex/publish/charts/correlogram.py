"""The correlation map: every pair of indicators, the blocks of the tree framed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from markupsafe import escape

from ocindex.publish.charts.chart import Caption, Chart, Drawing, charted
from ocindex.publish.charts.labelling import LEADING, SMALL
from ocindex.publish.charts.text import fitted, label, lines, n, width, wrapped
from ocindex.publish.charts.tokens import STEPS

Values = Sequence[Sequence[float]]
Pairs = Collection[tuple[int, int]]
LARGEST, NAMES = 960.0, 300.0
# A cell that has room for its figure, and one that has room for its row's name.
FIGURE, NAMED = 30.0, 13.0


def correlogram(
    names: Sequence[str],
    blocks: Sequence[tuple[str, int]],
    values: Values,
    caption: Caption,
    flagged: Pairs = (),
) -> Chart:
    """Draw correlations as squares: as large and dark as they are strong, negative ones hollow.

    Parameters
    ----------
    names : sequence of str
        The indicators, those of a block beside one another.
    blocks : sequence of (str, int)
        Name and number of indicators of each block in their order; empty for none.
    values : sequence of sequences of float, shape (indicators, indicators)
        Correlations from -1 to 1; NaN where there is none. What lies below the diagonal is read.
    caption : Caption
        Headings of the table: one, other, correlation.
    flagged : collection of (int, int), optional
        Pairs that are outlined, by their places, the later one first.

    Returns
    -------
    Chart
    """
    spans = spanned(blocks, len(names))
    rows = [
        (names[i], names[k], printed(values[i][k])) for i in range(len(names)) for k in range(i)
    ]
    phone = stacked(names, spans, values, flagged)
    return charted("correlogram", whole(names, spans, values, flagged), caption, rows, phone)


Span = tuple[str, int, int]


def spanned(blocks: Sequence[tuple[str, int]], count: int) -> list[Span]:
    """Name, first place and end of each block; all in one without a name where there are none."""
    ends = list(accumulate(size for _, size in blocks))
    spans = [(name, end - size, end) for (name, size), end in zip(blocks, ends, strict=True)]
    return spans or [("", 0, count)]


def whole(names: Sequence[str], spans: Sequence[Span], values: Values, flagged: Pairs) -> Drawing:
    """All pairs below the diagonal, with as many names as have room."""
    longest = max((width(name, SMALL) for name in names), default=0.0)
    # Names take what squares that can be told apart leave them.
    room = min(NAMES, longest, max(140.0, LARGEST - 12 - NAMED * len(names))) + 12
    size = min(34.0, max(5.0, (LARGEST - room) / max(1, len(names))))
    if size < NAMED:
        # The names of the blocks alone have room, and the table has the others.
        room = min(NAMES, max(width(name, SMALL) for name, _, _ in spans)) + 12
        size = max(5.0, (LARGEST - room) / len(names))
    body = cells(names, range(len(names)), values, flagged, room, 4, size)
    body += frames(spans, room, 4, size)
    if size >= NAMED:
        body += sides(names, room, 4, size)
    else:
        body += parts(spans, room, size)
    tall = 4 + size * len(names)
    wide = max(room + size * len(names) + 8, 340.0)
    if size >= FIGURE:
        return Drawing(wide, tall + 8, body)
    return Drawing(wide, tall + 42, body + key(room, tall + 14))


def sides(names: Sequence[str], left: float, top: float, size: float) -> str:
    """The indicators' names beside their rows."""
    body = ""
    for i, name in enumerate(names):
        said = wrapped(name, left - 10, SMALL)
        if len(said) * LEADING > max(size, LEADING):
            said = (fitted(name, left - 10, SMALL),)
        y = top + size * (i + 0.5) + 4 - LEADING * (len(said) - 1) / 2
        shown = lines(left - 6, y, said, "tiny end", LEADING)
        body += f"<g><title>{escape(name)}</title>{shown}</g>"
    return body


def parts(spans: Sequence[Span], left: float, size: float) -> str:
    """The blocks' names beside theirs, each where it has a line of room."""
    body, edge = "", 0.0
    for name, start, end in spans:
        y = max(edge + LEADING, 4 + size * (start + end) / 2 + 4)
        body += label(left - 6, y, fitted(name, left - 8, SMALL), "tiny bold end")
        edge = y
    return body


def stacked(names: Sequence[str], spans: Sequence[Span], values: Values, flagged: Pairs) -> Drawing:
    """For a phone: block after block, each its own map; pairs across blocks are in the table."""
    body, y = "", 4.0
    for name, start, end in spans:
        if name:
            said = wrapped(name, 336)
            body += lines(2, y + 12, said, "bold")
            y += 15.0 * len(said) + 8
        room = 150.0
        size = min(26.0, (334 - room) / (end - start))
        own = names[start:end]
        step = max(size, LEADING)
        body += cells(names, range(start, end), values, flagged, room, y, size, step)
        for i, one in enumerate(own):
            text = fitted(one, room - 8, SMALL)
            body += f"<g><title>{escape(one)}</title>"
            body += label(room - 6, y + step * (i + 0.5) + 4, text, "tiny end") + "</g>"
        y += step * (end - start) + 14
    return Drawing(340, y + 36, body + key(4, y + 8))


def cells(
    names: Sequence[str],
    places: range,
    values: Values,
    flagged: Pairs,
    left: float,
    top: float,
    size: float,
    step: float = 0.0,
) -> str:
    """The squares of some indicators' pairs, rows `step` apart, each pair with its words."""
    step = step or size
    body = ""
    for i in places:
        y = top + step * (i - places.start + 0.5)
        for k in range(places.start, i):
            value = values[i][k]
            x = left + size * (k - places.start + 0.5)
            shape = cell(value, x, y, size, (i, k) in flagged)
            said = escape(f"{names[i]}, {names[k]}: {printed(value)}")
            body += f"<g><title>{said}</title>{shape}</g>"
    return body


def cell(value: float, x: float, y: float, size: float, flagged: bool) -> str:
    """A square for a correlation; its figure within where there is room."""
    if value != value:
        return f'<path class="link" d="M{n(x - 2)} {n(y - 2)}l4 4m0 -4l-4 4"/>'
    side = max(1.5, (size - 1.5) * abs(value) ** 0.5)
    step = min(STEPS - 1, int(abs(value) * STEPS))
    # A figure is read on the first steps in either theme.
    figure = size >= FIGURE
    step = min(3, step // 2) if figure else step
    kind = f"{'worse' if value < 0 else 'better'}-{step}"
    body = square(kind, x, y, side)
    if flagged:
        body += square("notch", x, y, min(side + 4, size + 1))
    if figure:
        return body + label(x, y + 4, printed(value), "tiny mid")
    if value < 0 and side > 4:
        # Hollow: told from a positive one without its colour.
        body += square("paper", x, y, side * 0.4)
    return body


def square(kind: str, x: float, y: float, side: float) -> str:
    return (
        f'<rect class="{kind}" x="{n(x - side / 2)}" y="{n(y - side / 2)}" '
        f'width="{n(side)}" height="{n(side)}"/>'
    )


def frames(spans: Sequence[Span], left: float, top: float, size: float) -> str:
    """A line round the pairs within each block."""
    path = "".join(
        f"M{n(left + size * start)} {n(top + size * start)}V{n(top + size * end)}"
        f"H{n(left + size * end)}z"
        for _, start, end in spans
    )
    return f'<path class="rail" d="{path}"/>'


def printed(value: float) -> str:
    """A correlation with two decimals and a true minus."""
    # Zero has no sign, however it was rounded.
    return "" if value != value else f"{round(value, 2) + 0.0:.2f}".replace("-", "\u2212")


def key(left: float, top: float) -> str:
    """What sizes and colours stand for."""
    body = ""
    for i, value in enumerate((-1.0, -0.5, 0.5, 1.0)):
        x = left + 12 + i * 52
        body += cell(value, x, top + 8, 16, flagged=False)
        body += label(x + 12, top + 12, f"{value:+g}".replace("-", "\u2212"), "mute tiny")
    return body
