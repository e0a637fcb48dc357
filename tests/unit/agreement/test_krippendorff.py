"""Krippendorff's alpha, on his own example and against his own definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocindex.scoring.agreement import Level, alpha, alpha_interval
from support import agreement as reference

_ = np.nan
# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section D: four observers,
# twelve units, missing data.
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)
OBSERVER, UNIT = np.nonzero(np.isfinite(OBSERVERS))
VALUE = OBSERVERS[OBSERVER, UNIT]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
ratings = st.lists(
    st.tuples(st.integers(0, 4), st.integers(2, 12).map(lambda x: x / 2)), min_size=1, max_size=20
)


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_the_published_example(level: Level, published: float) -> None:
    assert alpha(UNIT, VALUE, level) == pytest.approx(published, abs=5e-4)


@given(ratings, st.sampled_from(LEVELS))
def test_it_is_what_its_definition_says(rows: list[tuple[int, float]], level: Level) -> None:
    unit, value = np.array([u for u, _ in rows]), np.array([x for _, x in rows])
    found = alpha(unit, value, level)
    assert found == pytest.approx(reference.alpha(unit, value, level), nan_ok=True, abs=1e-9)


@given(ratings, st.floats(-5, 5), st.floats(0.5, 3))
def test_where_the_scale_begins_and_how_long_it_is_does_not_matter(
    rows: list[tuple[int, float]], shift: float, stretch: float
) -> None:
    unit, value = np.array([u for u, _ in rows]), np.array([x for _, x in rows])
    other = alpha(unit, value * stretch + shift)
    assert other == pytest.approx(alpha(unit, value), nan_ok=True, abs=1e-6)


def test_raters_at_one_agree_and_raters_who_guess_do_not() -> None:
    unit = np.repeat(np.arange(500), 3)
    assert alpha(unit, unit.astype(float)) == pytest.approx(1)
    guessed = np.random.default_rng(1).integers(1, 11, len(unit)).astype(float)
    assert abs(alpha(unit, guessed)) < 0.05


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_said_of_single_ratings_or_of_one_score_for_all(level: Level) -> None:
    assert np.isnan(alpha(np.arange(5), np.arange(5.0), level))
    assert np.isnan(alpha(np.repeat([0, 1], 3), np.full(6, 0.1 + 0.2), level))
    assert np.isnan(alpha(np.zeros(0, int), np.zeros(0), level))


@pytest.mark.parametrize("level", LEVELS)
def test_the_interval_holds_the_value_and_narrows_with_the_clusters(level: Level) -> None:
    rng = np.random.default_rng(2)
    widths = []
    for units in (40, 640):
        unit = np.repeat(np.arange(units), 4)
        value = np.round(rng.normal(5, 1.5, units)[unit] + rng.normal(0, 1, len(unit)))
        low, high = alpha_interval(unit, value, unit, level)
        assert low < alpha(unit, value, level) < high
        widths.append(high - low)
    assert 2.5 < widths[0] / widths[1] < 6.5
    assert alpha_interval(unit, value, unit, level) == (low, high)  # the same seed


def test_one_cluster_has_no_interval() -> None:
    low, high = alpha_interval(UNIT, VALUE, np.zeros(len(UNIT), int))
    assert np.isnan(low)
    assert np.isnan(high)


def test_the_interval_covers() -> None:
    """Of intervals at 90 % about nine in ten hold the alpha of very many units."""
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(200):
        unit = np.repeat(np.arange(60), 4)
        value = rng.normal(0, 1, 60)[unit] + rng.normal(0, 1, len(unit))
        low, high = alpha_interval(unit, value, unit, draws=300)
        held += low < 0.5 < high
    assert 0.83 < held / 200 < 0.96
