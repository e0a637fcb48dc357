"""A country's page: every score, component by component and block by block."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup

from ocindex.publish import certainty
from ocindex.publish.site import addresses, countrycharts, sentences, tracing
from ocindex.publish.site.fragments import score_cell
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import Component, Indicator


class IndicatorRow(NamedTuple):
    """An indicator's row of the table; `text` is all of it."""

    name: str
    slug: str
    definition: str
    text: Markup


class Block(NamedTuple):
    name: str
    rows: list[IndicatorRow]


def part(site: Site, view: View, record: CountryRecord, node: Component) -> dict[str, Any]:
    """A component with the scores of its own indicators, by block."""
    figure = record.figures[node.id]
    world, basis = figure.rank["world"], view.released.basis
    standing = sentences.standing_text(world, site.language)
    texts = [
        certainty.score_noted(figure.interval, basis, view.framework, site.language)
        if figure.interval
        else "",
        figure.band,
        sentences.sure_text(standing, world, site.language, basis),
    ]
    return {
        "name": node.name,
        "slug": view.node_slugs[node.id],
        # A headline's own card has the plain name.
        "anchor": view.node_slugs[node.id] if node.parent else f"of-{view.node_slugs[node.id]}",
        "definition": node.definition,
        "figure": figure,
        "ramp": view.ramp(node.id, figure.score),
        "text": site.language.series(text for text in texts if text),
        # A headline's own card shows how it is made.
        "trace": tracing.trace(site, view, record, node) if node.parent else None,
        "change": view.change(record, node.id),
        "blocks": blocks(site, view, record, node),
    }


def blocks(site: Site, view: View, record: CountryRecord, node: Component) -> list[Block]:
    found: list[Block] = []
    for indicator in view.framework.indicators:
        if indicator.parent == node.id:
            if not found or found[-1].name != indicator.block:
                found.append(Block(indicator.block, []))
            found[-1].rows.append(indicator_row(site, view, record, indicator))
    # A heading that only repeats the table's own, or each row's, says nothing.
    return [
        block._replace(name="")
        if block.name == node.name or [row.name for row in block.rows] == [block.name]
        else block
        for block in found
    ]


def indicator_row(site: Site, view: View, record: CountryRecord, node: Indicator) -> IndicatorRow:
    """An indicator's row: 20,000 stand in an edition's pages, so no template makes them."""
    figure, slug, filters = (
        record.figures[node.id],
        view.node_slugs[node.id],
        site.environment.filters,
    )
    address = f"../../{addresses.ranking(slug)}#{record.country.iso3}"
    tied = view.shares(record, node.id, "world")
    return IndicatorRow(
        node.name,
        slug,
        node.definition,
        Markup(  # noqa: S704  made of cells that are
            f"{row_head(slug, node.name, node.definition)}"
            f'<td class="bars">{countrycharts.cell_of(view, record, node)}</td>'
            f"{score_cell(view, figure, site.language)}"
            f"{filters['moved'](view.change(record, node.id)) if view.earlier else ''}"
            f"{filters['rank'](figure.rank['world'], tied, address)}</tr>"
        ),
    )


@cache
def row_head(slug: str, name: str, definition: str) -> Markup:
    """How an indicator's row begins in every country."""
    said = Markup("<small>{}</small>").format(definition) if definition else ""
    begin = Markup('<tr id="{}"><th scope="row"><a href="../../{}">{}</a>{}</th>')
    return begin.format(slug, addresses.indicator(slug), name, said)
