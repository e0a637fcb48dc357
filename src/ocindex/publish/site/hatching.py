"""Which countries a map hatches: those of whose scores least is certain."""

from __future__ import annotations

from typing import NamedTuple

from ocindex.publish import certainty
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import Node

# Of so many countries one is hatched.
QUARTER = 4


class Unsure(NamedTuple):
    """The countries whose intervals are the widest, and what the map says of them."""

    iso3s: tuple[str, ...]
    said: str


def unsure(site: Site, view: View, node: Node) -> Unsure | None:
    """The quarter of the countries with the widest intervals; None where none are known."""
    width = {
        record.country.iso3: found.high90 - found.low90
        for record in view.countries
        if (found := record.figures[node.id].interval)
    }
    if len(width) < QUARTER:
        return None
    least = sorted(width.values(), reverse=True)[len(width) // QUARTER - 1]
    points = certainty.printed(round(least, 4), view.framework, site.language)
    says = site.language.text(
        "Hatched: the quarter of the countries whose 90 %% interval is widest, %(points)s points "
        "or more.",
        points=points,
    )
    if view.released.basis == "robustness":
        says = site.language.text(
            "Hatched: the quarter of the countries that move most if each score may be half a "
            "step off, by %(points)s points or more.",
            points=points,
        )
    iso3s = tuple(iso3 for iso3, wide in width.items() if wide >= least)
    return Unsure(iso3s, certainty.glued(says))
