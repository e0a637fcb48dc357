"""Where editors decide, intervals stand around their scores."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.index.result import compute
from ocindex.intervals import around, intervals_of, robustness_intervals
from ocindex.intervals.making import published
from ocindex.vocabulary import SCOPES, Edition

Theta = NDArray[np.float32]


def test_each_cell_is_moved_to_its_score(decided: Edition, theta: Theta) -> None:
    moved = around(decided, theta)
    assert moved.mean(axis=0) == pytest.approx(decided.values, abs=1e-5)
    assert moved.std(axis=0) == pytest.approx(theta.std(axis=0), abs=1e-5)
    assert np.diff(moved - theta, axis=0) == pytest.approx(0, abs=1e-5)


def test_components_stand_around_the_editors_own(decided: Edition, theta: Theta) -> None:
    found = intervals_of(decided, theta)
    exact = compute(decided)
    scores = [[float(exact.score(c, n)) for n in found.nodes[:4]] for c in found.countries]
    assert found.summary.mean[:, :4] == pytest.approx(np.array(scores), abs=1e-5)


def test_intervals_hold_the_score_and_stay_on_the_scale(decided: Edition, theta: Theta) -> None:
    summary = intervals_of(decided, theta).summary
    scores = published(decided)
    assert (summary.low90 <= scores + 1e-6).all()
    assert (summary.high90 >= scores - 1e-6).all()
    assert summary.low90.min() == 1
    assert summary.high90.max() <= 10


def test_the_distance_is_from_the_ratings_median(
    decided: Edition, rated: Edition, theta: Theta
) -> None:
    found, rating = intervals_of(decided, theta), intervals_of(rated, theta)
    assert found.distance == pytest.approx(published(decided) - rating.summary.median)
    # These draws are 0.3 above.
    assert found.distance[4, 0] == pytest.approx(-0.3, abs=0.15)


def test_no_distance_where_nobody_rated(decided: Edition, theta: Theta) -> None:
    raters = np.full((7, 5), 2)
    raters[3, 4] = 0
    distance = intervals_of(decided, theta, n_raters=raters).distance
    # e, and care above it.
    assert np.argwhere(np.isnan(distance)).tolist() == [[3, 3], [3, 8]]


def test_half_a_step_is_named_as_robustness(decided: Edition) -> None:
    found = robustness_intervals(decided, draws=400, seed=3)
    assert (found.basis, found.method, found.draws) == ("robustness", "", 400)
    assert not found.n_raters.any()
    assert np.isnan(found.distance).all()
    scores, summary = published(decided), found.summary
    assert summary.mean[:, :4] == pytest.approx(scores[:, :4], abs=0.05)
    inner = (decided.values > 1) & (decided.values < 10)
    half = np.float64(0.25)
    assert summary.sd[:, 4:][inner] == pytest.approx(half / np.sqrt(3), rel=0.1)
    assert (summary.high90 - summary.low90 <= 2 * half).all()


def test_robustness_is_the_same_for_the_same_seed(decided: Edition) -> None:
    one, same, other = (robustness_intervals(decided, draws=50, seed=s) for s in (1, 1, 2))
    assert one.summary.median.tobytes() == same.summary.median.tobytes()
    assert one.summary.median.tobytes() != other.summary.median.tobytes()
    for scope in SCOPES:
        assert one.rank[scope].tier.tolist() == same.rank[scope].tier.tolist()
