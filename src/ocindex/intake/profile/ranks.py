"""Printed rank lines: "34th of 46 Asian countries", "5th of 8 in Central Asia"."""

from __future__ import annotations

import re

from ocindex.vocabulary import SCOPES, Country, Scope

WORLD = re.compile(r"(countries ?)?(in the world|worldwide)?", re.IGNORECASE)
MEMBERS = re.compile(r"(?P<group>.*) countries|in (?P<place>.*)", re.IGNORECASE)
SMALL = {"and", "the", "of"}
# As many letters of Asia and Asian, Europe and European, the Americas and American agree.
STEM = 4


def scope_of_group(text: str, country: Country) -> Scope | None:
    """The scope that the end of a rank line names; None where it is none of the country's."""
    # Behind a comma may stand with whom the rank is shared, or how it has changed.
    place = re.split(r"[,;·(]", text)[0].strip()
    if WORLD.fullmatch(place):
        return "world"
    match = MEMBERS.fullmatch(place)
    if not match:
        return None
    group = match["group"] or match["place"]
    for scope in reversed(SCOPES):
        if stems(group) == stems(country.group(scope)):
            return scope
    return None


def stems(name: str) -> list[str]:
    """The beginnings of a name's words, by which a place and its adjective are the same."""
    words = re.findall(r"\w+", name.casefold())
    return [word[:STEM] for word in words if word not in SMALL]
