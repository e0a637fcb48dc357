"""Scores and raters' effects, each block drawn from its normal conditional."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.state import State
from ocindex.scoring.rater_model.stretch import draw_scale_use

Floats = NDArray[np.float64]


def draw_effects(layout: Layout, state: State) -> None:
    """Draw theta, leanings, halos, severities and scale use."""
    precision = state.weight / state.noise[layout.rater]
    severity = state.severity[layout.rater]
    halo, leaning = state.halo[layout.halo], state.leaning[layout.leaning]
    stretched = state.latent - state.scale_use[layout.rater] * layout.away
    draw_theta(layout, state, precision, stretched - severity - halo - leaning)
    rest = stretched - state.theta.reshape(-1)[layout.cell]
    of_severity, of_halo, of_leaning = 1 / state.variance[:3]
    state.leaning = normal(
        state, layout.leaning, precision, rest - severity - halo, of_leaning, state.leaning.size
    )
    rest -= state.leaning[layout.leaning]
    state.halo = normal(state, layout.halo, precision, rest - severity, of_halo, state.halo.size)
    rest -= state.halo[layout.halo]
    state.severity = normal(state, layout.rater, precision, rest, of_severity, state.severity.size)
    rest += state.scale_use[layout.rater] * layout.away - state.severity[layout.rater]
    draw_scale_use(layout, state, precision, rest)


def normal(
    state: State, places: Places, precision: Floats, rest: Floats, prior: float, size: int
) -> Floats:
    """Effects with a normal prior about zero, of its precision."""
    total = np.bincount(places, precision, size) + prior
    mean = np.bincount(places, precision * rest, size) / total
    found: Floats = mean + state.rng.standard_normal(size) / np.sqrt(total)
    return found


def draw_theta(layout: Layout, state: State, precision: Floats, rest: Floats) -> None:
    """Forward over the editions by Kalman's filter, back by draws.

    Of one edition this is the normal conditional of each cell.

    References
    ----------
    Carter, C. K., and R. Kohn (1994). On Gibbs sampling for state space models. Biometrika
    81(3): 541-553. Fruehwirth-Schnatter, S. (1994). Data augmentation and dynamic linear
    models. Journal of Time Series Analysis 15(2): 183-202.
    """
    theta = state.theta
    editions = len(theta)
    size = theta.size
    given = np.bincount(layout.cell, precision, size).reshape(theta.shape)
    sums = np.bincount(layout.cell, precision * rest, size).reshape(theta.shape)
    noise = state.rng.standard_normal(theta.shape)
    steps = state.step_weight / state.variance[3]  # precisions of innovations
    mean, total = np.empty_like(theta), np.empty_like(theta)
    before, centre = state.precision, state.centre
    for edition in range(editions):
        total[edition] = before + given[edition]
        mean[edition] = (before * centre + sums[edition]) / total[edition]
        if edition + 1 < editions:
            # Variances add up: 1 / (1 / total + 1 / step).
            before = total[edition] * steps[edition] / (total[edition] + steps[edition])
            centre = mean[edition]
    theta[-1] = mean[-1] + noise[-1] / np.sqrt(total[-1])
    for edition in range(editions - 2, -1, -1):
        step = steps[edition]
        both = total[edition] + step
        centre = (total[edition] * mean[edition] + step * theta[edition + 1]) / both
        theta[edition] = centre + noise[edition] / np.sqrt(both)
