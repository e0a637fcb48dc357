"""The factor prior leaves parameters to their priors, and borrows where scores go together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from ocindex.scoring.rater_model import Priors, fit, usual_number, usual_priors
from ocindex.scoring.rater_model.factors import (
    LEAST_LOADINGS,
    LEAST_OWN,
    OF_LOADINGS,
    OF_OWN,
    Factors,
    begin_factors,
    draw_factors,
)

from .conftest import panel_of

Floats = NDArray[np.float64]
COUNTRIES, INDICATORS, NUMBER = 7, 5, 2
PRIORS = Priors(5.5, 9.0, 1.0, 0.5, 1.0, factors=NUMBER)
RUNS = 600


def above(least: float, scale: float, size: int, rng: np.random.Generator) -> Floats:
    """Half-Cauchy standard deviations above the least."""
    low = stats.halfcauchy.cdf(least / scale)
    return scale * stats.halfcauchy.ppf(rng.uniform(low, 1, size))


def of_prior(rng: np.random.Generator) -> Factors:
    found = begin_factors(COUNTRIES, INDICATORS, PRIORS, rng)
    length = PRIORS.theta_sd
    found.own = above(LEAST_OWN * length, OF_OWN * length, INDICATORS, rng) ** 2
    found.spread = above(LEAST_LOADINGS * length, OF_LOADINGS * length, NUMBER, rng) ** 2
    rates = 1 / (OF_OWN * length) ** 2 + 1 / found.own
    found.own_auxiliary = rates / rng.standard_exponential(INDICATORS)
    rates = 1 / (OF_LOADINGS * length) ** 2 + 1 / found.spread
    found.spread_auxiliary = rates / rng.standard_exponential(NUMBER)
    found.mean = PRIORS.theta_mean + length * rng.standard_normal(INDICATORS)
    found.loadings = np.sqrt(found.spread) * rng.standard_normal((INDICATORS, NUMBER))
    found.scores = rng.standard_normal((COUNTRIES, NUMBER))
    return found


def scores_of(factors: Factors, rng: np.random.Generator) -> Floats:
    centre = factors.mean + factors.scores @ factors.loadings.T
    found: Floats = centre + np.sqrt(factors.own) * rng.standard_normal(centre.shape)
    return found


def figures(factors: Factors) -> Floats:
    explained = factors.scores @ factors.loadings.T
    return np.array([
        factors.mean[0], np.log(factors.own[0]), np.log(factors.spread[0]),
        np.log(np.abs(explained[0, 0])), np.log((factors.scores**2).mean()),
        np.log((factors.loadings**2).mean()), np.log(factors.own_auxiliary[1]),
    ])  # fmt: skip


def test_draws_leave_parameters_to_their_prior() -> None:
    """Geweke's test: drawn anew by the scores that they have made, they are of their prior."""
    before, after = [], []
    rated = np.ones((COUNTRIES, INDICATORS), bool)
    rated[0, 1] = rated[3, :3] = False
    for run in range(RUNS):
        rng = np.random.default_rng([3, run])
        before.append(figures(of_prior(rng)))
        factors = of_prior(rng)
        theta = scores_of(factors, rng)
        for _ in range(5):
            draw_factors(factors, theta, rated, PRIORS, rng)
        after.append(figures(factors))
    for place, (one, two) in enumerate(zip(np.transpose(before), np.transpose(after), strict=True)):
        assert stats.ks_2samp(one, two).pvalue > 1e-3, place


def test_scores_that_nobody_rated_hold_nothing() -> None:
    rng = np.random.default_rng
    rated = np.ones((COUNTRIES, INDICATORS), bool)
    rated[2] = False
    theta = rng(1).uniform(1, 10, rated.shape)
    other = np.where(rated, theta, 1.0)
    found = [
        draw_factors(of_prior(rng(2)), each, rated, PRIORS, rng(3))[0] for each in (theta, other)
    ]
    np.testing.assert_array_equal(*found)


@pytest.mark.parametrize(("indicators", "number"), [(3, 0), (4, 1), (11, 2), (32, 3)])
def test_how_many_factors_so_many_indicators_tell(indicators: int, number: int) -> None:
    assert usual_number(indicators) == number


def test_scores_of_one_factor_are_nearer_to_the_truth_where_they_borrow() -> None:
    rng = np.random.default_rng(5)
    countries, indicators, raters = 24, 8, 9
    level = rng.standard_normal(countries)
    truth = 5.5 + 1.5 * level[:, None] + 0.2 * rng.standard_normal((countries, indicators))
    judged = truth[..., None] + 1.5 * rng.standard_normal((*truth.shape, 2))
    value = np.clip(np.rint(2 * judged) / 2, 1, 10)
    rows = [
        (0, c, i, (2 * c + k * (1 + c // 9)) % raters, float(value[c, i, k]))
        for c in range(countries) for i in range(indicators) for k in range(2)
    ]  # fmt: skip
    panel = panel_of(rows, (1, countries, indicators, raters))
    priors = usual_priors(panel)
    off = []
    for number in (0, 1):
        found = fit(
            panel, seed=1, sweeps=300, draws=100, chains=2, extend=False,
            priors=replace(priors, factors=number),
        )  # fmt: skip
        off.append(float(np.sqrt(((found.theta.mean(axis=0)[0] - truth) ** 2).mean())))
    assert off[1] < 0.8 * off[0]
