"""Every continent and region on the scale: its mean and its countries among the world's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from ocindex.publish.charts import Axis, Mark, axis, cell, cell_ticks
from ocindex.publish.site.view import View
from ocindex.release import Figure, GroupRecord
from ocindex.vocabulary import Node


class Spread(NamedTuple):
    """A group's mean, its strip, and its mean in the earlier editions, the latest first."""

    scope: str
    name: str
    address: str
    iso3s: frozenset[str]
    figure: Figure
    ramp: str
    strip: Markup
    before: list[Figure | None]


def spreads(view: View, node: Node) -> list[list[Spread]]:
    """The world, then each continent with its regions."""
    on = axis(view.framework, node.id)
    ticks = cell_ticks(on, [record.figures[node.id].score for record in view.countries])
    groups = view.groups
    return [
        [spread(view, groups["world", "World"], node, on, ticks)],
        *(
            [
                spread(view, groups["continent", continent], node, on, ticks),
                *(spread(view, groups["region", name], node, on, ticks) for name in regions),
            ]
            for continent, regions in view.regions.items()
        ),
    ]


def spread(view: View, group: GroupRecord, node: Node, on: Axis, ticks: str) -> Spread:
    figure, world = group.figures[node.id], group.scope == "world"
    return Spread(
        group.scope,
        group.name,
        "" if world else view.group_address(group.scope, group.name),
        frozenset(group.countries),
        figure,
        view.ramp(node.id, figure.score),
        # The world's countries are the ticks themselves.
        cell(on, marked(group.name, figure), ticks, () if world else members(view, group, node)),
        list(earlier_means(view, group, node)),
    )


def members(view: View, group: GroupRecord, node: Node) -> list[Mark]:
    records = [view.released.countries[iso3] for iso3 in group.countries]
    return [marked(r.country.name, r.figures[node.id], r.country.iso3) for r in records]


def marked(name: str, figure: Figure, iso3: str = "") -> Mark:
    return Mark(name, figure.score, figure.display, iso3)


def earlier_means(view: View, group: GroupRecord, node: Node) -> Iterator[Figure | None]:
    """A group's mean in each earlier edition; None where that has no such node or group."""
    for name in view.released.against:
        same = [
            other.figures.get(node.id)
            for other in view.release.by_id[name].groups
            if (other.scope, other.name) == (group.scope, group.name)
        ]
        yield same[0] if same else None
