"""How likely one country scores higher than another: for the page that compares them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ocindex.publish import certainty
from ocindex.publish.language import Language
from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Page
from ocindex.publish.site.view import View
from ocindex.release import Basis, CountryRecord
from ocindex.vocabulary import SIMULATED, Component

READY = 5


def pairwise(language: Language, view: View, root: Component) -> dict[str, Any]:
    """How likely each of the countries with the highest scores lies above each other one."""
    records = first(view, root)
    return {
        "caption": language.text(
            "%(node)s: how likely the country of the row scores higher than that of the column",
            node=root.name,
        ),
        "countries": [record.country for record in records],
        "rows": [
            [
                certainty.percent(chance, language) if chance is not None else ""
                for other in records
                for chance in [
                    view.released.above(root.id, record.country.iso3, other.country.iso3)
                ]
            ]
            for record in records
        ],
    }


def file_of(view: View, record: CountryRecord) -> Page:
    """How likely a country lies above each other one, by component, as its script reads it.

    `above` has a row a component: per mille, in the order of all countries' codes, null for
    itself. `spans` are the ends of each score's interval, as printed.
    """
    iso3, codes = record.country.iso3, sorted(view.released.countries)
    rows = {
        component.id: [
            None if chance is None else round(1000 * chance)
            for other in codes
            for chance in [view.released.above(component.id, iso3, other)]
        ]
        for component in view.framework.components
    }
    notice = {"notice": SIMULATED} if view.release.simulated else {}
    spans = {
        node: [certainty.plain(end, view.framework) for end in (found.low90, found.high90)]
        for node, figure in record.figures.items()
        if (found := figure.interval)
    }
    content = notice | {
        "iso3": iso3,
        "basis": view.released.basis,
        "above": rows,
        "spans": spans,
    }
    text = json.dumps(content, separators=(",", ":"))
    return Page(f"{addresses.COMPARE}above/{iso3}.json", text + "\n")


def likely_note(language: Language, basis: Basis | None) -> str:
    """What a chance does not say."""
    if basis == "robustness":
        return language.text(
            "If each score may be half a step off: how far figures move, not how sure experts are."
        )
    return certainty.glued(
        language.text(
            "Between 10 and 90 %% two countries cannot be told apart with any confidence."
        )
    )


def likely_texts(language: Language, basis: Basis | None) -> Mapping[str, str]:
    """What the script says of chances; it fills in the braces."""
    text = language.text
    return {
        "likely": text(
            "%(node)s: how likely the country of the row scores higher than that of the column",
            node="{node}",
        ),
        "likelyNote": likely_note(language, basis),
        "likelyTitle": text("How likely one scores higher"),
        "likelier": text(
            "%(node)s: %(one)s scores higher than %(other)s with a chance of %(chance)s.",
            node="{node}", one="{one}", other="{other}", chance="{chance}",
        ),
        "span": text("%(low)s–%(high)s", low="{low}", high="{high}"),
        "percent": certainty.glued(text("%(n)s %%", n="{n}")),
        "over": certainty.glued(text("over %(n)s %%", n="99")),
        "under": certainty.glued(text("under %(n)s %%", n="1")),
    }  # fmt: skip


def first(view: View, root: Component) -> list[CountryRecord]:
    """The countries with the highest scores, by name where equal."""
    return sorted(view.countries, key=lambda r: -r.figures[root.id].score)[:READY]
