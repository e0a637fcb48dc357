"""What must hold of weights made of values, whatever the values."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from ocindex.index.steps.weights.bod import bod, bod_directional, bod_shares
from ocindex.index.steps.weights.components import pca
from ocindex.index.steps.weights.factors import factor_weights, varimax
from ocindex.index.steps.weights.importance import correlation_ratios
from ocindex.index.steps.weights.judgement import ahp, budget
from ocindex.index.steps.weights.optimised import Optimised, balance, information
from ocindex.index.steps.weights.shapley import shapley_r2, shapley_variance
from ocindex.index.steps.weights.spread import critic, entropy, standard_deviation

OF_VALUES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "pca": lambda values: pca(values, squared=True),
    "factors": lambda values: factor_weights(values).weights,
    "entropy": entropy,
    "critic": critic,
    "deviation": standard_deviation,
    "inverse deviation": lambda values: standard_deviation(values, inverse=True),
    "balance": lambda values: balance(values).weights,
    "information": lambda values: information(values).weights,
}


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray:
    """Positive values of children that go together, more or less."""
    units, children = draw(st.integers(8, 20)), draw(st.integers(2, 5))
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    common = generator.random((units, 1)) * draw(st.sampled_from([1.0, 3.0]))
    return (1 + common + generator.random((units, children))) * generator.uniform(1, 9, children)


@pytest.mark.parametrize("name", OF_VALUES)
@given(tables(), st.randoms(use_true_random=False))
def test_weights_are_shares_and_follow_their_children(
    name: str, values: np.ndarray, shuffler: object
) -> None:
    weights = OF_VALUES[name](values)
    assert weights.shape == values.shape[1:]
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1, rel=1e-12)
    order = list(range(values.shape[1]))
    shuffler.shuffle(order)  # type: ignore[attr-defined]
    gap = np.vstack([values, np.full(values.shape[1], np.nan)])  # a unit without any value
    assert_allclose(OF_VALUES[name](gap[:, order]), weights[order], rtol=1e-5, atol=1e-7)


def slow_r2(values: np.ndarray, scores: np.ndarray) -> float:
    x = np.column_stack([np.ones(len(values)), values])
    left = scores - x @ np.linalg.lstsq(x, scores, rcond=None)[0]
    return float(1 - left @ left / ((scores - scores.mean()) ** 2).sum())


@given(tables(), st.integers(0, 2**32))
def test_shapley_values_average_all_orders(values: np.ndarray, seed: int) -> None:
    values = values[:, :4]
    scores = values.sum(axis=1) + np.random.default_rng(seed).random(len(values))
    children = values.shape[1]
    expected = np.zeros(children)
    orders = list(permutations(range(children)))
    for order in orders:
        before = 0.0
        for place, child in enumerate(order):
            after = slow_r2(values[:, order[: place + 1]], scores)
            expected[child] += (after - before) / len(orders)
            before = after
    assert_allclose(shapley_r2(values, scores), expected, atol=1e-9)


@given(tables())
def test_shares_of_variance_sum_to_one(values: np.ndarray) -> None:
    weights = np.arange(1.0, values.shape[1] + 1)
    shares = shapley_variance(values, weights)
    assert shares.sum() == pytest.approx(1, rel=1e-12)
    parts = values * weights
    covariance = np.cov(parts, parts.sum(axis=1), rowvar=False)
    assert_allclose(shares, covariance[-1, :-1] / covariance[-1, -1], rtol=1e-9)


@given(tables())
def test_a_unit_does_no_better_under_any_other_weights(values: np.ndarray) -> None:
    values = values[:8]
    plain = bod(values)
    assert (values @ plain.weights.T <= 1 + 1e-8).all()  # nobody above one under anyone's weights
    assert plain.scores.max() == pytest.approx(1, abs=1e-9)
    equal = 1 / values.sum(axis=1).max()
    assert (plain.scores >= values.sum(axis=1) * equal - 1e-9).all()
    children = values.shape[1]
    bounded = bod_shares(values, np.full(children, 0.5 / children), np.ones(children))
    assert (bounded.scores <= plain.scores + 1e-9).all()
    away = bod_directional(values, values[0])
    # Along its own values, a unit is as far from the frontier as the plain programme says.
    assert away.scores[0] == pytest.approx(plain.scores[0], abs=1e-8)
    assert ((away.scores > 0) & (away.scores <= 1)).all()


@given(tables(), st.integers(0, 2**32))
def test_no_random_weights_beat_the_optimum(values: np.ndarray, seed: int) -> None:
    generator = np.random.default_rng(seed)
    children = values.shape[1]
    target = generator.uniform(0.5, 2, children)
    groups = np.arange(children) % 2
    totals = np.array([0.3, 0.7])
    for tied in ({}, {"groups": groups, "totals": totals}):
        even: Optimised = balance(values, target, **tied)  # type: ignore[arg-type]
        most: Optimised = information(values, **tied)  # type: ignore[arg-type]
        for _ in range(10):
            weights = generator.dirichlet(np.ones(children))
            if tied:
                weights = weights / np.bincount(groups, weights)[groups] * totals[groups]
            mean = values @ weights
            influence = np.array([np.corrcoef(column, mean)[0, 1] for column in values.T])
            assert influence.sum() <= most.objective + 1e-9
            if influence.sum() > 0:
                gap = ((influence / influence.sum() - target / target.sum()) ** 2).sum()
                assert gap >= even.objective - 1e-9


@given(tables())
def test_rotation_keeps_what_factors_explain(values: np.ndarray) -> None:
    raw = factor_weights(values, count=2, rotate=False)
    turned = factor_weights(values, count=2)
    assert_allclose(
        (raw.loadings**2).sum(axis=1), (turned.loadings**2).sum(axis=1), rtol=1e-9, atol=1e-12
    )
    assert criterion(turned.loadings) >= criterion(raw.loadings) - 1e-9
    assert_allclose(np.abs(varimax(turned.loadings)), np.abs(turned.loadings), atol=1e-4)


def criterion(loadings: np.ndarray) -> float:
    """Kaiser's: variance of squared loadings, children of equal length."""
    unit = loadings / np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    return float((unit**2).var(axis=0).sum())


@given(st.lists(st.floats(0.1, 9), min_size=1, max_size=9))
def test_consistent_comparisons_give_their_weights_back(raw: list[float]) -> None:
    weights = np.array(raw) / sum(raw)
    found = ahp(weights[:, None] / weights)
    assert_allclose(found.weights, weights, rtol=1e-9)
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.consistent


@given(st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_expert_has_the_same_say(points: list[list[int]]) -> None:
    found = budget(np.array(points, float))
    assert_allclose(found.weights, np.mean([np.array(p) / sum(p) for p in points], axis=0))
    assert (found.low <= found.weights + 1e-12).all()
    assert (found.weights <= found.high + 1e-12).all()


@given(tables())
def test_correlation_ratios_are_shares(values: np.ndarray) -> None:
    scores = values.mean(axis=1)
    squares = [np.corrcoef(column, scores)[0, 1] ** 2 for column in values.T]
    assert_allclose(correlation_ratios(values, scores), squares, rtol=1e-9)
    for smoother in ("spline", "kernel"):
        found = correlation_ratios(values, scores, smoother=smoother)  # type: ignore[arg-type]
        assert ((found >= 0) & (found <= 1)).all()
