"""Editions from data frames, by the same rules as a folder's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ocindex.edition import edition_from_frames
from ocindex.errors import EditionError
from ocindex.framework import bundled_framework
from ocindex.vocabulary import Edition, Framework
from support.frameworks import OWN, framework_of

NAMES = ("spring", "autumn", "sea", "drought", "dams")
COUNTRIES = pl.DataFrame({"iso3": ["AAA"], "name": ["A"], "continent": ["C"], "region": ["R"]})


@pytest.fixture
def own(tmp_path: Path) -> Framework:
    return framework_of(OWN, tmp_path)


def scores(**changes: object) -> pl.DataFrame:
    columns = {"iso3": ["AAA"] * 5, "indicator": list(NAMES), "score": [1.0, 2.0, 3.0, 4.0, 5.0]}
    return pl.DataFrame({**columns, **changes})


def test_a_frame_and_its_countries(own: Framework) -> None:
    edition = edition_from_frames(scores(), COUNTRIES, framework=own, id="x", year=2025)
    assert edition.units.tolist() == [[1, 2, 3, 4, 5]]
    assert (edition.title, edition.complete) == ("Water index 2025", False)


def test_members_serve_where_no_countries_are_given(small_edition: Edition) -> None:
    framework = bundled_framework("ocindex-2025")
    rows = [
        (country.iso3, indicator.id, float(small_edition.score(country.iso3, indicator.id)))
        for country in small_edition.countries
        for indicator in framework.indicators
    ]
    frame = pl.DataFrame(rows, schema=["iso3", "indicator", "score"], orient="row")
    edition = edition_from_frames(frame, framework=framework, id="2025", year=2025)
    assert edition.countries == small_edition.countries
    assert (edition.units == small_edition.units).all()
    with pytest.raises(EditionError, match="has no scores"):
        edition_from_frames(frame, framework=framework, id="2025", year=2025, complete=True)


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (scores(score=[1.0, 2.0, 3.0, 4.0, 5.5]), "A score must lie on the scale"),
        (scores(score=[1.0, None, 3.0, 4.0, 5.0]), "score"),
        (scores(iso3=["AAA"] * 4 + ["AAB"]), "'AAB'"),
        (scores(indicator=["spring", "spring", "sea", "drought", "dams"]), "stand once"),
        (scores().drop("indicator"), "indicator"),
    ],
)
def test_a_frame_at_fault(frame: pl.DataFrame, told: str, own: Framework) -> None:
    with pytest.raises(EditionError, match=told):
        edition_from_frames(frame, COUNTRIES, framework=own, id="x", year=2025)


def test_an_edition_s_scores_are_a_frame_that_makes_it_again(small_edition: Edition) -> None:
    frame = small_edition.scores
    assert frame.columns == ["iso3", "indicator", "score"]
    assert len(frame) == small_edition.units.size
    row = frame.row(40)
    assert row[2] == float(small_edition.score(row[0], row[1]))
    again = edition_from_frames(frame, framework=small_edition.framework, id="2025", year=2025)
    assert np.array_equal(again.units, small_edition.units)
