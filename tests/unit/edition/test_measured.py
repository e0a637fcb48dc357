"""Editions of measured indicators."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ocindex.edition import (
    edition_from_frames,
    measured_edition,
    read_edition,
    write_edition,
)
from ocindex.errors import EditionError, RequestError
from ocindex.vocabulary import Country, Edition
from support.editing import contents, faults_of, spoil, written
from support.farms import VALUES, farms
from support.frameworks import OWN, countries_of, edition_of, framework_of


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return farms(tmp_path)


@pytest.fixture
def folder(edition: Edition, tmp_path: Path) -> Path:
    return written(edition, tmp_path)


def test_it_is_read_as_it_was_written(edition: Edition, folder: Path, tmp_path: Path) -> None:
    again = read_edition(folder)
    assert again.measured
    np.testing.assert_array_equal(again.values, np.array(VALUES))
    assert again.countries == edition.countries
    assert again.groups == {"size": ("S", "L"), "climate": ("", "wet")}
    np.testing.assert_array_equal(again.denominators["area"], [414.9, np.nan])
    write_edition(again, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)


def test_its_files(folder: Path) -> None:
    files = contents(folder)
    assert files["scores.csv"].decode().splitlines() == [
        "iso3,indicator,score",
        "AT-9,ind.01,0.30000000000000004",
        "AT-9,ind.02,83871",
        "b_1,ind.01,-1e-300",
        "b_1,ind.02,5000000000000000",
        "b_1,loans,1.7976931348623157e+308",
    ]
    assert files["groups.csv"].decode().splitlines()[1:] == [
        "AT-9,size,S", "b_1,size,L", "b_1,climate,wet",
    ]  # fmt: skip
    assert files["denominators.csv"].decode().splitlines()[1:] == ["AT-9,area,414.9"]


def test_its_data_package(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {r["name"]: r["schema"] for r in package["resources"] if r.get("type") == "table"}
    assert list(tables) == ["countries", "scores", "groups", "denominators"]
    fields = {field["name"]: field for field in tables["scores"]["fields"]}
    assert "constraints" not in fields["score"]
    assert fields["iso3"]["constraints"]["pattern"] == "[A-Za-z0-9_.-]+"


def test_values_are_read_only(edition: Edition) -> None:
    for array in (edition.values, edition.denominators["area"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_scores_and_missing_values_in_a_table(edition: Edition) -> None:
    table = edition.scores
    assert table.shape == (6, 3)
    assert table["score"].null_count() == 1
    assert table["score"][1] == 83871


def test_it_has_no_units(edition: Edition) -> None:
    for use in (
        lambda: edition.units.shape, lambda: edition.units[0], lambda: list(edition.units),
        lambda: np.asarray(edition.units), lambda: edition.units @ np.eye(3),
        lambda: edition.score("AT-9", "loans"),
    ):  # fmt: skip
        with pytest.raises(RequestError, match="are measured"):
            use()


def test_it_can_be_changed_copied_and_sent(edition: Edition) -> None:
    other = replace(edition, title="Other", measurements=edition.values / 2)
    assert other.values[0, 1] == 83871 / 2
    assert copy.copy(edition).title == edition.title
    assert pickle.loads(pickle.dumps(edition.units)).__class__ is edition.units.__class__
    assert "Vienna" in repr(edition)


def test_values_of_scores_on_a_scale(tmp_path: Path) -> None:
    text = OWN.replace("step = 1", "step = 0.1").replace("to = 49", "to = 49.9")
    scored = edition_of(framework_of(text, tmp_path), countries_of(1), [[0.3, 0.7, 5, 99.9, 100]])
    assert not scored.measured
    assert scored.values.tolist() == [[0.3, 0.7, 5.0, 99.9, 100.0]]
    assert not scored.values.flags.writeable
    assert scored.scores["score"].to_list() == [0.3, 0.7, 5.0, 99.9, 100.0]


def test_all_faults_at_once(folder: Path) -> None:
    spoil(folder, "countries.csv", ("b_1", "b 1"))
    spoil(folder, "scores.csv", ("83871", "n/a"), ("0.30000000000000004", "1,2"))
    spoil(folder, "denominators.csv", ("414.9", "1e999"), ("area", "aera"))
    spoil(folder, "groups.csv", ("AT-9,size", "AT-9,sise"))
    found = "\n".join(faults_of(folder))
    for said in (
        "letters, digits, _, . and - (found: 'b 1')",
        "line 2: A line has 3 fields, this one 4",
        "A value must be a finite number (found: 'n/a'). Leave the field empty",
        "A value must be a finite number (found: '1e999'). Write, say",
        "This denominator is not in the framework (found: 'aera'). Did you mean 'area'?",
        "ind.01 is divided by area, of which nothing is known",
        "This group is not in the framework (found: 'sise'). Did you mean 'size'?",
        "This country is not in countries.csv (found: 'b_1')",
    ):
        assert said in found


def test_a_missing_value_may_be_an_empty_field(folder: Path) -> None:
    spoil(folder, "scores.csv", ("AT-9,ind.02,83871", "AT-9,ind.02,"))
    assert np.isnan(read_edition(folder).values[0, 1])


def test_scores_must_be_there(folder: Path) -> None:
    (folder / "scores.csv").unlink()
    assert "of measured indicators it holds their values" in faults_of(folder)[0]


def test_nothing_is_rated_or_printed(folder: Path) -> None:
    (folder / "ratings.csv").write_text("iso3,indicator,rater,round,score,confidence\n")
    (folder / "printed.csv").write_text("iso3,node,quantity,value,of\n")
    found = faults_of(folder)
    assert len(found) == 2
    assert all("no scores to be rated or printed" in fault for fault in found)


def test_an_edition_on_a_scale_has_groups_too(tmp_path: Path) -> None:
    plain = edition_of(framework_of(OWN, tmp_path), countries_of(2), [[1] * 5, [2] * 5])
    edition = replace(plain, groups={"income": ("high", "low")})
    write_edition(edition, tmp_path / "edition")
    assert read_edition(tmp_path / "edition").groups == {"income": ("high", "low")}


def test_arrays_must_fit(edition: Edition, tmp_path: Path) -> None:
    framework, countries = edition.framework, edition.countries
    for wrong, said in (
        ({"values": [[1.0]]}, r"values must be \(2, 3\); it is \(1, 1\)"),
        ({"values": VALUES, "denominators": {"area": [1]}}, r"denominator area must be \(2,\)"),
        ({"values": VALUES, "groups": {"size": ("S",)}}, "size has 1 entries for 2 countries"),
    ):
        with pytest.raises(RequestError, match=said):
            measured_edition(framework, countries, id="1", year=1, **wrong)
    with pytest.raises(RequestError, match="scored on a scale"):
        measured_edition(framework_of(OWN, tmp_path), countries, VALUES, id="1", year=1)


def test_from_frames(edition: Edition) -> None:
    scores = pl.DataFrame(
        {"iso3": ["x", "x", "y"], "indicator": ["ind.01", "loans", "ind.01"],
         "score": [1.5, None, float("nan")]}
    )  # fmt: skip
    area = pl.DataFrame({"iso3": ["x"], "denominator": ["area"], "value": [7]})
    sizes = pl.DataFrame({"iso3": ["y"], "group": ["size"], "value": ["L"]})
    made = edition_from_frames(
        scores, framework=edition.framework, id="1", year=1, groups=sizes, denominators=area
    )
    nan = np.nan
    np.testing.assert_array_equal(made.values, [[1.5, nan, nan], [nan, nan, nan]])
    assert made.countries == (Country("x", "x", "", ""), Country("y", "y", "", ""))
    assert made.groups == {"size": ("", "L")}
    with pytest.raises(EditionError, match="of which nothing is known"):
        edition_from_frames(scores, framework=edition.framework, id="1", year=1)
