"""A framework's TOML to a `Framework`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from ocindex.errors import Fault, FrameworkError
from ocindex.framework.measured import read_denominators, read_direction, read_groupings
from ocindex.framework.members import Members, read_members
from ocindex.framework.structure import ordered_components, structure_faults
from ocindex.framework.tables import Table
from ocindex.framework.text import read_text
from ocindex.vocabulary import (
    Band,
    Codes,
    Component,
    Framework,
    Indicator,
    Quadrants,
    Scale,
    Section,
)

# Beyond these a score would not fit an edition's files.
PLACES = 6
FARTHEST = 10**9


def read_framework(path: Path | str, reference: str | None = None) -> Framework:
    """Read a framework and check that it holds together.

    Parameters
    ----------
    path : Path or str
        A TOML file; docs/framework.md says its keys.
    reference : str, optional
        How editions name this framework; the file's name if left out.

    Returns
    -------
    Framework

    Raises
    ------
    FrameworkError
        With every fault: wrong or unknown keys, a cycle, an orphan, a weight of zero or
        less, bands with a gap or an overlap.

    Notes
    -----
    A framework without a `[scale]` is that of measured indicators, each in its own unit.
    """
    path = Path(path)
    text = read_text(path)
    document = parsed(text, path)
    faults: list[Fault] = []
    top = Table(str(path), document, faults)
    bands = read_bands(top, text)
    scale = read_scale(top.table("scale")) if "scale" in document else None
    components = read_components(top, text, bands)
    indicators = read_indicators(top, text)
    sections = read_sections(top, text)
    quadrants = read_quadrants(top)
    denominators, groupings = read_denominators(top, text), read_groupings(top, text)
    identity = top.text("id")
    title = top.text("title")
    source = top.text("source", default="")
    codes = top.choice("codes", get_args(Codes))
    decimals = read_display(top)
    members = read_member_list(top, path.parent)
    top.finish()
    if faults:
        raise FrameworkError(faults)
    framework = Framework(
        id=identity,
        title=title,
        grid=scale,
        components=ordered_components(components),
        indicators=indicators,
        sections=sections,
        quadrants=quadrants,
        decimals=decimals,
        members=members.countries,
        aliases=members.aliases,
        source=source,
        reference=reference or path.name,
        files=MappingProxyType({path.name: text, **members.files}),
        denominators=denominators,
        groupings=groupings,
        codes=codes,
    )
    faults = structure_faults(framework, bands, str(path), text)
    if faults:
        raise FrameworkError(faults)
    return framework


def parsed(text: str, path: Path) -> dict[str, Any]:
    """The TOML document, its decimals exact."""
    if path.suffix != ".toml":
        rule = "A framework's file has a name that ends in .toml"
        raise FrameworkError([Fault(str(path), rule, "Rename it.", path.name)])
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        fault = Fault(str(path), f"This is not TOML: {error}", "Mend the file at that place.")
        raise FrameworkError([fault]) from None


def read_scale(table: Table) -> Scale:
    low, high, step = (table.number(key) for key in ("minimum", "maximum", "step"))
    if step <= 0:
        table.fault("step", "The scale's step must be above zero", "Write, say, 0.5.", step)
        step = type(step)(1)
    for key, value in (("minimum", low), ("maximum", high), ("step", step)):
        if abs(value) > FARTHEST or (value * 10**PLACES).denominator != 1:
            rule = f"Scores have at most {PLACES} decimals and lie within {FARTHEST:,} of zero"
            table.fault(key, rule, "Choose another scale.", value)
    if high <= low or (high - low) % step:
        table.fault(
            "maximum", "The maximum must be the minimum plus a whole number of steps",
            "Mend minimum, maximum or step.", high,
        )  # fmt: skip
    table.finish()
    return Scale(low, high, step)


def read_display(top: Table) -> int:
    display = top.table("display")
    decimals = display.number("decimals", default=2)
    if decimals.denominator != 1 or not 0 <= decimals <= 6:
        rule = "Decimals must be a whole number from 0 to 6"
        display.fault("decimals", rule, "Write, say, 2.", decimals)
    display.choice("rounding", ("half-up",))
    display.finish()
    ranks = top.table("ranks")
    ranks.choice("first", ("highest",))
    ranks.choice("ties", ("standard-competition",))
    ranks.finish()
    return int(decimals)


def read_bands(top: Table, text: str) -> Mapping[str, tuple[Band, ...]]:
    bands = {}
    group = top.table("bands")
    for name in list(group.content):
        rows = group.rows(name, text, header=f"bands.{name}")
        bands[name] = tuple(
            Band(row.text("label"), row.number("from"), row.number("to")) for row in rows
        )
        for row in rows:
            row.finish()
    return bands


def read_components(
    top: Table, text: str, bands: Mapping[str, tuple[Band, ...]]
) -> tuple[Component, ...]:
    rows = top.rows("components", text, required=True)
    own: dict[str, dict[str, Any]] = {}
    result = []
    for row in rows:
        entry = {
            "id": row.text("id"),
            "name": row.text("name"),
            "parent": row.text("parent", default="") or None,
            "weight": row.number("weight", default=1),
            "high": row.choice("high", ("worse", "better"), default=""),
            "bands": row.text("bands", default=""),
            "definition": row.text("definition", default=""),
            "direction": read_direction(row),
        }
        if entry["bands"] and entry["bands"] not in bands:
            row.fault("bands", "These bands are not defined", "Add them, or mend the name.",
                      entry["bands"])  # fmt: skip
        row.finish()
        own.setdefault(entry["id"], entry)
        result.append(entry)
    return tuple(
        Component(
            entry["id"], entry["name"], entry["parent"], entry["weight"],
            inherited(entry, own, "high") or "better",
            bands.get(inherited(entry, own, "bands"), ()), entry["definition"],
            entry["direction"],
        )
        for entry in result
    )  # fmt: skip


def inherited(entry: dict[str, Any], own: Mapping[str, dict[str, Any]], key: str) -> Any:
    """An entry's value, or the nearest one above; safe where parents form a cycle."""
    seen = set()
    while not entry[key] and entry["parent"] in own and entry["id"] not in seen:
        seen.add(entry["id"])
        entry = own[entry["parent"]]
    return entry[key]


def read_indicators(top: Table, text: str) -> tuple[Indicator, ...]:
    result = []
    for row in top.rows("indicators", text, required=True):
        result.append(
            Indicator(
                row.text("id"), row.text("name"), row.text("parent"),
                row.number("weight", default=1),
                row.text("block", default=""), row.text("section", default=""),
                row.text("definition", default=""),
                row.text("unit", default=""), read_direction(row), row.real("target"),
                row.text("denominator", default=""),
            )
        )  # fmt: skip
        row.finish()
    return tuple(result)


def read_sections(top: Table, text: str) -> tuple[Section, ...]:
    result = []
    for row in top.rows("sections", text):
        result.append(Section(row.text("id"), row.text("name"), row.text("component")))
        row.finish()
    return tuple(result)


def read_quadrants(top: Table) -> Quadrants | None:
    if "quadrants" not in top.content:
        return None
    table = top.table("quadrants")
    quadrants = Quadrants(table.text("across"), table.text("up"), table.number("high"))
    table.finish()
    return quadrants


def read_member_list(top: Table, folder: Path) -> Members:
    name = top.text("members", default="")
    if not name:
        return Members()
    if Path(name).name != name:
        rule = "The members' list must be a file beside the framework"
        top.fault("members", rule, "Move it there and name it without a folder.", name)
        return Members()
    try:
        return read_members(folder / name)
    except FrameworkError as error:
        top.faults.extend(error.faults)
        return Members()
