"""The methodology: the edition's own scale, bands and weights, then the rules with examples.

The rules and their examples are the tests in `tests/spec`; docs/specs.py prints them into
`texts/methodology.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from ocindex.framework import BUNDLED
from ocindex.publish.language import Language, inside
from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import Component

TEXTS = files("ocindex.publish.site") / "texts"


def pages(site: Site, view: View) -> Iterator[Page]:
    """The page on how the edition's figures are made."""
    language = site.language
    yield site.page(
        "methodology.html",
        addresses.METHODOLOGY,
        view,
        description=language.text(
            "How the figures of the %(title)s are made", title=view.released.edition.title
        ),
        scale=scale_of(language, view),
        tree=tree(language, view),
        bands=band_tables(language, view),
        quadrant_text=quadrant_text(language, view),
        rules=rules(view),
    )


def scale_of(language: Language, view: View) -> dict[str, str]:
    """Ends and step of the scale as they are printed."""
    scale = view.framework.scale
    return {
        "low": language.number(scale.text(scale.minimum)),
        "high": language.number(scale.text(scale.maximum)),
        "step": language.number(scale.step_text),
    }


def tree(language: Language, view: View) -> list[dict[str, Any]]:
    """Every node below its component, with its weight among those beside it."""
    return [
        {
            "name": node.name,
            "depth": min(depth, 3),
            "address": addresses.ranking(view.node_slugs[node.id]),
            "component": isinstance(node, Component),
            # A headline is part of nothing.
            "weight": "" if node.parent is None else language.number(str(node.weight)),
            "high": language.text("worse")
            if view.meaning[node.id] == "worse"
            else language.text("better"),
        }
        for node, depth in view.node_list
    ]


def band_tables(language: Language, view: View) -> list[dict[str, Any]]:
    """Each series of bands, and the headlines that it classes."""
    series: dict[Any, list[str]] = {}
    for root in view.roots:
        if root.bands:
            series.setdefault(root.bands, []).append(root.name)
    scale = view.framework.scale
    return [
        {
            "caption": language.text("Bands: %(names)s", names=language.listing(names)),
            "rows": [
                {"label": band.label, "low": language.number(scale.text(band.lower))}
                for band in bands
            ],
        }
        for bands, names in series.items()
    ]


def quadrant_text(language: Language, view: View) -> str:
    """From which score either axis of the matrix counts as high."""
    quadrants = view.framework.quadrants
    if quadrants is None:
        return ""
    return language.text(
        "Quadrants: %(across)s across, %(up)s up; either is high from %(high)s on.",
        across=inside(view.framework.node[quadrants.across].name),
        up=inside(view.framework.node[quadrants.up].name),
        high=language.number(f"{float(quadrants.high):g}"),
    )  # fmt: skip


def rules(view: View) -> list[dict[str, Any]]:
    """The rules with their examples, which speak of the Index: no other framework shows them."""
    if view.framework.reference not in BUNDLED:
        return []
    rated = bool(view.released.edition.ratings)
    return [rule for rule in all_rules() if rated or not rule["ratings"]]


@cache
def all_rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((TEXTS / "methodology.json").read_text("utf-8"))
    return found
