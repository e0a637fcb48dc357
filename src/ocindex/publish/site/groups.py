"""A continent's or a region's page: its means and its countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ocindex.publish.language import inside, number
from ocindex.publish.site.cells import country_rows, headings
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.release import GroupRecord
from ocindex.vocabulary import Component


def pages(site: Site, view: View) -> Iterator[Page]:
    """A page a continent and region."""
    for group in view.released.groups:
        if group.scope != "world":
            yield group_page(site, view, group)


def group_page(site: Site, view: View, group: GroupRecord) -> Page:
    """The page of one continent or region."""
    records = [view.released.countries[iso3] for iso3 in group.countries]
    said = says(site, view, group)
    continent = next(
        name for name, regions in view.regions.items() if part_of(group, name, regions)
    )
    link = {"name": continent, "address": view.group_address("continent", continent)}
    below = view.regions[group.name] if group.scope == "continent" else ()
    return site.page(
        "group.html",
        view.group_address(group.scope, group.name),
        view,
        description=said,
        group=group,
        sentence=said,
        continent=link if group.scope == "region" else None,
        regions=[{"name": n, "address": view.group_address("region", n)} for n in below],
        roots=headings(view, site.language),
        rows=country_rows(view, records, group.scope),
        means=means(view, group),
    )


def part_of(group: GroupRecord, continent: str, regions: tuple[str, ...]) -> bool:
    return group.name == continent if group.scope == "continent" else group.name in regions


def says(site: Site, view: View, group: GroupRecord) -> str:
    """The group's headline means beside the world's."""
    text, world = site.language.text, view.groups["world", "World"]
    parts = [
        text(
            "%(score)s for %(node)s (world: %(world)s)",
            score=number(group.figures[root.id].display), node=inside(root.name),
            world=number(world.figures[root.id].display),
        )
        for root in view.roots
    ]  # fmt: skip
    return site.language.counted(
        "%(n)d country of %(group)s scores %(parts)s.",
        "The %(n)d countries of %(group)s average %(parts)s.",
        len(group.countries), group=group.name, parts=site.language.listing(parts),
    )  # fmt: skip


def means(view: View, group: GroupRecord) -> list[dict[str, Any]]:
    """The group's mean of every node beside the world's."""
    world = view.groups["world", "World"]
    return [
        {
            "name": node.name,
            "slug": view.node_slugs[node.id],
            "depth": min(depth, 3),
            "component": isinstance(node, Component),
            "figure": group.figures[node.id],
            "ramp": view.ramp(node.id, group.figures[node.id].score),
            "world": world.figures[node.id],
        }
        for node, depth in view.node_list
    ]
