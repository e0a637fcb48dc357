"""Frames to files: the same bytes each time, nothing taken for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from ocindex.errors import RequestError
from ocindex.tabular import encoder_of


def write_frame(frame: pl.DataFrame, path: Path, about: Sequence[str] = ()) -> None:
    path.write_bytes(encoder_of(path)(frame, about))


FRAME = pl.DataFrame(
    {"iso3": ["KAZ", "=1+1"], "score": [4.466666666666667, None], "rank": [127, None]}
)


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "xlsx"])
def test_the_same_frame_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    one, other = (tmp_path / f"{name}.{ending}" for name in ("one", "other"))
    write_frame(FRAME, one, ["About"])
    write_frame(FRAME, other, ["About"])
    assert one.read_bytes() == other.read_bytes()


def test_every_format_reads_back(tmp_path: Path) -> None:
    readers = {"csv": pl.read_csv, "parquet": pl.read_parquet, "json": pl.read_json}
    for ending, read in readers.items():
        write_frame(FRAME, tmp_path / f"file.{ending}")
        assert read(tmp_path / f"file.{ending}").equals(FRAME)


def test_a_workbook_has_a_read_me_and_texts_that_stay_texts(tmp_path: Path) -> None:
    write_frame(FRAME, tmp_path / "file.xlsx", ["Simulated data", "=2+2"])
    book = openpyxl.load_workbook(tmp_path / "file.xlsx")
    assert book.sheetnames == ["Read me", "Data"]
    assert [cell.value for cell in book["Read me"]["A"]] == ["Simulated data", "=2+2"]
    cell = book["Data"]["A3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert book["Data"]["B2"].value == pytest.approx(4.466666666666667)
    write_frame(FRAME, tmp_path / "plain.xlsx")
    assert openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames == ["Data"]


def test_an_unknown_ending_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"\.csv, \.parquet, \.json, \.xlsx"):
        write_frame(FRAME, tmp_path / "file.doc")
