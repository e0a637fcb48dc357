"""The tables of an edition: their columns, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ocindex.vocabulary import Framework


@dataclass(frozen=True, slots=True)
class Column:
    """A column: Table Schema type, whether it must be filled, and what it holds."""

    name: str
    type: str
    description: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table, its key and whether an edition may lack it."""

    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


ISO3 = Column("iso3", "string", "ISO 3166-1 alpha-3 code of the country")

COUNTRIES = TableSchema(
    "countries.csv",
    ("iso3",),
    (
        ISO3,
        Column("iso2", "string", "ISO 3166-1 alpha-2 code", required=False),
        Column("name", "string", "Name of the country"),
        Column("continent", "string", "Continent in which it is ranked"),
        Column("region", "string", "Region in which it is ranked"),
    ),
)
SCORES = TableSchema(
    "scores.csv",
    ("iso3", "indicator"),
    (
        ISO3,
        Column("indicator", "string", "Id of the indicator in the framework"),
        Column("score", "number", "Score on the framework's scale"),
    ),
)
RATINGS = TableSchema(
    "ratings.csv",
    ("iso3", "indicator", "rater", "round"),
    (
        ISO3,
        Column("indicator", "string", "Id of the indicator in the framework"),
        Column("rater", "string", "Pseudonym of the rater"),
        Column("round", "integer", "Round of the assessment, from 1"),
        Column("score", "number", "The rater's score on the framework's scale"),
        Column("confidence", "number", "The rater's confidence, 0 to 1", required=False),
    ),
)
PRINTED = TableSchema(
    "printed.csv",
    ("iso3", "node", "quantity"),
    (
        ISO3,
        Column("node", "string", "Id of the component or indicator"),
        Column("quantity", "string", "score, rank_world, rank_continent or rank_region"),
        Column("value", "string", "The figure as its publisher printed it"),
        Column("of", "integer", "Number of countries that a printed rank names", required=False),
    ),
)
FACTS = TableSchema(
    "facts.csv",
    ("iso3", "fact"),
    (
        ISO3,
        Column("fact", "string", "What is stated: capital, population"),
        Column("value", "string", "The fact"),
        Column("year", "string", "Year to which it refers", required=False),
        Column("source", "string", "Where it is from", required=False),
    ),
)
SOURCES = TableSchema(
    "sources.csv",
    (),
    (
        ISO3,
        Column("citation", "string", "The work that the assessment cites"),
        Column("url", "string", "Its address", required=False),
    ),
)
GROUPS = TableSchema(
    "groups.csv",
    ("iso3", "group"),
    (
        ISO3,
        Column("group", "string", "Id of the way of grouping: income, size"),
        Column("value", "string", "The group to which the country belongs"),
    ),
)
DENOMINATORS = TableSchema(
    "denominators.csv",
    ("iso3", "denominator"),
    (
        ISO3,
        Column("denominator", "string", "Id of the denominator in the framework"),
        Column("value", "number", "Its value for the country, in its own unit"),
    ),
)
TABLES = (COUNTRIES, SCORES, GROUPS, DENOMINATORS, RATINGS, PRINTED, FACTS, SOURCES)
# Words of an edition whose units may be anything, where they are other words.
FREE = {
    "iso3": Column("iso3", "string", "Code of the country or other unit"),
    "continent": Column("continent", "string", "Continent in which it lies", required=False),
    "region": Column("region", "string", "Region in which it lies", required=False),
}
# The same of one of measured indicators.
MEASURED = {
    **FREE,
    "score": Column("score", "number", "Value in the indicator's unit", required=False),
}
SCORED_ONLY = (RATINGS, PRINTED)


def tables_of(framework: Framework) -> tuple[TableSchema, ...]:
    """The tables of a framework's editions, in the order in which they are written."""
    if not framework.free_codes:
        return TABLES
    words = MEASURED if framework.measured else FREE
    return tuple(
        replace(table, columns=tuple(words.get(c.name, c) for c in table.columns))
        for table in TABLES
        if not framework.measured or table not in SCORED_ONLY
    )
