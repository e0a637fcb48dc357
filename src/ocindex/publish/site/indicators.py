"""A page a component and indicator: what it measures, where it is high, what it goes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ocindex.publish.charts import Chart
from ocindex.publish.site import addresses, correlates, nodes, sentences, spread, worldmaps
from ocindex.publish.site.beside import beside
from ocindex.publish.site.distribution import distribution
from ocindex.publish.site.extremes import Extremes, extremes
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.rankings import leaders_text, lowest, ranked
from ocindex.publish.site.view import View
from ocindex.publish.site.weights import shares
from ocindex.release import Change, Figure
from ocindex.vocabulary import Component, Country, Indicator, Node

MEANS = ("scope", "group", "countries", "edition", "score", "display")


class Ranked(NamedTuple):
    country: Country
    figure: Figure
    ramp: str


class Moved(NamedTuple):
    country: Country
    figure: Figure
    change: Change


class Part(NamedTuple):
    """A node in a list of nodes; `share` is of the page's component, or of its headline."""

    link: nodes.NodeLink
    definition: str
    share: str
    figure: Figure
    ramp: str
    depth: int
    component: bool


def pages(site: Site, view: View) -> Iterator[Page]:
    """The list of nodes, and a page a node with its tables beside it."""
    yield list_page(site, view)
    for node in view.framework.nodes:
        stem = addresses.indicator(view.node_slugs[node.id])
        picture = distribution(site, view, node)
        yield node_page(site, view, node, picture)
        if picture:
            yield Page(f"{stem}distribution.svg", picture.svg())
        yield from beside(site, view, f"{stem}means", MEANS, means_table(view, node))
        if found := correlates.correlate_table(view, node):
            yield from beside(site, view, f"{stem}correlations", correlates.HEADER, found)


def list_page(site: Site, view: View) -> Page:
    """All components and indicators with their definitions and weights."""
    text = site.language.text("What is measured: every component and indicator.")
    rows = [part(view, node, headline(view, node), depth) for node, depth in view.node_list]
    return site.page("indicators.html", addresses.INDICATORS, view, description=text, rows=rows)


def node_page(site: Site, view: View, node: Node, picture: Chart | None) -> Page:
    """The page of one component or indicator."""
    said = says(site, view, node)
    children = view.framework.children(node.id)
    return site.page(
        "indicator.html",
        addresses.indicator(view.node_slugs[node.id]),
        view,
        description=f"{node.definition} {said}".strip(),
        node=node,
        slug=view.node_slugs[node.id],
        sentence=said,
        path=[nodes.link(view, component) for component in nodes.above(view.framework, node)],
        block=node.block if isinstance(node, Indicator) else "",
        share=share_text(view, node, headline(view, node)),
        headline=headline(view, node).name,
        meaning=view.meaning[node.id],
        parts=[part(view, c, node, 0) for c in children if isinstance(node, Component)],
        count=len(view.countries),
        picture=picture,
        map=worldmaps.framed(site, view, node),
        **ends(view, node),
        **movements(site, view, node),
        means=spread.spreads(view, node),
        befores=view.released.against,
        scale_low=f"{float(view.framework.scale.minimum):g}",
        scale_high=f"{float(view.framework.scale.maximum):g}",
        correlates=correlates.correlates(view, node, site.language),
    )


def headline(view: View, node: Node) -> Component:
    return view.framework.headline_of(node)


def says(site: Site, view: View, node: Node) -> str:
    """Who stands highest and lowest; the world's mean, now and before."""
    text, number = site.language.text, site.language.number
    if len(view.countries) == 1:
        return leaders_text(site, view.countries, node)
    mean = view.groups["world", "World"].figures[node.id].display
    before = [
        text("%(score)s in %(edition)s", score=number(figure.display), edition=edition)
        for edition, figure in zip(
            view.released.against,
            spread.earlier_means(view, view.groups["world", "World"], node),
            strict=True,
        )
        if figure
    ]
    if before:
        listed = site.language.listing(before)
        said = text("World mean: %(mean)s (%(before)s).", mean=number(mean), before=listed)
    else:
        said = text("World mean: %(mean)s.", mean=number(mean))
    return " ".join(
        [
            said,
            text("Highest: %(first)s.", first=leaders_text(site, ranked(view, node), node)),
            text("Lowest: %(last)s.", last=leaders_text(site, lowest(view, node), node)),
        ]
    )


def part(view: View, node: Node, within: Component, depth: int) -> Part:
    figure = view.groups["world", "World"].figures[node.id]
    return Part(
        nodes.link(view, node),
        node.definition,
        share_text(view, node, within),
        figure,
        view.ramp(node.id, figure.score),
        min(depth, 3),
        isinstance(node, Component),
    )


def share_text(view: View, node: Node, within: Component) -> str:
    """A node's exact weight in a component above it; empty for the component itself."""
    return "" if node is within else str(shares(view.framework, within)[node.id])


def ends(view: View, node: Node) -> dict[str, Extremes[Ranked]]:
    """The countries with the highest and the lowest scores."""
    rows = [
        Ranked(record.country, record.figures[node.id], view.ramp(node.id, score))
        for record in view.countries
        for score in [record.figures[node.id].score]
    ]
    falling = sorted(rows, key=lambda row: -row.figure.score)
    rising = sorted(rows, key=lambda row: row.figure.score)
    return {
        name: extremes(found, lambda row: row.figure.exact)
        for name, found in (("highest", falling), ("lowest", rising))
    }


def movements(site: Site, view: View, node: Node) -> dict[str, Any]:
    """How many countries rose and fell since the earlier edition, and which the most."""
    rows = [
        Moved(record.country, record.figures[node.id], change)
        for record in view.countries
        for change in [view.change(record, node.id)]
        if change
    ]
    up = sorted((r for r in rows if r.change.change > 0), key=lambda r: -r.change.change)
    down = sorted((r for r in rows if r.change.change < 0), key=lambda r: r.change.change)
    said = site.language.text(
        "Since %(edition)s: up in %(up)d, down in %(down)d, unchanged in %(same)d.",
        edition=rows[0].change.against,
        up=len(up),
        down=len(down),
        same=len(rows) - len(up) - len(down),
    ) if rows else ""  # fmt: skip
    surely = sentences.surely_text([row.change for row in rows], site.language)
    return {
        "moved_text": f"{said} {surely}" if surely else said,
        "up": extremes(up, lambda row: row.change.change),
        "down": extremes(down, lambda row: row.change.change),
    }


def means_table(view: View, node: Node) -> list[tuple[object, ...]]:
    """The rows of the files beside the page: every group's mean in every edition."""
    return [
        (
            group.scope, group.name, len(group.countries) if edition == view.id else None,
            edition, figure.score, figure.display,
        )
        for group in view.released.groups
        for edition, figure in zip(
            (view.id, *view.released.against),
            (group.figures[node.id], *spread.earlier_means(view, group, node)),
            strict=True,
        )
        if figure
    ]  # fmt: skip
