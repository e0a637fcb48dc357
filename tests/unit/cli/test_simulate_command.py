"""`ocindex simulate --raters`: ratings that wait for their scores, with the truth beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.frameworks import OWN, framework_of
from support.terminal import Command


@pytest.fixture
def rated(ocindex: Command, tmp_path: Path) -> Path:
    said = ocindex("simulate", "--raters", "curved", "--out", tmp_path / "rated", "--quiet")
    assert said.code == 0
    return tmp_path / "rated"


def test_ratings_and_truth_but_no_scores(rated: Path) -> None:
    assert {path.name for path in rated.iterdir()} == {
        "countries.csv", "datapackage.json", "edition.toml", "ratings.csv", "raters_truth.csv",
        "truth.csv",
    }  # fmt: skip
    lines = (rated / "truth.csv").read_text("utf-8").splitlines()
    assert lines[0] == "iso3,indicator,theta"
    assert len(lines) == 1 + 193 * 32


def test_the_truth_goes_with_the_ratings_that_it_is_of(ocindex: Command, rated: Path) -> None:
    (rated / "notes.txt").write_text("mine", encoding="utf-8")
    assert ocindex("simulate", "--out", rated, "--replace", "--quiet").code == 0
    names = {path.name for path in rated.iterdir()}
    assert "scores.csv" in names
    assert "notes.txt" in names
    assert not names & {"truth.csv", "raters_truth.csv"}


def test_a_series(ocindex: Command, tmp_path: Path) -> None:
    said = ocindex("simulate", "--raters", "ordinal", "--series", "--out", tmp_path / "three")
    assert said.code == 0
    assert sorted(path.name for path in (tmp_path / "three").iterdir()) == ["2021", "2023", "2025"]
    assert all((path / "truth.csv").exists() for path in (tmp_path / "three").iterdir())


def test_a_framework_of_ones_own_needs_members(ocindex: Command, tmp_path: Path) -> None:
    framework_of(OWN, tmp_path)
    [file] = tmp_path.glob("*.toml")
    said = ocindex("simulate", "--framework", file, "--out", tmp_path / "own")
    assert said.code == 2
    assert "lists no members" in said.err


def test_an_earlier_framework(ocindex: Command, tmp_path: Path) -> None:
    said = ocindex(
        "simulate", "--raters", "aligned", "--framework", "ocindex-2021", "--out", tmp_path / "old"
    )
    assert said.code == 0
    assert "ocindex-2021" in (tmp_path / "old" / "edition.toml").read_text("utf-8")


def test_a_series_is_of_the_indexs_own_frameworks(ocindex: Command, tmp_path: Path) -> None:
    said = ocindex(
        "simulate", "--series", "--framework", "ocindex-2021", "--out", tmp_path / "three"
    )
    assert said.code == 2
    assert "Leave out --framework" in said.err
