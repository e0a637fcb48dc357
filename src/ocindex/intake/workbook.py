"""The publisher's open-data workbook to editions.

Countries, continents and regions come from the framework's members: the sheets' own
regions changed over the years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from ocindex.errors import Fault, IntakeError
from ocindex.framework import BUNDLED, bundled_framework
from ocindex.intake.cells import average_faults, sheet_averages, sheet_units
from ocindex.intake.container import container_fault
from ocindex.intake.sheet import Cell, country_rows, located
from ocindex.vocabulary import Edition

SHEET = re.compile(r"(?P<year>\d{4})_dataset")


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
        From the earliest on; each holds the published averages as printed figures, which
        agree with its scores.

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
    faults.extend(average_faults(sheet, order, framework, units, printed))
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
