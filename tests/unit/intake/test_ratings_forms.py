"""Ratings as surveys publish them: wide tables, other formats, and what their fields mean."""

from __future__ import annotations

import sys
import zipfile
from fractions import Fraction
from pathlib import Path

import polars as pl
import pyreadstat
import pytest
import xlsxwriter

from ocindex.errors import InputError, RequestError
from ocindex.framework import bundled_framework
from ocindex.intake import Asked, Survey, Taken, parse_list, parse_scale, parse_where
from ocindex.intake import read_ratings_table as read
from ocindex.intake.ratings.sources.statistics import labelled

SURVEY = Survey("2019", "Parties", 2019, scale=parse_scale("0,10,1"))
FINE = Survey("2019", "Parties", 2019, scale=parse_scale("0,10,0.5"))
WIDE = Asked({"iso3": "party", "rater": "id"}, ("lrgen", "galtan"))
FRAME = pl.DataFrame(
    {"party": [11, 12, 11], "id": [1, 1, 2], "lrgen": [7, 0, None], "galtan": [None, 3, 10]}
)
RATINGS = [("11", "1", "lrgen", 7), ("12", "1", "lrgen", 0), ("12", "1", "galtan", 3),
           ("11", "2", "galtan", 10)]  # fmt: skip


def text(folder: Path, content: str, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def told(taken: Taken) -> list[tuple[str, str, str, int]]:
    """Unit, rater, item and units of each rating."""
    edition, ratings = taken.edition, taken.edition.ratings
    codes = [*(country.iso3 for country in edition.countries), *ratings.vignettes]
    items = [indicator.id for indicator in edition.framework.indicators]
    columns = (ratings.country, ratings.rater, ratings.indicator, ratings.units)
    return [
        (codes[country], ratings.raters[rater], items[item], units)
        for country, rater, item, units in zip(*(c.tolist() for c in columns), strict=True)
    ]


def faults(path: Path, asked: Asked, into: Survey = SURVEY) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(path, asked, into)
    assert all(fault.remedy for fault in caught.value.faults)
    return [str(fault).removeprefix(f"{path}, ") for fault in caught.value.faults]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    return path


@pytest.mark.parametrize("form", ["csv", "tsv", "tab", "txt", "parquet", "xlsx", "dta", "sav"])
def test_a_wide_table_in_every_format(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"t.{form}"
    if form == "parquet":
        FRAME.write_parquet(path)
    elif form == "xlsx":
        workbook(path, {"experts": [FRAME.columns, *([c if c is not None else "" for c in row]
                                                     for row in FRAME.rows())]})  # fmt: skip
    elif form == "dta":
        pyreadstat.write_dta(FRAME, str(path))
    elif form == "sav":
        pyreadstat.write_sav(FRAME, str(path))
    else:
        FRAME.write_csv(path, separator={"tsv": "\t", "tab": "\t", "txt": ";"}.get(form, ","))
    taken = read(path, WIDE, SURVEY)
    assert told(taken) == RATINGS
    assert taken.left_out == {"": 2}


def test_a_part_of_many_rows_and_a_filter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocindex.edition.blocks.SIZE", 8)
    rows = ["wave,party,id,lrgen,galtan", *(f"{i % 3},P{i},E,{i},NA" for i in range(10))]
    asked = Asked(WIDE.columns, WIDE.indicators, parse_where(["wave=2", "wave= 1"]))
    taken = read(text(tmp_path, "\n".join(rows)), asked, SURVEY)
    assert told(taken) == [(f"P{i}", "E", "lrgen", i) for i in range(10) if i % 3]
    assert taken.left_out == {"NA": 6}
    assert [c.iso3 for c in taken.edition.countries] == [f"P{i}" for i in range(10) if i % 3]


def test_raters_who_are_numbered_anew_in_each_country(tmp_path: Path) -> None:
    path = text(tmp_path, "party_id,id,cname,lrgen\n101,1,be,7\n201,1,dk,8\n202,1,dk,9\n")
    for rater, names in {"cname+id": ["be-1", "dk-1"], "party_id//100+id": ["1-1", "2-1"]}.items():
        asked = Asked({"iso3": "party_id", "rater": rater}, ("lrgen",))
        taken = read(path, asked, SURVEY)
        assert list(taken.edition.ratings.raters) == names
        assert [row[3] for row in told(taken)] == [7, 8, 9]


def test_a_joined_column_that_lacks_a_part(tmp_path: Path) -> None:
    path = text(tmp_path, "party_id,id,lrgen\nA1,1,7\n201,,8\n301,NA,\n")
    asked = Asked({"iso3": "party_id", "rater": "party_id//100+id"}, ("lrgen",))
    assert [fault.split(" (")[0] for fault in faults(path, asked)] == [
        "line 2, column party_id//100+id: This field must be filled",
        "line 3, column party_id//100+id: This field must be filled",
    ]
    for rater in ("party_id//100+no", "no//100", "party_id//0"):
        asked = Asked({"iso3": "party_id", "rater": rater}, ("lrgen",))
        assert "This column is missing" in faults(path, asked)[0]


def test_columns_by_pattern_and_their_confidence(tmp_path: Path) -> None:
    content = (
        "country_text_id,coder_id,v2a,v2a_conf,v2b,v2b_conf,v2c\n"
        "KAZ,1,2,70,3,,1\nUZB,1,NA,55,4,\"12,5\",\n"
    )  # fmt: skip
    asked = Asked(
        {"iso3": "country_text_id", "rater": "coder_id", "confidence": "{indicator}_conf"},
        ("v2*",), most_sure=Fraction(100),
    )  # fmt: skip
    taken = read(text(tmp_path, content), asked, SURVEY)
    assert [(row[0], row[2], row[3]) for row in told(taken)] == [
        ("KAZ", "v2a", 2), ("KAZ", "v2b", 3), ("KAZ", "v2c", 1), ("UZB", "v2b", 4),
    ]  # fmt: skip
    sure = taken.edition.ratings.confidence.tolist()
    assert (sure[0], sure[3]) == (0.7, 0.125)
    assert all(value != value for value in sure[1:3])
    found = faults(text(tmp_path, content.replace("70", "170")), asked)
    assert found[0].startswith("line 2, column v2a_conf: A confidence lies from 0 to 100 (found")
    lacking = Asked(asked.columns | {"confidence": "{indicator}_sure"}, ("v2a", "v2b"))
    assert "column {indicator}_sure: No column has this name" in faults(
        text(tmp_path, content), lacking
    )[0]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "pattern", "columns", "expected"),
    [
        (
            "id,lr_sal_CDU,lr_sal_SPD,lr_CDU", "{indicator}_{iso3}", {"rater": "id"},
            [("CDU", "E", "lr_sal", 1), ("SPD", "E", "lr_sal", 2), ("CDU", "E", "lr", 3)],
        ),
        (
            "id,CDU_lr_sal,SPD_lr_sal,CDU_lr", "{iso3}_{indicator}", {"rater": "id"},
            [("CDU", "E", "lr_sal", 1), ("SPD", "E", "lr_sal", 2), ("CDU", "E", "lr", 3)],
        ),
        (
            "id,q[A],q[B],r[A]", "{indicator}[{rater}]", {"iso3": "id"},
            [("E", "A", "q", 1), ("E", "B", "q", 2), ("E", "A", "r", 3)],
        ),
        (
            "id,a.1,a.2,b.1", "{indicator}.{round}", {"iso3": "id", "rater": "id"},
            [("E", "E", "a", 1), ("E", "E", "a", 2), ("E", "E", "b", 3)],
        ),
    ],
)  # fmt: skip
def test_what_columns_tell_by_their_names(
    header: str, pattern: str, columns: dict[str, str],
    expected: list[tuple[str, str, str, int]], tmp_path: Path,
) -> None:  # fmt: skip
    taken = read(text(tmp_path, f"{header}\nE,1,2,3\n"), Asked(columns, (pattern,)), SURVEY)
    assert told(taken) == expected
    if "{round}" in pattern:
        assert taken.edition.ratings.round.tolist() == [1, 2, 1]


def test_judges_side_by_side(tmp_path: Path) -> None:
    path = text(tmp_path, "wine,trait,judge_1,judge_2\nA,nose,3,4\nB,nose,5,\n")
    taken = read(path, Asked({"iso3": "wine", "indicator": "trait"}, ("judge_{rater}",)), SURVEY)
    assert told(taken) == [("A", "1", "nose", 3), ("A", "2", "nose", 4), ("B", "1", "nose", 5)]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked({"score": "x"}, ("a",)), "the columns of ratings tell score"),
        (Asked({"iso3": "x"}, ("{indicator}_{iso3}",)), "the columns of ratings tell iso3"),
        (Asked({}, ("{party}",)), "it may have {indicator}, {iso3}, {rater}, {round}, each once"),
        (Asked({}, ("{iso3}{iso3}",)), "each once"),
        (Asked({}, ("a", "{indicator}_{iso3}")), "must tell the same of a column"),
    ],
)
def test_what_contradicts_itself(asked: Asked, said: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        read(text(tmp_path, "iso3,rater,a\n"), asked, SURVEY)
    assert said in str(caught.value)


def test_faults_of_a_wide_table_name_their_column(tmp_path: Path) -> None:
    path = text(tmp_path, "party,id,lrgen,galtan\nA,1,11,x\nA,1,3,4\nA,1,3,\nB,NA,2,\nC,1,,5\n")
    assert [fault.split(".")[0] for fault in faults(path, WIDE)] == [
        "line 2, column lrgen: A score must lie from 0 to 10 (found: '11')",
        "line 2, column galtan: A score must be a number (found: 'x')",
        (
            "line 4, column id: A rater rates a unit and an indicator once a round; line 3 does "
            "(found: '1')"
        ),
        "line 5, column id: This field must be filled (found: 'NA')",
    ]
    assert "If it stands for no answer: --missing 11." in faults(path, WIDE)[0]
    other = Asked(WIDE.columns, ("lrgen", "galtam", "z*"), {"wave": ("1",)})
    assert faults(path, other) == [
        "line 1, column wave: This column is missing. Name another one by --where.",
        "line 1, column galtam: No column has this name. Did you mean 'galtan'?",
        "line 1, column z*: No column has this name. Mend --indicators.",
    ]


def test_codes_for_no_answer(tmp_path: Path) -> None:
    path = text(tmp_path, "party,id,lrgen,galtan\nA,1,-99,88\nA,2,-999,4\nB,1,dk,-7\n")
    asked = Asked(WIDE.columns, WIDE.indicators, missing=frozenset(["88", "dk", "-7"]))
    taken = read(path, asked, SURVEY)
    assert told(taken) == [("A", "2", "galtan", 4)]
    assert taken.left_out == {"-7": 1, "-99": 1, "-999": 1, "88": 1, "dk": 1}
    assert list(taken.left_out) == ["-7", "-99", "-999", "88", "dk"]
    assert len(faults(path, WIDE)) == 3
    deep = Survey("1", "P", 1, scale=parse_scale("-100,100,1"))
    assert ("A", "1", "lrgen", -99) in told(read(path, replace_missing("dk", "-999"), deep))


def test_columns_of_another_scale_are_told_once(tmp_path: Path) -> None:
    rows = [f"P{i},1,{i % 9},{10 * i + 11},{i % 9}" for i in range(30)]
    path = text(tmp_path, "\n".join(["party,id,lrgen,share,galtan", *rows, "Q,1,11,3,3.5"]))
    assert faults(path, Asked(WIDE.columns, ("lrgen", "share", "galtan"))) == [
        (
            "share: A column of ratings keeps to the scale; of this one 30 of 31 do not. Take it "
            "out of --indicators; where it has a scale of its own, make an edition of it."
        ),
        (
            "line 32, column lrgen: A score must lie from 0 to 10 (found: '11'). Mend it. If it "
            "stands for no answer: --missing 11."
        ),
        (
            "line 32, column galtan: A score must lie on the scale, 0 to 10 in steps of 1 (found: "
            "'3.5'). Write 3 or 4."
        ),
    ]


def replace_missing(*missing: str) -> Asked:
    return Asked(WIDE.columns, WIDE.indicators, missing=frozenset(missing))


def test_decimal_commas(tmp_path: Path) -> None:
    content = "party;id;lrgen;galtan\nA;1;7,5;2,0\nB;1;3,25;1,000\n"
    found = faults(text(tmp_path, content), WIDE, FINE)
    assert [fault.split(" (")[0] for fault in found] == [
        "line 3, column lrgen: A score must lie on the scale, 0.0 to 10.0 in steps of 0.5"
    ]
    taken = read(text(tmp_path, content.replace("3,25", "3")), WIDE, FINE)
    assert [row[3] for row in told(taken)] == [15, 4, 6, 2]
    large = Survey("1", "P", 1, scale=parse_scale("0,2000,0.5"))
    assert "A score must be a number (found: '1,000')" in faults(
        text(tmp_path, content.replace("3,25", "3")), WIDE, large
    )[0]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("windows-1252", "windows-1252"), ("utf-16", ""), ("utf-8-sig", ""),
        ("utf-16-le", "UTF-16LE"),
    ],
)  # fmt: skip
def test_texts_in_other_encodings(encoding: str, named: str, tmp_path: Path) -> None:
    path = text(tmp_path, "party,id,lrgen,galtan\nVänster,1,7,8\n", encoding=encoding)
    asked = Asked(WIDE.columns, WIDE.indicators, encoding=named)
    assert [c.name for c in read(path, asked, SURVEY).edition.countries] == ["Vänster"]


def test_a_text_whose_encoding_must_be_named(tmp_path: Path) -> None:
    path = text(tmp_path, "party,id,lrgen,galtan\nA,1,7,8\nVänster,1,7,8\n", encoding="latin-1")
    assert faults(path, WIDE) == [
        (
            "line 3: Text is taken for UTF-8; byte 0xe4 is none of its letters. Say what it is, as "
            "--encoding windows-1252, or save it as UTF-8."
        )
    ]
    asked = Asked(WIDE.columns, WIDE.indicators, encoding="ascii")
    assert "This is not ascii; byte 0xe4" in faults(path, asked)[0]
    wide = text(tmp_path, "party,id\n", encoding="utf-16-le")
    assert "Text holds no NUL byte" in faults(wide, WIDE)[0]
    for name in ("rot13", "hex", "klingon"):
        with pytest.raises(RequestError, match="is no encoding"):
            read(path, Asked(encoding=name), SURVEY)


def test_quotes_in_a_text_parted_by_semicolons(tmp_path: Path) -> None:
    path = text(tmp_path, 'party;id;lrgen;galtan\n"A;B";1;7;8\n"C ""D""";1;7;\n')
    names = [c.name for c in read(path, WIDE, SURVEY).edition.countries]
    assert names == ["A;B", 'C "D"']
    assert "The line is not csv" in faults(text(tmp_path, '"party;id\n'), WIDE)[0]


def test_sheets(tmp_path: Path) -> None:
    rows: list[list[object]] = [FRAME.columns, [11, 1, 7.0, 8.5], [], [12, "x", 7, 99]]
    path = workbook(tmp_path / "t.xlsx", {"About": [["text"]], "Data": rows, "None": []})
    assert faults(path, WIDE)[0].endswith(
        "The workbook has several sheets. Choose one by --sheet: About, Data, None."
    )
    asked = Asked(WIDE.columns, WIDE.indicators, sheet="Data")
    assert [fault.split(" (")[0] for fault in faults(path, asked)] == [
        "sheet Data, row 2, column galtan: A score must lie on the scale, 0 to 10 in steps of 1",
        "sheet Data, row 4, column galtan: A score must lie from 0 to 10",
    ]
    for sheet, said in {"Date": "There is no such sheet", "None": "The sheet is empty"}.items():
        assert said in faults(path, Asked(sheet=sheet))[0]
    assert "This is no workbook" in faults(text(tmp_path, "party", "b.xlsx"), WIDE)[0]
    damaged = tmp_path / "d.xlsx"
    damaged.write_bytes(path.read_bytes()[:-100])
    assert "truncated or damaged" in faults(damaged, WIDE)[0]
    with zipfile.ZipFile(tmp_path / "e.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "no workbook")
    assert "The workbook cannot be read" in faults(tmp_path / "e.xlsx", WIDE)[0]
    huge = workbook(tmp_path / "h.xlsx", {"Data": [[1]]})
    with xlsxwriter.Workbook(huge) as book:
        book.add_worksheet("Data").write(1_048_575, 16_383, 1)
    assert "20,000,000 cells" in faults(huge, WIDE)[0]


def test_labels_of_statistics_files(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"party": [1, 2], "id": [1, 2], "lrgen": [1, 11], "galtan": [5.0, 7.3], "eu": [99, 3]}
    )
    labels = {
        "party": {1: "CDU", 2: "SPD"}, "id": {1: "Ada", 2: "Bo"},
        "lrgen": {i: str(i - 1) for i in range(1, 12)}, "galtan": {5: "in the middle"},
        "eu": {99: "don't know"},
    }  # fmt: skip
    path = tmp_path / "t.sav"
    pyreadstat.write_sav(
        frame, str(path), variable_value_labels=labels, missing_ranges={"eu": [99]},
        column_labels={"lrgen": "Left to right", "eu": "European integration"},
    )  # fmt: skip
    tenths = Survey("2019", "P", 2019, scale=parse_scale("0,10,0.1"))
    taken = read(path, Asked(WIDE.columns, ("lrgen", "galtan", "eu")), tenths)
    assert told(taken) == [
        ("CDU", "1", "lrgen", 0), ("CDU", "1", "galtan", 50), ("SPD", "2", "lrgen", 100),
        ("SPD", "2", "galtan", 73), ("SPD", "2", "eu", 30),
    ]  # fmt: skip
    assert [(i.id, i.name) for i in taken.edition.framework.indicators] == [
        ("lrgen", "Left to right"), ("galtan", "galtan"), ("eu", "European integration"),
    ]  # fmt: skip


def test_statistics_files_at_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "The file cannot be read: No such file" in faults(tmp_path / "none.dta", WIDE)[0]
    assert "The file cannot be read" in faults(text(tmp_path, "party", "t.sav"), WIDE)[0]
    whole = tmp_path / "whole.sav"
    pyreadstat.write_sav(pl.concat([FRAME] * 500), str(whole))
    whole.write_bytes(whole.read_bytes()[:-300])
    assert "The file cannot be read" in faults(whole, WIDE)[0]
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(RequestError, match=r"pip install 'ocindex\[publish\]'"):
        read(tmp_path / "t.dta", WIDE, SURVEY)


def test_single_precision_is_as_short_as_it_was() -> None:
    values = pl.Series([7.300000190734863, None, 2.0])
    assert labelled(values, {}, worded=False, single=True).to_list() == ["7.3", "", "2.0"]


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("t.rds", Asked(), r"is none of \.csv"),
        ("t.csv", Asked(sheet="Data"), "has no sheets"),
        ("t.dta", Asked(encoding="latin-1"), "says itself"),
    ],
)
def test_options_of_other_formats(name: str, asked: Asked, said: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=said):
        read(tmp_path / name, asked, SURVEY)


@pytest.mark.parametrize("vignette", ["P-1", "B"])
def test_a_vignette_is_no_unit(vignette: str, tmp_path: Path) -> None:
    path = text(tmp_path, f"party,id,lrgen,galtan\nP 1,1,7,8\n{vignette},1,7,8\nb,1,1,1\n")
    survey = Survey("1", "P", 1, scale=SURVEY.scale, vignettes=(vignette,))
    if vignette == "B":
        assert read(path, WIDE, survey).edition.ratings.vignettes == ("B",)
        return
    with pytest.raises(RequestError, match="bears the code or name of a unit, P-1"):
        read(path, WIDE, survey)


@pytest.mark.parametrize("vignette", ["KAZ", "Kazakhstan"])
def test_a_vignette_is_no_country_of_the_framework(vignette: str, tmp_path: Path) -> None:
    path = text(tmp_path, f"party,id,heroin_trade\n{vignette},1,7\nUZB,1,7\n")
    survey = Survey("1", "P", 1, framework=bundled_framework("ocindex-2025"), vignettes=(vignette,))
    with pytest.raises(RequestError, match="the code or name of a unit, KAZ"):
        read(path, Asked(WIDE.columns, ("heroin_trade",)), survey)


def test_what_is_typed() -> None:
    assert parse_list(" a, b,,c ") == ("a", "b", "c")
    assert parse_where(["a=b=c", "a=d"]) == {"a": ("b=c", "d")}
    for where in ("a", "=b"):
        with pytest.raises(RequestError, match="is no COLUMN=VALUE"):
            parse_where([where])
