"""The tables of an edition's intervals: how sure its scores, ranks and changes are."""

from __future__ import annotations

from collections.abc import Iterator

from ocindex.publish.data.tables import (
    AGAINST,
    COUNTRY,
    EDITION,
    ISO3,
    NODE,
    Column,
    DataTable,
)
from ocindex.release import ChangeInterval, ReleasedEdition

BASIS = Column(
    "basis", "string", "What may be otherwise: ratings of experts, or robustness, half a step each"
)
LOW90 = Column("low90", "number", "Low end of the 90 % interval")
HIGH90 = Column("high90", "number", "High end of the 90 % interval")


def interval_tables(released: ReleasedEdition) -> Iterator[DataTable]:
    """Every table of intervals; those of an edition that has none are empty."""
    yield intervals(released)
    yield rank_intervals(released)
    yield change_intervals(released)
    yield pairs(released)


def intervals(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (
            released.id, c.country.iso3, c.country.name, f.node, released.basis,
            f.interval.raters if released.basis == "ratings" else None, f.interval.median,
            f.interval.mean, f.interval.sd, f.interval.low68, f.interval.high68,
            f.interval.low90, f.interval.high90, f.interval.distance,
        )
        for c in released.countries.values()
        for f in c.figures.values()
        if f.interval
    )  # fmt: skip
    columns = (
        EDITION, ISO3, COUNTRY, NODE, BASIS,
        Column("n_raters", "integer", "Number of experts on whose ratings the score rests"),
        Column("median", "number", "Median of the draws"),
        Column("mean", "number", "Mean of the draws"),
        Column("sd", "number", "Standard deviation of the draws"),
        Column("low68", "number", "Low end of the 68 % interval"),
        Column("high68", "number", "High end of the 68 % interval"),
        LOW90, HIGH90,
        Column("distance", "number", "Editors' score less the median of the experts' panel"),
    )  # fmt: skip
    return DataTable("intervals", "Intervals of the scores", columns, rows)


def rank_intervals(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (
            released.id, c.country.iso3, c.country.name, f.node, scope, standing.rank,
            rank.median, rank.low90, rank.high90, rank.set_low or None, rank.set_high or None,
            rank.top10, rank.tier or None,
        )
        for c in released.countries.values()
        for f in c.figures.values()
        for scope, standing in f.rank.items()
        if (rank := standing.interval)
    )  # fmt: skip
    columns = (
        EDITION, ISO3, COUNTRY, NODE,
        Column("scope", "string", "world, continent or region"),
        Column("rank", "integer", "Rank of the score"),
        Column("rank_median", "number", "Median of the rank over the draws"),
        Column("rank_low90", "integer", "First rank of the 90 % interval"),
        Column("rank_high90", "integer", "Last rank of the 90 % interval"),
        Column("set_low", "integer", "First rank of the set that holds for all countries at once"),
        Column("set_high", "integer", "Last rank of the set that holds for all countries at once"),
        Column("p_top10", "number", "Probability of being among the first ten"),
        Column("tier", "integer", "Tier of countries that cannot be told apart; 1 is the highest"),
    )  # fmt: skip
    return DataTable("rank_intervals", "Intervals of the ranks, and tiers", columns, rows)


def change_intervals(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (
            released.id, against, c.country.iso3, c.country.name, change.node, change.change,
            *ends(change.interval), change.interval.rise, *ends(change.comparable_interval),
        )
        for c in released.countries.values()
        for against, changed in c.changes.items()
        for change in changed.values()
        if change.interval
    )  # fmt: skip
    columns = (
        EDITION, AGAINST, ISO3, COUNTRY, NODE,
        Column("change", "number", "Difference of the unrounded scores, as published"),
        Column("median", "number", "Median of the change over the draws"),
        LOW90, HIGH90,
        Column("p_rise", "number", "Probability that the score has risen"),
        Column("comparable_median", "number", "Median over the indicators that both have"),
        Column("comparable_low90", "number", "Low end of its 90 % interval"),
        Column("comparable_high90", "number", "High end of its 90 % interval"),
    )  # fmt: skip
    return DataTable("change_intervals", "Intervals of the changes", columns, rows)


def ends(interval: ChangeInterval | None) -> tuple[float | None, float | None, float | None]:
    if interval is None:
        return None, None, None
    return interval.median, interval.low90, interval.high90


def pairs(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (released.id, node, iso3, other, above, below)
        for node, known in released.pairs.items()
        for (iso3, other), (above, below) in known.items()
    )
    columns = (
        EDITION, NODE, ISO3,
        Column("other", "string", "Code of another country; each pair stands once"),
        Column("p_above", "number", "Probability that the country scores higher than the other"),
        Column("p_below", "number", "Probability that it scores lower"),
    )  # fmt: skip
    return DataTable("pairs", "How likely one country scores higher than another", columns, rows)
