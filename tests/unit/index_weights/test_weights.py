"""Weights: cases by hand, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights import factors
from ocindex.index.steps.weights.bod import bod, bod_directional, bod_shares
from ocindex.index.steps.weights.components import loadings, pca
from ocindex.index.steps.weights.effective import effective_weights
from ocindex.index.steps.weights.factors import factor_weights, varimax
from ocindex.index.steps.weights.given import equal, given
from ocindex.index.steps.weights.importance import correlation_ratios
from ocindex.index.steps.weights.judgement import ahp, ahp_group, budget
from ocindex.index.steps.weights.least_squares import nonnegative_least_squares
from ocindex.index.steps.weights.optimised import balance, information
from ocindex.index.steps.weights.regression import regression
from ocindex.index.steps.weights.shapley import shapley_r2, shapley_variance
from ocindex.index.steps.weights.spread import critic, entropy, standard_deviation

NAN = np.nan
UNITS = np.random.default_rng(5).random((40, 4))
FLAT = np.column_stack([UNITS[:, 0], np.full(40, 0.1), UNITS[:, 1]])


def says(
    text: str, places: list[tuple[int | None, int | None]], call: Callable[[], object]
) -> None:
    with pytest.raises(Refusal, match=re.escape(text)) as caught:
        call()
    assert list(caught.value.places) == places
    assert caught.value.remedy.endswith(".")


def test_equal_and_given() -> None:
    assert_array_equal(equal(4), np.full(4, 0.25))
    assert_allclose(given(np.array([1.0, 0, 3])), [0.25, 0, 0.75])
    says("zero or more", [(None, 1), (None, 2)], lambda: given(np.array([1.0, -1, NAN])))
    says("above zero", [(None, None)], lambda: given(np.zeros(2)))


def test_a_child_that_goes_against_the_others_is_named() -> None:
    x = UNITS[:, :1]
    values = np.column_stack([x, x + UNITS[:, 1:2] / 9, -x + UNITS[:, 2:3] / 9])
    says("against the others", [(None, 2)], lambda: pca(values))
    kept, zero = pca(values, negative="keep"), pca(values, negative="zero")
    assert kept[2] < 0 == zero[2]
    assert_allclose(kept.sum(), 1)
    assert_allclose(zero[:2].sum(), 1)
    assert_allclose(pca(values, squared=True), loadings(values).first ** 2)
    assert loadings(values).share > 0.9


def test_loadings_that_cancel_out_are_refused() -> None:
    values = np.column_stack([UNITS[:, 0], -UNITS[:, 0]])
    says("cancel", [(None, None)], lambda: pca(values, negative="keep"))


@pytest.mark.parametrize(
    "method", [loadings, factor_weights, critic, balance, information], ids=lambda m: m.__name__
)
def test_children_that_do_not_vary_and_rows_that_are_too_few(method: Callable) -> None:
    says("does not stay the same", [(None, 1)], lambda: method(FLAT))
    says("3 units", [(None, None)], lambda: method(UNITS[:2]))


def test_factors_part_children_that_go_apart() -> None:
    one, two = UNITS[:, :1], UNITS[:, 1:2]
    values = np.hstack([one + UNITS[:, 2:] / 50, two + UNITS[:, 2:] / 50])
    found = factor_weights(values)
    assert len(found.explained) == 2
    assert found.assigned[0] == found.assigned[1] != found.assigned[2] == found.assigned[3]
    assert_allclose(found.weights, np.full(4, 0.25), atol=0.05)
    assert_allclose(factor_weights(values, count=1, rotate=False).weights.sum(), 1)
    says("are asked for", [(None, None)], lambda: factor_weights(values, count=9))


def test_rotation_where_there_is_nothing_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    angles = np.array([0, np.pi / 3, 2 * np.pi / 3])
    even = np.column_stack([np.cos(angles), np.sin(angles)])
    assert_array_equal(varimax(even), even)
    assert_array_equal(varimax(even[:, :1]), even[:, :1])
    # From where the criterion is lowest, too, it finds where it is highest.
    low = np.array([[0.6, 0.8], [-0.6, 0.8]])
    assert_allclose(varimax(low) ** 2, [[0.98, 0.02], [0.02, 0.98]], atol=1e-12)
    monkeypatch.setattr(factors, "SWEEPS", 1)
    assert_allclose((varimax(UNITS[:4, :3]) ** 2).sum(), (UNITS[:4, :3] ** 2).sum())


def test_entropy_by_hand() -> None:
    values = np.array([[1.0, 1, 0], [1, 2, 0], [1, 1, 4]])
    parts = np.array([0.25, 0.5, 0.25])
    middle = 1 + (parts * np.log(parts)).sum() / np.log(3)
    assert_allclose(entropy(values), np.array([0, middle, 1]) / (1 + middle))
    bad = np.array([[1.0, 0, -1], [2, 0, 1], [3, 0, 1]])
    says("not negative", [(0, 2), (None, 1)], lambda: entropy(bad))
    says("above zero", [(None, None)], lambda: entropy(np.ones((3, 2))))


def test_critic_by_hand() -> None:
    x = np.array([0.0, 1, 0, 1])
    values = np.column_stack([x, x, 1 - x])
    # The third disagrees with both others, they with it alone.
    assert_allclose(critic(values), [0.25, 0.25, 0.5])
    assert_array_equal(critic(UNITS[:, :1]), [1])
    says("above zero", [(None, None)], lambda: critic(np.column_stack([x, x * 0.5])))


def test_standard_deviations() -> None:
    values = np.array([[1.0, 1], [3, 5], [NAN, 3]])
    one, two = np.sqrt(2), 2
    assert_allclose(standard_deviation(values), np.array([one, two]) / (one + two))
    assert_allclose(standard_deviation(values, inverse=True), np.array([two, one]) / (one + two))
    says("two values", [(None, 0)], lambda: standard_deviation(values[1:]))
    says("inverse", [(None, 1)], lambda: standard_deviation(FLAT, inverse=True))
    assert standard_deviation(FLAT)[1] == 0


def test_budget_allocation() -> None:
    found = budget(np.array([[60.0, 40], [1, 3]]))
    assert_allclose(found.weights, [0.425, 0.575])
    assert_allclose(found.shares, [[0.6, 0.4], [0.25, 0.75]])
    assert_allclose([found.low, found.high], [[0.25, 0.4], [0.6, 0.75]])
    assert_allclose(found.sd, np.full(2, 0.35 / np.sqrt(2)))
    assert_array_equal(budget(np.array([[1.0, 1]])).sd, [0, 0])
    bad = np.array([[1.0, -1], [0, 0], [NAN, 1]])
    says("points", [(0, 1), (2, 0), (1, None)], lambda: budget(bad))
    says("points", [(None, None)], lambda: budget(np.zeros((0, 2))))


def test_saatys_example_of_a_school() -> None:
    """Choosing a school, Saaty (1980): six criteria."""
    matrix = np.array(
        [
            [1, 4, 3, 1, 3, 4],
            [1 / 4, 1, 7, 3, 1 / 5, 1],
            [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
            [1, 1 / 3, 5, 1, 1, 1 / 3],
            [1 / 3, 5, 5, 1, 1, 3],
            [1 / 4, 1, 6, 3, 1 / 3, 1],
        ]
    )
    found = ahp(matrix)
    assert_allclose(found.weights, [0.32, 0.14, 0.03, 0.13, 0.24, 0.14], atol=0.01)
    assert_allclose(matrix @ found.weights, found.eigenvalue * found.weights)
    assert found.index == pytest.approx((found.eigenvalue - 6) / 5)
    assert found.ratio == pytest.approx(found.index / 1.24)
    assert not found.consistent
    assert sorted(found.worst) == list(found.worst)


def test_comparisons_that_make_no_sense_are_named() -> None:
    bad = np.array([[1.0, 2, 0], [2, 1, 3], [np.inf, 0.33, 1]])
    says("comparison", [(0, 1), (0, 2), (1, 0), (2, 0)], lambda: ahp(bad))
    says("up to 15", [(None, None)], lambda: ahp(np.ones((16, 16))))
    says("comparison", [(0, 1), (1, 0)], lambda: ahp_group(np.array([[[1.0, 3], [3, 1]]])))


def test_a_group_of_experts_meets_in_the_geometric_mean() -> None:
    pair = np.array([[[1, 4], [1 / 4, 1]], [[1, 1], [1, 1]]])
    assert_allclose(ahp_group(pair).weights, [2 / 3, 1 / 3])


def test_regression_finds_the_weights_that_made_the_variable() -> None:
    values = UNITS * [1, 2, 1, 1]
    outside = 7 + values @ [1, 3, 0.5, 0.5]
    found = regression(values, outside)
    assert_allclose(found.weights, np.array([1, 3, 0.5, 0.5]) / 5)
    assert_allclose([found.intercept, found.r2, found.n], [7, 1, 40])
    against = values @ [1, 3, -0.5, 0.5]
    says("negative coefficient", [(None, 2)], lambda: regression(values, against))
    kept = regression(values, against, nonnegative=True)
    assert kept.weights[2] == 0
    assert kept.r2 < 1
    twice = np.column_stack([values, values[:, 0] * 2])
    says("linearly", [(None, None)], lambda: regression(twice, outside))
    says("6 units", [(None, None)], lambda: regression(values[:5], outside[:5]))


def test_effective_weights_in_any_order() -> None:
    # b, root, a, b1, b2, a1
    parents = np.array([1, -1, 1, 0, 0, 2])
    found = effective_weights(parents, np.array([3.0, 9, 1, 1, 1, 5]))
    assert_allclose(found[:, 1], [0.75, 1, 0.25, 0.375, 0.375, 0.25])
    assert_allclose(found[:, 0], [1, 0, 0, 0.5, 0.5, 0])


def test_benefit_of_the_doubt_by_hand() -> None:
    values = np.array([[4.0, 1], [1, 4], [2, 2], [NAN, 2], [NAN, NAN]])
    found = bod(values)
    assert_allclose(found.scores, [1, 1, 0.8, 0.5, NAN], atol=1e-9)
    assert_allclose(found.weights[2], [0.2, 0.2], atol=1e-9)
    assert found.weights[3, 0] == 0
    half = bod_shares(values[:3], np.full(2, 0.5), np.full(2, 0.5))
    assert_allclose(half.scores[2], 0.8, atol=1e-9)
    assert_allclose(half.weights[0] * values[0], half.scores[0] / 2, atol=1e-9)


def test_directions() -> None:
    values = np.array([[4.0, 1], [1, 4], [2, 2], [NAN, NAN]])
    toward = bod_directional(values, np.array([0.0, 1]))
    # The frontier between the first two stands at 3 above a first child of 2.
    assert_allclose(toward.scores, [1, 1, 1 / 2, NAN], atol=1e-9)
    means = values[:3].mean(axis=0)
    assert_allclose(bod_directional(values).scores, bod_directional(values, means).scores)
    says("direction", [(None, 1)], lambda: bod_directional(values, np.array([1.0, -1])))
    says("direction", [(None, None)], lambda: bod_directional(values, np.zeros(2)))


def test_what_has_no_benefit_of_the_doubt() -> None:
    bad = np.array([[1.0, -1, 0], [1, 2, 0]])
    says("not negative", [(0, 1), (None, 2)], lambda: bod(bad))
    low, high = np.array([0.1, 0.0]), np.array([0.6, 0.6])
    some = np.array([[1.0, 1], [0, 1], [1, NAN]])
    says("least share", [(1, 0)], lambda: bod_shares(some, low, high))
    says("sum to one", [(2, None)], lambda: bod_shares(some[[0, 0, 2]], low, high))
    wrong = np.array([0.7, 0.0])
    says("Shares lie", [(None, 0)], lambda: bod_shares(some, wrong, high))
    says("Shares lie", [(None, None)], lambda: bod_shares(some, low, np.full(2, 0.4)))


def test_optimised_weights_of_one_group() -> None:
    found = information(UNITS)
    deviation = UNITS.std(axis=0)
    assert_allclose(found.weights, 1 / deviation / (1 / deviation).sum())
    even = balance(UNITS)
    assert even.objective == pytest.approx(0, abs=1e-20)
    assert_allclose(even.influence, even.influence[0])
    wrong = np.array([1.0, 0, 1, NAN])
    says("target", [(None, 1), (None, 3)], lambda: balance(UNITS, wrong))


def test_children_that_cancel_out_have_no_optimal_weights() -> None:
    x = UNITS[:, 0]
    says("No weights", [(None, None)], lambda: balance(np.column_stack([x, -x])))


def test_a_variable_that_the_rules_push_below_zero_is_zero() -> None:
    matrix, aim = np.eye(3), np.array([3.0, 1e-9, -1.0])
    found = nonnegative_least_squares(matrix, aim, np.ones((1, 3)))
    assert_allclose(found, [1, 0, 0], atol=1e-12)
    # Among rules that count heavily but not wholly, the first would be a little above zero.
    aim = np.array([5e4 - 0.5, 5e4 + 0.5]) + np.array([-1e-6, 1e-6])
    assert_allclose(nonnegative_least_squares(np.eye(2), aim, np.ones((1, 2))), [0, 1])


def test_shapley_values_of_many_children_are_drawn() -> None:
    values = np.random.default_rng(1).random((60, 16))
    scores = values @ np.arange(16.0)
    says("are drawn", [(None, None)], lambda: shapley_r2(values, scores))
    says("are drawn", [(None, None)], lambda: shapley_r2(values[:, :3], scores, draws=5, seed=1))
    says("are drawn", [(None, None)], lambda: shapley_r2(values, scores, draws=5))
    found = shapley_r2(values, scores, draws=300, seed=1)
    assert found.sum() == pytest.approx(1)
    assert_array_equal(found, shapley_r2(values, scores, draws=300, seed=1))
    fewer = shapley_r2(values[:, -15:], scores)
    assert fewer.sum() == pytest.approx(1)
    assert_allclose(found[1:], fewer, atol=0.02)


def test_children_that_repeat_each_other_share_what_they_explain() -> None:
    values = UNITS[:, [0, 0, 1]]
    found = shapley_r2(values, UNITS[:, 0] + UNITS[:, 1])
    assert found[0] == pytest.approx(found[1])
    assert found.sum() == pytest.approx(1)
    says("stay the same", [(None, 0)], lambda: shapley_variance(np.ones((4, 2)), np.ones(2)))


@pytest.mark.parametrize("smoother", ["spline", "kernel"])
def test_a_bend_is_seen_by_smoothers_and_not_by_a_line(smoother: str) -> None:
    x = np.linspace(-1, 1, 60)
    values = np.column_stack([x, np.round(x), UNITS[:1].repeat(60, 0)[:, 0] + x])
    found = correlation_ratios(values, x**2, smoother=smoother)
    assert found[0] > 0.98
    assert 0.3 < found[1] < 1
    assert correlation_ratios(values, x**2)[0] < 0.01
