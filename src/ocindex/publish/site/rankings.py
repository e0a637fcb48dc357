"""The rankings: a list of them, and a page for each component and indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ocindex.publish.language import inside, number
from ocindex.publish.site import addresses, sentences
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure, Standing
from ocindex.vocabulary import Component, Country, Node

LISTED = 3


class RankedRow(NamedTuple):
    country: Country
    figure: Figure
    world: Standing
    region: Standing
    tied: bool
    tied_in_region: bool
    change: Change | None
    ramp: str
    x: int


def pages(site: Site, view: View) -> Iterator[Page]:
    """The list of rankings, and a page a node."""
    yield rankings_page(site, view)
    for node in view.framework.nodes:
        yield ranking_page(site, view, node)


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
        "first": leaders(site, view, node),
    }


def leaders(site: Site, view: View, node: Node) -> str:
    """The countries with the highest score, counted where they are many."""
    first = view.first(node.id)
    score = number(first[0].figures[node.id].display)
    if len(first) <= LISTED:
        names = site.language.listing([record.country.name for record in first])
    else:
        names = site.language.counted("%(n)d country", "%(n)d countries", len(first))
    return f"{names} ({score})"


def ranking_page(site: Site, view: View, node: Node) -> Page:
    """All countries by one node."""
    text, scale = site.language.text, view.framework.scale
    mean = view.groups["world", "World"].figures[node.id]
    said = text(
        "The world mean of %(node)s is %(mean)s in %(edition)s; the highest score: "
        "%(first)s.",
        node=inside(node.name), mean=number(mean.display), edition=view.id,
        first=leaders(site, view, node),
    )  # fmt: skip
    ranked = sorted(view.countries, key=lambda record: record.figures[node.id].rank["world"].rank)
    return site.page(
        "ranking.html",
        addresses.ranking(view.node_slugs[node.id]),
        view,
        description=said,
        node=node,
        path=above(view, node),
        sentence=said,
        first_means=sentences.high_rank_text(view.meaning[node.id], site.language),
        regions=view.regions,
        rows=[ranked_row(view, record, node.id) for record in ranked],
        bands=bool(view.framework.bands(node)),
        caption=text("All countries by %(node)s, the highest score first", node=inside(node.name)),
        scale_low=f"{float(scale.minimum):g}",
        scale_high=f"{float(scale.maximum):g}",
    )


def ranked_row(view: View, record: CountryRecord, node: str) -> RankedRow:
    figure = record.figures[node]
    return RankedRow(
        record.country,
        figure,
        figure.rank["world"],
        figure.rank["region"],
        view.shares(record, node, "world"),
        view.shares(record, node, "region"),
        view.change(record, node),
        view.ramp(node, figure.score),
        view.ruler.x(figure.score),
    )


def above(view: View, node: Node) -> list[dict[str, str]]:
    """The components that a node is part of, from the headline down."""
    path: list[dict[str, str]] = []
    parent = node.parent
    while parent is not None:
        found = view.framework.node[parent]
        path.insert(0, {"name": found.name, "slug": view.node_slugs[parent]})
        parent = found.parent
    return path
