"""Strengths and weaknesses: where a unit stands among all, indicator by indicator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed
from ocindex.publish.charts.labelling import SMALL
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.strip import at, ticks
from ocindex.publish.charts.text import label, lines, n, width, wrapped


class Standing(NamedTuple):
    """A unit's score of an indicator, its rank as printed, and the scores of all units."""

    mark: Mark
    rank: str
    world: Sequence[float]


Groups = Sequence[tuple[str, Sequence[Standing]]]


def strengths(axis: Axis, groups: Groups, caption: Caption) -> Chart:
    """Draw the indicators in which a unit stands out, each among the scores of all units.

    Parameters
    ----------
    axis : Axis
        The scale of all scores, as they are after normalising.
    groups : sequence of (str, sequence of Standing)
        Strengths and weaknesses, say, each with its heading.
    caption : Caption
        Headings of the table: group, indicator, score, rank.

    Returns
    -------
    Chart
    """
    rows = [
        (name, one.mark.label, one.mark.display, one.rank)
        for name, group in groups
        for one in group
    ]
    return charted("strengths", drawn(axis, groups, 640), caption, rows, drawn(axis, groups, 340))


def drawn(axis: Axis, groups: Groups, full: float) -> Drawing:
    """Name, strip, score and rank beside one another; on a phone the name above."""
    every = [one for _, group in groups for one in group]
    ranks = max((width(one.rank, SMALL) for one in every), default=0.0)
    scores = max((width(one.mark.display) for one in every), default=0.0)
    wide = full > 340
    names = min(240.0, max((width(one.mark.label) for one in every), default=0)) if wide else 336.0
    left = names + 22 if wide else 8.0
    right = full - ranks - scores - 30
    body, y = "", 0.0
    for name, group in groups:
        body += label(4 if wide else 2, y + 16, name, "bold")
        y += 24
        for one in group:
            said = wrapped(one.mark.label, names)
            head = 0.0 if wide else 15.0 * len(said)
            tall = max(28.0, 15.0 * len(said) + 6) if wide else 28.0
            middle = y + head + tall / 2
            start = middle + 4 - 7.5 * (len(said) - 1) if wide else y + 14
            shape = f'<rect class="hit" y="{n(y)}" width="{n(full)}" height="{n(head + tall)}"/>'
            shape += lines(4 if wide else 2, start, said) + row(axis, one, left, right, middle)
            shape += label(full - ranks - 14, middle + 4, one.mark.display, "bold end")
            shape += label(full - 4, middle + 4, one.rank, "mute tiny end")
            body += pointed(one.mark, shape, f"{one.mark.label}: {one.mark.display}, {one.rank}")
            y += head + tall
        y += 10
    ends = label(left, y + 6, axis.text(axis.low), "mute tiny")
    ends += label(right, y + 6, axis.text(axis.high), "mute tiny end")
    return Drawing(full, y + 12, body + ends)


def row(axis: Axis, one: Standing, left: float, right: float, middle: float) -> str:
    """The unit's dot on the rail, above it a tick for each place where another stands."""
    rail = middle + 6
    body = f'<path class="rail" d="M{n(left)} {n(rail)}H{n(right)}"/>'
    crowd = ticks(axis, one.world, rail, 12, left, right)
    body += f'<path class="crowd" d="{crowd}"/>' if crowd else ""
    x = at(axis, one.mark.score, left, right)
    return body + f'<circle class="main {axis.meaning}" cx="{n(x)}" cy="{n(rail)}" r="6"/>'
