"""The strip: where one score stands in its region and in the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import dist

from markupsafe import Markup

from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted, pointed, table
from ocindex.publish.charts.scale import Axis
from ocindex.publish.charts.swarm import swarm
from ocindex.publish.charts.text import label, n, width

WIDTH, LEFT, RIGHT = 340, 12, 328
RAIL = 52
# Where a table's strip begins and ends: steps of its scale mostly fall on whole places.
CELL = (9, 171)


def strip(
    axis: Axis,
    here: Mark | None,
    world: Sequence[Mark],
    region: Sequence[Mark],
    caption: Caption,
) -> Chart:
    """Draw a score among those of its region and of the world.

    Parameters
    ----------
    axis : Axis
    here : Mark or None
        The one strong mark; `before` is drawn hollow, `interval` as a whisker.
    world : sequence of Mark
        Grey ticks; where many have the same score, as high as there are many.
    region : sequence of Mark
        Dots, moved aside where they would cover one another.
    caption : Caption
        Headings of the table: whose score, score.

    Returns
    -------
    Chart
    """
    others = [mark for mark in region if here is None or mark.id != here.id or not mark.id]
    places = [at(axis, mark.score) for mark in others]
    # The rows leave the rail to the strong mark, where it lies among them.
    taken = [at(axis, here.score)] if here else []
    rows = swarm([*taken, *places], 9)[len(taken) :]
    deep = max([0, *rows, *(-row for row in rows)])
    rail = RAIL + max(0, deep - 1) * 9
    low = rail + 22 + max(0, deep - 1) * 9
    body = scale_marks(axis, rail - 18, low - 4, low + 12)
    body += f'<path class="rail" d="M{LEFT} {n(rail)}H{RIGHT}"/>'
    scores = [mark.score for mark in world]
    crowd, kind = ticks(axis, scores, rail, 18), "crowd pile" if few(scores) else "crowd"
    body += f'<path class="{kind}" d="{crowd}"/>' if crowd else ""
    spots = [(place, rail + 9.0 * row) for place, row in zip(places, rows, strict=True)]
    strong_spot = [(at(axis, here.score), float(rail))] if here else []
    for mark, (x, y), reach in zip(others, spots, reaches(spots, strong_spot), strict=True):
        dot = f'<circle class="near" cx="{n(x)}" cy="{n(y)}" r="4.5"/>'
        hit = f'<circle class="hit" cx="{n(x)}" cy="{n(y)}" r="{n(reach)}"/>' if mark.href else ""
        body += pointed(mark, hit + dot)
    if here:
        body += strong(axis, here, rail)
    drawing = Drawing(WIDTH, low + 18, body)
    shown = ([here] if here else []) + sorted(others, key=lambda mark: -mark.score)
    return charted("strip", drawing, caption, table(shown))


def few(scores: Sequence[float]) -> bool:
    """Whether scores share so few places that their ticks have room to be bars."""
    return 3 * len(set(scores)) <= len(scores)


def reaches(
    spots: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> list[float]:
    """How far about each dot a finger hits it: 12, or halfway to the dot beside it."""
    every = [*spots, *others]
    return [
        max(4.5, min([12.0, *(dist(spot, other) / 2 for other in every if other != spot)]))
        for spot in spots
    ]


def at(axis: Axis, score: float, left: float = LEFT, right: float = RIGHT) -> float:
    return left + axis.place(score) * (right - left)


def strong(axis: Axis, here: Mark, rail: float) -> str:
    """The strong mark with its score above, the score before, and its interval."""
    x = at(axis, here.score)
    body = ""
    if here.interval:
        low, high = (at(axis, end) for end in here.interval)
        body += f'<path class="whisker" d="{whisker(low, high, rail, 6)}"/>'
    half = width(here.display, 15) / 2
    middle = min(max(x, LEFT + half), RIGHT - half)
    body += label(middle, rail - 26, here.display, "bold large mid")
    body += f'<path class="link" d="M{n(x)} {n(rail - 21)}V{n(rail - 9)}"/>'
    dot = f'<circle class="main {axis.meaning}" cx="{n(x)}" cy="{n(rail)}" r="8"/>'
    if here.before is None:
        return body + pointed(here, dot)
    was = at(axis, here.before)
    if abs(was - x) > 13:
        body += f'<path class="link" d="M{n(was)} {n(rail)}H{n(x)}"/>'
        return (
            body + f'<circle class="old" cx="{n(was)}" cy="{n(rail)}" r="5"/>' + pointed(here, dot)
        )
    # So little has changed that one dot covers the other: the small one lies on top.
    return body + pointed(here, dot + f'<circle class="old" cx="{n(was)}" cy="{n(rail)}" r="3"/>')


def whisker(low: float, high: float, rail: float, half: float) -> str:
    """A line from end to end of an interval, with caps that stand clear of dots upon it."""
    cap = f"{n(rail - half)}v{n(2 * half)}"
    return f"M{n(low)} {cap}M{n(high)} {cap}M{n(low)} {n(rail)}H{n(high)}"


def scale_marks(axis: Axis, top: float, bottom: float, base: float) -> str:
    """Limits of bands as faint lines, and the scale's numbers below."""
    limits = "".join(f"M{n(at(axis, limit))} {n(top)}V{n(bottom)}" for limit in axis.limits)
    body = f'<path class="limit" d="{limits}"/>' if limits else ""
    body += label(LEFT - 4, base, axis.text(axis.low), "mute tiny")
    body += label(RIGHT + 4, base, axis.text(axis.high), "mute tiny end")
    edge = LEFT + width(axis.text(axis.low), 11) + 6
    last = RIGHT - width(axis.text(axis.high), 11) - 6
    for limit in axis.limits:
        x, half = at(axis, limit), width(axis.text(limit), 11) / 2
        if x - half >= edge and x + half <= last:
            body += label(x, base, axis.text(limit), "mute tiny mid")
            edge = x + half + 6
    return body


def ticks(
    axis: Axis,
    scores: Sequence[float],
    rail: float,
    high: float,
    left: float = LEFT,
    right: float = RIGHT,
) -> str:
    """A path with a tick for each place on the rail, higher the more scores share it."""
    # Whole places: half a unit is less than a tick is wide, and a page has many ticks.
    many = Counter(round(at(axis, score, left, right)) for score in scores)
    most = max(many.values(), default=0)
    # On a grid ties are the rule, and their number the news; elsewhere they are chance.
    grid = max(Counter(scores).values(), default=0) > 4
    return "".join(
        f"M{x} {n(rail)}v{round(-max(2, high * count / most) if grid else -7)}"
        for x, count in sorted(many.items())
    )


def cell(axis: Axis, here: Mark, world: str, region: Sequence[Mark] = ()) -> Markup:
    """A strip without words, for the row of a table that says its figures.

    `world` is what `cell_ground` makes, once for all rows of a node.
    """
    body = world
    near = {mark.score for mark in region if mark.id != here.id}
    places = sorted({round(at(axis, score, *CELL), 1) for score in near})
    body += "".join(f'<circle class="near" cx="{n(x)}" cy="15" r="2.5"/>' for x in places)
    if here.before is not None:
        was = at(axis, here.before, *CELL)
        body += f'<circle class="old" cx="{n(was)}" cy="15" r="3"/>'
    if here.interval:
        low, high = (at(axis, end, *CELL) for end in here.interval)
        body += f'<path class="whisker" d="{whisker(low, high, 15, 4)}"/>'
    x = at(axis, here.score, *CELL)
    body += f'<circle class="main {axis.ramp(here.score)}" cx="{n(x)}" cy="15" r="5"/>'
    return Markup(  # noqa: S704  made of numbers and classes
        '<svg class="chart cell" viewBox="0 0 180 22" width="180" height="22" dir="ltr" '
        f'aria-hidden="true">{body}</svg>'
    )


def cell_ground(axis: Axis, world: Sequence[float]) -> str:
    """What all strips of a node in a table have: limits of bands, the rail, the world's ticks."""
    limits = "".join(f"M{n(at(axis, x, *CELL))} 1v18" for x in axis.limits)
    body = f'<path class="limit" d="{limits}"/>' if limits else ""
    crowd = ticks(axis, world, 15, 13, *CELL)
    return (
        f'{body}<path class="rail" d="M{CELL[0]} 15H{CELL[1]}"/><path class="crowd" d="{crowd}"/>'
    )
