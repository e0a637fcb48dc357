"""`ocindex build`: scores, ranks, stages and workbooks."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import ocindex as package
from ocindex.framework import framework_text
from ocindex.vocabulary import Denominator, Grouping
from support.measured import FRAMEWORK, made_edition, made_values
from support.terminal import Command


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder of the made-up measured edition, values missing."""
    full = replace(
        FRAMEWORK,
        denominators=(Denominator("area", "Area"), Denominator("wealth", "Wealth")),
        groupings=(Grouping("size", "Size"),),
        reference="framework.toml",
    )
    full = replace(full, files={"framework.toml": framework_text(full)})
    made = made_edition(made_values(missing=True), full)
    package.write_edition(made, tmp_path / "made")
    return tmp_path / "made"


@pytest.fixture
def method(tmp_path: Path) -> Path:
    path = tmp_path / "m.toml"
    path.write_text('[denominate]\n[impute]\nby = "mean"\n[treat]\n[normalise]\n', "utf-8")
    return path


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_scores_stages_and_ranks_are_wide_tables(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    built = package.build(package.read_edition(edition), package.Method.from_toml(method))
    out = tmp_path / "out.csv"
    done = ocindex("build", edition, "--method", method, "--out", out)
    assert (done.code, done.out + done.err) == (0, f"{out}: 12 rows, 8 columns\n")
    head, first, *_ = rows(out)
    assert head == ["iso3", *(node.id for node in FRAMEWORK.nodes)]
    assert [float(cell) for cell in first[1:]] == built.values[0].tolist()
    ocindex("build", edition, "--method", method, "--stage", "raw", "--out", out)
    assert rows(out)[2][1] == ""  # C01 has no roads
    ocindex("build", edition, "--method", method, "--ranks", "--out", out)
    assert sorted(int(row[1]) for row in rows(out)[1:]) == list(range(1, 13))


def test_a_workbook_has_every_stage_on_a_sheet(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert ocindex("build", edition, "--method", method, "--out", out).code == 0
    book = openpyxl.load_workbook(out, read_only=True)
    assert book.sheetnames == [
        "Read me", "Raw", "Denominated", "Imputed", "Treated", "Normalised", "Aggregated",
        "Ranks", "Weights", "Treatment", "Winsorised", "Filled in", "Screened out",
    ]  # fmt: skip
    one = tmp_path / "one.xlsx"
    ocindex("build", edition, "--method", method, "--stage", "treated", "--out", one)
    assert openpyxl.load_workbook(one, read_only=True).sheetnames == ["Read me", "Data"]


def test_several_editions_are_a_panel(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    other = replace(package.read_edition(edition), id="2025", year=2025)
    package.write_edition(other, tmp_path / "later")
    out = tmp_path / "out.csv"
    ocindex("build", edition, tmp_path / "later", "--method", method, "--out", out)
    assert [row[0] for row in rows(out)] == ["edition", *["2024"] * 12, *["2025"] * 12]
    assert ocindex("build", edition, tmp_path / "later", "--method", method,
                   "--out", tmp_path / "out.xlsx").code == 0  # fmt: skip


def test_wrong_use(ocindex: Command, edition: Path, method: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = ocindex("build", edition, "--out", out)
    assert (done.code, "need a method" in done.err) == (2, True)
    done = ocindex("build", edition, "--method", method, "--stage", "screened", "--out", out)
    assert (done.code, "no stage 'screened'" in done.err) == (2, True)
    done = ocindex("build", edition, "--method", method, "--stage", "raw", "--ranks", "--out", out)
    assert (done.code, "not both" in done.err) == (2, True)
    method.write_text("[normalise]\nby = 3\n[impute]\n", "utf-8")
    done = ocindex("build", edition, "--method", method, "--out", out)
    assert (done.code, "2 faults found" in done.err) == (1, True)
    assert not out.exists()


def test_a_graded_edition_needs_no_method(ocindex: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert ocindex("build", "examples/own-framework", "--ranks", "--out", out).code == 0
    assert len(rows(out)) == 7


def test_check_says_how_many_values_are_missing(ocindex: Command, edition: Path) -> None:
    done = ocindex("check", edition)
    assert "12 countries, 5 indicators, 3 of 60 values missing" in done.out + done.err


def test_the_human_development_index_is_as_printed(ocindex: Command, tmp_path: Path) -> None:
    out = tmp_path / "hdi.csv"
    folder = Path("examples/hdi")
    assert ocindex("build", folder, "--method", folder / "method.toml", "--out", out).code == 0
    printed = {
        "CHE": 0.962, "NOR": 0.961, "ISL": 0.959, "HKG": 0.952, "AUS": 0.951, "DNK": 0.948,
        "SWE": 0.947, "IRL": 0.945, "DEU": 0.942, "NLD": 0.941, "SGP": 0.939, "JPN": 0.925,
        "USA": 0.921, "CHN": 0.768, "BRA": 0.754, "ZAF": 0.713, "IND": 0.633, "NGA": 0.535,
        "NER": 0.400, "TCD": 0.394, "SSD": 0.385,
    }  # fmt: skip
    # Inputs are printed to a tenth of a year, which moves the index by up to 0.001.
    found = {row[0]: float(row[1]) for row in rows(out)[1:]}
    assert found == pytest.approx(printed, abs=0.0012)
