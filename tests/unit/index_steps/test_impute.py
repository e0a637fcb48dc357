"""Imputing: what is refused, and figures worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.impute import (
    impute_constant,
    impute_group_mean,
    impute_group_median,
    impute_mean,
    impute_median,
    known_median,
)
from ocindex.index.steps.impute_em import fit_em, impute_em
from ocindex.index.steps.impute_panel import impute_latest, impute_linear, impute_step
from ocindex.index.steps.impute_row import impute_row_mean, impute_row_median
from ocindex.index.steps.refusal import Refusal

NO = np.nan


def test_a_constant_fills_what_is_missing() -> None:
    ours = impute_constant(np.array([[1.0, NO]]), 0)
    assert_array_equal(ours.values, [[1.0, 0.0]])
    assert_array_equal(ours.imputed, [[False, True]])


@pytest.mark.parametrize("impute", [impute_mean, impute_median])
def test_an_indicator_without_values_is_refused(impute: object) -> None:
    with pytest.raises(Refusal) as refused:
        impute(np.array([[1.0, NO, 2.0], [2.0, NO, NO]]))  # type: ignore[operator]
    assert refused.value.places == ((None, 1),)


def test_the_median_of_nobody() -> None:
    assert np.isnan(known_median(np.empty((0, 2)))).all()


def test_figures_of_columns_and_groups() -> None:
    values = np.array([[1.0], [2.0], [9.0], [NO], [5.0], [NO]])
    groups = np.array([0, 0, 0, 0, 1, 1])
    assert_array_equal(impute_mean(values).values[[3, 5], 0], [4.25, 4.25])
    assert_array_equal(impute_median(values).values[[3, 5], 0], [3.5, 3.5])
    assert_array_equal(impute_group_mean(values, groups).values[[3, 5], 0], [4, 5])
    assert_array_equal(impute_group_median(values, groups).values[[3, 5], 0], [2, 5])


def test_groups_that_know_nothing_are_named_all_at_once() -> None:
    values = np.array([[NO, 1.0], [NO, 2.0], [3.0, NO], [4.0, 5.0]])
    with pytest.raises(Refusal) as refused:
        impute_group_mean(values, np.array([0, 0, -1, 1]))
    assert refused.value.places == ((0, 0), (1, 0), (2, 1))


def test_a_row_is_imputed_against_the_direction() -> None:
    values = np.array([[0.0, 10.0], [4.0, 0.0], [3.0, NO]])
    ours = impute_row_mean(values, np.zeros(2, int), np.array([1, -1]))
    assert ours.values[2, 1] == pytest.approx(2.5)  # three quarters of the way down from 10
    middle = impute_row_median(values, np.zeros(2, int), np.array([1, -1]))
    assert_array_equal(middle.values, ours.values)


def test_a_constant_is_imputed_with_itself_and_says_nothing_of_others() -> None:
    values = np.array([[7.0, 0.0, 0.0], [7.0, 4.0, 8.0], [NO, 1.0, NO]])
    ours = impute_row_mean(values, np.zeros(3, int), np.ones(3, int))
    assert_array_equal(ours.values[2], [7.0, 1.0, 2.0])


def test_rows_and_columns_without_values_are_named() -> None:
    values = np.array([[1.0, 2.0, NO, 1.0], [2.0, 3.0, NO, 2.0], [NO, NO, NO, 3.0]])
    with pytest.raises(Refusal) as refused:
        impute_row_mean(values, np.array([0, 0, 1, 1]), np.ones(4, int))
    assert refused.value.places == ((None, 2), (2, 0), (2, 1))


def test_editions() -> None:
    panel = np.array([NO, 1.0, NO, NO, 4.0, NO])[:, None, None]
    times = np.array([0.0, 1, 2, 3, 4, 5])
    assert_array_equal(impute_latest(panel).values.ravel(), [NO, 1, 1, 1, 4, 4])
    assert_array_equal(impute_latest(panel, 1).values.ravel(), [NO, 1, 1, NO, 4, 4])
    assert_array_equal(impute_linear(panel, times).values.ravel(), [1, 1, 2, 3, 4, 4])
    assert_array_equal(impute_linear(panel, times, ends=False).values.ravel(), [NO, 1, 2, 3, 4, NO])
    assert_array_equal(impute_step(panel).values.ravel(), [1, 1, 1, 1, 4, 4])
    assert_array_equal(impute_step(panel, ends=False).values.ravel(), [NO, 1, 1, 1, 4, NO])


def test_em_finds_the_likeliest_distribution_of_gappy_data() -> None:
    """Two indicators, one gappy: the closed form of Anderson (1957)."""
    made = np.random.default_rng(3)
    x = made.normal(size=40)
    y = 2 * x + made.normal(size=40)
    values = np.column_stack([x, y])
    values[30:, 1] = NO
    slope = np.cov(x[:30], y[:30], bias=True)[0, 1] / x[:30].var()
    residual = y[:30].var() - slope**2 * x[:30].var()
    ours = fit_em(values, tolerance=1e-13)
    assert_allclose(ours.mean[1], y[:30].mean() + slope * (x.mean() - x[:30].mean()), rtol=1e-8)
    assert_allclose(ours.covariance[0, 1], slope * x.var(), rtol=1e-8)
    assert_allclose(ours.covariance[1, 1], residual + slope**2 * x.var(), rtol=1e-8)


def likelihood(values: np.ndarray, mean: np.ndarray, covariance: np.ndarray) -> float:
    total = 0.0
    for row in values:
        there = np.flatnonzero(~np.isnan(row))
        inner = covariance[np.ix_(there, there)]
        away = row[there] - mean[there]
        total -= np.linalg.slogdet(inner)[1] + away @ np.linalg.solve(inner, away)
    return total


def test_em_is_likelier_than_anything_near_it() -> None:
    made = np.random.default_rng(11)
    values = made.normal(size=(30, 4)) @ made.normal(size=(4, 4)) + 3
    values[made.random(values.shape) < 0.25] = NO
    values = values[~np.isnan(values).all(axis=1)]
    ours = fit_em(values, tolerance=1e-12, iterations=5000)
    best = likelihood(values, ours.mean, ours.covariance)
    for _ in range(200):
        step = 0.05 * made.normal(size=(4, 4))
        near = (np.eye(4) + step) @ ours.covariance @ (np.eye(4) + step).T
        assert likelihood(values, ours.mean, near) < best
        assert likelihood(values, ours.mean + step[0], ours.covariance) < best


def test_em_does_not_depend_on_units() -> None:
    made = np.random.default_rng(12)
    values = made.normal(size=(25, 3)) @ made.normal(size=(3, 3))
    values[made.random(values.shape) < 0.1] = NO
    scale = np.array([1e9, 1e-6, 1.0])
    assert_allclose(impute_em(values * scale).values / scale, impute_em(values).values, rtol=1e-9)


def test_em_leaves_complete_data_alone() -> None:
    values = np.array([[1.0, 2.0], [3.0, 4.0]])
    ours = impute_em(values)
    assert_array_equal(ours.values, values)
    assert not ours.imputed.any()


def test_em_imputes_constants_with_themselves() -> None:
    values = np.array([[1.0, 5.0, 2.0], [2.0, 5.0, 1.0], [3.0, NO, 4.0], [NO, 5.0, 3.0]])
    ours = impute_em(values)
    assert ours.values[2, 1] == pytest.approx(5.0)
    assert np.isfinite(ours.values).all()


def test_em_needs_a_value_of_everybody() -> None:
    with pytest.raises(Refusal) as refused:
        impute_em(np.array([[1.0, NO, 2.0], [NO, NO, NO], [2.0, NO, 3.0]]))
    assert refused.value.places == ((1, None), (None, 1))


@pytest.mark.parametrize("noise", [0.0, 1e-9])
def test_em_refuses_indicators_that_follow_from_each_other(noise: float) -> None:
    made = np.random.default_rng(1)
    x = made.normal(size=12)
    values = np.column_stack([x, 2 * x + noise * made.normal(size=12), made.normal(size=12)])
    values[0, 2] = NO
    with pytest.raises(Refusal, match="follow from each other") as refused:
        impute_em(values)
    assert {column for _, column in refused.value.places} <= {0, 1}
    assert np.isfinite(impute_em(values, ridge=0.01).values).all()


def test_em_that_does_not_converge_is_refused() -> None:
    made = np.random.default_rng(2)
    values = made.normal(size=(15, 3))
    values[made.random(values.shape) < 0.3] = NO
    values[:, 0] = made.normal(size=15)
    with pytest.raises(Refusal, match="within 2 iterations"):
        impute_em(values, iterations=2)
