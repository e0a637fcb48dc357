"""Published profiles into an edition folder, by the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ocindex.edition import read_edition, write_edition
from ocindex.framework import bundled_framework
from ocindex.index import Result, build
from ocindex.simulation import simulate
from support.profiles import MadeProfile, profile_text
from support.terminal import Command

SECTIONS = {"people": ["First paragraph on people.", "Second one."], "trade": ["On trade."]}


@pytest.fixture(scope="module")
def result() -> Result:
    edition = simulate(bundled_framework("ocindex-2023"), seed=3, year=2023)
    return build(replace(edition, simulated=False, narratives={}, ratings=(), attribution=""))


@pytest.fixture
def files(result: Result, tmp_path: Path) -> list[Path]:
    files = []
    for iso3 in ("KAZ", "KGZ"):
        files.append(tmp_path / f"{iso3}.txt")
        files[-1].write_text(profile_text(MadeProfile(result, iso3, SECTIONS)), encoding="utf-8")
    return files


def test_profiles_make_a_new_partial_edition(
    ocindex: Command, files: list[Path], result: Result, tmp_path: Path
) -> None:
    into = tmp_path / "few-2023"
    said = ocindex("intake", "profile", *files, "--into", into)
    assert said.code == 0, said.err
    assert "32 scores, 10 printed figures, 2 narrative sections" in said.out
    assert "8 agree with what is computed, 12 are kept as published, 0 differ" in said.out
    edition = read_edition(into)
    assert (edition.id, edition.complete) == ("2023", False)
    assert [c.iso3 for c in edition.countries] == ["KAZ", "KGZ"]
    assert edition.narratives["KGZ", "en"].sections["people"] == tuple(SECTIONS["people"])
    assert "KAZ.txt, SHA-256 " in edition.origin
    again = ocindex("intake", "profile", *files, "--into", into)
    assert again.code == 0, again.err


def test_figures_only_leaves_every_text_out(
    ocindex: Command, files: list[Path], tmp_path: Path
) -> None:
    arguments = ("--into", tmp_path / "few", "--year", 2023, "--figures-only", "-q")
    assert ocindex("intake", "profile", *files, *arguments).out == ""
    edition = read_edition(tmp_path / "few")
    assert (edition.narratives, edition.credits, edition.notices) == ({}, (), ())
    assert not (tmp_path / "few" / "narratives").exists()


def test_every_printed_figure_is_checked_where_it_can_be(
    ocindex: Command, files: list[Path], result: Result, tmp_path: Path
) -> None:
    into = tmp_path / "2023"
    write_edition(result.edition, into)
    said = ocindex("intake", "profile", *files, "--into", into)
    assert "20 printed figures; 20 agree" in said.out
    rank, of = result.rank_of("KAZ", "criminality", "world")
    text = files[0].read_text().replace(f"of {of} countries", f"of {of + 1} countries")
    files[0].write_text(text)
    before = (into / "printed.csv").read_bytes()
    wrong = ocindex("intake", "profile", files[0], "--into", into)
    assert wrong.code == 1
    assert f"{rank} of {of + 1}" in wrong.err
    assert (into / "printed.csv").read_bytes() == before


def test_a_rank_that_contradicts_the_complete_edition_is_a_fault(
    ocindex: Command, files: list[Path], result: Result, tmp_path: Path
) -> None:
    into = tmp_path / "2023"
    write_edition(result.edition, into)
    rank, of = result.rank_of("KAZ", "resilience", "world")
    lines = files[0].read_text().splitlines()
    wrong = [
        line.replace(str(rank), "192") if f"of {of} countries" in line else line for line in lines
    ]
    files[0].write_text("\n".join(wrong))
    said = ocindex("intake", "profile", files[0], "--into", into)
    assert said.code == 1
    assert "computed" in said.err
    assert not (into / "narratives").exists()


@pytest.mark.parametrize(
    ("name", "more", "message"),
    [
        ("few", (), "has no year"),
        ("few-1999", (), "No framework 'ocindex-1999'"),
        ("few-2023", ("--framework", "other"), "No framework 'other'"),
    ],
)
def test_a_new_edition_needs_a_year_and_a_framework(
    ocindex: Command, files: list[Path], tmp_path: Path, name: str, more: tuple[str, ...],
    message: str,
) -> None:  # fmt: skip
    said = ocindex("intake", "profile", *files, "--into", tmp_path / name, *more)
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / name).exists()


def test_a_framework_of_one_s_own_is_named_by_its_file(
    ocindex: Command, files: list[Path], tmp_path: Path
) -> None:
    bundled = bundled_framework("ocindex-2023")
    for name, text in bundled.files.items():
        (tmp_path / name.replace("ocindex-2023", "own")).write_text(text, encoding="utf-8")
    arguments = ("--into", tmp_path / "few-2023", "--framework", tmp_path / "own.toml")
    assert ocindex("intake", "profile", *files, *arguments).code == 0
    assert read_edition(tmp_path / "few-2023").framework.reference == "own.toml"
