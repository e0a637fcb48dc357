"""Plain estimators against slow and obvious versions of themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from ocindex.errors import RequestError
from ocindex.framework import bundled_framework
from ocindex.scoring.estimators import METHODS, Method, equations, estimated, reml
from ocindex.scoring.estimators.bootstrap import medians, rater_weights, trimmed_means
from ocindex.scoring.estimators.cells import Cells, cells_of
from ocindex.scoring.estimators.equations import Equations, equations_of, solver_of
from ocindex.scoring.estimators.ordering import elimination_order
from ocindex.scoring.observations import Observations, observe
from ocindex.simulation import Assessment, assess
from support.ratings import observations_of

INDEX = bundled_framework("ocindex-2025")


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess(INDEX, 6, countries=INDEX.members[:80])


@pytest.fixture(scope="module")
def small() -> Observations:
    """Six raters of five cases, four indicators; a fifth of the ratings missing."""
    rng = np.random.default_rng(5)
    rater, country, indicator = (x.ravel() for x in np.indices((6, 5, 4)))
    there = rng.random(120) < 0.8
    severity, halo = rng.standard_normal(6), 0.5 * rng.standard_normal((6, 5))
    value = 5 + severity[rater] + halo[rater, country] + 0.7 * rng.standard_normal(120)
    value = np.round(2 * (value + 0.9 * rng.standard_normal((6, 4))[rater, indicator])) / 2
    return observations_of(country[there], indicator[there], rater[there], value[there])


def of_cell(observations: Observations, cell: int) -> np.ndarray:
    cells = cells_of(observations)
    return observations.value[cells.cell == cell]


def test_means_and_their_pooled_standard_errors(small: Observations) -> None:
    found, cells = estimated(small, "mean", draws=4000), cells_of(small)
    groups = [of_cell(small, cell) for cell in range(len(cells.place))]
    pooled = sum(((group - group.mean()) ** 2).sum() for group in groups)
    free = sum(len(group) - 1 for group in groups)
    flat = [getattr(found, name).ravel() for name in ("estimate", "standard_error", "degrees")]
    for place, group in zip(cells.place, groups, strict=True):
        usual = group.mean(), np.sqrt(pooled / free / len(group)), free
        assert [each[place] for each in flat] == pytest.approx(usual)
    draws = found.theta.reshape(4000, -1)[:, cells.place]
    wide = np.quantile(draws, 0.95, axis=0) - np.quantile(draws, 0.05, axis=0)
    usual = 2 * stats.t.ppf(0.95, free) * flat[1][cells.place]
    inside = (flat[0][cells.place] > 3) & (flat[0][cells.place] < 8)
    assert wide[inside] == pytest.approx(usual[inside], rel=0.08)


def test_a_cell_of_many_ratings_has_a_spread_of_its_own() -> None:
    value = np.array([4.0, 5, 6, 7] * 3 + [5.0, 5])
    indicator = np.array([0] * 12 + [1] * 2)
    found = estimated(
        observations_of(np.zeros(14, int), indicator, np.arange(14), value), "mean", draws=10
    )
    own = value[:12].std(ddof=1) / np.sqrt(12)
    assert found.standard_error[0, 0, 0] == pytest.approx(own)
    assert found.degrees[0, 0].tolist() == [11, 12]


def test_raters_who_agree_do_not_know_the_truth() -> None:
    value = np.full(12, 5.0)
    found = observations_of(
        np.zeros(12, int), np.repeat([0, 1], 6), np.tile(np.arange(6), 2), value
    )
    assert estimated(found, "mean", draws=10).standard_error.min() > 0
    assert np.isfinite(estimated(found, "mixed", draws=10).standard_error).all()
    assert estimated(found, "median", draws=10).estimate.tolist() == [[[5, 5]]]


@pytest.mark.parametrize("method", ["median", "trimmed"])
def test_weighted_ratings_are_ratings_that_stand_there_more_often(
    small: Observations, method: Method
) -> None:
    rng = np.random.default_rng(1)
    cells = cells_of(small)
    value = small.value[cells.order]
    weights = rng.integers(0, 4, (3, len(value))).astype(float)
    made = made_by(method, cells, value, weights)
    ends = [*cells.starts[1:].tolist(), len(value)]
    for draw in range(3):
        for cell, (start, end) in enumerate(zip(cells.starts.tolist(), ends, strict=True)):
            times = weights[draw, start:end].astype(int)
            group = np.repeat(value[start:end], times if times.sum() else 1)
            slow = np.median(group) if method == "median" else trimmed(group)
            assert made[draw, cell] == pytest.approx(slow)


def made_by(method: Method, cells: Cells, value: np.ndarray, weights: np.ndarray) -> np.ndarray:
    if method == "median":
        return medians(cells, value, weights)
    return trimmed_means(cells, value, weights, 0.2)


def trimmed(group: np.ndarray) -> float:
    """Each rating laid out in a hundred parts; a fifth of the parts falls away at either end."""
    parts = np.repeat(np.sort(group), 100)
    cut = len(parts) // 5
    return float(parts[cut : len(parts) - cut].mean())


def test_whole_raters_are_drawn_as_many_as_there_are() -> None:
    member, panel = np.array([0, 0, 1, 2, 3, 3]), np.array([0, 0, 0, 1, 1, 1])
    times = rater_weights(member, panel, 2000, np.random.default_rng(2))
    assert np.array_equal(times[:, 0], times[:, 1])
    assert (times[:, 0] + times[:, 2] == 2).all()
    assert (times[:, 3] + times[:, 4] == 2).all()
    assert times.mean(axis=0) == pytest.approx(np.ones(6), abs=0.06)
    assert abs(np.corrcoef(times[:, 0], times[:, 3])[0, 1]) < 0.1


def test_the_mixed_models_estimates_are_generalised_least_squares(small: Observations) -> None:
    equations, ratios = equations_of(small, cells_of(small)), np.array([1.5, 3.0, 0.8])
    cells, effects = solver_of(equations, ratios).solve(small.value[:, None])
    x, z = matrices(equations)
    inverse = np.linalg.inv(z @ np.diag(equations.by_effect(1 / ratios)) @ z.T + np.eye(len(x)))
    slow = np.linalg.solve(x.T @ inverse @ x, x.T @ inverse @ small.value)
    assert cells[:, 0] == pytest.approx(slow)
    blup = np.diag(equations.by_effect(1 / ratios)) @ z.T @ inverse @ (small.value - x @ slow)
    assert effects[:, 0] == pytest.approx(blup)


def matrices(equations: Equations) -> tuple[np.ndarray, np.ndarray]:
    return np.eye(len(equations.count))[equations.cell], equations.design.toarray()


def test_variances_maximise_the_restricted_likelihood(
    small: Observations, monkeypatch: pytest.MonkeyPatch
) -> None:
    equations = equations_of(small, cells_of(small))
    x, z = matrices(equations)
    parts = np.split(z, np.cumsum(equations.sizes)[:-1], axis=1)

    def deviance(logs: np.ndarray) -> float:
        v = np.exp(logs[3]) * np.eye(len(x))
        for log, part in zip(logs, parts, strict=False):
            v += np.exp(log) * part @ part.T
        inverse = np.linalg.inv(v)
        information = x.T @ inverse @ x
        off = small.value - x @ np.linalg.solve(information, x.T @ inverse @ small.value)
        return float(
            np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1] + off @ inverse @ off
        )

    best = optimize.minimize(deviance, np.zeros(4), method="L-BFGS-B")
    monkeypatch.setattr(reml, "MADE_UP", 1500)
    monkeypatch.setattr(reml, "NEAR", 1e-4)
    found = reml.restricted_likelihood(equations, small.value, 1, 0.5)
    logs = np.log([*found.effects, found.error])
    assert deviance(logs) == pytest.approx(best.fun, abs=0.02)
    assert np.exp(logs) == pytest.approx(np.exp(best.x), rel=0.12)


def test_the_mixed_model_finds_the_planted_variances(assessment: Assessment) -> None:
    found = observe([assessment.edition])
    variances = reml.restricted_likelihood(
        equations_of(found, cells_of(found)), found.value, 1, found.step
    )
    raters = assessment.raters
    severity, halo, leaning = np.sqrt(variances.effects)
    assert severity == pytest.approx(raters.severity.std(), rel=0.25)
    assert halo == pytest.approx(raters.halo.std(), rel=0.25)
    assert leaning == pytest.approx(raters.leaning.std(), rel=0.15)


def test_what_intervals_cover(assessment: Assessment) -> None:
    """A component's by the mean alone falls far short: raters err alike over indicators."""
    found = observe([assessment.edition])
    markets = np.array([ind.parent == "criminal_markets" for ind in INDEX.indicators])
    cells, components = {}, {}
    for method in METHODS:
        theta = estimated(found, method, draws=300).theta[:, 0]
        cells[method] = covered(theta, assessment.theta)
        components[method] = covered(
            theta[:, :, markets].mean(axis=2), assessment.theta[:, markets].mean(axis=1)
        )
    assert cells["mean"] == pytest.approx(0.9, abs=0.04)
    assert cells["mixed"] == pytest.approx(0.9, abs=0.04)
    assert components["mean"] < 0.8
    assert components["mixed"] > 0.83


def covered(theta: np.ndarray, truth: np.ndarray) -> float:
    low, high = np.quantile(theta, [0.05, 0.95], axis=0)
    return float(((low <= truth) & (truth <= high)).mean())


@pytest.mark.parametrize("method", METHODS)
def test_every_estimator(small: Observations, method: Method) -> None:
    """Seeded, on the scale, NaN where nobody has rated, the same in small parts as in one."""
    found, again = (estimated(small, method, draws=60, seed=3) for _ in range(2))
    assert np.array_equal(found.theta, again.theta, equal_nan=True)
    other = estimated(small, method, draws=60, seed=4)
    assert not np.array_equal(found.theta, other.theta, equal_nan=True)
    assert found.theta.dtype == np.float32
    assert found.theta.shape == (60, 1, 5, 4)
    assert np.nanmin(found.theta) >= 0
    assert np.nanmax(found.theta) <= 10
    few = replace(small, country_codes=(*small.country_codes, "NEW"))
    more = estimated(few, method, draws=5)
    assert np.isnan(more.theta[:, :, 5]).all()
    assert np.isnan(more.estimate[:, 5]).all()
    assert not np.isnan(more.estimate[:, :5]).any()


@pytest.mark.parametrize("method", METHODS)
def test_a_lone_rating_has_the_spread_of_all(small: Observations, method: Method) -> None:
    cells = cells_of(small)
    keep = np.ones(len(small), bool)
    keep[np.flatnonzero(cells.cell == 7)[1:]] = False
    lone = observations_of(
        small.country[keep], small.indicator[keep], small.rater[keep], small.value[keep]
    )
    error = estimated(lone, method, draws=400).standard_error.ravel()
    assert error[cells.place[7]] > 1.2 * np.median(error)


@pytest.mark.parametrize("method", METHODS)
def test_ratings_none_of_which_has_a_second(method: Method) -> None:
    found = observations_of(np.arange(3), np.zeros(3, int), np.arange(3), np.array([1.0, 2, 3]))
    with pytest.raises(RequestError, match=f"method '{method}' has no standard errors"):
        estimated(found, method)


def test_equations_too_full_to_solve(small: Observations, monkeypatch: pytest.MonkeyPatch) -> None:
    full = equations_of(small, cells_of(small))
    entries = solver_of(full, np.ones(3)).factors.L.nnz
    monkeypatch.setattr(equations, "MOST", entries - 1)
    with pytest.raises(RequestError, match=r"these ratings have 60 .* pairs of rater and unit"):
        estimated(small, "mixed")


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_how_full_a_factor_gets_is_known_before(
    raters: int, countries: int, indicators: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    rated = np.argwhere(rng.random((raters, countries, indicators)) < rng.uniform(0.1, 1))
    rated = rated if len(rated) else np.zeros((1, 3), int)
    rater, country, indicator = rated.T
    found = observations_of(country, indicator, rater, rng.random(len(rated)))
    own = equations_of(found, cells_of(found))
    assert sorted(own.order) == list(range(own.effects))
    halos, leanings = (
        np.unique(np.stack([np.unique(rater, return_inverse=True)[1], other], 1), axis=0)
        for other in (country, indicator)
    )
    order = elimination_order(halos, leanings, own.sizes[0], equations.MOST)
    assert order is not None
    factors = solver_of(own, np.array([1.0, 2.0, 3.0])).factors
    assert factors.L.nnz <= order.entries
    assert elimination_order(halos, leanings, own.sizes[0], order.entries - 1) is None


@pytest.mark.parametrize("shape", [(12, 40, 2), (12, 2, 40)])
def test_the_emptier_of_two_orders_is_taken(shape: tuple[int, int, int]) -> None:
    rater, country, indicator = (each.ravel() for each in np.indices(shape))
    found = observations_of(country, indicator, rater, np.zeros(rater.size))
    own = equations_of(found, cells_of(found))
    factors = solver_of(own, np.ones(3)).factors
    assert factors.L.nnz < own.effects**2 / 6


def test_more_raters_of_the_same_than_one_can_solve_for() -> None:
    rater, country = (each.ravel() for each in np.indices((3000, 4)))
    found = observations_of(country, np.zeros(rater.size, int), rater, np.zeros(rater.size))
    with pytest.raises(RequestError, match=r"18,000 \(3,000 raters; 12,000 pairs"):
        equations_of(found, cells_of(found))
