"""Compare: countries side by side, or one over editions, as the reader chooses; some ready ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ocindex.publish.language import Language
from ocindex.publish.site import addresses, chances, compact, sentences
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import Component

MOST = 6


def pages(site: Site, view: View) -> Iterator[Page]:
    """The one page; its script draws whatever its address names."""
    language = site.language
    ready = [comparison(language, view, root) for root in view.roots]
    yield site.page(
        "compare.html",
        addresses.COMPARE,
        view,
        description=language.text(
            "Countries of the %(title)s side by side, by every component and indicator.",
            title=view.released.edition.title,
        ),
        most=MOST,
        names=[(r.country.iso3, r.country.name) for r in view.countries],
        figures=[
            {"id": other.id, "address": addresses.edition(other.id, language.code) + compact.NAME}
            for other in site.views.values()
        ],
        start=[record.country.iso3 for record in chances.first(view, view.roots[0])[:3]],
        ready=ready if len(view.countries) > 1 else [],
        regions=view.regions if len(view.countries) > 1 else {},
        region_address={
            name: view.group_address("region", name)
            for names in view.regions.values()
            for name in names
        },
        texts={
            **texts(language),
            "tableSure": f"{language.text('Every score, side by side')}. "
            f"{sentences.interval_note(view, language)}",
            **(chances.likely_texts(language, view.released.basis) if view.released.pairs else {}),
        },
        likely_note=chances.likely_note(language, view.released.basis),
        likely=[
            chances.pairwise(language, view, root) for root in view.roots if view.released.pairs
        ],
    )
    if view.released.pairs:
        yield from (chances.file_of(view, record) for record in view.countries)


def comparison(language: Language, view: View, root: Component) -> dict[str, Any]:
    """The countries with the highest scores side by side, by component."""
    records = chances.first(view, root)
    own = [(node, depth) for node, depth in view.tree() if below(view, node, root)]
    return {
        "caption": language.text(
            "%(node)s: the highest scores of %(edition)s", node=root.name, edition=view.id
        ),
        "address": "?c=" + ",".join(record.country.iso3 for record in records),
        "countries": [record.country for record in records],
        "rows": [
            {
                "name": node.name,
                "depth": min(depth, 3),
                "cells": [
                    (r.figures[node.id], view.ramp(node.id, r.figures[node.id].score))
                    for r in records
                ],
            }
            for node, depth in own
        ],
    }


def below(view: View, node: Component, root: Component) -> bool:
    return view.framework.headline_of(node).id == root.id


def texts(language: Language) -> Mapping[str, str]:
    """What the script says; it fills in the braces."""
    text = language.text
    return {
        "remove": text("Remove %(name)s", name="{name}"),
        "between": language.semicolon,
        "said": text("%(node)s: %(scores)s.", node="{node}", scores="{scores}"),
        "in": text("%(country)s, %(edition)s", country="{country}", edition="{edition}"),
        "full": text("No more than %(most)s can be compared at once.", most="{most}"),
        "unknown": text("No country of this name: %(name)s.", name="{name}"),
        "none": text("Not measured"),
        "radar": text(
            "%(node)s of %(name)s in its colour, the others in grey; the numbers are those of "
            "the table's rows.",
            node="{node}", name="{name}",
        ),
        "indicator": text("Component or indicator"),
        "table": text("Every score, side by side"),
        "failed": text("The figures could not be loaded."),
        "copied": text("Address copied."),
    }  # fmt: skip
