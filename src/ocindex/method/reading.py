"""A method's TOML to a `Method`."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ocindex.errors import Fault, FrameworkError, MethodError
from ocindex.framework.tables import Table
from ocindex.framework.text import read_text
from ocindex.method.method import Method, Ranks
from ocindex.method.options import Bounds, Option, Wrong, checked, options_of
from ocindex.method.steps import STEPS, StepKind
from ocindex.method.technique import Only, Step, Technique

# What stands in an exception beside the options of its technique.
NODES = Option("nodes", "texts", "ids", default=())
LEVELS = Option("levels", "wholes", "levels of components", Bounds(least=2), default=())
ORDER = Option("order", "texts", "steps in their order", default=())


def read_method(source: Path | str) -> Method:
    """`Method.from_toml`."""
    file, text = text_of(source)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        rule = f"This is not TOML: {error}"
        raise MethodError([Fault(file, rule, "Mend the file at that place.")]) from None
    faults: list[Fault] = []
    top = Table(file, document, faults)
    content: dict[str, Any] = {"id": top.text("id", ""), "title": top.text("title", "")}
    for name, kind in STEPS.items():
        if name in top.content:
            content[name] = read_step(top, text, name, kind)
    if "ranks" in top.content:
        content["ranks"] = read_technique(top.table("ranks"), Ranks)
    content["order"] = value_of(top, ORDER)
    content["directions"] = read_directions(top)
    top.asked.update(STEPS, ("ranks",))
    top.finish()
    if faults:
        raise MethodError(faults)
    try:
        return Method(**content)
    except MethodError as error:
        raise MethodError(replace(fault, file=file) for fault in error.faults) from None


def text_of(source: Path | str) -> tuple[str, str]:
    """What faults call the source, and its text."""
    if isinstance(source, Path) or (source.endswith(".toml") and "\n" not in source):
        try:
            return str(source), read_text(Path(source))
        except FrameworkError as error:  # the reader of texts is the framework's
            raise MethodError(error.faults) from None
    return "method", source


def read_step(top: Table, text: str, name: str, kind: StepKind) -> Step | None:
    """A step's table and its exceptions; None where it is at fault."""
    table = top.table(name)
    rows = table.rows("only", text, header=f"{name}.only")
    usual = table.text("by", kind.usual) if kind.usual else table.text("by")
    by = technique_of(table, kind, usual)
    only = [read_only(row, kind, usual) for row in rows]
    table.finish()
    found = tuple(each for each in only if each is not None)
    return Step(by, found) if by is not None else None


def read_only(table: Table, kind: StepKind, usual: str) -> Only | None:
    """An exception; it inherits no option of the step's."""
    nodes, levels = value_of(table, NODES), value_of(table, LEVELS)
    by = technique_of(table, kind, table.text("by", usual))
    if not nodes and not levels:
        table.fault("nodes", "An exception names its nodes", 'Add nodes = ["..."].')
    if levels and not kind.on_components:
        rule = "Levels are those of components, and this step works on indicators"
        table.fault("levels", rule, "Name nodes.", levels)
    table.finish()
    return Only(by, nodes, levels) if by is not None else None


def technique_of(table: Table, kind: StepKind, by: str) -> Technique | None:
    """The technique that `by` names, with its options."""
    table.asked.add("by")
    if by in kind.techniques:
        found: Technique | None = read_technique(table, kind.techniques[by])
        return found
    table.asked.update(table.content)  # whose options they are is not known
    if by:
        near = get_close_matches(by, kind.techniques, 1)
        options = ", ".join(kind.techniques)
        remedy = f"Did you mean '{near[0]}'?" if near else f"Choose one of: {options}."
        table.fault("by", "There is no such technique for this step", remedy, by)
    return None


def read_technique(table: Table, technique: type[Technique]) -> Any:
    """A technique with its options; None where one of them is at fault."""
    before = len(table.faults)
    found = {described.name: value_of(table, described) for described in options_of(technique)}
    return technique(**found) if len(table.faults) == before else None


def value_of(table: Table, described: Option) -> Any:
    """An option's value; its default where it is left out or at fault."""
    table.asked.add(described.name)
    if described.name not in table.content:
        if described.required:
            rule, remedy = "This key is missing", f"Add {described.name} = ..."
            table.fault(described.name, f"{rule}: {described.meaning}", remedy)
            return None
        return described.default
    value = table.content[described.name]
    found = checked(described, value)
    if isinstance(found, Wrong):
        table.fault(described.name, found.rule, found.remedy, value)
        return described.default
    return found


def read_directions(top: Table) -> dict[str, int]:
    table = top.table("directions")
    table.asked.update(table.content)
    for node, value in table.content.items():
        if value not in (1, -1) or isinstance(value, bool):
            table.fault(node, "A direction is 1 or -1", "Choose one.", value)
    return table.content
