"""Cells of which nothing is known, groups of one, and too many countries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.index import build
from ocindex.intervals import cells_table, intervals_of, nodes_table, pairs_table, ranking
from ocindex.vocabulary import Edition, unmade

Theta = NDArray[np.float32]


@pytest.fixture
def patchy(theta: Theta) -> Theta:
    """Nothing is known of indicator b in country 2."""
    some = theta.copy()
    some[:, 2, 1] = np.nan
    return some


def test_what_rests_on_an_unknown_cell_is_unknown(rated: Edition, patchy: Theta) -> None:
    found = intervals_of(rated, patchy)
    unknown = np.argwhere(np.isnan(found.summary.median)).tolist()
    # all, left, and b itself.
    assert unknown == [[2, 0], [2, 1], [2, 5]]
    world = found.rank["world"]
    assert np.argwhere(world.median == 0).tolist() == unknown
    assert np.argwhere(np.isnan(world.p_top10)).tolist() == unknown
    assert np.isnan(found.above["all"][2]).all()
    assert np.isnan(found.above["all"][:, 2]).all()
    assert not np.isnan(found.above["right"]).any()


def test_others_are_ranked_among_those_published(rated: Edition, patchy: Theta) -> None:
    """The country of which draws say nothing still stands where its score is."""
    assert build(rated).rank["world"][2, 0] == 1
    found = intervals_of(rated, patchy)
    assert found.rank["world"].low90[:, 0].tolist()[2] == 0
    known = [0, 1, 3, 4, 5, 6]
    assert found.rank["world"].median[known, 0].min() == 2


def test_or_without_it_where_it_has_no_score(rated: Edition, patchy: Theta) -> None:
    found = intervals_of(replace(rated, units=unmade(rated.framework)), patchy)
    known = [0, 1, 3, 4, 5, 6]
    assert found.rank["world"].median[known, 0].min() == 1


def test_nothing_known_at_all(rated: Edition, theta: Theta) -> None:
    found = intervals_of(rated, np.full_like(theta, np.nan))
    assert np.isnan(found.summary.sd).all()
    assert not found.rank["continent"].high90.any()
    assert cells_table(found)["median"].null_count() == 35
    assert nodes_table(found)["rank_median"].null_count() == 7 * 4 * 3


def test_a_country_alone_in_its_region_is_first(rated: Edition, theta: Theta) -> None:
    countries = (replace(rated.countries[0], region="Alone"), *rated.countries[1:])
    found = intervals_of(replace(rated, countries=countries), theta)
    region = found.rank["region"]
    for array in (region.median, region.low90, region.high90):
        assert (array[0] == 1).all()
    assert (region.set_high[0, :4] == 1).all()
    assert (region.tier[0, :4] == 1).all()


def test_everyone_at_the_floor_ties(rated: Edition) -> None:
    found = intervals_of(rated, np.ones((20, 7, 5), np.float32))
    world = found.rank["world"]
    assert (world.low90 == 1).all()
    assert (world.high90 == 1).all()
    assert (world.tier[:, :4] == 1).all()
    assert (world.set_high[:, :4] == 7).all()
    assert not found.above["all"].any()
    assert (found.summary.sd == 0).all()


def test_large_groups_are_not_paired(
    rated: Edition, theta: Theta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "PAIRED", 5)
    found = intervals_of(rated, theta)
    assert found.above == {}
    assert len(pairs_table(found)) == 0
    assert not found.rank["world"].set_low.any()
    assert not found.rank["world"].tier.any()
    assert found.rank["region"].tier[:, :4].all()
    assert found.rank["world"].median.all()


def test_groups_of_the_same_countries_have_the_same_ranks(rated: Edition, theta: Theta) -> None:
    countries = tuple(replace(c, region="Land") for c in rated.countries)
    found = intervals_of(replace(rated, countries=countries), theta)
    for name in ("median", "low90", "set_high", "tier", "p_top10"):
        world, region = (getattr(found.rank[scope], name) for scope in ("world", "region"))
        assert world.tolist() == region.tolist()
        assert world is not region
