"""Bars by block: every score of a country, from the scale's low end."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.text import SIZE, fitted, label, lines, n, width, wrapped

Blocks = Sequence[tuple[str, Sequence[Mark]]]


def bars(axis: Axis, blocks: Blocks, caption: Caption, *, phone: bool = True) -> Chart:
    """Draw scores as bars, block by block.

    Parameters
    ----------
    axis : Axis
    blocks : sequence of (str, sequence of Mark)
        Each block's name, empty for none, and its scores; `before` is drawn as a notch,
        `change` stands beside the score.
    caption : Caption
        Headings of the table: what is scored, score, and change where there is any.
    phone : bool, optional
        Whether to draw it for a phone too, which a file of its own does not need.

    Returns
    -------
    Chart
    """
    marks = [mark for _, block in blocks for mark in block]
    changes = any(mark.change for mark in marks)
    rows = [(m.label, m.display, m.change) if changes else (m.label, m.display) for m in marks]
    small = narrow(axis, blocks) if phone else None
    return charted("bars", wide(axis, blocks), caption, rows, small)


def wide(axis: Axis, blocks: Blocks) -> Drawing:
    """Name, bar and figures beside one another."""
    marks = [mark for _, block in blocks for mark in block]
    names = min(240.0, max([80.0, *(width(mark.label) for mark in marks)]))
    left, changes = 16 + names, 52 if any(mark.change for mark in marks) else 0
    right = 640 - 60 - changes
    body, y = "", 8.0
    for name, block in blocks:
        if name:
            body += label(4, y + 14, name, "mute tiny bold")
            y += 22
        for mark in block:
            said = wrapped(mark.label, names)
            tall = max(22, 15 * len(said) + 6)
            middle = y + tall / 2
            body += pointed(
                mark,
                f'<rect class="hit" y="{n(y)}" width="640" height="{n(tall)}"/>'
                + lines(4, middle + 4 - 7.5 * (len(said) - 1), said)
                + bar(axis, mark, left, right, middle - 5.5, 11)
                + figures(mark, 640 - 4 - changes, 640 - 4, middle + 4),
            )
            y += tall
        y += 8
    body += ends(axis, left, right, y + 6)
    return Drawing(640, y + 14, body)


def narrow(axis: Axis, blocks: Blocks) -> Drawing:
    """Name and figures above, the bar below them over the whole width."""
    changes = 46 if any(mark.change for _, block in blocks for mark in block) else 0
    body, y = "", 4.0
    for name, block in blocks:
        if name:
            body += label(0, y + 14, name, "mute tiny bold")
            y += 22
        for mark in block:
            room = 340 - 46 - changes
            body += pointed(
                mark,
                f'<rect class="hit" y="{n(y)}" width="340" height="28"/>'
                + label(0, y + 13, fitted(mark.label, room))
                + bar(axis, mark, 0, 340, y + 18, 7)
                + figures(mark, 340 - changes, 340, y + 13),
            )
            y += 31
        y += 8
    body += ends(axis, 0, 340, y + 6)
    return Drawing(340, y + 14, body)


def bar(axis: Axis, mark: Mark, left: float, right: float, top: float, tall: float) -> str:
    """One bar on its ground, cut where bands begin, notched where it ended before."""
    span = right - left
    x = left + axis.place(mark.score) * span
    ground = (
        f'<rect class="ground" x="{n(left)}" y="{n(top)}" width="{n(span)}" height="{n(tall)}"/>'
    )
    full = (
        f'<rect class="{axis.ramp(mark.score)}" x="{n(left)}" y="{n(top)}" '
        f'width="{n(x - left)}" height="{n(tall)}"/>'
    )
    cuts = "".join(f"M{n(left + axis.place(at) * span)} {n(top)}v{n(tall)}" for at in axis.limits)
    body = ground + full + (f'<path class="cut" d="{cuts}"/>' if cuts else "")
    if mark.interval:
        low, high = (left + axis.place(end) * span for end in mark.interval)
        line = f"M{n(low)} {n(top + tall / 2)}H{n(high)}"
        # A rim of paper keeps it apart from dark bars.
        body += f'<path class="rim" d="{line}"/><path class="whisker" d="{line}"/>'
        body += f'<circle class="ink" cx="{n(x)}" cy="{n(top + tall / 2)}" r="3"/>'
    if mark.before is not None and mark.before != mark.score:
        was = left + axis.place(mark.before) * span
        body += f'<path class="notch" d="M{n(was)} {n(top - 2)}v{n(tall + 4)}"/>'
    return body


def figures(mark: Mark, first: float, second: float, base: float) -> str:
    """The score, and its change behind it."""
    text = label(first, base, mark.display, "bold end")
    return text + (label(second, base, mark.change, "mute tiny end") if mark.change else "")


def ends(axis: Axis, left: float, right: float, base: float) -> str:
    """The scale's two ends, and the limits between."""
    body = label(left, base, axis.text(axis.low), "mute tiny")
    body += label(right, base, axis.text(axis.high), "mute tiny end")
    room = SIZE * 2.5
    for limit in axis.limits:
        x = left + axis.place(limit) * (right - left)
        if left + room < x < right - room:
            body += label(x, base, axis.text(limit), "mute tiny mid")
    return body
