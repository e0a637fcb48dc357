"""The tables of COINr, `iData` and `iMeta`, as texts: from csv files or data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from math import isfinite, nan
from pathlib import Path

import narwhals as nw
from narwhals.typing import IntoDataFrame

from ocindex.edition.frames import cell_text
from ocindex.edition.quantities import REAL
from ocindex.edition.rows import read_text
from ocindex.errors import Fault


@dataclass(frozen=True)
class CoinrTable:
    """A table's header and its rows, each with its line; what is missing is empty.

    Of a workbook, `sheet` names the sheet, or `spots` the place of every row.
    """

    file: str
    header: tuple[str, ...]
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    faults: list[Fault]
    sheet: str = ""
    spots: Sequence[str] = ()

    @cached_property
    def place(self) -> dict[str, int]:
        """Place of each column, the first where one stands twice."""
        return {name: i for i, name in reversed(list(enumerate(self.header)))}

    def fault(
        self, row: int | None, column: str, rule: str, remedy: str, value: str | None = None
    ) -> None:
        """Tell of a row of `rows`, or of the table."""
        line = None if row is None else self.lines[row]
        if self.spots and row is not None:
            line, column = None, f"{self.spots[row]}, {column}"
        self.faults.append(Fault(self.file, rule, remedy, value, self.sheet, line, column))

    def texts(self, column: str, na: bool = True) -> list[str]:
        """A column's texts; empty where there is no such column and, as in R, where it says NA."""
        if column not in self.place:
            return [""] * len(self.rows)
        found = (row[self.place[column]].strip() for row in self.rows)
        return ["" if na and text == "NA" else text for text in found]

    def numbers(self, column: str) -> list[float]:
        """A column's numbers, NaN where one is missing, or with a fault where it is no number."""
        return [self.number(i, column, text) for i, text in enumerate(self.texts(column))]

    def number(self, row: int, column: str, text: str) -> float:
        number = float(text) if REAL.fullmatch(text) else nan
        if text and not isfinite(number):
            remedy = "Write a number; leave it empty, or write NA, where it is missing."
            self.fault(row, column, "This must be a finite number", remedy, text)
            return nan
        return number

    def require(self, columns: Iterable[str]) -> bool:
        """Whether the columns are there and every column stands once, with a fault for each."""
        before = len(self.faults)
        for name in columns:
            if name not in self.place:
                near = get_close_matches(name, self.header, 1)
                remedy = f"Rename '{near[0]}', or add it." if near else "Add it."
                self.fault(None, name, "This column is missing", remedy)
        for i, name in enumerate(self.header):
            if self.place[name] != i:
                self.fault(None, name, "A column stands once", "Rename or remove one.", name)
        return len(self.faults) == before


def csv_table(path: Path, faults: list[Fault]) -> CoinrTable:
    """A csv file with a header; empty, with faults, where it cannot be read."""
    shown = str(path)
    text = read_text(path, shown, faults)
    reader = csv.reader(io.StringIO(text or "", newline=""), strict=True)
    header: list[str] = []
    lines: list[int] = []
    rows: list[list[str]] = []
    try:
        header = next(reader, [])
        for row in reader:
            if row and len(row) != len(header):
                rule = f"A line has {len(header)} fields, this one {len(row)}"
                remedy = "Mend its commas or quotes."
                faults.append(Fault(shown, rule, remedy, row=reader.line_num))
            elif row:
                lines.append(reader.line_num)
                rows.append(row)
    except csv.Error as error:
        rule = f"The line is not csv: {error}"
        faults.append(Fault(shown, rule, "Mend its quotes.", row=reader.line_num))
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        rule = "Fields must be parted by commas"
        faults.append(Fault(shown, rule, "Save it as csv with commas.", header[0], row=1))
    return CoinrTable(shown, tuple(name.strip() for name in header), lines, rows, faults)


def frame_table(data: IntoDataFrame, name: str, faults: list[Fault]) -> CoinrTable:
    """A data frame of any library that narwhals knows; its rows are counted from 1."""
    frame = nw.from_native(data, eager_only=True)
    columns = [[cell_text(value) for value in frame[name].to_list()] for name in frame.columns]
    rows = list(zip(*columns, strict=True))
    return CoinrTable(name, tuple(frame.columns), range(1, len(rows) + 1), rows, faults)
