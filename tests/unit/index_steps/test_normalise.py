"""Normalising: constants, targets that are none, posts, scopes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.normalise import (
    fit_maximum_distance,
    fit_maximum_fraction,
    fit_min_max,
    fit_posts,
    fit_reference_distance,
    fit_target_distance,
    fit_z_score,
    score,
)
from ocindex.index.steps.normalise_posts import score_log_posts, score_trapezoid
from ocindex.index.steps.normalise_ranks import (
    fit_classes,
    fit_ranks,
    score_classes,
    score_percentile_ranks,
    score_ranks,
)
from ocindex.index.steps.refusal import Refusal

NO = np.nan
UP, BOTH = np.array([1]), np.array([1, -1])
VALUES = np.array([[0.0, 0.0], [5.0, 5.0], [10.0, 10.0], [NO, NO]])


@pytest.mark.parametrize("fit", [fit_min_max, fit_z_score, fit_maximum_distance])
def test_what_rounding_has_parted_is_constant(fit: object) -> None:
    values = np.array([[0.1 + 0.2, 1.0], [0.3, 2.0], [0.3, 3.0]])
    with pytest.raises(Refusal) as caught:
        fit(values, np.ones(2, np.int64))  # type: ignore[operator]
    assert {place[1] for place in caught.value.places} == {0}


@pytest.mark.parametrize("fit", [fit_min_max, fit_z_score, fit_maximum_distance])
def test_constants_never_turn_into_nothing(fit: object) -> None:
    """COINr's constants become NaN with a warning."""
    values = np.array([[1.0, 0.1], [2.0, 0.1], [3.0, NO], [4.0, 0.1]])
    with pytest.raises(Refusal, match="all equal") as refused:
        fit(values, BOTH)  # type: ignore[operator]
    assert refused.value.places == ((None, 1),)
    made = score(values, fit(values, BOTH, constant=0.25))  # type: ignore[operator]
    assert_array_equal(made[:, 1], [0.25, 0.25, NO, 0.25])
    assert np.isfinite(made[:, 0]).all()


def test_a_single_value_has_no_deviation() -> None:
    with pytest.raises(Refusal):
        fit_z_score(np.array([[1.0], [NO]]), UP)


def test_a_base_sets_the_scale() -> None:
    line = fit_min_max(VALUES, BOTH)
    assert_allclose(score(np.array([[20.0, 20.0]]), line), [[200.0, -100.0]])
    both = fit_min_max(np.vstack([VALUES, [[20.0, 20.0]]]), BOTH)
    assert_allclose(score(VALUES, both)[1], [25.0, 75.0])


def test_a_base_without_values_is_refused() -> None:
    base = np.array([[1.0, NO, NO], [2.0, NO, NO]])
    line = fit_min_max(base, np.ones(3, int))
    now = np.array([[1.0, 2.0, NO]])
    with pytest.raises(Refusal) as refused:
        score(now, line)
    assert refused.value.places == ((None, 1),)
    with pytest.raises(Refusal) as refused:
        score_percentile_ranks(now, fit_ranks(base, np.ones(3, int)))
    assert refused.value.places == ((None, 1),)
    with pytest.raises(Refusal) as refused:
        score_classes(now, fit_classes(base, np.ones(3, int), [50.0], [0.0, 1.0]))
    assert refused.value.places == ((None, 1),)
    assert np.isnan(score(np.full((1, 3), NO), line)).all()


def test_draws_lead() -> None:
    line = fit_min_max(VALUES, BOTH)
    draws = np.stack([VALUES, VALUES + 1])
    assert_array_equal(score(draws, line)[0], score(VALUES, line))


def test_distance_to_the_best() -> None:
    made = score(VALUES, fit_maximum_distance(VALUES, BOTH))
    assert_allclose(made, [[0, 1], [0.5, 0.5], [1, 0], [NO, NO]])


def test_distance_to_a_target() -> None:
    targets = np.array([8.0, 2.0])
    made = score(VALUES, fit_target_distance(VALUES, BOTH, targets))
    assert_allclose(made, [[0, 1.25], [0.625, 0.625], [1.25, 0], [NO, NO]])
    capped = score(VALUES, fit_target_distance(VALUES, BOTH, targets, capped=True))
    assert_allclose(capped, np.minimum(made, 1))


@pytest.mark.parametrize(
    ("targets", "places"), [([0.0, 10.0], [0, 1]), ([-1.0, 5.0], [0]), ([NO, 0.0], [0])]
)
def test_targets_that_are_none_are_refused(targets: list[float], places: list[int]) -> None:
    with pytest.raises(Refusal) as refused:
        fit_target_distance(VALUES, BOTH, np.array(targets))
    assert [column for _, column in refused.value.places] == places


def test_distance_to_a_country() -> None:
    made = score(VALUES, fit_reference_distance(VALUES, BOTH, VALUES[1]))
    assert_allclose(made, [[0, 2], [1, 1], [2, 0], [NO, NO]])
    for row, rule in ((0, "must be better"), (3, "needs its value")):
        with pytest.raises(Refusal, match=rule):
            fit_reference_distance(VALUES, BOTH, VALUES[row])


def test_fractions_of_the_highest() -> None:
    values = np.array([[2.0, 2.0], [4.0, 4.0], [8.0, 8.0]])
    made = score(values, fit_maximum_fraction(values, BOTH))
    assert_allclose(made, [[0.25, 1], [0.5, 0.75], [1, 0.25]])
    with pytest.raises(Refusal) as refused:
        fit_maximum_fraction(values - [8.0, 0.0], BOTH)
    assert refused.value.places == ((None, 0),)


def test_posts() -> None:
    lower, upper = np.array([2.0, 2.0]), np.array([6.0, 6.0])
    made = score(VALUES, fit_posts(BOTH, lower, upper))
    assert_allclose(made, [[0, 100], [75, 25], [100, 0], [NO, NO]])
    line = fit_posts(BOTH, lower, upper, 0, 1, truncated=False)
    assert_allclose(score(VALUES, line)[2], [2, -1])
    with pytest.raises(Refusal, match="must rise"):
        fit_posts(BOTH, upper, lower)


def test_a_trapezoid_rises_and_falls() -> None:
    x = np.array([[-1.0], [0.5], [1.0], [2.0], [3.0], [9.0], [NO]])
    posts = [np.array([post]) for post in (0.0, 1.0, 2.0, 4.0)]
    made = score_trapezoid(x, UP, *posts, high=10)
    assert_allclose(made[:, 0], [0, 5, 10, 10, 5, 0, NO])
    assert_allclose(score_trapezoid(x, -UP, *posts, high=10), 10 - made)
    with pytest.raises(Refusal):
        score_trapezoid(x, UP, *posts[::-1])


def test_posts_of_logarithms() -> None:
    """Income in the Human Development Index: 100 and 75,000 dollars."""
    posts = np.array([100.0]), np.array([75000.0])
    x = np.array([[10000.0], [100000.0], [NO]])
    share = np.log(100) / np.log(750)
    assert_allclose(score_log_posts(x, UP, *posts, 0, 1)[:, 0], [share, 1, NO])
    assert_allclose(score_log_posts(x, -UP, *posts, 0, 1)[:, 0], [1 - share, 0, NO])
    far = [np.array([post]) for post in (1.0, 10.0, 100.0, 1000.0)]
    ten = np.array([[10**0.5], [10.0], [10**2.5]])
    assert_allclose(score_trapezoid(ten, UP, *far, high=1, log=True)[:, 0], [0.5, 1, 0.5])
    with pytest.raises(Refusal) as refused:
        score_log_posts(np.array([[1.0], [-2.0]]), UP, np.array([0.0]), np.array([5.0]))
    assert refused.value.places == ((None, 0), (1, 0))


def test_percentile_ranks_need_two() -> None:
    values = np.array([[1.0, 5.0], [2.0, NO]])
    ranking = fit_ranks(values, BOTH)
    with pytest.raises(Refusal) as refused:
        score_percentile_ranks(values, ranking)
    assert refused.value.places == ((None, 1),)
    assert_array_equal(score_percentile_ranks(values, ranking, 0.5), [[0, 0.5], [1, NO]])
    assert_array_equal(
        score_percentile_ranks(np.array([[9.0, NO]]), fit_ranks(values[:, :1].repeat(2, 1), BOTH)),
        [[1, NO]],
    )


def test_ties_share_the_lowest_rank() -> None:
    values = np.array([[3.0], [1.0], [3.0], [4.0], [NO]])
    assert_array_equal(score_ranks(values, fit_ranks(values, UP))[:, 0], [2, 1, 2, 4, NO])
    assert_array_equal(score_ranks(values, fit_ranks(values, -UP))[:, 0], [2, 4, 2, 1, NO])


def test_classes_of_those_where_less_is_better() -> None:
    made = score_classes(VALUES, fit_classes(VALUES, BOTH, [50.0], [1.0, 2.0]))
    assert_array_equal(made, [[1, 2], [2, 2], [2, 1], [NO, NO]])
