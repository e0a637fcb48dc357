"""The tables of measured editions: values, groups and denominators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite, nan

import numpy as np

from ocindex.edition.measured import Floats, Groups, in_order
from ocindex.edition.parsing import Context
from ocindex.edition.rows import Row

REAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
# What other programs write where nothing is known.
MISSING = frozenset({"na", "n/a", "#n/a", "nan", "null", "none", "..", "-", "."})


def number_text(value: float) -> str:
    """A number in the fewest digits that are read back as it."""
    return repr(value).removesuffix(".0")


def table_values(tables: Mapping[str, list[Row] | None], context: Context) -> Floats:
    """The values of `scores.csv`, shape (countries, indicators); NaN where there is none."""
    file = "scores.csv"
    if file not in tables:
        rule = "An edition has scores.csv; of measured indicators it holds their values"
        context.fault(file, rule, "Add it.")
    values = np.full((len(context.countries), len(context.framework.indicators)), np.nan)
    for row in tables.get(file) or []:
        number = real(row.fields[2], context, file, row.line, "score")
        if context.knows_place(file, row, context.column, "indicator"):
            iso3, indicator, _ = row.fields
            values[context.row[iso3], context.column[indicator]] = number
    values.setflags(write=False)
    return values


def real(text: str, context: Context, file: str, line: int, column: str) -> float:
    """A number; NaN where the field is empty, and with a fault where it holds no number."""
    if not text:
        return nan
    number = float(text) if REAL.fullmatch(text) else nan
    if isfinite(number):
        return number
    if text.casefold() in MISSING:
        remedy = "Leave the field empty where nothing is known, or take the line out."
    else:
        remedy = "Write, say, 1234.5 or 1.2e-3."
    context.fault(file, "A value must be a finite number", remedy, text, line, column)
    return nan


def groups(rows: Sequence[Row], context: Context) -> Groups:
    """Each country's group, by grouping; only those that the framework lists, if it lists any."""
    file, listed = "groups.csv", {grouping.id: grouping for grouping in context.framework.groupings}
    found: dict[str, list[str]] = {}
    for row in rows:
        iso3, name, value = row.fields
        if context.knows_place(file, row, listed or {name: None}, "group"):
            found.setdefault(name, [""] * len(context.countries))[context.row[iso3]] = value
    return in_order({name: tuple(values) for name, values in found.items()}, listed)


def denominators(rows: Sequence[Row], context: Context) -> Mapping[str, Floats]:
    """The denominators that the framework lists; one that an indicator needs must be there."""
    file, listed = "denominators.csv", {d.id: d for d in context.framework.denominators}
    found: dict[str, Floats] = {}
    for row in rows:
        iso3, name, text = row.fields
        number = real(text, context, file, row.line, "value")
        if context.knows_place(file, row, listed, "denominator"):
            column = found.setdefault(name, np.full(len(context.countries), np.nan))
            column[context.row[iso3]] = number
    needed = {i.denominator: i.id for i in context.framework.indicators if i.denominator}
    for name, indicator in needed.items():
        if name not in found:
            rule = f"{indicator} is divided by {name}, of which nothing is known"
            context.fault(file, rule, "Add its values.", name, column="denominator")
    for column in found.values():
        column.setflags(write=False)
    return in_order(found, listed)
