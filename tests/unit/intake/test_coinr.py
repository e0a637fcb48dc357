"""Indices in COINr's form."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ocindex.edition import read_edition, write_edition
from ocindex.errors import IntakeError, RequestError
from ocindex.intake import from_coinr, panel_from_coinr, read_coinr, to_coinr
from ocindex.vocabulary import Edition, Fact
from support.coinr import IDATA, IMETA, tables
from support.frameworks import OWN, countries_of, edition_of, framework_of


def faults_of(folder: Path, idata: str = IDATA, imeta: str = IMETA) -> list[str]:
    paths = tables(folder, idata, imeta)
    with pytest.raises(IntakeError) as caught:
        read_coinr(*paths)
    assert all(fault.rule and fault.remedy for fault in caught.value.faults)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    (found,) = read_coinr(*tables(tmp_path, IDATA + "\n"))
    return found


def test_what_is_read(edition: Edition) -> None:
    nan = np.nan
    assert (edition.id, edition.title, edition.year) == ("2020", "Farming 2020", 2020)
    np.testing.assert_array_equal(
        edition.values, [[1.5, -2, nan], [0.1 + 0.2, nan, 0.001], [7, 8, 9]]
    )
    assert [c.iso3 for c in edition.countries] == ["AT-9", "BRU", "NA"]
    assert edition.countries[2].name == "Namibia"
    assert edition.groups == {"Size": ("S", "L", "")}
    assert edition.denominators["Area"].tolist() == [414.9, 138.4, 825615]
    assert edition.facts == (Fact("AT-9", "Note", "walled"), Fact("NA", "Note", "dry"))
    assert edition.origin.startswith("iData.csv, SHA-256 ")
    framework = edition.framework
    assert [c.id for c in framework.components] == ["Index", "Land", "Debt"]
    assert framework.node["ind.01"].weight == Fraction(3, 10)
    assert framework.node["ind.02"].weight == 0
    assert [i.direction for i in framework.indicators] == [1, -1, 1]
    assert framework.indicators[0].denominator == "Area"
    assert framework.node["Debt"].direction == -1


def test_it_is_kept_in_a_folder(edition: Edition, tmp_path: Path) -> None:
    write_edition(edition, tmp_path / "edition")
    again = read_edition(tmp_path / "edition")
    assert again.values.tobytes() == edition.values.tobytes()
    assert again.framework.nodes == edition.framework.nodes
    assert again.framework.groupings == edition.framework.groupings
    assert again.facts == edition.facts


def test_there_and_back(edition: Edition) -> None:
    idata, imeta = to_coinr(edition)
    again = from_coinr(idata, imeta)
    assert again.values.tobytes() == edition.values.tobytes()
    for field in ("nodes", "denominators", "groupings"):
        assert getattr(again.framework, field) == getattr(edition.framework, field)
    for field in ("countries", "groups", "facts", "year"):
        assert getattr(again, field) == getattr(edition, field)
    assert idata.columns[:3] == ["uCode", "uName", "Time"]
    assert imeta["Level"].to_list() == [1, 1, 1, 2, 2, 3, None, None, None]


def test_data_frames(edition: Edition) -> None:
    idata, imeta = (pl.read_csv(io.StringIO(text), null_values="NA") for text in (IDATA, IMETA))
    idata = idata.with_columns(pl.col("uCode").fill_null("NA"))
    found = from_coinr(idata, imeta, id="x", title="Farms", year=1999)
    assert found.values.tobytes() == edition.values.tobytes()
    assert (found.id, found.title, found.year) == ("x", "Farms 1999", 1999)
    assert found.framework.title == "Farms"


def test_what_pandas_writes_for_missing_values() -> None:
    from ocindex.edition.frames import cell_text

    class NA:  # as pandas.NA: to ask whether it equals itself is an error
        def __ne__(self, other: object) -> bool:
            raise TypeError

        def __repr__(self) -> str:
            return "<NA>"

        __hash__ = None  # type: ignore[assignment]

    assert cell_text(NA()) == ""
    assert cell_text(np.float64("nan")) == ""


def test_names_levels_and_times_may_be_left_out(tmp_path: Path) -> None:
    idata = "uCode,a,b\nx,1,2\ny,3,4\n"
    imeta = "Level,iCode,Direction,Weight,Parent,Type\n1,a,1,1,up,Indicator\n1,b,1,1,up,Indicator\n"
    imeta += "2,up,1,1,,Aggregate\n"
    paths = tables(tmp_path, idata, imeta)
    with pytest.raises(RequestError, match=r"no Time\. Give the edition's year"):
        read_coinr(*paths)
    (edition,) = read_coinr(*paths, year=2001)
    assert [c.name for c in edition.countries] == ["x", "y"]
    assert edition.title == "up 2001"
    with pytest.raises(RequestError, match="no time 7 in iData; there are: none"):
        read_coinr(*paths, time=7)
    with pytest.raises(RequestError, match="iData has no Time"):
        panel_from_coinr(pl.read_csv(paths[0]), pl.read_csv(paths[1]))


PANEL = IDATA + IDATA.split("\n", 1)[1].replace(",2020,", ",2018,").replace("walled", "open")


def test_a_panel(tmp_path: Path) -> None:
    paths = tables(tmp_path, PANEL)
    editions = read_coinr(*paths)
    assert [edition.id for edition in editions] == ["2018", "2020"]
    assert [edition.facts[0].value for edition in editions] == ["open", "walled"]
    (one,) = read_coinr(*paths, time=2018, id="first")
    assert (one.id, one.year) == ("first", 2018)
    frames = [pl.read_csv(path, null_values=[""]) for path in paths]
    assert [edition.year for edition in panel_from_coinr(frames[0], frames[1])] == [2018, 2020]
    with pytest.raises(RequestError, match="several times"):
        from_coinr(frames[0], frames[1])
    with pytest.raises(RequestError, match="leave out --id and --year"):
        read_coinr(*paths, id="one")


META_FAULTS = {
    "no such column": ("Weight", "Wait", "Weight: This column is missing. Rename 'Wait'"),
    "column twice": ("Target", "Unit", "Unit: A column stands once"),
    "level": ("1,ind.01", "1.5,ind.01", "line 2, column Level: A level is a whole number"),
    "level missing": ("1,ind.01", "NA,ind.01", "line 2, column Level: A level is a whole number"),
    "level of an indicator": ("1,ind.01", "2,ind.01", "and no aggregates, are at level 1"),
    "level of an aggregate": ("2,Land", "1,Land", "and no aggregates, are at level 1"),
    "gap": ("3,Index", "4,Index", "Levels leave no gap (found: '3')"),
    "not a number": ("Harvest,1,0.3", "Harvest,1,much", "line 2, column Weight: This must be a"),
    "code": ("ind.03", "3rd", "A code begins with a letter"),
    "code missing": ("1,ind.03", "1,", "A code begins with a letter"),
    "code twice": ("ind.03", "ind.01", "line 4, column iCode: A code stands once"),
    "direction": ("Harvest,1", "Harvest,2", "column Direction: A direction is 1, or -1"),
    "direction missing": ("Harvest,1", "Harvest,", "column Direction: A direction is 1, or -1"),
    "type": ("Debt,Indicator", "Debt,indicator", "Did you mean Indicator?"),
    "type unheard of": ("Debt,Indicator", "Debt,x", "Choose one."),
    "weight missing": ("Harvest,1,0.3", "Harvest,1,", "A weight must not be missing"),
    "weight below zero": ("Harvest,1,0.3", "Harvest,1,-1", "must not be below zero"),
    "weight huge": ("Harvest,1,0.3", "Harvest,1,1e300", "from 1e-20 to 1e20"),
    "weights zero": ("Harvest,1,0.3", "Harvest,1,0", "one at least has a weight above zero"),
    "name": ("Harvest", "", "line 2, column iName: A name must not be missing"),
    "some targets": ("tonnes,", "tonnes,9.5", "line 3, column Target: Where there are targets"),
    "parent": ("Debt,Indicator", "Dept,Indicator", "Did you mean 'Debt'?"),
    "parent unheard of": ("Debt,Indicator", "zzz,Indicator", "Add a row for it."),
    "parent missing": ("Index,Aggregate", ",Aggregate", "Only at the highest level, 3"),
    "parent of the top": ("NA,Aggregate", "Land,Aggregate", "highest level there is no parent"),
    "parent too high": ("Debt,Indicator", "Index,Indicator", "Index is at level 3"),
    "childless": ("Debt,Indicator", "Land,Indicator", "An aggregate has children"),
    "denominator": (",Area,Land", ",Size,Land", "A denominator is a code of type Denominator"),
}


@pytest.mark.parametrize("case", META_FAULTS)
def test_faults_of_imeta(case: str, tmp_path: Path) -> None:
    old, new, said = META_FAULTS[case]
    assert old in IMETA
    assert said in "\n".join(faults_of(tmp_path, imeta=IMETA.replace(old, new, 1)))


DATA_FAULTS = {
    "no code": ("uCode", "unit", "uCode: This column is missing"),
    "unknown column": ("Note", "Nota", "Did you mean 'Note'? Add it to iMeta (Type Other"),
    "unheard-of column": ("Note", "zzzz", "zzzz: This column is not in iMeta. Add it"),
    "lacking column": ("Note", "Nota", "Note: This other of iMeta has no column"),
    "computed column": ("Note", "Land", "An aggregate is computed, and has no column"),
    "unit twice": ("BRU", "AT-9", "A unit stands once at time 2020; it is on line 2 too"),
    "unit's code": ("BRU", "B R", "line 3, column uCode: A unit's code is made of"),
    "unit's code missing": ("BRU", "", "line 3, column uCode: A unit's code is made of"),
    "unit as a column": ("BRU", "Area", "A unit's code is no column's name"),
    "name": ("Bruges", "", "line 3, column uName: A name must not be missing"),
    "time": ("L,2020", "L,20.5", "line 3, column Time: A time is a year"),
    "time missing": ("L,2020", "L,", "line 3, column Time: A time is a year"),
    "value": (",8,9", ",8,many", "column ind.03: This must be a finite number (found: 'many')"),
    "denominator": ("138.4", "1e999", "column Area: This must be a finite number"),
    "fields": ("dry,7", "7", "line 4: A line has 9 fields, this one 8. Mend its commas"),
    "quotes": ("Vienna", '"Vienna', "The line is not csv"),
}


@pytest.mark.parametrize("case", DATA_FAULTS)
def test_faults_of_idata(case: str, tmp_path: Path) -> None:
    old, new, said = DATA_FAULTS[case]
    assert old in IDATA
    assert said in "\n".join(faults_of(tmp_path, IDATA.replace(old, new, 1)))


def test_units_that_stand_twice_without_a_time(tmp_path: Path) -> None:
    idata = "uCode,a\nx,1\nx,2\n"
    imeta = "Level,iCode,Direction,Weight,Parent,Type\n1,a,1,1,up,Indicator\n2,up,1,1,,Aggregate\n"
    found = faults_of(tmp_path, idata, imeta)
    assert "A unit stands once; it is on line 2 too" in found[0]


def test_all_faults_of_both_tables_at_once(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path, IDATA.replace("1.5", "x").replace("BRU", ""), IMETA.replace("-1,0,", "-2,,", 1)
    )
    assert [fault.split(":")[0] for fault in found] == [
        "iMeta.csv, line 3, column Direction", "iMeta.csv, line 3, column Weight",
        "iData.csv, line 3, column uCode", "iData.csv, line 2, column ind.01",
    ]  # fmt: skip


def test_an_index_needs_units_and_an_aggregate(tmp_path: Path) -> None:
    header = "Level,iCode,Direction,Weight,Parent,Type\n"
    found = faults_of(tmp_path, "uCode,a\n", f"{header}1,a,1,1,,Indicator\n")
    assert "An index has an aggregate at least" in found[0]
    assert "There is no unit" in found[1]


def test_other_separators_and_files_that_are_not_there(tmp_path: Path) -> None:
    assert "parted by commas" in faults_of(tmp_path, IDATA.replace(",", ";"))[0]
    with pytest.raises(IntakeError, match="cannot be read"):
        read_coinr(tmp_path / "iData.csv", tmp_path / "none.csv")
    assert "Level: This column is missing" in faults_of(tmp_path, imeta="")[0]


def test_several_headlines(tmp_path: Path) -> None:
    imeta = "\n".join(line for line in IMETA.splitlines() if not line.startswith("3,"))
    (edition,) = read_coinr(*tables(tmp_path, imeta=imeta.replace(",Index,Agg", ",,Agg")))
    assert [c.id for c in edition.framework.children(None)] == ["Land", "Debt"]
    assert edition.framework.title == "Land, Debt"


def test_a_scored_edition_goes_out_if_its_tree_is_even(tmp_path: Path) -> None:
    uneven = edition_of(framework_of(OWN, tmp_path), countries_of(1), [[1, 2, 3, 4, 5]])
    with pytest.raises(RequestError, match="not so of care, sea, drought"):
        to_coinr(uneven)
