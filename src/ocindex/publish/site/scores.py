"""A country's page: every score, component by component and block by block."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from ocindex.publish.site import addresses, countrycharts, sentences, tracing
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure, Standing
from ocindex.vocabulary import Component, Indicator


class IndicatorRow(NamedTuple):
    name: str
    slug: str
    definition: str
    figure: Figure
    cell: Markup
    change: Change | None
    world: Standing
    tied: bool
    address: str


class Block(NamedTuple):
    name: str
    rows: list[IndicatorRow]


def part(site: Site, view: View, record: CountryRecord, node: Component) -> dict[str, Any]:
    """A component with the scores of its own indicators, by block."""
    figure = record.figures[node.id]
    texts = [figure.band, sentences.standing_text(figure.rank["world"], site.language)]
    return {
        "name": node.name,
        "slug": view.node_slugs[node.id],
        # A headline's own card has the plain name.
        "anchor": view.node_slugs[node.id] if node.parent else f"of-{view.node_slugs[node.id]}",
        "definition": node.definition,
        "figure": figure,
        "ramp": view.ramp(node.id, figure.score),
        "text": ", ".join(text for text in texts if text),
        # A headline's own card shows how it is made.
        "trace": tracing.trace(site, view, record, node) if node.parent else None,
        "change": view.change(record, node.id),
        "blocks": blocks(view, record, node),
    }


def blocks(view: View, record: CountryRecord, node: Component) -> list[Block]:
    found: list[Block] = []
    for indicator in view.framework.indicators:
        if indicator.parent == node.id:
            if not found or found[-1].name != indicator.block:
                found.append(Block(indicator.block, []))
            found[-1].rows.append(indicator_row(view, record, indicator))
    # A heading that only repeats the table's own, or each row's, says nothing.
    return [
        block._replace(name="")
        if block.name == node.name or [row.name for row in block.rows] == [block.name]
        else block
        for block in found
    ]


def indicator_row(view: View, record: CountryRecord, node: Indicator) -> IndicatorRow:
    figure = record.figures[node.id]
    return IndicatorRow(
        node.name,
        view.node_slugs[node.id],
        node.definition,
        figure,
        countrycharts.cell_of(view, record, node),
        view.change(record, node.id),
        figure.rank["world"],
        view.shares(record, node.id, "world"),
        f"../../{addresses.ranking(view.node_slugs[node.id])}#{record.country.iso3}",
    )
