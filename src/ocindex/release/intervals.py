"""The tables of intervals: how sure the figures of some editions are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from ocindex.errors import RequestError
from ocindex.index import Result
from ocindex.intervals import ChangeIntervals, ChangeSummary, Intervals
from ocindex.release.tables import Row, table_text
from ocindex.vocabulary import SCOPES

HEADERS = {
    "intervals": (
        "edition", "iso3", "node", "basis", "n_raters", "median", "mean", "sd", "low68", "high68",
        "low90", "high90", "distance",
    ),
    "rank_intervals": (
        "edition", "iso3", "node", "scope", "rank_median", "rank_low90", "rank_high90", "set_low",
        "set_high", "p_top10", "tier",
    ),
    "pairs": ("edition", "iso3", "other", "node", "p_above", "p_below"),
    "change_intervals": (
        "edition", "against", "iso3", "node", "median", "low90", "high90", "p_rise",
        "comparable_median", "comparable_low90", "comparable_high90", "comparable_p_rise",
    ),
}  # fmt: skip


def check_intervals(
    results: Sequence[Result],
    intervals: Mapping[str, Intervals],
    changes: Sequence[ChangeIntervals],
    draws: Mapping[str, bytes],
) -> None:
    """Refuse intervals of editions that the release does not hold, or not as they are."""
    known = {result.edition.id: result.edition for result in results}
    named = {*intervals, *draws, *(name for c in changes for name in (c.later, c.earlier))}
    for name in sorted(named - known.keys()):
        raise RequestError(
            f"There are intervals of edition '{name}', which the release does not hold; it holds "
            f"{', '.join(known)}."
        )
    for name, found in intervals.items():
        codes = tuple(country.iso3 for country in known[name].countries)
        nodes = tuple(node.id for node in known[name].framework.nodes)
        if (found.edition, found.countries, found.nodes) != (name, codes, nodes):
            raise RequestError(
                f"The intervals of edition '{name}' are of other countries or nodes than it has: "
                "make them of the same edition."
            )


def interval_tables(
    results: Sequence[Result],
    intervals: Mapping[str, Intervals],
    changes: Sequence[ChangeIntervals],
) -> dict[str, str]:
    """Each table's text, by file name; none that would have no row."""
    own = [intervals[r.edition.id] for r in results if r.edition.id in intervals]
    order = {result.edition.id: place for place, result in enumerate(results)}
    moved = sorted(changes, key=lambda change: (order[change.later], -order[change.earlier]))
    rows = {
        "intervals": [row for found in own for row in score_rows(found)],
        "rank_intervals": [row for found in own for row in rank_rows(found)],
        "pairs": [row for found in own for row in pair_rows(found)],
        "change_intervals": [row for found in moved for row in change_rows(found)],
    }
    simulated = any(result.edition.simulated for result in results)
    return {
        f"{name}.csv": table_text(HEADERS[name], rows[name], simulated)
        for name in HEADERS
        if rows[name]
    }


def score_rows(found: Intervals) -> Iterator[Row]:
    summary = found.summary
    columns = (
        summary.median, summary.mean, summary.sd, summary.low68, summary.high68, summary.low90,
        summary.high90, found.distance,
    )  # fmt: skip
    for i, iso3 in enumerate(found.countries):
        for j, node in enumerate(found.nodes):
            if isnan(summary.median[i, j]):
                continue
            raters = int(found.n_raters[i, j]) if found.basis == "ratings" else ""
            figures = (text(column[i, j]) for column in columns)
            yield found.edition, iso3, node, found.basis, raters, *figures


def rank_rows(found: Intervals) -> Iterator[Row]:
    """Countries that have ranks; those of components have sets and tiers too."""
    for i, iso3 in enumerate(found.countries):
        for j, node in enumerate(found.nodes):
            for scope in SCOPES:
                rank = found.rank[scope]
                if not rank.median[i, j]:
                    continue
                yield (
                    found.edition, iso3, node, scope, int(rank.median[i, j]),
                    int(rank.low90[i, j]), int(rank.high90[i, j]), place(rank.set_low[i, j]),
                    place(rank.set_high[i, j]), text(rank.p_top10[i, j]), place(rank.tier[i, j]),
                )  # fmt: skip


def pair_rows(found: Intervals) -> Iterator[Row]:
    """Every two countries once: how likely the one stands above the other, and below it."""
    for node, above in found.above.items():
        for i, iso3 in enumerate(found.countries):
            for j in range(i + 1, len(found.countries)):
                if not isnan(above[i, j]):
                    chances = text(above[i, j]), text(above[j, i])
                    yield found.edition, iso3, found.countries[j], node, *chances


def change_rows(found: ChangeIntervals) -> Iterator[Row]:
    for i, iso3 in enumerate(found.countries):
        for j, node in enumerate(found.nodes):
            if isnan(found.published.median[i, j]):
                continue
            both = (*moves(found.published, i, j), *moves(found.comparable, i, j))
            yield found.later, found.earlier, iso3, node, *both


def moves(summary: ChangeSummary, i: int, j: int) -> tuple[str, ...]:
    columns = summary.median, summary.low90, summary.high90, summary.p_rise
    return tuple(text(column[i, j]) for column in columns)


def text(value: float) -> str:
    """Four decimals: more would say more than some thousand draws can; empty for none."""
    return "" if isnan(value) else f"{value + 0.0:.4f}"


def place(value: int) -> object:
    return int(value) or ""
