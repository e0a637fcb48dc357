"""`edition.toml` at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocindex.edition import read_edition
from support.editing import faults_of, spoil


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "2025"', 'id = "20/25"', "id: An id is made of letters, digits, - and _"),
        ('id = "2025"', 'id = ""', "id: An id is made of letters, digits, - and _"),
        ('id = "2025"', "", "id: This key is missing"),
        ("year = 2025", 'year = "2025"', "year: This must be a whole number (found: '2025')"),
        ("year = 2025", "year = true", "year: This must be a whole number (found: 'True')"),
        ("year = 2025", "year = -1", "year: A year lies from 1 to 9999"),
        ("year = 2025", "year = -5", "year: A year lies from 1 to 9999 (found: '-5')"),
        ("year = 2025", "year = 0x" + "f" * 9999, "year: A year lies from 1 to 9999"),
        ("year = 2025", "yaer = 2025", "yaer: This key is not known. Did you mean year?"),
        ("year = 2025", "qqqq = 2025", "qqqq: This key is not known. Remove it."),
        ('"partial"', '"some"', "coverage: Coverage is complete or partial (found: 'some')"),
        ('"partial"', "[1]", "coverage: This must be a text"),
        ("simulated = false", 'simulated = "no"', "simulated: This must be true or false"),
        ('"An author"', "1", "credits: This must be a list of texts"),
        ('"framework.toml"', '"ocindex-2024"', "Did you mean ocindex-202"),
        ('"framework.toml"', '"water"', "Name one, or a .toml file in the folder."),
        ('"framework.toml"', '"../framework.toml"', "A framework is one of ocindex-2021"),
        ('"framework.toml"', '"lost.toml"', "lost.toml: The file cannot be read"),
        ("year = 2025", "year = ", "This is not TOML"),
        ("year = 2025", "year = " + "9" * 5000, "This is not TOML"),
        ("year = 2025", "year = " + "[" * 100_000, "This is not TOML"),
    ],
)
def test_a_setting_at_fault(old: str, new: str, told: str, folder: Path) -> None:
    if '"partial"' in old:
        spoil(folder, "edition.toml", ('"complete"', '"partial"'))
    spoil(folder, "edition.toml", (old, new))
    assert [line for line in faults_of(folder) if told in line]


def test_all_settings_at_once(folder: Path) -> None:
    (folder / "edition.toml").write_text("yeer = 1\nframework = 3\n")
    found = "\n".join(faults_of(folder))
    for told in ("id: This key", "title: This key", "year: This key", "yeer", "framework: This"):
        assert told in found


def test_a_framework_at_fault_is_told_beside_a_year_at_fault(folder: Path) -> None:
    spoil(folder, "edition.toml", ("year = 2025", "year = 2025.5"))
    (folder / "framework.toml").write_text("")
    found = faults_of(folder)
    assert "year: This must be a whole number" in found[0]
    assert "framework.toml" in found[1]


def test_the_least_that_an_edition_says(folder: Path) -> None:
    (folder / "edition.toml").write_text(
        'id = "x"\ntitle = "X"\nyear = 2025\nframework = "framework.toml"\n'
    )
    edition = read_edition(folder)
    assert (edition.complete, edition.simulated, edition.credits) == (True, False, ())


def test_the_framework_may_be_at_fault(folder: Path) -> None:
    spoil(folder, "framework.toml", ("weight = 2", "weight = 0"))
    assert "framework.toml, line" in faults_of(folder)[0]


@pytest.mark.parametrize("name", ["lost", "x" * 300])
def test_no_edition_there(name: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path / name) == [
        (
            f"{tmp_path}/{name}: An edition is a folder that holds edition.toml. "
            "Make one by 'ocindex intake workbook', or name the right folder."
        )
    ]
