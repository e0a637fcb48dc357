"""Sheets of workbooks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from ocindex.edition.blocks import Part
from ocindex.errors import Fault
from ocindex.intake.container import Limits, container_fault
from ocindex.intake.ratings.sources.source import LARGEST_WHOLE, Source
from ocindex.intake.sheet import Cell

# A sheet's rows, all in memory at once; more are for a csv.
LIMITS = Limits(
    file=200_000_000, unpacked=600_000_000, rows=1_048_576, columns=16_384, cells=20_000_000
)


def workbook_source(path: Path, sheet: str, faults: list[Fault]) -> Source | None:
    """A sheet's table below the headers in its first row; the only sheet, or the one named."""
    shown = str(path)
    fault = container_fault(path, LIMITS)
    if fault:
        faults.append(fault)
        return None
    try:
        workbook = CalamineWorkbook.from_path(shown)
        chosen = chosen_sheet(workbook.sheet_names, sheet, shown, faults)
        if not chosen:
            return None
        # Areas that are empty count, so that rows are those of the sheet.
        rows = workbook.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        rule = f"The workbook cannot be read: {error}"
        faults.append(Fault(shown, rule, "Save it anew, or as csv."))
        return None
    if not rows:
        faults.append(Fault(shown, "The sheet is empty", "Name another one.", sheet=chosen))
        return None
    header = [cell_text(cell).strip() for cell in rows[0]]
    return Source(header, lambda names, _words: sheet_parts(rows, header, names), sheet=chosen)


def chosen_sheet(names: Sequence[str], sheet: str, shown: str, faults: list[Fault]) -> str:
    """The sheet to be read; empty, with a fault, where there is none or no telling."""
    if sheet in names:
        return sheet
    if not sheet and len(names) == 1:
        return names[0]
    rule = "There is no such sheet" if sheet else "The workbook has several sheets"
    remedy = f"Choose one by --sheet: {', '.join(names)}."
    faults.append(Fault(shown, rule, remedy, sheet or None))
    return ""


def sheet_parts(
    rows: Sequence[Sequence[Cell]], header: list[str], names: Collection[str]
) -> Iterator[Part]:
    """The rows below the first; those without anything in them are passed over."""
    kept = [i for i, row in enumerate(rows) if i and any(cell != "" for cell in row)]
    texts = {}
    for name in names:
        place = header.index(name)
        texts[name] = pl.Series([cell_text(rows[i][place]) for i in kept], dtype=pl.String)
    yield Part(pl.DataFrame(texts), np.array(kept, np.int64) + 1)


def cell_text(cell: Cell) -> str:
    """A cell as a csv would have it; a workbook's numbers are all doubles."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_WHOLE:
        return str(int(cell))
    return str(cell)
