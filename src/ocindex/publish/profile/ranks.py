"""Rank lines: `127th of 193 countries`, and below `tied with 2 others; 133rd in 2021`."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.release import CountryRecord, Release, ReleasedEdition
from ocindex.vocabulary import SCOPES, Scope


def rank_lines(
    release: Release, released: ReleasedEdition, record: CountryRecord, node: str
) -> list[tuple[str, str]]:
    """A line and a note for each scope; none for one in which the country stands alone."""
    lines = []
    for scope in SCOPES:
        standing = record.figures[node].rank[scope]
        if standing.of < 2:
            continue
        group = "countries" if scope == "world" else f"in {record.country.group(scope)}"
        line = f"{ordinal(standing.rank)} of {standing.of} {group}"
        if standing.as_published:
            line += ", as published"
            tie = ""
        else:
            tie = tied(released, record, node, scope)
        before = former(release, released, record, node, scope)
        lines.append((line, "; ".join(filter(None, (tie, before)))))
    return lines


def tied(released: ReleasedEdition, record: CountryRecord, node: str, scope: Scope) -> str:
    """With how many others the rank is shared."""
    rank = record.figures[node].rank[scope].rank
    others = sum(
        other.country.group(scope) == record.country.group(scope)
        and other.figures[node].rank[scope].rank == rank
        for other in released.countries.values()
        if other.country != record.country
    )
    return f"tied with {others} other{'s' if others > 1 else ''}" if others else ""


def former(
    release: Release, released: ReleasedEdition, record: CountryRecord, node: str, scope: Scope
) -> str:
    """The rank in the edition before, where it has one."""
    if not released.against:
        return ""
    earlier = release.by_id[released.against[0]]
    before = earlier.countries.get(record.country.iso3)
    if before is None or node not in before.figures:
        return ""
    standing = before.figures[node].rank[scope]
    return f"{ordinal(standing.rank)} in {earlier.id}" if standing.of > 1 else ""


def listing(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def ordinal(n: int) -> str:
    """`1st`, `22nd`, `113th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{'th' if n % 100 in (11, 12, 13) else ending}"
