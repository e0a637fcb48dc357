"""`ocindex raters`: what an editor reads, and the same as csv and json."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ocindex.cli.commands.raters import TABLES, WANTING
from ocindex.edition import write_edition
from ocindex.framework import framework_text
from support.panels_of_raters import changed, edition, panel, rated, rows_of
from support.terminal import Command


def written(folder: Path, **given: object) -> Path:
    made = panel(24, 12)
    made.severity[3], made.noise[5] = 2.5, 3.0
    own = edition(rows_of(made, 12), 12, **given)  # type: ignore[arg-type]
    return folded(own, folder)


def folded(own, folder: Path) -> Path:  # type: ignore[no-untyped-def]
    framework = replace(own.framework, reference="framework.toml", files={})
    framework = replace(framework, files={"framework.toml": framework_text(framework)})
    write_edition(replace(own, framework=framework, complete=False), folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "2025")


def test_a_report_to_read(ocindex: Command, folder: Path) -> None:
    said = ocindex("raters", folder, "--method", "mean", "--format", "table")
    assert said.code == 0
    for words in (
        "1. Who rated what", "Krippendorff's alpha is", "describes one rater", "R03 (+",
        "Where one more expert helps most", "all by --table", "Comparison with the other raters",
    ):  # fmt: skip
        assert words in " ".join(said.out.split()), words
    assert "nan" not in said.out
    assert all(len(line) <= 100 for line in said.out.splitlines() if line.startswith("* "))
    assert said.err == "Simulated data\n"


def test_csv_is_the_table_of_raters(ocindex: Command, folder: Path) -> None:
    said = ocindex("raters", folder, "--method", "mean", "-q")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [row["rater"] for row in rows] == [f"R{k:02}" for k in range(24)]
    assert "rates higher" in rows[3]["flags"]
    assert rows[0]["drift"] == ""
    assert said.err == ""


@pytest.mark.parametrize("table", [name for name in TABLES if name not in WANTING])
def test_every_table_by_its_name(ocindex: Command, folder: Path, table: str) -> None:
    rows = list(
        csv.reader(io.StringIO(ocindex("raters", folder, "--method", "mean", "--table", table).out))
    )
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_table_to_read(ocindex: Command, folder: Path) -> None:
    words = ("raters", folder, "--method", "mean", "--table", "parts", "--format", "table")
    assert "countries" in ocindex(*words).out


def test_json_has_findings_and_tables(ocindex: Command, folder: Path) -> None:
    words = ("raters", folder, "--method", "mean", "--format", "json")
    content = json.loads(ocindex(*words).out)
    assert content["simulated"]
    assert {"kind", "severity", "title", "what"} <= set(content["findings"][0])
    assert "movement" not in content["tables"]
    assert len(content["tables"]["raters"]) == 24
    rows = json.loads(ocindex(*words, "--table", "parts").out)
    assert rows == content["tables"]["parts"]


@pytest.mark.parametrize("table", WANTING)
def test_a_table_that_these_ratings_do_not_allow(
    ocindex: Command, folder: Path, table: str
) -> None:
    said = ocindex("raters", folder, "--method", "mean", "--table", table)
    assert said.code == 2
    assert WANTING[table] in said.err


def test_what_matters_most_comes_first(ocindex: Command, folder: Path) -> None:
    said = ocindex("raters", folder, "--method", "mean", "--format", "table").out
    first = " ".join(said.split("1. Who rated what")[0].split())
    assert "What matters most 1. " in first
    assert "Talk about the scale and its anchors" in first
    assert "Notable: to be mended or stated" in first


def test_tables_say_what_they_mean_and_how_to_have_all(ocindex: Command, folder: Path) -> None:
    said = ocindex("raters", folder, "--method", "mean", "--format", "table").out
    text = " ".join(said.split())
    for words in (
        "Krippendorff's alpha, nominal: The same where raters agree only",
        "Country x rater: halo: A rater sees one country better or worse",
        "Outfit and infit: mean squares",
    ):
        assert words in text
    named = set(re.findall(r"--table (\w+)\)", text))
    assert len(named) > 3
    assert named <= set(TABLES)


def test_several_editions_show_drift(ocindex: Command, folder: Path, tmp_path: Path) -> None:
    earlier = written(tmp_path / "2023", year=2023)
    said = ocindex("raters", folder, earlier, "--method", "mean", "-q")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert all(row["drift"] for row in rows)


def test_rounds_are_chosen(ocindex: Command, tmp_path: Path) -> None:
    base = rated()
    own = base.ratings
    both = {name: np.r_[getattr(own, name), getattr(own, name)]
            for name in ("country", "indicator", "rater", "confidence")}  # fmt: skip
    number = np.repeat(np.array([1, 2], np.int32), len(own))
    units = np.r_[own.units, np.full(len(own), 12)]
    folder = folded(changed(base, **both, round=number, units=units), tmp_path / "two")
    tables = [
        ocindex("raters", folder, "--method", "mean", "--table", "scale", "--round", which).out
        for which in ("first", "last", "1")
    ]
    assert tables[0] == tables[2] != tables[1]
    said = ocindex("raters", folder, "--method", "mean", "--round", "3")
    assert (said.code, "no round 3" in said.err) == (2, True)


def test_the_model_by_default(ocindex: Command, tmp_path: Path) -> None:
    own = edition(rows_of(panel(6, 3), 3), 3)
    folder = folded(replace(own, scoring=replace(own.scoring, sweeps=1000)), tmp_path / "small")
    said = ocindex("raters", folder, "--format", "json", "--processes", 1)
    content = json.loads(said.out)
    assert content["facts"]["Judged by"].startswith("The rater model")
    assert len(content["tables"]["halo"]) == 12
    assert {"rater", "iso3", "halo", "halo_low90", "p_far", "flag"} <= set(
        content["tables"]["halo"][0]
    )


def test_no_ratings_no_report(ocindex: Command, tmp_path: Path) -> None:
    own = rated()
    scores = np.full((12, 8), 10)
    bare = replace(own, units=scores, ratings=type(own.ratings)())
    said = ocindex("raters", folded(bare, tmp_path / "bare"))
    assert said.code == 2
    assert "no ratings" in said.err
