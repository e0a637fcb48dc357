"""Whole sweeps leave the distribution as it is of which parameters and ratings were drawn.

A conditional that is wrong anywhere, of any block, moves parameters away from their prior, as
no posterior that is wrong agrees with the model that has made the ratings.

References
----------
Geweke, J. (2004). Getting it right: joint distribution tests of posterior simulators. Journal of
the American Statistical Association 99(467): 799-804.
Gandy, A., and J. Scott (2020). Unit testing for MCMC and other Monte Carlo methods.
arXiv:2001.06465.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from ocindex.scoring.rater_model import Priors, clusters
from ocindex.scoring.rater_model.chain import Stretch, advance, sampler_of
from ocindex.scoring.rater_model.keeping import Following
from ocindex.scoring.rater_model.latent import FREEDOM, predicted
from ocindex.scoring.rater_model.layout import Layout, layout_of, told_by
from ocindex.scoring.rater_model.margins import Margins
from ocindex.scoring.rater_model.state import EFFECTS, State, begin, prior_scales

from .conftest import panel_of

Floats = NDArray[np.float64]
RUNS, SWEEPS = 700, 6
MEETINGS = ((0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 3), (4, 1), (4, 2))
PRIORS = Priors(5.5, 2.0, 0.4, 0.3, 0.6, (3.0, 50.0))


def setting(rng: np.random.Generator) -> Layout:
    """Two editions of four countries; what a cell is away from the middle is given."""
    rows = [(e, c, i, r, 5.5) for e in range(2) for r, c in MEETINGS for i in range(2)]
    layout = layout_of(panel_of(rows, (2, 4, 2, 5)), PRIORS)
    distance = rng.uniform(-3, 3, layout.distance.shape)
    away = distance[layout.cell % layout.cells]
    told = told_by(layout.by_rater.sums(away * away), PRIORS)
    return replace(layout, distance=distance, away=away, told=told)


def drawn(layout: Layout, rng: np.random.Generator) -> State:
    """Parameters of their prior."""
    state = begin(layout, rng)
    state.variance = (prior_scales(PRIORS) * np.abs(rng.standard_cauchy(len(EFFECTS)))) ** 2
    rates = 1 / prior_scales(PRIORS) ** 2 + 1 / state.variance
    state.auxiliary = rates / rng.standard_exponential(len(EFFECTS))
    sds = np.sqrt(state.variance)
    state.severity = sds[0] * rng.standard_normal(state.severity.shape)
    state.halo = sds[1] * rng.standard_normal(state.halo.shape)
    state.leaning = sds[2] * rng.standard_normal(state.leaning.shape)
    state.scale_use = sds[4] * rng.standard_normal(state.scale_use.shape)
    state.scale_use -= layout.told * (layout.told @ state.scale_use) / (layout.told @ layout.told)
    half = FREEDOM / 2
    state.step_weight = rng.gamma(half, 1 / half, state.step_weight.shape)
    state.margins = margins_of(layout, rng)
    part = layout.part[: layout.shape[1]]
    level = (state.margins.level[part] + state.margins.country)[:, None]
    state.centre = (level + state.margins.indicator).reshape(-1)
    state.theta[0] = state.centre + PRIORS.theta_sd * rng.standard_normal(layout.cells)
    steps = rng.standard_normal(layout.cells) / np.sqrt(state.step_weight[0])
    state.theta[1] = state.theta[0] + sds[3] * steps
    low, high = np.log(PRIORS.noise_df)
    state.freedom = float(np.exp(rng.uniform(low, high)))
    state.level = PRIORS.noise_scale**2 * rng.standard_exponential()
    raters = layout.shape[3]
    state.noise = state.freedom * state.level / 2 / rng.gamma(state.freedom / 2, size=raters)
    state.weight = rng.gamma(half, 1 / half, len(layout.value))
    return state


def margins_of(layout: Layout, rng: np.random.Generator) -> Margins:
    sizes = int(layout.part.max()) + 1, layout.shape[1], layout.shape[2]
    level, country, indicator = (PRIORS.margin_sd * rng.standard_normal(size) for size in sizes)
    return Margins(PRIORS.theta_mean + level, country, indicator)


def rated(layout: Layout, state: State) -> Layout:
    """Ratings as the model makes them of the parameters, and the judgements behind them."""
    spread = np.sqrt(state.noise[layout.rater] / state.weight)
    mean = predicted(layout, state)
    state.latent = mean + spread * state.rng.standard_normal(len(mean))
    value = np.clip(np.rint(2 * state.latent) / 2, layout.low, layout.high)
    ends = np.flatnonzero((value == layout.low) | (value == layout.high))
    side = np.where(value[ends] == layout.low, 1.0, -1.0)
    bound = value[ends] + side * layout.half[ends]
    return replace(layout, value=value, ends=ends, side=side, bound=bound)


def figures(layout: Layout, state: State) -> Floats:
    """What is compared: parameters of each kind, and how they and the ratings go together."""
    mean = predicted(layout, state)
    away = (layout.value - mean) / np.sqrt(state.noise[layout.rater])
    rest = (state.latent - mean) / np.sqrt(state.noise[layout.rater])
    return np.array(
        [
            *np.log(state.variance), np.log(state.level), np.log(state.freedom),
            *state.theta[:, 0], state.theta[0].mean(), state.centre.mean(), state.centre[0],
            np.log(np.ptp(state.theta)),
            state.severity[0], state.severity.mean(), state.scale_use[0], state.halo[0],
            state.leaning[0], np.log(state.noise[0]), np.log(state.weight[0]),
            np.log(state.step_weight[0, 0]), np.median(away), np.abs(rest).mean(),
            np.log(np.abs(np.diff(state.theta, axis=0)).mean()),
            state.severity[4] - state.severity[0], np.log(state.auxiliary[0]),
        ]
    )  # fmt: skip


def test_sweeps_leave_parameters_to_their_prior(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "labels", lambda _shared: np.array([0, 0, 1, 1]))
    rng = np.random.default_rng(11)
    layout = setting(rng)
    following = Following(np.full((2, 1), 0.5), np.arange(0))
    before, after = [], []
    for run in range(RUNS):
        state = drawn(layout, np.random.default_rng([11, run]))
        with_ratings = rated(layout, state)
        other = drawn(layout, np.random.default_rng([12, run]))
        before.append(figures(rated(layout, other), other))
        advance(sampler_of(with_ratings, following), state, Stretch(0, SWEEPS))
        after.append(figures(with_ratings, state))
    for place, (one, two) in enumerate(zip(np.transpose(before), np.transpose(after), strict=True)):
        assert stats.ks_2samp(one, two).pvalue > 1e-4, place
