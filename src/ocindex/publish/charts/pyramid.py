"""The pyramid: two scores as base and height of a triangle, a third as the panel beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.text import label, lines, n, width, wrapped
from ocindex.vocabulary import Framework

Axes = tuple[Axis, Axis, Axis]


class Trio(NamedTuple):
    """The scores of one pyramid: base, height, panel."""

    base: Mark
    height: Mark
    panel: Mark


def pyramid_nodes(framework: Framework) -> tuple[str, str, str] | None:
    """The nodes that are base, height and panel; None where the framework has no such three.

    They are the two components of one headline, and the only other headline.
    """
    roots = framework.children(None)
    if len(roots) != 2:
        return None
    for root, other in (roots, roots[::-1]):
        parts = framework.children(root.id)
        if len(parts) == 2:
            return parts[0].id, parts[1].id, other.id
    return None


def shapes(axes: Axes, trio: Trio, left: float, base: float, side: float) -> str:
    """Triangle and panel within the frames of the whole scale."""
    wide = axes[0].place(trio.base.score) * side
    tall = axes[1].place(trio.height.score) * side
    deep = axes[2].place(trio.panel.score) * side
    panel, thick = left + side * 1.14, side * 0.2
    middle = left + side / 2
    frame = (
        f"M{n(left)} {n(base)}h{n(side)}l{n(-side / 2)} {n(-side)}z"
        f"M{n(panel)} {n(base)}v{n(-side)}h{n(thick)}v{n(side)}z"
    )
    return (
        f'<path class="ground" d="{frame}"/><path class="limit" d="{frame}"/>'
        f'<path class="{axes[0].meaning}" '
        f'd="M{n(middle - wide / 2)} {n(base)}h{n(wide)}L{n(middle)} {n(base - tall)}z"/>'
        f'<path class="{axes[2].meaning}" '
        f'd="M{n(panel)} {n(base)}v{n(-deep)}h{n(thick)}v{n(deep)}z"/>'
    )


def pyramid(base: Mark, height: Mark, panel: Mark, axes: Axes, caption: Caption) -> Chart:
    """Draw three scores of one country as a pyramid with its panel.

    Parameters
    ----------
    base, height, panel : Mark
        Width of the triangle, its height, and the height of the panel beside it.
    axes : tuple of three Axis
        Their scales; the frames show them whole.
    caption : Caption
        Headings of the table: what is scored, score.

    Returns
    -------
    Chart
    """
    trio, side, floor = Trio(base, height, panel), 132.0, 156.0
    said = [wrapped(mark.label, 92) for mark in (height, panel)]
    rooms = [
        max(width(line) for line in [*texts, mark.display]) + 16
        for texts, mark in zip(said, (height, panel), strict=True)
    ]
    left = rooms[0] + 10
    right = left + side * 1.34
    full = max(340.0, right + rooms[1])
    shift = (full - right - rooms[1]) / 2
    left, right = left + shift, right + shift
    tall = axes[1].place(height.score) * side
    wide = axes[0].place(base.score) * side
    deep = axes[2].place(panel.score) * side
    middle = left + side / 2
    measures = (
        f"M{n(left - 6)} {n(floor)}v{n(-tall)}m-3 0h6m-3 {n(tall)}m-3 0h6"
        f"M{n(middle - wide / 2)} {n(floor + 7)}h{n(wide)}m0 -3v6m{n(-wide)} -3m0 -3v6"
        f"M{n(right + 6)} {n(floor)}v{n(-deep)}m-3 0h6m-3 {n(deep)}m-3 0h6"
    )
    body = shapes(axes, trio, left, floor, side) + f'<path class="link" d="{measures}"/>'
    for place, scale in ((middle, axes[1]), (left + side * 1.24, axes[2])):
        body += label(place, floor - side - 6, scale.text(scale.high), "mute tiny mid")
    body += beside(height, said[0], left - 14, floor - tall / 2, " end")
    body += beside(panel, said[1], right + 14, floor - deep / 2, "")
    below = wrapped(base.label, side * 1.3)
    body += pointed(
        base,
        label(middle, floor + 27, base.display, "bold mid")
        + lines(middle, floor + 42, below, "mute mid"),
    )
    drawing = Drawing(full, floor + 36 + 15 * len(below), body)
    return charted("pyramid", drawing, caption, [(mark.label, mark.display) for mark in trio])


def beside(mark: Mark, said: Sequence[str], x: float, middle: float, anchor: str) -> str:
    """A score and its name, in the middle of what it measures but within the frame."""
    top = min(max(middle - 7.5 * len(said) + 4, 24.0), 156.0 - 15 * len(said))
    text = label(x, top, mark.display, f"bold{anchor}")
    return pointed(mark, text + lines(x, top + 15, said, f"mute{anchor}"))


def glyph(base: Mark, height: Mark, panel: Mark, axes: Axes, words: str = "") -> Markup:
    """A pyramid without words, small enough to stand beside a sentence.

    `words` is what it says to those who do not see it; without them it is passed over.
    """
    body = shapes(axes, Trio(base, height, panel), 1, 38, 36)
    heard = Markup('role="img" aria-label="{}"').format(words) if words else 'aria-hidden="true"'
    return Markup(  # noqa: S704  numbers and classes, the words escaped above
        f'<svg class="chart glyph" viewBox="0 0 52 40" width="52" height="40" dir="ltr" {heard}>'
        f"{body}</svg>"
    )


def pyramids(items: Sequence[tuple[Mark, Trio]], axes: Axes, caption: Caption) -> Chart:
    """Draw pyramids of several countries or groups in rows, to be compared.

    Parameters
    ----------
    items : sequence of (Mark, Trio)
        Whose they are, its label and href used; and the three scores.
    axes : tuple of three Axis
    caption : Caption
        Headings of the table: whose, and the three that are scored.

    Returns
    -------
    Chart
    """
    rows = [(who.label, *(mark.display for mark in trio)) for who, trio in items]
    return charted("pyramids", grid(items, axes, 6, 640), caption, rows, grid(items, axes, 3, 340))


def grid(items: Sequence[tuple[Mark, Trio]], axes: Axes, columns: int, full: float) -> Drawing:
    """Pyramids of equal size, each above its name."""
    room = full / columns
    side = 64.0
    body, top = "", 0.0
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        names = [wrapped(who.label, room - 10) for who, _ in row]
        for i, ((who, trio), name) in enumerate(zip(row, names, strict=True)):
            left = i * room + (room - side * 1.34) / 2
            said = ", ".join(f"{mark.label} {mark.display}" for mark in trio)
            body += pointed(
                who,
                shapes(axes, trio, left, top + 72, side)
                + lines((i + 0.5) * room, top + 90, name, "mid"),
                f"{who.label}: {said}",
            )
        top += 102 + 15 * max(map(len, names))
    return Drawing(min(full, room * max(1, min(columns, len(items)))), max(1.0, top - 10), body)
