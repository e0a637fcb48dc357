"""Files for Stata and SPSS: figures, labels, names that both take, the same bytes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pyreadstat
import pytest

from ocindex.publish.data.statistics import fitting, short_names, statistics_files
from ocindex.release import ReleasedEdition, freeze, read_release
from support.frameworks import OWN, countries_of, edition_of, framework_of

LONG = "a" * 40
READERS = {"dta": pyreadstat.read_dta, "sav": pyreadstat.read_sav}


@pytest.fixture
def released(tmp_path: Path) -> ReleasedEdition:
    """A water index of two countries, one of them with a name of 900 bytes."""
    framework = framework_of(OWN, tmp_path)
    first, second = countries_of(2)
    countries = [first, replace(second, name="é" * 450)]
    edition = edition_of(framework, countries, [[10, 20, 30, 40, 50], [90] * 5])
    freeze([edition], tmp_path / "release")
    return read_release(tmp_path / "release").latest


@pytest.mark.parametrize("ending", READERS)
def test_figures_and_labels_come_back(
    released: ReleasedEdition, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"wide.{ending}"
    path.write_bytes(statistics_files(released, {"title": "Water index"})[ending])
    frame, about = READERS[ending](str(path), output_format="polars")
    assert about.file_label == "Water index"
    for node in released.edition.framework.nodes:
        scores = [record.figures[node.id].score for record in released.countries.values()]
        assert frame[node.id].to_list() == scores
        assert about.column_names_to_labels[node.id] == node.name
    risk = released.edition.framework.node["risk"]
    bands = {i: band.label for i, band in enumerate(risk.bands, 1)}
    assert about.variable_value_labels["band_risk"] == bands
    printed = [bands[int(code)] for code in frame["band_risk"]]
    assert printed == [record.figures["risk"].band for record in released.countries.values()]
    ranks = [record.figures["risk"].rank["world"].rank for record in released.countries.values()]
    assert frame["rank_world_risk"].to_list() == ranks
    assert frame["country"][1].endswith("\N{HORIZONTAL ELLIPSIS}")
    assert "notice" not in frame.columns


@pytest.mark.parametrize("ending", READERS)
def test_simulated_data_say_so_on_every_row(
    released: ReleasedEdition, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"wide.{ending}"
    about = {"title": "Water index", "notice": "Simulated data"}
    path.write_bytes(statistics_files(released, about)[ending])
    frame, read = READERS[ending](str(path), output_format="polars")
    assert frame["notice"].unique().to_list() == ["Simulated data"]
    assert read.file_label == "Simulated data: Water index"


def test_the_same_bytes_at_another_time(
    released: ReleasedEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = statistics_files(released, {"title": "Water index"})
    # Both formats write the local time; another zone is another hour.
    monkeypatch.setenv("TZ", "Asia/Tokyo" if time.timezone == 0 else "UTC")
    time.tzset()
    try:
        assert statistics_files(released, {"title": "Water index"}) == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_names_are_short_and_each_stands_once() -> None:
    names = short_names([LONG, f"{LONG}b", "Water-use", "water_use", "2nd", "if", "Ünder"])
    assert names == [
        "a" * 32, f"{'a' * 30}_2", "Water_use", "water_use_2", "v_2nd", "v_if", "v__nder",
    ]  # fmt: skip
    assert max(len(name) for name in names) == 32


def test_a_text_is_cut_between_letters() -> None:
    assert fitting("é" * 10, 20) == "é" * 10
    assert fitting("é" * 11, 20) == "é" * 8 + "\N{HORIZONTAL ELLIPSIS}"
