"""Edition folders are valid Data Packages, and not by chance."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from ocindex.index import Result
from ocindex.vocabulary import Edition
from support.editing import spoil, written


def problems(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [str(row) for row in report.flatten(["type", "note"])]


def test_an_edition_with_every_table(folder: Path) -> None:
    assert problems(folder) == []
    listed = {r["path"] for r in json.loads((folder / "datapackage.json").read_text())["resources"]}
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert listed == there - {"datapackage.json"}


def test_a_published_edition(published: dict[str, Result], tmp_path: Path) -> None:
    assert problems(written(published["2025"].edition, tmp_path)) == []


def test_a_simulated_edition_says_so(small_edition: Edition, tmp_path: Path) -> None:
    folder = written(small_edition, tmp_path)
    assert problems(folder) == []
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["description"].startswith("Simulated data")


def test_without_anything_to_describe(full: Edition, tmp_path: Path) -> None:
    folder = written(replace(full, attribution=""), tmp_path / "bare")
    assert "description" not in json.loads((folder / "datapackage.json").read_text())
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("scores.csv", "AAA,spring,1", "AAA,spring,101", "constraint-error"),
        ("scores.csv", "AAA,spring,1", "AAA,spring,one", "type-error"),
        ("scores.csv", "AAA,spring,1", "AAC,spring,1", "foreign-key"),
        ("scores.csv", "AAA,autumn,2", "AAA,spring,2", "primary-key"),
        ("countries.csv", "iso2", "iso2x", "incorrect-label"),
    ],
)
def test_the_descriptor_can_tell_a_fault(
    file: str, old: str, new: str, problem: str, folder: Path
) -> None:
    spoil(folder, file, (old, new))
    assert [row for row in problems(folder) if problem in row]
