"""Every block and every shift leaves the distribution as it is that a dense solution gives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray
from scipy import stats

from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import clusters, usual_priors
from ocindex.scoring.rater_model.clusters import clusters_of, shift_clusters
from ocindex.scoring.rater_model.effects import draw_effects
from ocindex.scoring.rater_model.joint import meetings_of, shift_jointly
from ocindex.scoring.rater_model.latent import draw_latent, predicted
from ocindex.scoring.rater_model.layout import Layout, layout_of
from ocindex.scoring.rater_model.moves import translate
from ocindex.scoring.rater_model.state import State, begin
from ocindex.scoring.rater_model.stretch import shift_stretch

Floats = NDArray[np.float64]
SWEEPS = 3000
Move = Callable[[Layout, State], None]


def with_links(layout: Layout, state: State) -> None:
    shift_jointly(layout, meetings_of(layout), state)
    shift_stretch(layout, meetings_of(layout), state)


def jointly(layout: Layout, state: State) -> None:
    shift_jointly(layout, meetings_of(layout), state)


def with_clusters(layout: Layout, state: State) -> None:
    found = clusters_of(layout)
    shift_clusters(layout, found, state)


def stacked(state: State) -> Floats:
    parts = (state.theta.ravel(), state.severity, state.halo, state.leaning, state.scale_use)
    return np.concatenate(parts)


def dense(layout: Layout, state: State) -> tuple[Floats, Floats]:
    """Mean and covariance of all effects, given judgements, weights and standard deviations."""
    editions = layout.shape[0]
    sizes = [
        state.theta.size, state.severity.size, state.halo.size, state.leaning.size,
        state.scale_use.size,
    ]  # fmt: skip
    start = np.concatenate([[0], np.cumsum(sizes)])
    ratings = np.arange(len(layout.value))
    design = np.zeros((len(ratings), start[-1]))
    for block, places in enumerate((layout.cell, layout.rater, layout.halo, layout.leaning)):
        design[ratings, start[block] + places] = 1
    design[ratings, start[4] + layout.rater] = layout.away
    weight = state.weight / state.noise[layout.rater]
    prior = np.zeros((start[-1], start[-1]))
    pull = np.zeros(start[-1])
    cells = np.arange(layout.cells)
    prior[cells, cells] = 1 / layout.priors.theta_sd**2
    pull[cells] = layout.priors.theta_mean / layout.priors.theta_sd**2
    for edition in range(editions - 1):
        step = state.step_weight[edition] / state.variance[3]
        one, two = cells + edition * layout.cells, cells + (edition + 1) * layout.cells
        for a, b, sign in ((one, one, 1), (two, two, 1), (one, two, -1), (two, one, -1)):
            prior[a, b] += sign * step
    for block, which in ((1, 0), (2, 1), (3, 2), (4, 4)):
        own = np.arange(start[block], start[block + 1])
        prior[own, own] = 1 / state.variance[which]
    precision = prior + design.T @ (weight[:, None] * design)
    covariance = np.linalg.inv(precision)
    mean = covariance @ (pull + design.T @ (weight * state.latent))
    # Given that shares of scale use, by what is told of them, sum to nothing in either part.
    told = np.zeros((2, len(mean)))
    told[0, start[4] : start[4] + 7] = layout.told[:7]
    told[1, start[4] + 7 :] = layout.told[7:]
    gain = covariance @ told.T @ np.linalg.inv(told @ covariance @ told.T)
    return mean - gain @ told @ mean, covariance - gain @ told @ covariance


@pytest.fixture(autouse=True)
def three_clusters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A partition with a rater of two clusters: those that would be found have none across."""
    monkeypatch.setattr(clusters, "labels", lambda _shared: np.array([0, 0, 0, 1, 1, 2]))


@pytest.mark.parametrize("editions", [1, 2])
@pytest.mark.parametrize("move", [translate, with_links, with_clusters])
def test_blocks_and_shifts_keep_the_normal_conditional(
    move: Move, editions: int, panel: Callable[..., Observations]
) -> None:
    observations = panel(editions)
    layout = layout_of(observations, usual_priors(observations))
    state = begin(layout, np.random.default_rng(5))
    state.weight = state.rng.uniform(0.3, 2, len(layout.value))
    state.noise = state.rng.uniform(0.3, 1.5, layout.shape[3])
    state.variance = np.array([0.3, 0.2, 0.6, 0.4, 0.1])
    if editions > 1:
        state.step_weight = state.rng.uniform(0.5, 2, state.step_weight.shape)
    mean, covariance = dense(layout, state)
    sd = np.sqrt(np.diag(covariance))
    # From a draw of the distribution itself, so that there is nothing to warm up.
    start = state.rng.multivariate_normal(mean, covariance)
    sizes = [state.theta.size, state.severity.size, state.halo.size, state.leaning.size]
    theta, state.severity, state.halo, state.leaning, state.scale_use = np.split(
        start, np.cumsum(sizes)
    )
    state.theta = theta.reshape(editions, -1)
    draws = np.empty((SWEEPS, len(mean)))
    for sweep in range(SWEEPS):
        move(layout, state)
        draw_effects(layout, state)
        draws[sweep] = stacked(state)
    found = (draws.mean(axis=0) - mean) / sd
    # Draws hang together: their means are good to about a fifth of a standard deviation.
    assert np.abs(found).max() < 0.35
    assert np.sqrt((found**2).mean()) < 0.15
    ratio = draws.std(axis=0) / sd
    assert_allclose(np.median(ratio), 1, atol=0.04)
    assert ratio.min() > 0.8
    assert ratio.max() < 1.25


@pytest.mark.parametrize("move", [translate, jointly, with_clusters])
def test_shifts_move_predictions_across_clusters_alone(
    move: Move, panel: Callable[..., Observations]
) -> None:
    observations = panel(2)
    layout = layout_of(observations, usual_priors(observations))
    state = begin(layout, np.random.default_rng(2))
    before = predicted(layout, state)
    move(layout, state)
    moved = np.abs(predicted(layout, state) - before) > 1e-9
    across = np.zeros(len(before), bool)
    if move is with_clusters:
        across[clusters_of(layout).across] = True
        assert across.any()
    assert not moved[~across].any()


def test_judgements_are_truncated_normals(panel: Callable[..., Observations]) -> None:
    observations = panel()
    layout = layout_of(observations, usual_priors(observations))
    state = begin(layout, np.random.default_rng(3))
    mean = np.clip(layout.value + 0.4, 1, 10)
    draws = []
    for _ in range(6000):
        draw_latent(layout, state, mean)
        draws.append(state.latent.copy())
    sd = np.sqrt(state.noise[layout.rater] / state.weight)
    low, high = layout.value - layout.half, layout.value + layout.half
    low[layout.value == 1], high[layout.value == 10] = -np.inf, np.inf
    expected = stats.truncnorm((low - mean) / sd, (high - mean) / sd, mean, sd)
    assert_allclose(np.mean(draws, axis=0), expected.mean(), atol=0.02)
    assert_allclose(np.std(draws, axis=0), expected.std(), atol=0.02)
