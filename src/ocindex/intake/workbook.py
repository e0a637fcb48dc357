"""The publisher's open-data workbook to editions.

Headers and names differ between its sheets (`avg.`, `avg,`, none; `Congo, Dem, Rep,`), so
both are matched by letters alone. Countries, continents and regions come from the
framework's members: the sheets' own regions changed over the years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook

from ocindex.edition.parsing import off_scale
from ocindex.errors import Fault, IntakeError
from ocindex.framework import BUNDLED, bundled_framework
from ocindex.intake.container import container_fault
from ocindex.intake.names import by_plain_name, members_by_name, plain
from ocindex.vocabulary import Country, Edition, Framework, Printed

SHEET = re.compile(r"(?P<year>\d{4})_dataset")
PLACE = ("Continent", "Region", "Country")
Cell = object


@dataclass(frozen=True, slots=True)
class AverageCheck:
    """How many published averages of an edition were checked, and those that differ."""

    edition: str
    checked: int
    differing: tuple[Fault, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet's rows and where its columns stand."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]
    country: int
    nodes: dict[str, int]

    def fault(
        self, row: int, column: str, rule: str, remedy: str, value: Cell | None = None
    ) -> Fault:
        found = None if value is None else str(value)
        return Fault(self.file, rule, remedy, found, self.name, row, column)


def read_workbook(
    path: Path | str, progress: Callable[[str], None] = lambda _: None
) -> tuple[Edition, ...]:
    """Read the editions of the publisher's workbook.

    Parameters
    ----------
    path : Path or str
        An .xlsx file with sheets `2021_dataset`, `2023_dataset`, `2025_dataset`.
    progress : callable, optional
        Told the name of each sheet before it is read.

    Returns
    -------
    tuple of Edition
        From the earliest on; each holds the published averages as printed figures.

    Raises
    ------
    IntakeError
        With every fault of every sheet.
    """
    path = Path(path)
    fault = container_fault(path)
    if fault:
        raise IntakeError([fault])
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = workbook.sheet_names
    except (CalamineError, OSError) as error:
        rule = f"The workbook cannot be read: {error}"
        raise IntakeError([Fault(str(path), rule, "Fetch it again.")]) from None
    faults: list[Fault] = []
    editions = []
    for name in expected_sheets(names, str(path), faults):
        progress(name)
        try:
            # Areas that are empty count, so that rows and columns are those of the sheet.
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, ValueError) as error:
            rule = f"The sheet cannot be read: {error}"
            faults.append(Fault(str(path), rule, "Fetch the workbook again.", sheet=name))
            continue
        edition = read_sheet(str(path), name, rows, faults)
        if edition:
            editions.append(edition)
    if faults:
        raise IntakeError(faults)
    origin = f"{path.name}, SHA-256 {sha256(path.read_bytes()).hexdigest()}"
    return tuple(replace(edition, origin=origin) for edition in editions)


def expected_sheets(names: Sequence[str], file: str, faults: list[Fault]) -> list[str]:
    """The sheets of the known editions, by year; a missing or unknown one is a fault."""
    years = [name.removeprefix("ocindex-") for name in BUNDLED]
    found = sorted(name for name in names if SHEET.fullmatch(name))
    for year in years:
        if f"{year}_dataset" not in names:
            near = get_close_matches(f"{year}_dataset", set(names) - set(found), 1, 0.5)
            remedy = f"Rename '{near[0]}' back." if near else "Fetch the workbook again."
            rule = f"The sheet {year}_dataset is missing"
            faults.append(Fault(file, rule, remedy, ", ".join(names)))
    for name in found:
        if name[:4] not in years:
            rule = f"There is no framework of {name[:4]} to read this sheet by"
            remedy = "Get a newer ocindex, or remove the sheet."
            faults.append(Fault(file, rule, remedy, sheet=name))
    return [name for name in found if name[:4] in years]


def read_sheet(
    file: str, name: str, rows: Sequence[Sequence[Cell]], faults: list[Fault]
) -> Edition | None:
    """One sheet to an edition; None, with faults, where it cannot be."""
    year = name[:4]
    framework = bundled_framework(f"ocindex-{year}")
    before = len(faults)
    sheet = located(file, name, rows, framework, faults)
    if sheet is None:
        return None
    order = country_rows(sheet, framework, faults)
    units = sheet_units(sheet, order, framework, faults)
    printed = sheet_averages(sheet, order, framework, faults)
    if len(faults) > before:
        return None
    units.setflags(write=False)
    return Edition(
        id=year,
        title=f"{framework.title} {year}",
        year=int(year),
        framework=framework,
        countries=framework.members,
        units=units,
        attribution=f"Data: {framework.source}",
        printed=printed,
    )


def located(
    file: str, name: str, rows: Sequence[Sequence[Cell]], framework: Framework,
    faults: list[Fault],
) -> Sheet | None:  # fmt: skip
    """Find the columns by the first row's headers; None, with faults, where one is amiss."""
    headers = [str(cell).strip() for cell in rows[0]] if rows else []
    known = dict(by_plain_name((node.id, node.name) for node in framework.nodes))
    known |= {plain(title): title for title in PLACE}
    found: dict[str, int] = {}
    before = len(faults)
    for i, header in enumerate(headers):
        if not header:
            continue
        node = known.get(plain(re.sub(r"\s+avg\W*$", "", header, flags=re.IGNORECASE)))
        if node is None:
            near = get_close_matches(plain(header), known, 1)
            remedy = f"Did you mean '{label(known[near[0]], framework)}'?" if near else "Remove it."
            rule = "This header is neither an indicator nor an average of the edition"
            faults.append(Fault(file, rule, remedy, header, name, 1, letter(i)))
        elif node in found:
            rule = f"A column stands once; this one is column {letter(found[node])} too"
            faults.append(Fault(file, rule, "Remove one.", header, name, 1, letter(i)))
        else:
            found[node] = i
    for node in ("Country", *(node.id for node in framework.nodes)):
        if node not in found:
            rule = f"The column '{label(node, framework)}' is missing"
            faults.append(Fault(file, rule, "Put it back under that header.", sheet=name, row=1))
    if len(faults) > before:
        return None
    nodes = {node.id: found[node.id] for node in framework.nodes}
    return Sheet(file, name, rows, found["Country"], nodes)


def label(node: str, framework: Framework) -> str:
    return framework.node[node].name if node in framework.node else node


def letter(index: int) -> str:
    """A column's name in a spreadsheet: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def country_rows(sheet: Sheet, framework: Framework, faults: list[Fault]) -> dict[str, int]:
    """Index of each member's row in the sheet, by iso3."""
    known = members_by_name(framework)
    found: dict[str, int] = {}
    for i, row in enumerate(sheet.rows[1:], 1):
        name = str(row[sheet.country]).strip()
        if not any(str(cell).strip() for cell in row):
            continue
        member = known.get(plain(name))
        if member is None:
            near = get_close_matches(plain(name), known, 1)
            remedy = f"Did you mean '{known[near[0]].name}'?" if near else "Mend or remove the row."
            rule = "This country is no member of the Index"
            faults.append(sheet.fault(i + 1, "Country", rule, remedy, name))
        elif member.iso3 in found:
            rule = f"A country stands once; this one is on row {found[member.iso3] + 1} too"
            faults.append(sheet.fault(i + 1, "Country", rule, "Remove one.", name))
        else:
            found[member.iso3] = i
    for member in framework.members:
        if member.iso3 not in found:
            rule = f"{member.name} ({member.iso3}) is missing"
            remedy = "Put its row back."
            faults.append(Fault(sheet.file, rule, remedy, sheet=sheet.name, column="Country"))
    return found


def sheet_units(
    sheet: Sheet, order: dict[str, int], framework: Framework, faults: list[Fault]
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Scores in units of the scale, in the order of members and indicators."""
    units = np.zeros((len(framework.members), len(framework.indicators)), np.int64)
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
    rule, remedy = off_scale(f"{float(value):.9f}".rstrip("0").rstrip("."), framework.scale)
    return f"{rule} ({of})", remedy


def sheet_averages(
    sheet: Sheet, order: dict[str, int], framework: Framework, faults: list[Fault]
) -> tuple[Printed, ...]:
    """The published averages as printed figures."""
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
                text = f"{float(value):.{framework.decimals}f}"
                result.append(Printed(member.iso3, component.id, "score", text))
    return tuple(result)
