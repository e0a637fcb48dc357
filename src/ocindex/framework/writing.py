"""A `Framework` to its TOML."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

import tomli_w

from ocindex.framework.tables import fraction
from ocindex.vocabulary import Component, Framework, Indicator


def framework_text(framework: Framework) -> str:
    """The TOML that is read as this framework.

    Parameters
    ----------
    framework : Framework
        Bands, quadrants, sections and members are not written.

    Returns
    -------
    str
    """
    content: dict[str, Any] = {"id": framework.id, "title": framework.title}
    if framework.source:
        content["source"] = framework.source
    if framework.codes != "iso3":
        content["codes"] = framework.codes
    if framework.grid:
        ends = {"minimum": framework.grid.minimum, "maximum": framework.grid.maximum}
        parts = {**ends, "step": framework.grid.step}
        content["scale"] = {key: number_entry(value) for key, value in parts.items()}
    if framework.decimals != 2:
        content["display"] = {"decimals": framework.decimals}
    entries = {
        "components": map(component_entry, framework.components),
        "indicators": map(indicator_entry, framework.indicators),
        "denominators": map(filled, map(asdict, framework.denominators)),
        "groups": map(asdict, framework.groupings),
    }
    # A table each, so that a fault can name its line; tomli_w would put short ones in one line.
    tables = [f"[[{key}]]\n{tomli_w.dumps(e)}" for key, group in entries.items() for e in group]
    return "\n".join([tomli_w.dumps(content), *tables])


def component_entry(component: Component) -> dict[str, Any]:
    return filled(
        {
            "id": component.id, "name": component.name, "parent": component.parent,
            "weight": weight_entry(component.weight), "direction": direction(component),
            "high": "worse" if component.high == "worse" else None,
            "definition": component.definition,
        }
    )  # fmt: skip


def indicator_entry(indicator: Indicator) -> dict[str, Any]:
    return filled(
        {
            "id": indicator.id, "name": indicator.name, "parent": indicator.parent,
            "weight": weight_entry(indicator.weight), "direction": direction(indicator),
            "unit": indicator.unit, "target": indicator.target,
            "denominator": indicator.denominator, "block": indicator.block,
            "definition": indicator.definition,
        }
    )  # fmt: skip


def filled(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without the keys that say nothing."""
    return {key: value for key, value in entry.items() if value is not None and value != ""}


def direction(node: Component | Indicator) -> int | None:
    return -1 if node.direction == -1 else None


def weight_entry(weight: Fraction) -> int | float | str | None:
    """A weight as it is read back exactly; None for one, which is what none means."""
    return None if weight == 1 else number_entry(weight)


def number_entry(number: Fraction) -> int | float | str:
    """A number as it is read back exactly."""
    if number.denominator == 1:
        return int(number)
    short = float(number)
    return short if fraction(repr(short)) == number else str(number)
