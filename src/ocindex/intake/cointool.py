"""The workbook of the JRC's COIN Tool to an edition, by way of COINr's two tables.

The layout is the one that COINr's `import_coin_tool` reads: sheet Database holds indicators
in columns and units in rows, sheet Framework the names and weights of the levels above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from ocindex.errors import Fault, IntakeError
from ocindex.intake.coinr import checked
from ocindex.intake.coinr_data import edition_at
from ocindex.intake.coinr_table import CoinrTable
from ocindex.intake.cointool_codes import codes_of_names
from ocindex.intake.container import container_fault
from ocindex.intake.sheet import letter
from ocindex.vocabulary import Edition

DATABASE, FRAMEWORK = "Database", "Framework"
# Rows of Database, from 1.
WEIGHT, DIRECTION, NAME, CODE, FIRST_UNIT, LAST_UNIT = 7, 8, 15, 16, 17, 315
# Codes of the levels above the indicators, from the lowest; one that all share is not used.
SUB_PILLAR, PILLAR, SUB_INDEX, INDEX = 14, 13, 12, 11
FIRST_INDICATOR, LAST_INDICATOR = 5, 103  # columns E to CY
# Columns of Framework: C, E, H; its header stands a row lower in early versions.
LEVEL_CODE, LEVEL_WEIGHT, LEVEL_NAME = 3, 5, 8
HEADER, HEADERS, LEVELS = "Dimension/indicator", (4, 5), 48
EMPTY = ("", "--", "n/a")
META = ("Level", "iCode", "iName", "Parent", "Direction", "Weight", "Type")
Rows = Sequence[Sequence[object]]


def read_cointool(
    path: Path | str,
    *,
    year: int,
    id: str = "",  # noqa: A002 (the field's word)
    title: str = "",
    codes_from_names: bool = False,
) -> Edition:
    """Read a COIN Tool workbook whose sheet Database is filled in.

    Parameters
    ----------
    path : Path or str
        An .xlsx or .xlsm file.
    year : int
        The workbook does not say it.
    id, title : str, optional
        As `from_coinr` takes them.
    codes_from_names : bool, optional
        Make the indicators' codes from their names, as COINr does, in place of `ind.01`.

    Returns
    -------
    Edition
        Of measured indicators. Goalposts are no data but part of a method, and not taken.

    Raises
    ------
    IntakeError
        With every fault of the workbook.

    References
    ----------
    European Commission, Joint Research Centre, COIN Tool User's Guide, 2019.
    """
    path = Path(path)
    database, framework = (sheet_rows(path, name) for name in (DATABASE, FRAMEWORK))
    faults: list[Fault] = []
    columns = used_columns(database)
    codes = [text(database, CODE, column) for column in columns]
    if codes_from_names:
        codes = codes_of_names([text(database, NAME, column) for column in columns])
    meta = meta_table(str(path), database, framework, columns, codes, faults)
    data = data_table(str(path), database, columns, codes, faults)
    units, found = checked(data, meta, title, faults)
    origin = f"{path.name}, SHA-256 {sha256(path.read_bytes()).hexdigest()}"
    return replace(edition_at(units, found, year, None, id), origin=origin)


def sheet_rows(path: Path, name: str) -> Rows:
    """A sheet's rows, empty areas included, so that places are those of the sheet."""
    fault = container_fault(path)
    if fault:
        raise IntakeError([fault])
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        if name not in workbook.sheet_names:
            rule = f"A workbook of the COIN Tool has a sheet {name}"
            found = ", ".join(workbook.sheet_names)
            raise IntakeError([Fault(str(path), rule, "Name the right workbook.", found)])
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        rule = f"The sheet cannot be read: {error}"
        fault = Fault(str(path), rule, "Save the workbook again.", sheet=name)
        raise IntakeError([fault]) from None


def text(rows: Rows, row: int, column: int) -> str:
    """A cell as text, by row and column from 1; empty where there is none."""
    if row > len(rows) or column > len(rows[row - 1]):
        return ""
    cell = rows[row - 1][column - 1]
    return repr(cell) if isinstance(cell, float) else str(cell).strip()


def used_columns(rows: Rows) -> list[int]:
    """The columns of indicators that have a name or a value."""
    return [
        column
        for column in range(FIRST_INDICATOR, LAST_INDICATOR + 1)
        if text(rows, NAME, column) not in EMPTY
        or any(text(rows, r, column) not in EMPTY for r in range(FIRST_UNIT, LAST_UNIT + 1))
    ]


def data_table(
    file: str, rows: Rows, columns: list[int], codes: list[str], faults: list[Fault]
) -> CoinrTable:
    """The sheet's units as COINr's `iData`."""
    lines = [
        row
        for row in range(FIRST_UNIT, LAST_UNIT + 1)
        if any(text(rows, row, column) not in EMPTY for column in (3, *columns))
    ]
    cells = [
        [text(rows, row, 3), text(rows, row, 2), *(value(rows, row, column) for column in columns)]
        for row in lines
    ]
    header = ("uCode", "uName", *codes)
    return CoinrTable(file, header, lines, cells, faults, DATABASE)


def value(rows: Rows, row: int, column: int) -> str:
    found = text(rows, row, column)
    return "" if found in EMPTY else found


def meta_table(
    file: str, database: Rows, framework: Rows, columns: list[int], codes: list[str],
    faults: list[Fault],
) -> CoinrTable:  # fmt: skip
    """Indicators and the levels above them as COINr's `iMeta`."""
    levels = used_levels(database, columns)
    rows: list[list[str]] = []
    spots: list[str] = []
    for column, code in zip(columns, codes, strict=True):
        parent = text(database, levels[0], column)
        direction, weight = (text(database, row, column) for row in (DIRECTION, WEIGHT))
        name = text(database, NAME, column)
        rows.append(["1", code, name, parent, direction, weight, "Indicator"])
        spots.append(f"{DATABASE} column {letter(column - 1)}")
    parents = parents_of(database, columns, levels)
    known = named_levels(framework)
    for code, (level, parent) in parents.items():
        name, weight, spot = known.get(code, (code, "", f"{FRAMEWORK} ({code})"))
        rows.append([str(level), code, name, parent, "1", weight, "Aggregate"])
        spots.append(spot)
    return CoinrTable(file, META, range(1, len(rows) + 1), rows, faults, spots=spots)


def used_levels(rows: Rows, columns: list[int]) -> list[int]:
    """The rows of level codes that part the indicators, from the lowest, and that of the index."""
    inner = (SUB_PILLAR, PILLAR, SUB_INDEX)
    return [*(r for r in inner if len({text(rows, r, c) for c in columns}) > 1), INDEX]


def parents_of(rows: Rows, columns: list[int], levels: list[int]) -> dict[str, tuple[int, str]]:
    """The level and parent of each level's code."""
    found: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(levels, 2):
        above = levels[number - 1] if number - 1 < len(levels) else None
        for column in columns:
            parent = "" if above is None else text(rows, above, column)
            found.setdefault(text(rows, row, column), (number, parent))
    return found


def named_levels(rows: Rows) -> dict[str, tuple[str, str, str]]:
    """Name, weight and place of each level's code, from sheet Framework."""
    header = next((r for r in HEADERS if text(rows, r, LEVEL_NAME) == HEADER), HEADERS[0])
    return {
        text(rows, row, LEVEL_CODE): (
            text(rows, row, LEVEL_NAME), text(rows, row, LEVEL_WEIGHT), f"{FRAMEWORK} row {row}",
        )
        for row in range(header + 1, header + LEVELS + 1)
        if text(rows, row, LEVEL_NAME) not in EMPTY
    }  # fmt: skip
