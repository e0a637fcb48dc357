"""Long tables of ratings to editions: what is taken, and every fault of what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ocindex.edition import read_edition, without_scores, write_edition
from ocindex.errors import InputError, RequestError
from ocindex.framework import bundled_framework
from ocindex.intake import Asked, Survey, parse_columns, parse_scale, read_ratings_table
from ocindex.intake.ratings.frameworks import codes_of
from ocindex.ratings import Scoring
from ocindex.vocabulary import Edition, Framework
from support.frameworks import OWN, framework_of

COLUMNS = Asked({"iso3": "party", "indicator": "item", "rater": "expert", "score": "value"})
HEADER = "party,item,expert,value"
SURVEY = Survey("2019", "Parties", 2019, scale=parse_scale("0,10,1"))


def table(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def faults(path: Path, into: Edition | Survey = SURVEY, asked: Asked = COLUMNS) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_ratings_table(path, asked, into)
    assert all(fault.remedy for fault in caught.value.faults)
    return [str(fault).removeprefix(f"{path}, ") for fault in caught.value.faults]


def test_a_survey_of_parties_comes_back_from_its_folder(tmp_path: Path) -> None:
    path = table(
        tmp_path, "P 1,Left – right,E1,7", "Ø,Left – right,E1,NA", "P 1,taxes,E2,0", "Ø,taxes,E1,10"
    )
    taken = read_ratings_table(path, COLUMNS, SURVEY)
    assert (taken.added, taken.left_out) == (3, {"NA": 1})
    write_edition(taken.edition, tmp_path / "2019")
    assert not (tmp_path / "2019" / "scores.csv").exists()
    back = read_edition(tmp_path / "2019", without_scores)
    assert [(c.iso3, c.name) for c in back.countries] == [("P-1", "P 1"), ("unnamed", "Ø")]
    assert [(i.id, i.name) for i in back.framework.indicators] == [
        ("Left-right", "Left – right"), ("taxes", "taxes"),
    ]  # fmt: skip
    assert back.framework.components[0].name == "Parties"
    assert str(back.framework.scale) == "0 to 10 in steps of 1"
    assert back.ratings == taken.edition.ratings
    assert back.ratings.raters == ("E1", "E2")
    assert back.ratings.units.tolist() == [7, 0, 10]
    assert not back.scoring.decided
    assert back.origin.startswith("table.csv, SHA-256 ")


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    lines = ["11,a,1,7,1,0.5", "12,a,1,,2,", "12,a,2,3,2,1"]
    path = table(tmp_path, *lines, header=f"{HEADER},round,confidence")
    frame = pl.read_csv(path)
    frame.with_columns(
        pl.col("party").cast(pl.Float64), pl.col("value").cast(pl.Float64)
    ).write_parquet(tmp_path / "table.parquet")
    one = read_ratings_table(path, COLUMNS, SURVEY).edition
    other = read_ratings_table(tmp_path / "table.parquet", COLUMNS, SURVEY).edition
    assert one.ratings == other.ratings
    assert [c.iso3 for c in one.countries] == [c.iso3 for c in other.countries] == ["11", "12"]
    assert one.ratings.round.tolist() == [1, 2]


def test_names_regions_and_vignettes(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "1,a,E,1,One,Europe,North", "V,a,E,2,,,", "1,b,E,3,One,Europe,North", "V,b,E,2,,,",
        header=f"{HEADER},name,continent,region",
    )  # fmt: skip
    survey = Survey("2019", "P", 2019, scale=parse_scale("0,10,1"), vignettes=("V",))
    edition = read_ratings_table(path, COLUMNS, survey).edition
    assert [(c.iso3, c.name, c.continent, c.region) for c in edition.countries] == [
        ("1", "One", "Europe", "North")
    ]
    assert edition.ratings.country.tolist() == [0, 1, 0, 1]
    assert edition.scoring.vignettes == edition.ratings.vignettes == ("V",)
    write_edition(edition, tmp_path / "2019")
    assert read_edition(tmp_path / "2019", without_scores).ratings == edition.ratings


def test_a_unit_of_two_names(tmp_path: Path) -> None:
    path = table(tmp_path, "1,a,E,1,One", "1,b,E,3,Two", header=f"{HEADER},name")
    assert faults(path)[0].startswith("name: A unit has one name; 1 is One too (found: 'Two')")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("P1,a,E1,7.5", "line 2, column value: A score must lie on the scale, 0 to 10 in"),
        ("P1,a,E1,11", "line 2, column value: A score must lie from 0 to 10 (found: '11')."),
        ("P1,a,E1,high", "line 2, column value: A score must be a number (found: 'high')."),
        (",a,E1,7", "line 2, column party: This field must be filled (found: '')."),
        ("P1,,E1,7", "line 2, column item: This field must be filled (found: '')."),
        ("P1,a,,7", "line 2, column expert: This field must be filled (found: '')."),
        ("P1,a,E1", "line 2: A line has 4 fields, this one 3."),
    ],
)  # fmt: skip
def test_a_line_at_fault(line: str, told: str, tmp_path: Path) -> None:
    found = faults(table(tmp_path, line, "P1,b,E1,1"))
    assert len(found) == 1
    assert found[0].startswith(told)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    lines = ["P1,a,E1,7.5", "P1,a,E2,1", ",a,E3,NA", ",a,E3,x", "P1,a,E2,2"]
    assert [fault.split(":")[0] for fault in faults(table(tmp_path, *lines))] == [
        "line 2, column value", "line 5, column party", "line 5, column value",
        "line 6, column expert",
    ]  # fmt: skip


def test_a_rater_rates_once_a_round(tmp_path: Path) -> None:
    path = table(tmp_path, "P1,a,E1,7,1", "P1,a,E1,8,2", "P1,a,E1,8,1", header=f"{HEADER},round")
    assert faults(path) == [
        (
            "line 4, column expert: A rater rates a unit and an indicator once a round; line 2 "
            "does (found: 'E1'). Remove one. Where numbers of raters begin anew in each country, "
            "join the two: --columns rater=COUNTRY+NUMBER."
        )
    ]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("1.5,", "column round: A round is a whole number from 1 (found: '1.5')"),
        ("1,70", "column confidence: A confidence lies from 0 to 1 (found: '70')"),
    ],
)
def test_a_round_or_confidence_at_fault(end: str, told: str, tmp_path: Path) -> None:
    path = table(tmp_path, f"P1,a,E1,7,{end}", header=f"{HEADER},round,confidence")
    assert told in faults(path)[0]


def test_of_many_faults_the_first_thousand_are_told(tmp_path: Path) -> None:
    found = faults(table(tmp_path, *(f"P1,a,E{i},99" for i in range(1500))))
    assert len(found) == 1001
    assert "500 more lines are at fault, or repeat another" in found[-1]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (
            "party,item,expert,values",
            "column value: This column is missing. Did you mean 'values'?",
        ),
        ("party,item,expert,expert", "column expert: A column stands once (found: 'expert')"),
    ],
)
def test_a_header_at_fault(header: str, told: str, tmp_path: Path) -> None:
    assert any(told in fault for fault in faults(table(tmp_path, header=header)))


def test_a_file_that_holds_none(tmp_path: Path) -> None:
    assert "There is no rating" in faults(table(tmp_path))[0]
    assert "There is no rating" in faults(table(tmp_path, "P1,a,E1,NA"))[0]
    assert "The file cannot be read" in faults(tmp_path / "nowhere.csv")[0]
    assert "The file cannot be read" in faults(tmp_path / "nowhere.parquet")[0]
    (tmp_path / "text.parquet").write_text("party")
    assert "The file cannot be read" in faults(tmp_path / "text.parquet")[0]
    with pytest.raises(RequestError, match=r"is none of \.csv, \.tsv"):
        read_ratings_table(tmp_path / "table.xls", COLUMNS, SURVEY)


def test_a_column_of_lists(tmp_path: Path) -> None:
    frame = pl.DataFrame({"party": ["a"], "item": ["b"], "expert": [[1]], "value": [1]})
    frame.write_parquet(tmp_path / "table.parquet")
    assert (
        "expert: A column holds texts or numbers, this one List"
        in faults(tmp_path / "table.parquet")[0]
    )


@pytest.fixture
def index() -> Framework:
    return bundled_framework("ocindex-2025")


def test_into_a_framework_by_names_and_codes(index: Framework, tmp_path: Path) -> None:
    lines = ["Kazakhstan,Heroin trade,E1,7.5", "KAZ,cocaine_trade,E1,1", "Uz,Heroin trade,E1,1"]
    index = replace(index, aliases={"Uz": "UZB", "Fr": "FRA"})
    survey = Survey("2025", "Index", 2025, framework=index)
    edition = read_ratings_table(table(tmp_path, *lines), COLUMNS, survey).edition
    assert [c.iso3 for c in edition.countries] == ["KAZ", "UZB"]
    assert not edition.complete
    assert edition.ratings.units.tolist() == [15, 2, 2]


def test_unknown_countries_and_indicators_are_told_once(index: Framework, tmp_path: Path) -> None:
    lines = [f"KZA,heroine_trade,E{i},2" for i in range(3)]
    survey = Survey("2025", "Index", 2025, framework=index)
    assert faults(table(tmp_path, *lines, "KAZ,heroin_trade,E1,2"), survey) == [
        (
            "line 2, column party: This country is not in the edition (found: 'KZA'). Did you mean "
            "'KAZ'?"
        ),
        (
            "line 2, column item: This indicator is not in the framework (found: 'heroine_trade'). "
            "Did you mean 'heroin_trade'?"
        ),
    ]


def test_into_an_edition_that_is_there(tmp_path: Path) -> None:
    first = read_ratings_table(table(tmp_path, "P1,a,E1,7", "P2,a,E2,8"), COLUMNS, SURVEY).edition
    path = table(tmp_path, "P1,a,E2,1", "P1,a,E9,1")
    both = read_ratings_table(path, COLUMNS, first).edition
    assert both.ratings.raters == ("E1", "E2", "E9")
    assert both.ratings.rater.tolist() == [0, 1, 1, 2]
    assert "; table.csv, SHA-256" in both.origin
    again = faults(path, both)
    assert [fault.split(":")[0] for fault in again] == [
        "line 2, column expert", "line 3, column expert"
    ]  # fmt: skip
    assert "The edition has a rating by this rater" in again[0]
    many = table(tmp_path, *(f"P1,a,X{i},1" for i in range(1002)))
    full = read_ratings_table(many, COLUMNS, first).edition
    assert "2 more lines repeat a rating" in faults(many, full)[-1]


def test_what_editors_have_decided_stays(tmp_path: Path) -> None:
    first = read_ratings_table(table(tmp_path, "P1,a,E1,7"), COLUMNS, SURVEY).edition
    decided = replace(first, units=np.array([[5]]), scoring=Scoring())
    more = table(tmp_path, "P1,a,E2,1")
    assert read_ratings_table(more, COLUMNS, decided).edition.units.tolist() == [[5]]
    made = replace(decided, scoring=Scoring(decided=False))
    assert not read_ratings_table(more, COLUMNS, made).edition.scored


def test_a_framework_of_countries_wants_their_places(tmp_path: Path) -> None:
    survey = Survey("2025", "Water", 2025, framework=framework_of(OWN, tmp_path))
    with pytest.raises(RequestError, match="have a continent and a region"):
        read_ratings_table(table(tmp_path, "AAA,spring,E1,7"), COLUMNS, survey)
    header = f"{HEADER},name,continent,region"
    path = table(tmp_path, "AAA,spring,E1,7,A-land,Europe,North", header=header)
    edition = read_ratings_table(path, COLUMNS, survey).edition
    assert [(c.iso3, c.name, c.region) for c in edition.countries] == [("AAA", "A-land", "North")]


@pytest.mark.parametrize(
    ("survey", "told"),
    [
        (Survey("1", "P", 1), "needs the scale of its ratings"),
        (
            Survey("1", "P", 1, scale=SURVEY.scale, vignettes=("X",)),
            "Nobody has rated the vignette X",
        ),
    ],
)
def test_a_survey_at_fault(survey: Survey, told: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=told):
        read_ratings_table(table(tmp_path, "P1,a,E1,7"), COLUMNS, survey)


def test_a_scale_beside_another(index: Framework, tmp_path: Path) -> None:
    survey = Survey("1", "P", 1, framework=index, scale=SURVEY.scale)
    with pytest.raises(RequestError, match="Leave out --scale"):
        read_ratings_table(table(tmp_path, "KAZ,heroin_trade,E1,7"), COLUMNS, survey)


@pytest.mark.parametrize("text", ["0,10", "0,10,0", "10,0,1", "0,10,3", "a,b,c", "0,1e3,1", ""])
def test_a_scale_that_is_none(text: str) -> None:
    with pytest.raises(RequestError, match="is no scale"):
        parse_scale(text)


def test_columns_by_key() -> None:
    assert parse_columns("") == {}
    assert parse_columns("iso3=a,b,score=c=d") == {"iso3": "a,b", "score": "c=d"}
    for text, told in {
        "iso=a": "Did you mean 'iso3'?", "x=a": "Keys are iso3", "iso3": "is no KEY=COLUMN",
        "iso3=": "is no KEY=COLUMN", "iso3=a,iso3=b": "given twice",
    }.items():  # fmt: skip
        with pytest.raises(RequestError) as caught:
            parse_columns(text)
        assert told in str(caught.value)


def test_codes_are_never_alike() -> None:
    labels = ["A b", "a-b", "a b", "-", "é", "overall"]
    assert codes_of(labels, "[^A-Za-z0-9]") == ["A-b", "a-b-2", "a-b-3", "unnamed", "e", "overall"]


def test_an_item_named_as_the_component(tmp_path: Path) -> None:
    edition = read_ratings_table(table(tmp_path, "P1,overall,E1,7"), COLUMNS, SURVEY).edition
    assert [node.id for node in edition.framework.nodes] == ["overall_", "overall"]
