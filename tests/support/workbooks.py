"""Made-up workbooks in the layout of the publisher's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from ocindex.index import build
from ocindex.vocabulary import Edition

Cell = str | float | bool | None
Sheets = dict[str, list[list[Cell]]]


def sheets_of(editions: Sequence[Edition]) -> Sheets:
    """A sheet an edition: a header, and a row a country."""
    return {f"{edition.id}_dataset": rows_of(edition) for edition in editions}


def rows_of(edition: Edition) -> list[list[Cell]]:
    framework = edition.framework
    result = build(edition)
    averages = [f"{component.name} avg." for component in framework.components]
    names = [indicator.name for indicator in framework.indicators]
    rows: list[list[Cell]] = [["Continent", "Region", "Country", *averages, *names]]
    for country in edition.countries:
        scores = [float(edition.score(country.iso3, i.id)) for i in framework.indicators]
        means = [float(result.display(country.iso3, c.id)) for c in framework.components]
        rows.append([country.continent, country.region, country.name, *means, *scores])
    return rows


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """Write sheets of cells; a text that begins with = is a formula."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("=1/0"):
                        sheet.write_formula(i, j, cell, None, "#DIV/0!")
                    else:
                        sheet.write(i, j, cell)
    return path
