"""An edition's home: what it says, the map, what moved most, all countries, all groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ocindex.publish import charts
from ocindex.publish.charts import Caption, Chart, Mark
from ocindex.publish.language import inside
from ocindex.publish.site import addresses, sentences, worldmaps
from ocindex.publish.site.cells import Cell, country_rows, headings
from ocindex.publish.site.indicators import movements
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture, source
from ocindex.publish.site.view import View
from ocindex.release import GroupRecord
from ocindex.vocabulary import Component

# The picture of the world's means.
WORLD = "world"


class Head(NamedTuple):
    """A headline that the map can show."""

    name: str
    slug: str


def pages(site: Site, view: View) -> Iterator[Page]:
    """The home page, and its picture beside it."""
    world = world_pyramid(site, view)
    yield home_page(site, view, world)
    if world:
        yield picture(world, WORLD)


def home_page(site: Site, view: View, world: Chart | None) -> Page:
    """The home page of an edition."""
    said = [says(site, view, root) for root in view.roots]
    return site.page(
        "home.html",
        "",
        view,
        description=" ".join(said),
        sentences=said,
        map=worldmaps.shown(site, view, view.roots[0], "", addresses.MAPS),
        choices=worldmaps.choices(view),
        heads=[Head(root.name, view.node_slugs[root.id]) for root in view.roots],
        absent=worldmaps.absent(site, view),
        no_name=site.language.text("No country of this name: %(name)s.", name="{name}"),
        pyramid=world,
        pyramid_stem=WORLD,
        moved=moved(site, view),
        roots=headings(view, site.language),
        interval_note=sentences.interval_note(view, site.language),
        unsure_note=sentences.unsure_note(view, site.language),
        rows=country_rows(view, view.countries, "world"),
        regions=view.regions,
        caption=caption(site, view),
        groups=group_rows(view) if len(view.countries) > 1 else [],
    )


def says(site: Site, view: View, root: Component) -> str:
    """The world's mean, now and before, and who stands first."""
    text, number, count = site.language.text, site.language.number, len(view.countries)
    mean = view.groups["world", "World"].figures[root.id]
    if count == 1:
        return sentences.opening(view, view.countries[0], root, site.language)
    values = {"count": count, "score": number(mean.display), "node": inside(root.name)}
    if root is view.roots[0]:
        said = text("The %(count)d countries average %(score)s for %(node)s", **values)
    else:
        said = text("For %(node)s they average %(score)s", **values)
    if mean.band:
        said = text("%(says)s, %(then)s", says=said, then=inside(mean.band))
    before = [
        text("%(score)s in %(edition)s", score=number(found.display), edition=earlier.id)
        for earlier in (site.release.by_id[name] for name in view.released.against)
        for group in earlier.groups
        if group.scope == "world"
        for found in [group.figures.get(root.id)]
        if found
    ]
    if before:
        said = text("%(says)s (%(before)s)", says=said, before=site.language.listing(before))
    first = view.first(root.id)
    return text(
        "%(says)s. The highest score is %(score)s: %(names)s.",
        says=said, score=number(first[0].figures[root.id].display),
        names=site.language.listing([record.country.name for record in first]),
    )  # fmt: skip


def world_pyramid(site: Site, view: View) -> Chart | None:
    """The world's means as a pyramid; None for one country, or without such three scores."""
    if view.pyramid is None or len(view.countries) == 1:
        return None
    language, means = site.language, view.groups["world", "World"].figures
    base, height, panel = (
        Mark(
            view.framework.node[node].name,
            means[node].score,
            language.number(means[node].display),
        )
        for node in view.pyramid
    )
    said = language.counted(
        "%(group)s, mean of %(n)d country: %(parts)s.",
        "%(group)s, mean of %(n)d countries: %(parts)s.",
        len(view.countries),
        group=language.text("World"),
        parts=language.series(f"{mark.label} {mark.display}" for mark in (base, height, panel)),
    )
    words = Caption(
        language.text("World"), said, source(site, view), said,
        (language.text("Score"), language.text("Mean")),
    )  # fmt: skip
    base_axis, height_axis, panel_axis = (view.axes[node] for node in view.pyramid)
    return charts.pyramid(base, height, panel, (base_axis, height_axis, panel_axis), words)


def moved(site: Site, view: View) -> list[dict[str, Any]]:
    """What moved most below each headline since the edition before; none where nothing did."""
    found = [
        {"name": root.name, "slug": view.node_slugs[root.id], **movements(site, view, root)}
        for root in view.roots
    ]
    return [one for one in found if one["up"].first or one["down"].first]


def caption(site: Site, view: View) -> str:
    """What the table of all countries shows, and in which order."""
    first = inside(view.roots[0].name)
    return site.language.text("All countries by %(node)s, the highest score first", node=first)


def group_rows(view: View) -> list[list[dict[str, Any]]]:
    """Continents, each with its regions."""
    return [
        [
            group_row(view, view.groups["continent", continent]),
            *(group_row(view, view.groups["region", region]) for region in regions),
        ]
        for continent, regions in view.regions.items()
    ]


def group_row(view: View, group: GroupRecord) -> dict[str, Any]:
    figures = [group.figures[root.id] for root in view.roots]
    return {
        "scope": group.scope,
        "name": group.name,
        "address": view.group_address(group.scope, group.name),
        "size": len(group.countries),
        "cells": [Cell(figure, view.ramp(figure.node, figure.score)) for figure in figures],
    }
