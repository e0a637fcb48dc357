"""The command line on indices of measured indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocindex.edition import read_edition, write_edition
from support.coinr import IDATA, tables
from support.farms import farms
from support.terminal import Command
from unit.intake.test_cointool import workbook  # the workbook is the test's own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_edition(farms(tmp_path), tmp_path / "edition")
    return tmp_path / "edition"


def test_coinr(ocindex: Command, tmp_path: Path) -> None:
    into = tmp_path / "asem"
    done = ocindex(
        "intake", "coinr", *tables(tmp_path), "--into", into, "--id", "first", "--title", "Farms"
    )
    assert done.code == 0
    said = f"{into}: 3 units, 3 indicators, 3 components; 2 of 9 values missing\n"
    assert done.out == said
    edition = read_edition(into)
    assert (edition.id, edition.title) == ("first", "Farms 2020")
    assert ocindex("check", into).out == (
        f"{into}: no faults; 3 countries, 3 indicators, 2 of 9 values missing\n"
    )
    again = ocindex("intake", "coinr", *tables(tmp_path), "--into", into)
    assert again.code == 1
    assert ocindex("intake", "coinr", *tables(tmp_path), "--into", into, "--replace").code == 0


def test_a_panel_makes_an_edition_a_year(ocindex: Command, tmp_path: Path) -> None:
    panel = IDATA + IDATA.split("\n", 1)[1].replace(",2020,", ",2018,")
    done = ocindex("intake", "coinr", *tables(tmp_path, panel), "--into", tmp_path / "all")
    assert [line.split(":")[0][-4:] for line in done.out.splitlines()] == ["2018", "2020"]
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["2018", "2020"]
    one = tmp_path / "one"
    assert ocindex(
        "intake", "coinr", *tables(tmp_path, panel), "--into", one, "--time", 2018
    ).out.startswith(f"{one}: ")
    assert read_edition(one).year == 2018


def test_faults_end_with_one(ocindex: Command, tmp_path: Path) -> None:
    bad = tables(tmp_path, IDATA.replace("1.5", "x").replace("-2", "y"))
    done = ocindex("intake", "coinr", *bad, "--into", tmp_path / "new")
    assert done.code == 1
    assert "2 faults found." in done.err
    assert not (tmp_path / "new").exists()


def test_cointool(ocindex: Command, tmp_path: Path) -> None:
    into = tmp_path / "mine"
    done = ocindex(
        "intake", "cointool", workbook(tmp_path), "--into", into, "--year", 2024,
        "--codes-from-names",
    )  # fmt: skip
    assert done.out == f"{into}: 2 units, 3 indicators, 3 components; 1 of 6 values missing\n"
    assert ocindex("check", into).code == 0


COMMANDS = {
    "compute": ("compute", "EDITION", "--out", "OUT.csv"),
    "rank": ("rank", "EDITION", "--by", "index"),
    "show": ("show", "EDITION", "AT-9"),
    "compare": ("compare", "EDITION", "EDITION"),
    "release": ("release", "EDITION", "--out", "OUT"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_needs_a_scale_says_so(
    command: str, ocindex: Command, folder: Path, tmp_path: Path
) -> None:
    replaced = {"EDITION": folder, "OUT": tmp_path / "out", "OUT.csv": tmp_path / "out.csv"}
    done = ocindex(*(replaced.get(word, word) for word in COMMANDS[command]))
    assert done.code == 2
    assert done.err.startswith("error: The indicators of 'Index of farms' are measured")
    assert "ocindex build" in done.err
    assert not (tmp_path / "out").exists()
