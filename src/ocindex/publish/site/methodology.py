"""The methodology: the edition's own scale, bands and weights, then the rules with examples.

The rules and their examples are the tests in `tests/spec`; docs/specs.py prints them into
`texts/methodology.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ocindex.framework import BUNDLED
from ocindex.publish import certainty
from ocindex.publish.language import Language, inside
from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.release import ReleasedEdition
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
        certain=[certainty.glued(said) for said in certain(language, view.released)],
    )


def certain(language: Language, released: ReleasedEdition) -> list[str]:
    """How intervals are made and what they do not show; none where there are none."""
    text, edition = language.text, released.edition
    if released.basis is None:
        return []
    draws = text(
        "Components and ranks are made anew of each of many draws of the scores, by the same "
        "weights; their intervals hold the middle 90 %% of what comes out. Where many countries "
        "score alike, ranks lie within wide intervals although scores do not."
    )
    tiers = text(
        "Tiers, and statements on the whole table, rest on comparisons of all countries that hold "
        "together with 90 %% confidence (Mogstad, Romano, Shaikh and Wilhelm 2024)."
    )
    if released.basis == "robustness":
        return [
            text(
                "This edition has no experts' ratings. Its intervals show how far figures move if "
                "each score may lie anywhere within half a step of the scale; they do not say how "
                "sure the experts are."
            ),
            draws,
            tiers,
        ]
    return [
        ways(language)[edition.scoring.method],
        *(
            [
                text(
                    "Scores are smoothed: each also draws on the ratings of other countries and "
                    "indicators, as far as these go together. A check in which half of the "
                    "experts were left out bears the intervals out."
                )
            ]
            if edition.scoring.smoothed
            else []
        ),
        text(
            "An interval of 90 %% is made to hold the true value in nine cases of ten: what the "
            "panel would come to with very many experts. Errors that all experts share no "
            "interval can show."
        ),
        draws,
        tiers,
        *(
            [
                text(
                    "Scores are the editors' decision. Intervals stand around their score; where "
                    "it lies farther from the median of the experts' panel than the interval "
                    "reaches, the country's page says so."
                )
            ]
            if edition.scoring.decided
            else []
        ),
    ]


def ways(language: Language) -> Mapping[str, str]:
    """What each method of scoring makes of the ratings."""
    text = language.text
    simple = text(
        "Intervals come from how far the experts of a country differ in their independent first "
        "ratings."
    )
    return {
        "model": text(
            "Experts differ: some are harsher, some judge a country or an indicator in their own "
            "way, and all err by chance. A model of their independent first ratings estimates all "
            "of this at once, and how sure each score then is."
        ),
        "mean": simple,
        "median": simple,
        "trimmed": simple,
        "mixed": text(
            "A linear mixed model of the independent first ratings tells countries and indicators "
            "from experts who are harsher than others, and how sure each score then is."
        ),
    }


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
