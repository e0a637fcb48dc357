"""Every continent and region on the scale: its mean and its countries among the world's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from ocindex.publish.charts import Mark, cell
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
    groups = view.groups
    return [
        [spread(view, groups["world", "World"], node)],
        *(
            [
                spread(view, groups["continent", continent], node),
                *(spread(view, groups["region", name], node) for name in regions),
            ]
            for continent, regions in view.regions.items()
        ),
    ]


def spread(view: View, group: GroupRecord, node: Node) -> Spread:
    figure, iso3s, world = (
        group.figures[node.id],
        frozenset(group.countries),
        group.scope == "world",
    )
    # The world's countries are the ticks themselves.
    dots = () if world else [point for point in view.points[node.id] if point.id in iso3s]
    mean = Mark(group.name, figure.score, figure.display)
    return Spread(
        group.scope,
        group.name,
        "" if world else view.group_address(group.scope, group.name),
        iso3s,
        figure,
        view.ramp(node.id, figure.score),
        cell(view.axes[node.id], mean, view.grounds[node.id], dots),
        list(earlier_means(view, group, node)),
    )


def earlier_means(view: View, group: GroupRecord, node: Node) -> Iterator[Figure | None]:
    """A group's mean in each earlier edition; None where that has no such node or group."""
    for name in view.released.against:
        same = [
            other.figures.get(node.id)
            for other in view.release.by_id[name].groups
            if (other.scope, other.name) == (group.scope, group.name)
        ]
        yield same[0] if same else None
