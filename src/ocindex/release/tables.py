"""The tables of a release: what they hold and how they are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ocindex.exact import display, display_change, precise
from ocindex.index import Result, compare
from ocindex.index.change import Change
from ocindex.index.correlation import correlations
from ocindex.index.groups import Group
from ocindex.index.published import check_printed, published_ranks
from ocindex.vocabulary import SCOPES, SIMULATED, Component, Framework

HEADERS = {
    "scores": (
        "edition", "iso3", "node", "score", "display", "exact", "band", "rank_world", "of_world",
        "rank_continent", "of_continent", "rank_region", "of_region", "as_published",
    ),
    "countries": ("edition", "iso3", "country", "continent", "region", "quadrant"),
    "groups": (
        "edition", "scope", "group", "countries", "node", "score", "display", "exact", "band",
    ),
    "changes": (
        "edition", "against", "iso3", "node", "change", "display", "exact", "comparable",
        "comparable_display", "framework", "framework_display", "rank_world", "rank_continent",
        "rank_region",
    ),
    "parts": ("edition", "against", "iso3", "node", "part", "contribution", "display", "exact"),
    "correlations": (
        "edition", "node", "other", "pearson", "pearson_display", "spearman", "spearman_display",
        "n",
    ),
    "checks": ("edition", "iso3", "node", "quantity", "printed", "of", "computed", "verdict"),
}  # fmt: skip
Row = tuple[object, ...]
# More would say more than the scores of some hundred countries can.
CORRELATION_DECIMALS = 2


def release_tables(results: Sequence[Result]) -> dict[str, str]:
    """Every table's text, by file name, from results in the order of their years."""
    pairs = [
        compared(later, earlier)
        for i, later in enumerate(results)
        for earlier in reversed(results[:i])
        if comparable(later, earlier)
    ]
    rows = {
        "scores": (row for result in results for row in score_rows(result)),
        "countries": (row for result in results for row in country_rows(result)),
        "groups": (row for result in results for row in group_rows(result)),
        "changes": (row for pair in pairs for row in change_rows(pair)),
        "parts": (row for pair in pairs for row in part_rows(pair)),
        "correlations": (row for result in results for row in correlation_rows(result)),
        "checks": (row for result in results for row in check_rows(result)),
    }
    simulated = any(result.edition.simulated for result in results)
    return {f"{name}.csv": table_text(HEADERS[name], rows[name], simulated) for name in HEADERS}


@dataclass(frozen=True)
class Pair:
    """Two editions, and every change between them."""

    ids: tuple[str, str]
    framework: Framework
    changes: tuple[tuple[str, str, Change], ...]


def compared(later: Result, earlier: Result) -> Pair:
    changes = compare(later, earlier).all_changes()
    known = tuple((iso3, node, change) for iso3, node, change in changes if change)
    return Pair((later.edition.id, earlier.edition.id), later.edition.framework, known)


def comparable(later: Result, earlier: Result) -> bool:
    return later.edition.framework.scale == earlier.edition.framework.scale


def table_text(header: Sequence[str], rows: Iterable[Row], simulated: bool) -> str:
    """A table as csv; where data are simulated, each line says so."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*header, "notice"] if simulated else header)
    writer.writerows((*row, SIMULATED) for row in rows) if simulated else writer.writerows(rows)
    return file.getvalue()


def score_rows(result: Result) -> Iterator[Row]:
    decimals = result.edition.framework.decimals
    texts: dict[int, tuple[str, str, str]] = {}
    for i, country in enumerate(result.edition.countries):
        for j, node in enumerate(result.nodes):
            value = int(result.values[i, j])
            if value not in texts:
                score = value * result.unit
                texts[value] = precise(score), display(score, decimals), str(score)
            printed = published_ranks(result, country.iso3, node.id)
            ranks = {
                s: printed.get(s) or result.rank_of(country.iso3, node.id, s)
                if country.group(s)
                else ("", "")
                for s in SCOPES
            }
            yield (
                result.edition.id, country.iso3, node.id, *texts[value],
                result.band(country.iso3, node.id), *(x for s in SCOPES for x in ranks[s]),
                " ".join(scope for scope in SCOPES if scope in printed),
            )  # fmt: skip


def country_rows(result: Result) -> Iterator[Row]:
    for c in result.edition.countries:
        quadrant = result.quadrant(c.iso3)
        yield result.edition.id, c.iso3, c.name, c.continent, c.region, quadrant


def group_rows(result: Result) -> Iterator[Row]:
    for group in result.groups:
        for node in result.nodes:
            yield group_row(result, group, node.id)


def group_row(result: Result, group: Group, node: str) -> Row:
    score = result.group_score(group, node)
    named = (result.edition.id, group.scope, group.name, len(group.rows), node)
    framework = result.edition.framework
    printed = display(score, framework.decimals)
    return *named, precise(score), printed, str(score), result.band_for(score, node)


def change_rows(pair: Pair) -> Iterator[Row]:
    decimals = pair.framework.decimals
    for iso3, node, change in pair.changes:
        both = change.comparable
        yield (
            *pair.ids, iso3, node, *signed(change.published, decimals), str(change.published),
            *(("", "n/a") if both is None else signed(both, decimals)),
            *signed(change.framework, decimals), *(change.rank[scope] for scope in SCOPES),
        )  # fmt: skip


def part_rows(pair: Pair) -> Iterator[Row]:
    """What components' changes are made of; parts of nothing are left out."""
    for iso3, node, change in pair.changes:
        if not isinstance(pair.framework.node[node], Component):
            continue
        for name, part in {**change.contributions, "framework": change.framework}.items():
            if part:
                yield *pair.ids, iso3, node, name, *signed(part, pair.framework.decimals), str(part)


def correlation_rows(result: Result) -> Iterator[Row]:
    for found in correlations(result):
        both = (
            text
            for r in (found.pearson, found.spearman)
            for text in (repr(r), display(Fraction(r), CORRELATION_DECIMALS))
        )
        yield result.edition.id, found.node, found.other, *both, found.n


def check_rows(result: Result) -> Iterator[Row]:
    for check in check_printed(result):
        p = check.printed
        of = "" if p.of is None else p.of
        figure = (result.edition.id, p.iso3, p.node, p.quantity, p.value, of)
        yield *figure, check.computed, check.verdict


def signed(change: Fraction, decimals: int) -> tuple[str, str]:
    """A change in full precision and as printed."""
    return precise(change), display_change(change, decimals)
