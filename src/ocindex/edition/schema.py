"""The tables of an edition: their columns, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: Table Schema type, whether it must be filled, and what it holds."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table, its key and whether an edition may lack it."""

    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


ISO3 = Column("iso3", "string", True, "ISO 3166-1 alpha-3 code of the country")

COUNTRIES = TableSchema(
    "countries.csv",
    ("iso3",),
    (
        ISO3,
        Column("iso2", "string", False, "ISO 3166-1 alpha-2 code"),
        Column("name", "string", True, "Name of the country"),
        Column("continent", "string", True, "Continent in which it is ranked"),
        Column("region", "string", True, "Region in which it is ranked"),
    ),
)
SCORES = TableSchema(
    "scores.csv",
    ("iso3", "indicator"),
    (
        ISO3,
        Column("indicator", "string", True, "Id of the indicator in the framework"),
        Column("score", "number", True, "Score on the framework's scale"),
    ),
)
RATINGS = TableSchema(
    "ratings.csv",
    ("iso3", "indicator", "rater", "round"),
    (
        ISO3,
        Column("indicator", "string", True, "Id of the indicator in the framework"),
        Column("rater", "string", True, "Pseudonym of the rater"),
        Column("round", "integer", True, "Round of the assessment, from 1"),
        Column("score", "number", True, "The rater's score on the framework's scale"),
        Column("confidence", "number", False, "The rater's confidence, 0 to 1"),
    ),
)
PRINTED = TableSchema(
    "printed.csv",
    ("iso3", "node", "quantity"),
    (
        ISO3,
        Column("node", "string", True, "Id of the component or indicator"),
        Column("quantity", "string", True, "score, rank_world, rank_continent or rank_region"),
        Column("value", "string", True, "The figure as its publisher printed it"),
        Column("of", "integer", False, "Number of countries that a printed rank names"),
    ),
)
FACTS = TableSchema(
    "facts.csv",
    ("iso3", "fact"),
    (
        ISO3,
        Column("fact", "string", True, "What is stated: capital, population"),
        Column("value", "string", True, "The fact"),
        Column("year", "string", False, "Year to which it refers"),
        Column("source", "string", False, "Where it is from"),
    ),
)
SOURCES = TableSchema(
    "sources.csv",
    (),
    (
        ISO3,
        Column("citation", "string", True, "The work that the assessment cites"),
        Column("url", "string", False, "Its address"),
    ),
)
TABLES = (COUNTRIES, SCORES, RATINGS, PRINTED, FACTS, SOURCES)
