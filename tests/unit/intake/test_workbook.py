"""The publisher's workbook: what is read, and every fault that is told."""

from __future__ import annotations

import copy
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ocindex.errors import IntakeError
from ocindex.framework import bundled_framework
from ocindex.index import build
from ocindex.index.published import check_printed
from ocindex.intake import read_profile, read_workbook
from ocindex.intake.container import Limits, container_fault
from ocindex.vocabulary import Edition
from support.workbooks import Cell, Sheets, sheets_of, write_workbook

SHEET = "2023_dataset"
Spoil = Callable[[Sheets], None]


@pytest.fixture(scope="module")
def sheets(simulated_editions: tuple[Edition, ...]) -> Sheets:
    return sheets_of(simulated_editions)


def faults_of(path: Path) -> list[str]:
    with pytest.raises(IntakeError) as caught:
        read_workbook(path)
    assert all(fault.file == str(path) and fault.remedy for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def test_a_workbook_gives_the_editions_and_their_averages(
    sheets: Sheets, simulated_editions: tuple[Edition, ...], tmp_path: Path
) -> None:
    told: list[str] = []
    editions = read_workbook(write_workbook(tmp_path / "b.xlsx", sheets), told.append)
    assert told == sorted(sheets)
    for edition, made in zip(editions, simulated_editions, strict=True):
        order = [made.row[country.iso3] for country in edition.countries]
        assert np.array_equal(edition.units, made.units[order])
        assert not edition.units.flags.writeable
        assert {check.verdict for check in check_printed(build(edition))} == {"agrees"}


def test_headers_vary_and_columns_stand_in_any_order(sheets: Sheets, tmp_path: Path) -> None:
    changed = copy.deepcopy(sheets)
    rows = changed[SHEET]
    rows[0] = [str(h).replace("avg.", "avg,").replace(" and ", " & ") for h in rows[0]]
    changed[SHEET] = [list(reversed(row)) for row in rows] + [[None] * len(rows[0])]
    for row in changed[SHEET][1:-1]:
        row[-3] = str(row[-3]).replace(".", ",")
        row.append(None)
    changed[SHEET][0] += [None]
    changed[SHEET].insert(5, [" "])
    first = read_workbook(write_workbook(tmp_path / "a.xlsx", sheets))
    second = read_workbook(write_workbook(tmp_path / "b.xlsx", changed))
    for one, two in zip(first, second, strict=True):
        assert np.array_equal(one.units, two.units)
        assert one.printed == two.printed


def cell(row: int, header: str, value: Cell) -> Spoil:
    def spoil(sheets: Sheets) -> None:
        sheets[SHEET][row - 1][sheets[SHEET][0].index(header)] = value

    return spoil


def renamed_sheet(sheets: Sheets) -> None:
    sheets["2023_data"] = sheets.pop(SHEET)


def missing_sheet(sheets: Sheets) -> None:
    del sheets[SHEET]


def unknown_sheet(sheets: Sheets) -> None:
    sheets["1999_dataset"] = [["Country"]]


def empty_sheet(sheets: Sheets) -> None:
    sheets[SHEET] = []


def doubled_column(sheets: Sheets) -> None:
    for row in sheets[SHEET]:
        row.append(row[10])


def country_twice(sheets: Sheets) -> None:
    sheets[SHEET].append(list(sheets[SHEET][4]))


def country_missing(sheets: Sheets) -> None:
    del sheets[SHEET][4]


CASES: list[tuple[str, Spoil, tuple[str, ...]]] = [
    ("renamed sheet", renamed_sheet, ("2023_dataset is missing", "Rename '2023_data' back.")),
    ("missing sheet", missing_sheet, ("2023_dataset is missing", "Fetch the workbook again.")),
    ("unknown sheet", unknown_sheet, ("sheet 1999_dataset", "no framework of 1999")),
    ("empty sheet", empty_sheet, ("row 1: The first row holds the headers; it is empty",)),
    (
        "renamed header",
        cell(1, "Human smuggling", "Human smugling"),
        ("row 1, column I", "'Human smugling'", "Did you mean 'Human smuggling'?"),
    ),
    ("missing header", cell(1, "Human smuggling", None), ("column 'Human smuggling' is missing",)),
    ("unknown header", cell(1, "Human smuggling", "Wxyz"), ("'Wxyz'", "Remove it.")),
    ("column twice", doubled_column, ("row 1, column AN", "column K too")),
    ("off the grid", cell(6, "Fauna crimes", 4.3), ("row 6, column Fauna crimes", "4.0 or 4.5")),
    ("out of range", cell(6, "Fauna crimes", 10.5), ("from 1.0 to 10.0", "'10.5'")),
    ("missing score", cell(6, "Fauna crimes", None), ("row 6", "A score is missing")),
    ("text", cell(6, "Fauna crimes", "n/a"), ("not text", "'n/a'")),
    ("true", cell(6, "Fauna crimes", value=True), ("must be a number",)),
    ("formula error", cell(6, "Fauna crimes", "=1/0"), ("row 6", "its formula has failed")),
    (
        "average that is no number",
        cell(6, "Resilience avg.", "x"),
        ("row 6, column Resilience avg.", "An average must be a number"),
    ),
    ("country twice", country_twice, ("row 195", "A country stands once", "row 5 too")),
    (
        "country missing",
        country_missing,
        ("2023_dataset, Country: ", "is missing. Put"),
    ),
    (
        "country unknown",
        cell(6, "Country", "Xyzland Q"),
        ("row 6, column Country", "no member of the Index", "'Xyzland Q'"),
    ),
    (
        "country misspelt",
        cell(6, "Country", "Kazakstan"),
        ("no member of the Index", "Did you mean 'Kazakhstan'?"),
    ),
]


@pytest.mark.parametrize(("spoil", "said"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_fault_names_sheet_row_column_and_remedy(
    spoil: Spoil, said: tuple[str, ...], sheets: Sheets, tmp_path: Path
) -> None:
    changed = copy.deepcopy(sheets)
    spoil(changed)
    faults = faults_of(write_workbook(tmp_path / "b.xlsx", changed))
    assert any(all(part in fault for part in said) for fault in faults), faults


def test_faults_of_all_sheets_are_told_at_once(sheets: Sheets, tmp_path: Path) -> None:
    changed = copy.deepcopy(sheets)
    for rows in changed.values():
        rows[3][9] = 4.3
        rows[7][9] = 4.3
    assert len(faults_of(write_workbook(tmp_path / "b.xlsx", changed))) == 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "encrypted, or in the old .xls"),
        (b"Country;Score\n", "This is no workbook"),
        (b"PK\x03\x04 and no more", "truncated or damaged"),
    ],
)
def test_files_that_are_no_workbook(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    (fault,) = faults_of(path)
    assert said in fault


def test_files_that_cannot_be_read(tmp_path: Path, sheets: Sheets) -> None:
    assert "This is a folder" in faults_of(tmp_path)[0]
    assert "cannot be read: No such file" in faults_of(tmp_path / "none.xlsx")[0]
    path = write_workbook(tmp_path / "b.xlsx", sheets)
    assert "at most 1,000 bytes" in str(container_fault(path, Limits(file=1000)))
    assert "and 100 cells (xl/worksheets/" in str(container_fault(path, Limits(cells=100)))


def test_a_truncated_workbook(sheets: Sheets, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", sheets)
    path.write_bytes(path.read_bytes()[:-2000])
    assert "truncated or damaged" in faults_of(path)[0]


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "b.xlsx", {"xl/workbook.xml": bytes(201_000_000)})
    assert path.stat().st_size < 1_000_000
    assert "it may be a zip bomb" in faults_of(path)[0]


def test_other_zip_files(tmp_path: Path) -> None:
    assert "no workbook" in faults_of(packed(tmp_path / "a.xlsx", {"a.txt": b"a"}))[0]
    path = packed(tmp_path / "b.xlsx", {"xl/workbook.xml": b"no xml"})
    assert "The workbook cannot be read" in faults_of(path)[0]


def test_a_part_that_is_damaged(tmp_path: Path) -> None:
    for name, said in (
        ("stored", "Its part xl/workbook.xml is damaged"),
        ("packed", "truncated or damaged"),
    ):
        path = tmp_path / f"{name}.xlsx"
        kind = zipfile.ZIP_STORED if name == "stored" else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(path, "w", kind) as archive:
            archive.writestr("xl/workbook.xml", b"0123456789" * 100)
        content = bytearray(path.read_bytes())
        start = 30 + len("xl/workbook.xml")  # behind the part's header
        content[start] = 0xFF  # no kind of block that deflate knows
        path.write_bytes(content)
        assert said in faults_of(path)[0]


def test_a_sheet_that_cannot_be_read(sheets: Sheets, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", sheets)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet2.xml"] = b"<worksheet><sheetData><row><c r='A1'><v>"
    (fault,) = faults_of(packed(tmp_path / "c.xlsx", parts))
    assert "sheet 2023_dataset: The sheet cannot be read" in fault


def test_the_real_workbook_s_averages_all_agree(workbook: Path) -> None:
    checks = [c for edition in read_workbook(workbook) for c in check_printed(build(edition))]
    assert len(checks) == 2316
    assert {check.verdict for check in checks} == {"agrees"}


def test_an_average_that_its_row_contradicts_is_a_fault_where_it_stands(
    sheets: Sheets, tmp_path: Path
) -> None:
    changed = copy.deepcopy(sheets)
    right = changed[SHEET][4][changed[SHEET][0].index("Resilience avg.")]
    cell(5, "Resilience avg.", 9.99)(changed)
    (fault,) = faults_of(write_workbook(tmp_path / "b.xlsx", changed))
    assert f"sheet {SHEET}, row 5, column Resilience avg.: " in fault
    assert f"scores, {right:.2f}" in fault
    assert "(found: '9.99')" in fault


@pytest.mark.parametrize("stray", ["XFD7", "A1048576"])
def test_a_stray_cell_far_out_does_not_take_all_memory(
    stray: str, sheets: Sheets, tmp_path: Path
) -> None:
    path = write_workbook(tmp_path / "b.xlsx", sheets)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    row = f'<row r="{stray.lstrip("AXFD")}"><c r="{stray}"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", row.encode())
    (fault,) = faults_of(packed(tmp_path / "c.xlsx", parts))
    assert f"({sheet}) (found: '{stray}')" in fault


def test_an_encrypted_part_says_how_to_decrypt(sheets: Sheets, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", sheets)
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\1\2")  # the first entry of the archive's directory
    content[start + 8] |= 1
    path.write_bytes(content)
    assert "encrypted. Open it in a spreadsheet" in faults_of(path)[0]


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.xlsx")
    assert "This is no regular file" in faults_of(tmp_path / "b.xlsx")[0]
    with pytest.raises(IntakeError, match="This is no regular file"):
        read_profile(tmp_path / "b.xlsx", bundled_framework("ocindex-2023"))
