"""The cells of a sheet: scores on the scale, and averages that agree with them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ocindex.edition.parsing import off_grid
from ocindex.errors import Fault
from ocindex.exact import display
from ocindex.framework.means import node_score
from ocindex.intake.sheet import Cell, Sheet
from ocindex.vocabulary import Country, Framework, Printed

# In place of a score that is at fault; no score is so low.
LACKING = np.iinfo(np.int64).min


def sheet_units(
    sheet: Sheet, order: dict[str, int], framework: Framework, faults: list[Fault]
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Scores in units of the scale by members and indicators; `LACKING` where one is at fault."""
    units = np.full((len(framework.members), len(framework.indicators)), LACKING, np.int64)
    known: dict[tuple[type, Cell], int | None] = {}
    for i, member in enumerate(framework.members):
        if member.iso3 not in order:
            continue
        row = sheet.rows[order[member.iso3]]
        for j, indicator in enumerate(framework.indicators):
            cell = row[sheet.nodes[indicator.id]]
            key = type(cell), cell  # True equals 1, and is no score
            if key not in known:
                known[key] = cell_units(cell, framework)
            value = known[key]
            if value is None:
                rule, remedy = score_rule(cell, framework, member, indicator.name)
                place = order[member.iso3] + 1
                faults.append(sheet.fault(place, indicator.name, rule, remedy, cell))
            else:
                units[i, j] = value
    return units


def exact(cell: Cell) -> Fraction | None:
    """A number cell's exact value; what Excel keeps is the double nearest to a short decimal."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    text = repr(cell)
    return Fraction(Decimal(text)) if text not in ("nan", "inf", "-inf") else None


def cell_units(cell: Cell, framework: Framework) -> int | None:
    value = exact(cell)
    return None if value is None else framework.scale.units(value)


def score_rule(
    cell: Cell, framework: Framework, member: Country, indicator: str
) -> tuple[str, str]:
    """The rule that a cell breaks, and the remedy."""
    of = f"{member.name}, {indicator}"
    if str(cell).strip() == "":
        # The reader of the workbook gives a failed formula (#DIV/0!) as an empty cell.
        return f"A score is missing, or its formula has failed ({of})", "Write the score."
    value = exact(cell)
    if value is None:
        return f"A score must be a number, not text ({of})", f"Write one from {framework.scale}."
    rule, remedy = off_grid(value, framework.scale)
    return f"{rule} ({of})", remedy


def sheet_averages(
    sheet: Sheet, order: Mapping[str, int], framework: Framework, faults: list[Fault]
) -> tuple[Printed, ...]:
    """The published averages as printed figures; one that is no number is a fault."""
    result = []
    for member in framework.members:
        if member.iso3 not in order:
            continue
        row = sheet.rows[order[member.iso3]]
        for component in framework.components:
            cell = row[sheet.nodes[component.id]]
            value = exact(cell)
            if value is None:
                rule = f"An average must be a number ({member.name})"
                remedy = "Write the published average."
                place = order[member.iso3] + 1
                faults.append(sheet.fault(place, f"{component.name} avg.", rule, remedy, cell))
            else:
                text = display(value, framework.decimals)
                result.append(Printed(member.iso3, component.id, "score", text))
    return tuple(result)


def average_faults(
    sheet: Sheet, order: Mapping[str, int], framework: Framework, units: NDArray[np.int64],
    printed: tuple[Printed, ...],
) -> list[Fault]:  # fmt: skip
    """The averages that are not what the scores beside them give."""
    unit = framework.scale.unit
    names = [indicator.id for indicator in framework.indicators]
    scores = {
        member.iso3: {
            name: value * unit for name, value in zip(names, row, strict=True) if value != LACKING
        }
        for member, row in zip(framework.members, units.tolist(), strict=True)
    }
    faults = []
    for figure in printed:
        given = node_score(framework, scores[figure.iso3], figure.node)
        if given is None:
            continue  # one of its scores is at fault already
        text = display(given, framework.decimals)
        if text != figure.value:
            name = framework.node[figure.node].name
            rule = f"The average must be that of the row's scores, {text} ({figure.iso3})"
            remedy = "Mend the score or the average that is wrong."
            place = order[figure.iso3] + 1
            faults.append(sheet.fault(place, f"{name} avg.", rule, remedy, figure.value))
    return faults
