"""Tables and the file of draws."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from ocindex.intervals import (
    Intervals,
    cells_table,
    change_of,
    changes_table,
    draws_bytes,
    intervals_of,
    nodes_table,
    pairs_table,
    ranks_table,
)
from ocindex.vocabulary import Edition
from support.frameworks import edition_of, framework_of, framework_text

Theta = NDArray[np.float32]
SCORES = ["n_raters", "median", "mean", "sd", "low68", "high68", "low90", "high90"]
RANKS = ["rank_median", "rank_low90", "rank_high90", "set_low", "set_high", "p_top10", "tier"]


@pytest.fixture(scope="module")
def found(rated: Edition, theta: Theta) -> Intervals:
    return intervals_of(rated, theta)


def test_cells(found: Intervals) -> None:
    table = cells_table(found)
    assert table.columns == ["iso3", "indicator", *SCORES]
    assert len(table) == 35
    row = table.row(7 - 5 + 6, named=True)
    assert (row["iso3"], row["indicator"]) == ("AAB", "d")
    assert row["low90"] == found.summary.low90[1, 7]
    assert row["n_raters"] == 2


def test_nodes_have_a_row_a_scope(found: Intervals) -> None:
    table = nodes_table(found)
    assert table.columns == ["iso3", "node", "scope", *SCORES, *RANKS]
    assert len(table) == 7 * 4 * 3
    row = table.filter(iso3="AAC", node="right", scope="region").row(0, named=True)
    assert row["mean"] == found.summary.mean[2, 2]
    assert row["rank_high90"] == found.rank["region"].high90[2, 2]
    assert row["tier"] == found.rank["region"].tier[2, 2]
    assert table["tier"].null_count() == 0


def test_ranks_of_all_nodes(found: Intervals) -> None:
    table = ranks_table(found)
    assert table.columns == ["iso3", "node", "scope", *RANKS]
    assert len(table) == 7 * 9 * 3
    row = table.filter(iso3="AAD", node="e", scope="world").row(0, named=True)
    assert row["rank_median"] == found.rank["world"].median[3, 8]
    assert row["set_low"] is None
    assert row["tier"] is None


def test_pairs_of_components(found: Intervals) -> None:
    table = pairs_table(found)
    assert table.columns == ["iso3", "other", "node", "p_above"]
    assert len(table) == 4 * 7 * 6
    row = table.filter(iso3="AAB", other="AAE", node="care").row(0, named=True)
    assert row["p_above"] == pytest.approx(found.above["care"][1, 4])


def test_changes(rated: Edition, theta: Theta) -> None:
    change = change_of(rated, theta, rated, theta[::-1], joint=True)
    table = changes_table(change)
    names = ["median", "low90", "high90", "p_rise"]
    comparable = [f"comparable_{name}" for name in names]
    assert table.columns == ["edition", "against", "iso3", "node", *names, *comparable]
    assert len(table) == 63
    assert table["p_rise"][9] == change.published.p_rise[1, 0]
    assert set(table["edition"]) == {"2025"}


def test_draws_are_whole_hundredths(rated: Edition, theta: Theta) -> None:
    theta = theta.copy()
    theta[:, 0, 4] = np.nan
    table = pl.read_parquet(BytesIO(draws_bytes(rated, theta)))
    nodes = [node.id for node in rated.framework.nodes]
    assert table.columns == ["draw", "iso3", *nodes]
    assert table["draw"].to_list()[::7] == list(range(1, 201))
    assert table.schema["c"] == pl.Int16
    assert table["c"].to_numpy() / 100 == pytest.approx(theta[..., 2].ravel(), abs=0.00501)
    assert table["e"].null_count() == table["care"].null_count() == 200
    assert table["right"].to_list() == table["c"].to_list()


def test_draws_are_thinned_evenly_and_the_same_each_time(decided: Edition, theta: Theta) -> None:
    file = draws_bytes(decided, theta, limit=50)
    assert file == draws_bytes(decided, theta, limit=50)
    table = pl.read_parquet(BytesIO(file))
    assert len(table) == 50 * 7
    every = pl.read_parquet(BytesIO(draws_bytes(decided, theta[::4])))
    assert (table["right"] - every["right"]).abs().max() <= 30


def test_wide_scales_need_more_room(tmp_path: Path, rated: Edition) -> None:
    text = framework_text({"all": None}, {"x": "all"}, scale=(0, 1000, 1))
    edition = edition_of(framework_of(text, tmp_path), rated.countries, [[900]] * 7)
    table = pl.read_parquet(BytesIO(draws_bytes(edition, np.full((3, 7, 1), 800, np.float32))))
    assert table["x"].to_list() == [90_000] * 21
