"""Names as publishers write them, matched to ours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from ocindex.vocabulary import Country, Framework


def plain(name: str) -> str:
    """A name reduced to its letters and digits: case, accents and punctuation vary."""
    decomposed = unicodedata.normalize("NFKD", name.replace("&", " and "))
    return "".join(c for c in decomposed.casefold() if c.isalnum())


def by_plain_name(items: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Ids by plain name, from pairs of id and name."""
    return {plain(name): identity for identity, name in items}


def members_by_name(framework: Framework) -> Mapping[str, Country]:
    """The framework's members by plain name, other names and iso3 included."""
    own = {member.iso3: member for member in framework.members}
    result = {plain(other): own[iso3] for other, iso3 in framework.aliases.items()}
    for member in framework.members:
        result[plain(member.iso3)] = member
        result[plain(member.name)] = member
    return result
