"""Rank lines: `127th of 193 countries`, and below `tied with 2 others; 133rd in 2021`."""

from __future__ import annotations

from ocindex.publish import certainty
from ocindex.publish.language import Language
from ocindex.release import CountryRecord, Release, ReleasedEdition, Standing
from ocindex.vocabulary import SCOPES, Scope


def rank_lines(
    release: Release, released: ReleasedEdition, record: CountryRecord, node: str,
    language: Language,
) -> list[tuple[str, str]]:  # fmt: skip
    """A line and a note for each scope; none for one in which the country stands alone."""
    lines = []
    for scope in SCOPES:
        standing = record.figures[node].rank[scope]
        if standing.of < 2:
            continue
        tie = "" if standing.as_published else tied(released, record, node, scope, language)
        before = former(release, released, record, node, scope, language)
        note = tie or before
        if tie and before:
            note = language.text("%(tie)s; %(before)s", tie=tie, before=before)
        if standing.interval and scope == "world":
            sure = certainty.noted(standing.interval, released.basis, language)
            note = language.text("%(tie)s; %(before)s", tie=sure, before=note) if note else sure
        lines.append((line(standing, record.country.group(scope), scope, language), note))
    return lines


def line(standing: Standing, group: str, scope: Scope, language: Language) -> str:
    """The rank of how many, where, and whether only the publisher knows it."""
    text = language.text
    rank = language.ordinal(standing.rank)
    if scope == "world":
        said = text("%(rank)s of %(of)d countries", rank=rank, of=standing.of)
    else:
        said = text("%(rank)s of %(of)d in %(group)s", rank=rank, of=standing.of, group=group)
    return text("%(ranks)s, as published", ranks=said) if standing.as_published else said


def tied(
    released: ReleasedEdition, record: CountryRecord, node: str, scope: Scope, language: Language
) -> str:
    """With how many others the rank is shared."""
    rank = record.figures[node].rank[scope].rank
    others = sum(
        other.country.group(scope) == record.country.group(scope)
        and other.figures[node].rank[scope].rank == rank
        for other in released.countries.values()
        if other.country != record.country
    )
    return (
        language.counted("tied with %(n)d other", "tied with %(n)d others", others)
        if others
        else ""
    )


def former(
    release: Release, released: ReleasedEdition, record: CountryRecord, node: str, scope: Scope,
    language: Language,
) -> str:  # fmt: skip
    """The rank in the edition before, where it has one."""
    if not released.against:
        return ""
    earlier = release.by_id[released.against[0]]
    before = earlier.countries.get(record.country.iso3)
    if before is None or node not in before.figures:
        return ""
    standing = before.figures[node].rank[scope]
    if standing.of < 2:
        return ""
    rank = language.ordinal(standing.rank)
    return language.text("%(rank)s in %(edition)s", rank=rank, edition=earlier.id)
