"""`iMeta`, COINr's description of an index, to a framework; every rule of COINr's is checked.

References
----------
W. Becker et al., COINr: An R package for developing composite indicators, Journal of Open
Source Software 7(78), 2022, 4567; its functions `check_iMeta` and `new_coin`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import isnan
from types import MappingProxyType
from typing import Literal

from ocindex.framework import framework_text
from ocindex.framework.structure import ordered_components
from ocindex.intake.coinr_table import CoinrTable
from ocindex.vocabulary import Component, Denominator, Framework, Grouping, Indicator

REQUIRED = ("Level", "iCode", "Parent", "Direction", "Type", "Weight")
TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")
NODES = ("Indicator", "Aggregate")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
FILE = "framework.toml"


@dataclass(frozen=True)
class Entry:
    """A row of `iMeta`: what one column of `iData`, or one aggregate, is."""

    row: int
    code: str
    type: str
    level: float
    parent: str
    direction: float
    weight: float
    name: str
    unit: str
    target: float
    denominator: str


Entries = Mapping[str, Entry]


def entries_of(table: CoinrTable) -> Entries:
    """The rows by code, in their order, with a fault for whatever is wrong with each."""
    if not table.require(REQUIRED):
        return {}
    texts = [table.texts(name) for name in ("iCode", "Type", "Parent", "Unit", "Denominator")]
    numbers = [table.numbers(name) for name in ("Level", "Direction", "Weight", "Target")]
    named = "iName" in table.place
    names = table.texts("iName", na=False)
    found: dict[str, Entry] = {}
    for row, cells in enumerate(zip(*texts, *numbers, names, strict=True)):
        code, kind, parent, unit, denominator, level, direction, weight, target, name = cells
        if named and name in ("", "NA"):
            table.fault(row, "iName", "A name must not be missing", "Fill it in.", name)
        entry = Entry(
            row, code, kind, level, parent, direction, weight, name or code, unit, target,
            denominator,
        )  # fmt: skip
        for column, rule, remedy, value in own_faults(entry, found):
            table.fault(row, column, rule, remedy, value)
        found.setdefault(code, entry)
    for place, column, rule, remedy, value in (*tree_faults(found), *target_faults(found)):
        table.fault(place, column, rule, remedy, value)
    return found


# Column, rule, remedy, value.
Own = Iterator[tuple[str, str, str, str]]


def own_faults(entry: Entry, before: Entries) -> Own:
    """What is wrong with a row by itself, and with its code."""
    if not CODE.fullmatch(entry.code):
        rule = "A code begins with a letter and is made of letters, digits, _, . and -"
        yield "iCode", rule, "Rename it, in iData too.", entry.code
    if entry.code in before:
        yield "iCode", "A code stands once", "Rename one, or remove it.", entry.code
    if entry.type not in TYPES:
        near = get_close_matches(entry.type.capitalize(), TYPES, 1)
        remedy = f"Did you mean {near[0]}?" if near else "Choose one."
        yield "Type", f"A type is one of {', '.join(TYPES)}", remedy, entry.type
    if entry.type in NODES:
        yield from node_faults(entry)


def node_faults(entry: Entry) -> Own:
    """What is wrong with an indicator or an aggregate by itself."""
    if entry.level % 1 or not entry.level >= 1:
        yield "Level", "A level is a whole number from 1", "Fill it in.", said(entry.level)
    elif (entry.level == 1) != (entry.type == "Indicator"):
        rule = "Indicators, and no aggregates, are at level 1"
        yield "Level", rule, "Mend Level or Type.", said(entry.level)
    if entry.direction not in (1, -1):
        rule = "A direction is 1, or -1 where more of it lowers the level above"
        yield "Direction", rule, "Write 1 or -1.", said(entry.direction)
    if isnan(entry.weight):
        yield "Weight", "A weight must not be missing", "Write 1 for equal weights.", ""
    elif entry.weight < 0:
        rule = "A weight must not be below zero"
        yield "Weight", rule, "Turn the indicator by Direction instead.", said(entry.weight)
    elif entry.weight and not 1e-20 < entry.weight < 1e20:
        rule = "A weight lies from 1e-20 to 1e20, or is zero"
        yield "Weight", rule, "Scale the weights of its siblings.", said(entry.weight)


def said(number: float) -> str:
    return "" if isnan(number) else f"{number:g}"


# Row, column, rule, remedy, value.
Placed = Iterator[tuple[int | None, str, str, str, str]]


def tree_faults(entries: Entries) -> Placed:
    """What is wrong with levels, parents and denominators taken together."""
    nodes = [entry for entry in entries.values() if entry.type in NODES]
    levels = {entry.level for entry in nodes}
    top = max((level for level in levels if level >= 1), default=1.0)
    if not any(entry.type == "Aggregate" for entry in nodes):
        yield None, "Type", "An index has an aggregate at least", "Add a row for it.", ""
    for level in range(1, int(min(top, 1000))):
        if level not in levels:
            yield None, "Level", "Levels leave no gap", f"Nothing is at level {level}.", str(level)
    for entry in nodes:
        yield from parent_faults(entry, entries, top)
        if entry.type == "Aggregate":
            children = [node for node in nodes if node.parent == entry.code]
            if not children:
                rule = "An aggregate has children; none names it as Parent"
                yield entry.row, "iCode", rule, "Mend their Parent, or remove it.", entry.code
            elif not any(child.weight for child in children):
                rule = "Of an aggregate's children, one at least has a weight above zero"
                yield entry.row, "iCode", rule, "Mend their weights.", entry.code
        elif entry.denominator:
            other = entries.get(entry.denominator)
            if other is None or other.type != "Denominator":
                rule = "A denominator is a code of type Denominator"
                remedy = "Add it to iMeta, or mend the code."
                yield entry.row, "Denominator", rule, remedy, entry.denominator


def parent_faults(entry: Entry, entries: Entries, top: float) -> Placed:
    """A parent is an aggregate one level above; at the highest level there is none."""
    if entry.level == top:
        if entry.parent:
            rule = "At the highest level there is no parent"
            yield entry.row, "Parent", rule, "Empty it, or mend Level.", entry.parent
        return
    parent = entries.get(entry.parent)
    if not entry.parent:
        rule = f"Only at the highest level, {top:g}, there is no parent"
        yield entry.row, "Parent", rule, "Name the aggregate above it.", ""
    elif parent is None or parent.type != "Aggregate":
        near = get_close_matches(entry.parent, aggregates(entries), 1)
        remedy = f"Did you mean '{near[0]}'?" if near else "Add a row for it."
        yield entry.row, "Parent", "A parent is a code of type Aggregate", remedy, entry.parent
    elif parent.level != entry.level + 1:
        rule = f"A parent is one level above, {entry.parent} is at level {parent.level:g}"
        yield entry.row, "Parent", rule, "Mend Level or Parent.", entry.parent


def aggregates(entries: Entries) -> list[str]:
    return [entry.code for entry in entries.values() if entry.type == "Aggregate"]


def target_faults(entries: Entries) -> Placed:
    """Targets are given for all indicators or for none."""
    indicators = [entry for entry in entries.values() if entry.type == "Indicator"]
    if all(isnan(entry.target) for entry in indicators):
        return
    for entry in indicators:
        if isnan(entry.target):
            rule = "Where there are targets, each indicator has one"
            yield entry.row, "Target", rule, "Fill it in, or empty the column.", ""


def framework_of(entries: Entries, title: str) -> Framework:
    """The framework of entries that have no fault; `title` is its headline's name if empty."""
    nodes = sorted(
        (entry for entry in entries.values() if entry.type == "Aggregate"), key=lambda e: -e.level
    )
    components = tuple(
        Component(e.code, e.name, e.parent or None, exact(e.weight), direction=sign(e.direction))
        for e in nodes
    )
    indicators = tuple(
        Indicator(
            e.code, e.name, e.parent, exact(e.weight), unit=e.unit, direction=sign(e.direction),
            target=None if isnan(e.target) else e.target, denominator=e.denominator,
        )
        for e in entries.values() if e.type == "Indicator"
    )  # fmt: skip
    kinds = {kind: [e for e in entries.values() if e.type == kind] for kind in TYPES}
    roots = [component for component in components if component.parent is None]
    plain = Framework(
        id=roots[0].id.lower(),
        title=title or ", ".join(root.name for root in roots),
        grid=None,
        components=ordered_components(components),
        indicators=indicators,
        reference=FILE,
        denominators=tuple(Denominator(e.code, e.name, e.unit) for e in kinds["Denominator"]),
        groupings=tuple(Grouping(e.code, e.name) for e in kinds["Group"]),
    )
    return replace(plain, files=MappingProxyType({FILE: framework_text(plain)}))


def exact(weight: float) -> Fraction:
    """The weight as it is written: 0.1 is a tenth."""
    return Fraction(Decimal(repr(weight)))


def sign(direction: float) -> Literal[1, -1]:
    return -1 if direction < 0 else 1
