"""Editions to COINr's two tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocindex.errors import RequestError
from ocindex.vocabulary import Edition, Framework, Node

if TYPE_CHECKING:
    import polars as pl


def to_coinr(edition: Edition) -> tuple[pl.DataFrame, pl.DataFrame]:
    """COINr's `iData` and `iMeta` of an edition.

    Parameters
    ----------
    edition : Edition

    Returns
    -------
    idata : polars.DataFrame
        uCode, uName, Time, then groups, denominators, facts and indicators.
    imeta : polars.DataFrame
        A row a column and aggregate, by level.

    Raises
    ------
    RequestError
        Some parents are not one level above all of their children, as COINr has it.
    """
    import polars as pl  # it takes 0.2 s, and reading needs none

    columns: dict[str, object] = {
        "uCode": [country.iso3 for country in edition.countries],
        "uName": [country.name for country in edition.countries],
        "Time": [edition.year] * len(edition.countries),
    }
    for name, members in edition.groups.items():
        columns[name] = [member or None for member in members]
    for name, column in edition.denominators.items():
        columns[name] = pl.Series(column).fill_nan(None)
    facts = {(fact.iso3, fact.fact): fact.value for fact in edition.facts}
    for name in dict.fromkeys(fact for _, fact in facts):
        columns[name] = [facts.get((country.iso3, name)) for country in edition.countries]
    for j, indicator in enumerate(edition.framework.indicators):
        columns[indicator.id] = pl.Series(edition.values[:, j]).fill_nan(None)
    schema = {"Level": pl.Int64, "iCode": pl.String, "iName": pl.String, "Direction": pl.Int64,
              "Weight": pl.Float64, "Unit": pl.String, "Target": pl.Float64,
              "Denominator": pl.String, "Parent": pl.String, "Type": pl.String}  # fmt: skip
    rows = [*node_rows(edition.framework), *other_rows(edition)]
    return pl.DataFrame(columns), pl.DataFrame(rows, schema=schema, orient="row")


def node_rows(framework: Framework) -> list[tuple[object, ...]]:
    """A row an indicator and aggregate, from the lowest level up."""
    levels = levels_of(framework)
    aggregates = [
        (levels[c.id], c.id, c.name, c.direction, float(c.weight), "Score", None, None, c.parent,
         "Aggregate")
        for c in sorted(framework.components, key=lambda c: levels[c.id])
    ]  # fmt: skip
    leaves = [
        (1, i.id, i.name, i.direction, float(i.weight), i.unit or None, i.target,
         i.denominator or None, i.parent, "Indicator")
        for i in framework.indicators
    ]  # fmt: skip
    return [*leaves, *aggregates]


def levels_of(framework: Framework) -> dict[str, int]:
    """COINr's level of every node: 1 for indicators, one more for each step up."""
    levels: dict[str, int] = {}
    for node in reversed(framework.nodes):
        below = [levels[child.id] for child in framework.children(node.id)]
        levels[node.id] = 1 + max(below, default=0)
    highest = max(levels.values())

    def one_below(node: Node) -> bool:
        expected = highest + 1 if node.parent is None else levels[node.parent]
        return levels[node.id] + 1 == expected

    uneven = [node.id for node in framework.nodes if not one_below(node)]
    if uneven:
        raise RequestError(
            "In COINr every parent is one level above its children, and headlines are at the "
            f"highest level; that is not so of {', '.join(uneven)}."
        )
    return levels


def other_rows(edition: Edition) -> list[tuple[object, ...]]:
    """A row a group, denominator and fact."""
    groups = {grouping.id: grouping.name for grouping in edition.framework.groupings}
    known = {d.id: d for d in edition.framework.denominators}
    facts = dict.fromkeys(fact.fact for fact in edition.facts)
    kinds: list[tuple[str, str, str | None, str]] = [
        *((name, groups.get(name, name), None, "Group") for name in edition.groups),
        *((n, known[n].name, known[n].unit or None, "Denominator") for n in edition.denominators),
        *((name, name, None, "Other") for name in facts),
    ]
    return [
        (None, code, name, None, None, unit, None, None, None, kind)
        for code, name, unit, kind in kinds
    ]
