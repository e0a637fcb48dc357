"""A continent's or a region's page: its means, how far its countries lie apart, its countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ocindex.publish import charts
from ocindex.publish.charts import Mark
from ocindex.publish.language import inside
from ocindex.publish.site import addresses, sentences
from ocindex.publish.site.beside import beside
from ocindex.publish.site.cells import country_rows, headings
from ocindex.publish.site.groupcharts import pictures
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord, Figure, GroupRecord
from ocindex.vocabulary import Component, Node, Scope

# A map of more letters than these, 4 KB as it goes over the wire, is a file of its own.
INLINE = 14_000
HEADER = ("iso3", "country", "node", "name", "score", "display", "rank", "of")

INTERVALS = ("low90", "high90", "rank_low90", "rank_high90")


def pages(site: Site, view: View) -> Iterator[Page]:
    """A page a continent and region, with its table and pictures beside it."""
    for group in view.released.groups:
        if group.scope != "world":
            yield from group_pages(site, view, group)


def group_pages(site: Site, view: View, group: GroupRecord) -> Iterator[Page]:
    """The page of one continent or region, and the files beside it."""
    records = [view.released.countries[iso3] for iso3 in group.countries]
    address = view.group_address(group.scope, group.name)
    slug = view.group_slugs[group.scope][group.name]
    drawn = pictures(site, view, group, records)
    said = says(site, view, group)
    below = view.regions[group.name] if group.scope == "continent" else ()
    yield site.page(
        "group.html",
        address,
        view,
        description=said,
        group=group,
        slug=slug,
        pdf=f"{addresses.edition(view.id, site.language.code)}{address}{slug}.pdf"
        if site.pdf(view)
        else "",
        sentence=said,
        continent=continent(view, group) if group.scope == "region" else None,
        regions=[{"name": n, "address": view.group_address("region", n)} for n in below],
        roots=headings(view, site.language),
        rows=country_rows(view, records, group.scope),
        totals=[mean_cell(view, group, root) for root in view.roots],
        pictures=drawn,
        inline_limit=INLINE,
        interval_note=sentences.interval_note(view, site.language),
        unsure_note=sentences.unsure_note(view, site.language),
        means=[mean_row(view, group, records, node, depth) for node, depth in view.node_list],
    )
    header = HEADER + INTERVALS if view.released.basis else HEADER
    yield from beside(site, view, f"{address}{slug}", header, table(view, group, records))
    for stem, chart in drawn.items():
        yield picture(chart, address + stem)


def continent(view: View, group: GroupRecord) -> dict[str, str]:
    """The continent of a region."""
    name = next(name for name, regions in view.regions.items() if group.name in regions)
    return {"name": name, "address": view.group_address("continent", name)}


def says(site: Site, view: View, group: GroupRecord) -> str:
    """The group's headline means beside the world's."""
    language, world = site.language, view.groups["world", "World"]
    parts = [
        language.text(
            "%(score)s for %(node)s (world: %(world)s)",
            score=language.number(group.figures[root.id].display), node=inside(root.name),
            world=language.number(world.figures[root.id].display),
        )
        for root in view.roots
    ]  # fmt: skip
    return language.counted(
        "%(group)s, %(n)d country: %(parts)s.",
        "%(group)s, mean of %(n)d countries: %(parts)s.",
        len(group.countries), group=group.name, parts=language.listing(parts),
    )  # fmt: skip


def mean_cell(view: View, group: GroupRecord, node: Node) -> dict[str, Any]:
    figure = group.figures[node.id]
    return {"figure": figure, "ramp": view.ramp(node.id, figure.score)}


def mean_row(
    view: View, group: GroupRecord, records: Sequence[CountryRecord], node: Node, depth: int
) -> dict[str, Any]:
    """The group's mean of one node beside the world's, and where its countries stand."""
    members = [Mark("", record.figures[node.id].score, "") for record in records]
    here = Mark("", group.figures[node.id].score, "", group.name)
    return mean_cell(view, group, node) | {
        "name": node.name,
        "slug": view.node_slugs[node.id],
        "depth": min(depth, 3),
        "component": isinstance(node, Component),
        "cell": charts.cell(view.axes[node.id], here, view.grounds[node.id], members),
        "world": view.groups["world", "World"].figures[node.id],
    }


def table(
    view: View, group: GroupRecord, records: Sequence[CountryRecord]
) -> list[tuple[object, ...]]:
    """Every score of every country: what the means are made of."""
    return [
        (
            record.country.iso3, record.country.name, node.id, node.name, figure.score,
            figure.display, figure.rank[group.scope].rank, figure.rank[group.scope].of,
            *(interval_fields(figure, group.scope) if view.released.basis else ()),
        )
        for record in records
        for node in view.framework.nodes
        for figure in [record.figures[node.id]]
    ]  # fmt: skip


def interval_fields(figure: Figure, scope: Scope) -> tuple[object, ...]:
    """The ends of a figure's intervals; None where nobody knows."""
    score, rank = figure.interval, figure.rank[scope].interval
    return (
        *((score.low90, score.high90) if score else (None, None)),
        *((rank.low90, rank.high90) if rank else (None, None)),
    )
