"""A country's headline scores: band, ranks in three scopes, changes, and where they stand."""

from __future__ import annotations

from typing import Any, NamedTuple

from ocindex.publish import certainty
from ocindex.publish.site import addresses, sentences, tracing
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import SCOPES, Component, Scope


class RankRow(NamedTuple):
    """A country's rank in one scope, now and before, and who shares it."""

    group: str
    text: str
    address: str
    above: str
    was: str
    change: int | None
    tied: tuple[CountryRecord, ...]
    shared: str
    sure: str


def head(site: Site, view: View, record: CountryRecord, root: Component) -> dict[str, Any]:
    """All that stands below a headline component."""
    figure = record.figures[root.id]
    return {
        "name": root.name,
        "slug": view.node_slugs[root.id],
        "definition": root.definition,
        "meaning": root.high,
        "figure": figure,
        "ramp": view.ramp(root.id, figure.score),
        "span": certainty.score_noted(
            figure.interval, view.released.basis, view.framework, site.language
        )
        if figure.interval
        else "",
        "first_means": sentences.high_rank_text(root.high, site.language),
        "trace": tracing.trace(site, view, record, root),
        "ranks": [
            rank_row(site, view, record, root.id, scope)
            for scope in SCOPES
            if figure.rank[scope].of > 1
        ],
        "changes": [
            tracing.changed(site, view, changes[root.id])
            for changes in record.changes.values()
            if root.id in changes
        ],
    }


def rank_row(site: Site, view: View, record: CountryRecord, node: str, scope: Scope) -> RankRow:
    """One row of the ranks below a headline."""
    text = site.language.text
    standing = record.figures[node].rank[scope]
    before = view.before(record, node)
    change = view.change(record, node)
    group = text("World") if scope == "world" else record.country.group(scope)
    # How many stand above a rank that only the publisher knows, the edition cannot tell.
    above = site.language.counted(
        "%(n)d country scores higher", "%(n)d countries score higher", standing.rank - 1
    )
    return RankRow(
        group,
        sentences.standing_text(standing, site.language),
        f"{addresses.ranking(view.node_slugs[node])}#{record.country.iso3}",
        "" if standing.as_published or standing.rank == 1 else above,
        site.language.ordinal(before.rank[scope].rank) if before else "",
        # Ranks of another publisher's making and our own cannot be subtracted.
        change.rank[scope] if change and not standing.as_published else None,
        view.tied(record, node, scope),
        text("%(group)s: tied with", group=group),
        certainty.rank_span(standing.interval, site.language) if standing.interval else "",
    )
