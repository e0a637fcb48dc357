"""Sensitivity: how much of a result's variance each uncertain choice makes, alone and in total."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import LEADING, SMALL
from ocindex.publish.charts.text import label, lines, n, width, wrapped

STOPS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Factor(NamedTuple):
    """What varies: its share of the variance alone (first order) and in total, 0 to 1."""

    label: str
    first: Mark
    total: Mark


def sensitivity(factors: Sequence[Factor], words: tuple[str, str, str], caption: Caption) -> Chart:
    """Draw shares of variance as bars: alone, and in total with what they do together.

    Parameters
    ----------
    factors : sequence of Factor
        An `interval` of either share is drawn as a whisker. An estimate outside 0 to 1 is
        drawn at the scale's end and printed as it is.
    words : tuple of three str
        What the full bar, the hollow bar, and the part between them are.
    caption : Caption
        Headings of the table: what varies, alone, in total, together with others.

    Returns
    -------
    Chart
    """
    rows = [(one.label, said(one.first), said(one.total)) for one in factors]
    return charted(
        "sensitivity", drawn(factors, words, 640), caption, rows, drawn(factors, words, 340)
    )


def said(mark: Mark) -> str:
    """A share as printed, with its interval where it has one."""
    return f"{mark.display} ({mark.change})" if mark.change else mark.display


def drawn(factors: Sequence[Factor], words: tuple[str, str, str], full: float) -> Drawing:
    """Names beside the bars; on a phone above them."""
    wide = full > 340
    longest = max((width(one.label) for one in factors), default=0)
    names = min(220.0, longest) if wide else full - 8
    figures = max((width(m.display) for one in factors for m in (one.first, one.total)), default=0)
    left, right = (names + 20 if wide else 6.0), full - figures - 14
    body, y = key(words, left, full), 44.0 + LEADING * (key_lines(words, full - left) - 1)
    top = y
    for one in factors:
        texts = wrapped(one.label, names)
        head = 0.0 if wide else 15.0 * len(texts) + 2
        tall = max(42.0, 15.0 * len(texts) + 8) if wide else 42.0
        middle = y + head + tall / 2 - 1
        start = middle + 4 - 7.5 * (len(texts) - 1) if wide else y + 12
        shape = lines(4 if wide else 2, start, texts) + bars(one, left, right, middle)
        shape += label(full - 4, middle - 5, one.first.display, "bold end")
        shape += label(full - 4, middle + 13, one.total.display, "mute end")
        body += pointed(one.first, shape, f"{one.label}: {said(one.first)}, {said(one.total)}")
        y += head + tall
    return Drawing(full, y + 20, scale(left, right, top - 2, y) + body)


def place(share: float, left: float, right: float) -> float:
    return left + min(1.0, max(0.0, share)) * (right - left)


def bars(one: Factor, left: float, right: float, middle: float) -> str:
    """The share alone above, the share in total below; what exceeds it is hatched."""
    first, total = (place(mark.score, left, right) for mark in (one.first, one.total))
    body = box("ink", left, middle - 15, first - left)
    body += box("span", left, middle + 3, min(first, total) - left)
    if total > first:
        body += hatched(first, middle + 3, total - first)
    for mark, y in ((one.first, middle - 9), (one.total, middle + 9)):
        if mark.interval:
            low, high = (place(share, left, right) for share in mark.interval)
            path = f"M{n(low)} {n(y)}H{n(high)}M{n(low)} {n(y - 3)}v6M{n(high)} {n(y - 3)}v6"
            body += f'<path class="cut wider" d="{path}"/><path class="notch" d="{path}"/>'
    return body


def box(kind: str, x: float, y: float, wide: float) -> str:
    return f'<rect class="{kind}" x="{n(x)}" y="{n(y)}" width="{n(wide)}" height="12"/>'


def hatched(x: float, y: float, wide: float) -> str:
    """A box of lines, told from a full one in any colour."""
    strokes = "".join(
        f"M{n(x + at)} {n(y + 12)}l{n(min(12.0, wide - at))} {n(-min(12.0, wide - at))}"
        for at in (i * 4.0 for i in range(int(wide / 4) + 1))
        if wide - at > 0.5
    )
    frame = f"M{n(x)} {n(y)}h{n(wide)}v12h{n(-wide)}z"
    return f'<path class="link" d="{frame}{strokes}"/>'


def scale(left: float, right: float, top: float, floor: float) -> str:
    """The scale from 0 to 1, as faint lines."""
    path = "".join(f"M{n(place(x, left, right))} {n(top)}V{n(floor)}" for x in STOPS)
    texts = "".join(
        label(place(x, left, right), floor + 14, f"{100 * x:g}", "mute tiny mid") for x in STOPS
    )
    return f'<path class="limit" d="{path}"/>{texts}'


def spots(words: tuple[str, str, str], room: float) -> list[tuple[int, float]]:
    """The line and the place of each word of the key."""
    found: list[tuple[int, float]] = []
    line, x = 0, 0.0
    for word in words:
        wide = 18 + width(word, SMALL) + 16
        if x and x + wide - 16 > room:
            line, x = line + 1, 0.0
        found.append((line, x))
        x += wide
    return found


def key_lines(words: tuple[str, str, str], room: float) -> int:
    return 1 + spots(words, room)[-1][0]


def key(words: tuple[str, str, str], left: float, full: float) -> str:
    """What the kinds of bar are, above them."""
    body = ""
    kinds = ("ink", "span", "")
    for word, kind, (line, x) in zip(words, kinds, spots(words, full - left), strict=True):
        y = 6.0 + LEADING * line * 1.15
        at = left + x
        body += box(kind, at, y, 12) if kind else hatched(at, y, 12)
        body += label(at + 18, y + 10, word, "tiny say")
    return body
