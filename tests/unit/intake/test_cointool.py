"""Workbooks in the layout of the JRC's COIN Tool."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from ocindex.errors import IntakeError
from ocindex.intake import read_cointool
from ocindex.intake.cointool_codes import codes_of_names

Cells = Mapping[str, object]
# Two pillars, no sub-pillars, no sub-indices; a column and a row that nobody has filled in.
DATABASE: Cells = {
    "E7": 1, "F7": 0.5, "G7": 2, "E8": 1, "F8": -1, "G8": 1,
    "E9": 0, "F9": 0, "G9": 0, "E10": 100, "F10": 100, "G10": 100,
    "E11": "Index", "F11": "Index", "G11": "Index", "H11": "Index",
    "E12": "si.01", "F12": "si.01", "G12": "si.01",
    "E13": "p.01", "F13": "p.01", "G13": "p.02",
    "E14": "sp.01", "F14": "sp.01", "G14": "sp.01",
    "E15": "Trade in goods", "F15": "Mean tariff rate", "G15": "Trade in goodies", "H15": "--",
    "E16": "ind.01", "F16": "ind.02", "G16": "ind.03", "H16": "ind.04",
    "B17": "Austria", "C17": "AUT", "E17": 1.5, "F17": "n/a", "G17": 0.1,
    "B18": "Belgium", "C18": "BEL", "E18": 2, "F18": 1, "G18": 7,
    "B19": "Unit 3", "E19": "n/a",
}  # fmt: skip
FRAMEWORK: Cells = {
    "C4": "Code", "E4": "Weight", "H4": "Dimension/indicator",
    "C5": "Index", "E5": 1, "H5": "Trade", "C6": "si.01", "E6": 1, "H6": "--",
    "C7": "p.01", "E7": 0.25, "H7": "Goods", "C8": "p.02", "E8": 0.75, "H8": "More",
}  # fmt: skip


def workbook(
    folder: Path, database: Cells = DATABASE, framework: Cells = FRAMEWORK,
    names: tuple[str, str] = ("Database", "Framework"),
) -> Path:  # fmt: skip
    book = Workbook()
    for name, cells in zip(names, (database, framework), strict=True):
        sheet = book.create_sheet(name)
        for place, value in cells.items():
            sheet[place] = value
    path = folder / "tool.xlsx"
    book.save(path)
    return path


def test_what_is_read(tmp_path: Path) -> None:
    edition = read_cointool(workbook(tmp_path), year=2024)
    np.testing.assert_array_equal(edition.values, [[1.5, np.nan, 0.1], [2, 1, 7]])
    assert [(c.iso3, c.name) for c in edition.countries] == [("AUT", "Austria"), ("BEL", "Belgium")]
    framework = edition.framework
    assert [(c.id, c.name, c.parent) for c in framework.components] == [
        ("Index", "Trade", None), ("p.01", "Goods", "Index"), ("p.02", "More", "Index"),
    ]  # fmt: skip
    assert [(i.id, i.parent, i.direction) for i in framework.indicators] == [
        ("ind.01", "p.01", 1), ("ind.02", "p.01", -1), ("ind.03", "p.02", 1),
    ]  # fmt: skip
    assert [float(node.weight) for node in framework.nodes] == [1, 0.25, 0.75, 1, 0.5, 2]
    assert (edition.id, edition.year, edition.title) == ("2024", 2024, "Trade 2024")
    assert edition.origin.startswith("tool.xlsx, SHA-256 ")


def test_the_framework_of_early_versions_stands_a_row_lower(tmp_path: Path) -> None:
    lower = {f"{place[0]}{int(place[1:]) + 1}": value for place, value in FRAMEWORK.items()}
    edition = read_cointool(workbook(tmp_path, framework=lower), year=2024)
    assert [c.name for c in edition.framework.components] == ["Trade", "Goods", "More"]


def test_codes_from_names(tmp_path: Path) -> None:
    edition = read_cointool(workbook(tmp_path), year=2024, codes_from_names=True)
    codes = [indicator.id for indicator in edition.framework.indicators]
    assert codes == ["TradGood", "MeanTari", "TradGood_1"]


def test_codes_as_coinr_makes_them() -> None:
    names = ["Logistics Performance Index", "Trade in gas", "Trade in goods", "CO2 (per capita)"]
    assert codes_of_names(names) == ["LogiPerf", "TradGas", "TradGood", "Capi"]


FAULTS: dict[str, tuple[Cells, Cells, str]] = {
    "direction": ({"E8": 0}, {}, "Database column E, Direction: A direction is 1, or -1"),
    "weight of an indicator": ({"F7": None}, {}, "Database column F, Weight: A weight must not"),
    "weight of a level": ({}, {"E7": "x"}, "Framework row 7, Weight: This must be a finite"),
    "level without a name": ({}, {"H8": None}, "Framework (p.02), Weight: A weight must not be"),
    "value": ({"F18": "many"}, {}, "sheet Database, row 18, column ind.02: This must be a finite"),
    "unit": ({"C18": "AUT"}, {}, "row 18, column uCode: A unit stands once; it is on line 17"),
    "code": ({"F16": "ind.01"}, {}, "Database column F, iCode: A code stands once"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults(case: str, tmp_path: Path) -> None:
    database, framework, said = FAULTS[case]
    path = workbook(tmp_path, {**DATABASE, **database}, {**FRAMEWORK, **framework})
    with pytest.raises(IntakeError) as caught:
        read_cointool(path, year=2024)
    assert said in str(caught.value)


def test_files_that_are_no_such_workbook(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="has a sheet Framework"):
        read_cointool(workbook(tmp_path, names=("Database", "Frame")), year=2024)
    (tmp_path / "text.xlsx").write_text("no workbook")
    with pytest.raises(IntakeError, match="This is no workbook"):
        read_cointool(tmp_path / "text.xlsx", year=2024)


def test_a_damaged_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path)

    def broken(_: str) -> None:
        raise OSError("torn")

    monkeypatch.setattr("ocindex.intake.cointool.CalamineWorkbook.from_path", broken)
    with pytest.raises(IntakeError, match="The sheet cannot be read: torn"):
        read_cointool(path, year=2024)
