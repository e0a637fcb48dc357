"""The tables of an edition's data: what they hold, and their rows from a release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocindex.release import ReleasedEdition
from ocindex.vocabulary import SCOPES, Component

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Table Schema type, what it holds, and whether a person wrote its text."""

    name: str
    type: str
    description: str
    written: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of one edition."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


EDITION = Column("edition", "string", "Edition of the figures")
AGAINST = Column("against", "string", "Earlier edition that the change is counted from")
ISO3 = Column("iso3", "string", "ISO 3166-1 alpha-3 code of the country")
COUNTRY = Column("country", "string", "Name of the country", written=True)
CONTINENT = Column("continent", "string", "Continent in which it is ranked", written=True)
REGION = Column("region", "string", "Region in which it is ranked", written=True)
NODE = Column("node", "string", "Id of the component or indicator; nodes.csv tells them")
NAME = Column("name", "string", "Name of the node", written=True)
SCORE = Column("score", "number", "Score, unrounded")
DISPLAY = Column("display", "string", "The same, rounded as printed")
BAND = Column("band", "string", "Class of the score", written=True)
NOTICE = Column("notice", "string", "What to know before using the row")


def edition_tables(released: ReleasedEdition) -> Iterator[DataTable]:
    """Every table that the edition has rows for."""
    for table in (
        wide(released),
        scores(released),
        ranks(released),
        changes(released),
        change_parts(released),
        groups(released),
        correlations(released),
        nodes(released),
    ):
        if table.rows:
            yield table


def wide(released: ReleasedEdition) -> DataTable:
    framework = released.edition.framework
    columns = tuple(Column(n.id, "number", f"Score: {n.name}, unrounded") for n in framework.nodes)
    quadrant = Column("quadrant", "string", "Place in the matrix of two components", written=True)
    rows = tuple(
        (
            released.id, c.country.iso3, c.country.name, c.country.continent, c.country.region,
            c.quadrant, *(c.figures[node.id].score for node in framework.nodes),
        )
        for c in released.countries.values()
    )  # fmt: skip
    named = (EDITION, ISO3, COUNTRY, CONTINENT, REGION, quadrant)
    return DataTable("wide", "Scores, a row a country", (*named, *columns), rows)


def scores(released: ReleasedEdition) -> DataTable:
    names = node_names(released)
    rows = tuple(
        (
            released.id, c.country.iso3, c.country.name, c.country.continent, c.country.region,
            f.node, names[f.node], f.score, f.display, f.band,
        )
        for c in released.countries.values()
        for f in c.figures.values()
    )  # fmt: skip
    named = (EDITION, ISO3, COUNTRY, CONTINENT, REGION, NODE, NAME)
    columns = (*named, SCORE, DISPLAY, BAND)
    return DataTable("scores", "Scores, a row a country and node", columns, rows)


def ranks(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (
            released.id, c.country.iso3, c.country.name, f.node, scope, c.country.group(scope),
            standing.rank, standing.of, standing.as_published,
        )
        for c in released.countries.values()
        for f in c.figures.values()
        for scope, standing in f.rank.items()
        if standing.of
    )  # fmt: skip
    columns = (
        EDITION, ISO3, COUNTRY, NODE,
        Column("scope", "string", "world, continent or region"),
        Column("group", "string", "Group in which the country is ranked", written=True),
        Column("rank", "integer", "1 is the highest score; equal scores share the best rank"),
        Column("of", "integer", "Number of countries ranked"),
        Column("as_published", "boolean", "The rank is the publisher's, not computed here"),
    )  # fmt: skip
    return DataTable("ranks", "Ranks in world, continent and region", columns, rows)


def changes(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (
            released.id, against, c.country.iso3, c.country.name, change.node, change.change,
            change.display, change.comparable, change.framework,
            *(change.rank[scope] for scope in SCOPES),
        )
        for c in released.countries.values()
        for against, changed in c.changes.items()
        for change in changed.values()
    )  # fmt: skip
    columns = (
        EDITION, AGAINST, ISO3, COUNTRY, NODE,
        Column("change", "number", "Difference of the unrounded scores, as published"),
        DISPLAY,
        Column("comparable", "number", "Change over the indicators that both editions have"),
        Column("framework", "number", "Part of the change that comes from the framework's change"),
        *(Column(f"rank_{s}", "integer", f"Ranks climbed towards the first, {s}") for s in SCOPES),
    )  # fmt: skip
    return DataTable("changes", "Changes since earlier editions", columns, rows)


def change_parts(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (released.id, against, c.country.iso3, change.node, part.part, part.contribution,
         part.display)
        for c in released.countries.values()
        for against, changed in c.changes.items()
        for change in changed.values()
        for part in change.parts
    )  # fmt: skip
    columns = (
        EDITION, AGAINST, ISO3, NODE,
        Column("part", "string", "Indicator, or framework for what its change has moved"),
        Column("contribution", "number", "Part of the node's change; the parts sum to it"),
        DISPLAY,
    )  # fmt: skip
    return DataTable("change_parts", "What the changes are made of", columns, rows)


def groups(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (released.id, g.scope, g.name, len(g.countries), f.node, f.score, f.display, f.band)
        for g in released.groups
        for f in g.figures.values()
    )
    columns = (
        EDITION,
        Column("scope", "string", "world, continent or region"),
        Column("group", "string", "Name of the group", written=True),
        Column("countries", "integer", "Number of its countries"),
        NODE, SCORE, DISPLAY, BAND,
    )  # fmt: skip
    return DataTable("groups", "Means of the world, continents and regions", columns, rows)


def correlations(released: ReleasedEdition) -> DataTable:
    rows = tuple(
        (
            released.id, c.node, c.other, c.spearman, c.spearman_display, c.pearson,
            c.pearson_display, c.n,
        )
        for c in released.correlations
    )  # fmt: skip
    columns = (
        EDITION, NODE,
        Column("other", "string", "Id of another node; each pair stands once"),
        Column("spearman", "number", "Correlation of the ranks, equal ones at their mean"),
        Column("spearman_display", "string", "The same, rounded as printed"),
        Column("pearson", "number", "Correlation of the unrounded scores"),
        Column("pearson_display", "string", "The same, rounded as printed"),
        Column("n", "integer", "Number of countries compared"),
    )  # fmt: skip
    return DataTable("correlations", "Correlations of every two nodes", columns, rows)


def nodes(released: ReleasedEdition) -> DataTable:
    framework = released.edition.framework
    rows = []
    for node in framework.nodes:
        kind = "component" if isinstance(node, Component) else "indicator"
        block = "" if isinstance(node, Component) else node.block
        weight = float(node.weight)
        rows.append((node.id, node.name, kind, node.parent, block, weight, framework.high(node)))
    columns = (
        NODE, NAME,
        Column("kind", "string", "component or indicator"),
        Column("parent", "string", "Component that it is part of"),
        Column("block", "string", "Heading under which a profile lists it", written=True),
        Column("weight", "number", "Weight among the parts of its parent"),
        Column("high", "string", "Whether a high score is worse or better"),
    )  # fmt: skip
    return DataTable("nodes", "Components and indicators", columns, tuple(rows))


def node_names(released: ReleasedEdition) -> Mapping[str, str]:
    return {node.id: node.name for node in released.edition.framework.nodes}


def dictionary(tables: Sequence[DataTable]) -> DataTable:
    """The columns of all tables as a table of its own."""
    columns = (
        Column("table", "string", "Table in which the column stands"),
        Column("column", "string", "Name of the column"),
        Column("type", "string", "string, number, integer or boolean"),
        Column("description", "string", "What the column holds", written=True),
    )
    rows = tuple((t.name, c.name, c.type, c.description) for t in tables for c in t.columns)
    own = tuple(("dictionary", c.name, c.type, c.description) for c in columns)
    return DataTable(
        "dictionary", "Data dictionary: every column of every table", columns, rows + own
    )
