"""The rankings: a list of them, and a page for each component and indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from ocindex.publish.language import inside
from ocindex.publish.site import addresses, countrycharts, nodes, sentences, tiers
from ocindex.publish.site.beside import beside
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture
from ocindex.publish.site.rankedrows import (
    HEADER,
    INTERVALS,
    Cells,
    country_cells,
    ranked_row,
    table_row,
)
from ocindex.publish.site.spread import Spread, spreads
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import Component, Node

LISTED = 3


class Strip(NamedTuple):
    """A group's strip, and who stands first and last in it."""

    spread: Spread
    highest: str
    lowest: str


def pages(site: Site, view: View) -> Iterator[Page]:
    """The list of rankings, and a page a node with its table beside it."""
    yield rankings_page(site, view)
    cells = {r.country.iso3: country_cells(view, r.country) for r in view.countries}
    for node in view.framework.nodes:
        records = ranked(view, node)
        slug = view.node_slugs[node.id]
        yield from ranking_page(site, view, node, records, cells)
        stem = f"{addresses.ranking(slug)}{slug}"
        header = HEADER + INTERVALS if view.released.basis else HEADER
        yield from beside(site, view, stem, header, [table_row(view, r, node) for r in records])


def ranked(view: View, node: Node) -> list[CountryRecord]:
    """All countries from the first rank down, those that share one by name."""
    return sorted(view.countries, key=lambda record: record.figures[node.id].rank["world"].rank)


def rankings_page(site: Site, view: View) -> Page:
    """The list of all rankings."""
    text = site.language.text("Rankings of countries by every component and indicator.")
    rows = [ranking_entry(site, view, node, depth) for node, depth in view.node_list]
    return site.page("rankings.html", addresses.RANKINGS, view, description=text, rows=rows)


def ranking_entry(site: Site, view: View, node: Node, depth: int) -> dict[str, Any]:
    mean = view.groups["world", "World"].figures[node.id]
    return {
        "name": node.name,
        "slug": view.node_slugs[node.id],
        "depth": min(depth, 3),
        "component": isinstance(node, Component),
        "mean": mean,
        "ramp": view.ramp(node.id, mean.score),
        "first": leaders_text(site, ranked(view, node), node),
    }


def lowest(view: View, node: Node) -> list[CountryRecord]:
    """All countries from the lowest score up, those that share one by name."""
    return sorted(view.countries, key=lambda record: record.figures[node.id].score)


def leaders_text(site: Site, records: Sequence[CountryRecord], node: Node) -> str:
    """The countries at the head of some records with their score, counted where they are many."""
    figure = records[0].figures[node.id]
    first = list(takewhile(lambda record: record.figures[node.id].exact == figure.exact, records))
    if len(first) <= LISTED:
        names = site.language.listing([record.country.name for record in first])
    else:
        names = site.language.counted("%(n)d country", "%(n)d countries", len(first))
    return f"{names} ({site.language.number(figure.display)})"


def says(site: Site, view: View, node: Node, records: Sequence[CountryRecord]) -> str:
    """Who stands first and last, and the mean between them."""
    text = site.language.text
    if len(records) == 1:
        return leaders_text(site, records, node)
    mean = view.groups["world", "World"].figures[node.id].display
    return text(
        "Highest: %(first)s. Lowest: %(last)s. World mean: %(mean)s.",
        first=leaders_text(site, records, node),
        last=leaders_text(site, lowest(view, node), node),
        mean=site.language.number(mean),
    )


def ranking_page(
    site: Site,
    view: View,
    node: Node,
    records: Sequence[CountryRecord],
    cells: Mapping[str, Cells],
) -> Iterator[Page]:
    """All countries by one node, and the picture beside the page where there is one."""
    text, scale = site.language.text, view.framework.scale
    said = says(site, view, node, records)
    sure = tiers.chart(site, view, node, records)
    yield site.page(
        "ranking.html",
        addresses.ranking(view.node_slugs[node.id]),
        view,
        description=f"{node.name}. {said}",
        node=node,
        slug=view.node_slugs[node.id],
        path=[nodes.link(view, component) for component in nodes.above(view.framework, node)],
        sentence=said,
        first_means=sentences.high_rank_text(view.meaning[node.id], site.language),
        groups=groups(view),
        strips=strips(site, view, node),
        rows=[ranked_row(site, view, r, node, cells[r.country.iso3]) for r in records],
        bands=bool(view.framework.bands(node)),
        caption=text("All countries by %(node)s, the highest score first", node=inside(node.name)),
        scale_low=f"{float(scale.minimum):g}",
        scale_high=f"{float(scale.maximum):g}",
        sure=sure,
        interval_key=countrycharts.interval_key(view, site.language) if view.released.basis else "",
        unsure_note=sentences.unsure_note(view, site.language),
        tiers=tiers.tiers(view, node, records),
    )
    if sure:
        yield picture(sure, addresses.ranking(view.node_slugs[node.id]) + "ranks")


def strips(site: Site, view: View, node: Node) -> list[list[Strip]]:
    """The world, continents and regions as strips, with the first and the last of each."""
    falling, rising = ranked(view, node), lowest(view, node)
    return [
        [
            Strip(
                row,
                leaders_text(site, within(falling, row), node),
                leaders_text(site, within(rising, row), node),
            )
            for row in block
        ]
        for block in spreads(view, node)
    ]


def within(records: Sequence[CountryRecord], row: Spread) -> list[CountryRecord]:
    return [record for record in records if record.country.iso3 in row.iso3s]


def groups(view: View) -> list[dict[str, Any]]:
    """Continents with their regions: what a ranking can be narrowed to."""
    return [
        {
            "name": continent,
            "slug": view.group_slugs["continent"][continent],
            "regions": [(name, view.group_slugs["region"][name]) for name in regions],
        }
        for continent, regions in view.regions.items()
    ]
