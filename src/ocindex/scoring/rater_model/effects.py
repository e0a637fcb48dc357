"""Scores and raters' effects, each block drawn from its normal conditional."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.latent import precisions
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.runs import sums_by
from ocindex.scoring.rater_model.state import State
from ocindex.scoring.rater_model.stretch import draw_scale_use

Floats = NDArray[np.float64]


def draw_effects(layout: Layout, state: State) -> None:
    """Draw theta, leanings, halos, severities and scale use."""
    precision = precisions(layout, state)
    stretch = layout.by_rater.spread(state.scale_use) * layout.away
    of_raters = layout.by_halo.spread(state.halo + state.severity[layout.halo_rater])
    leaning = state.leaning[layout.leaning] if layout.leans else 0.0
    rest = state.latent - stretch
    draw_theta(layout, state, precision, rest - of_raters - leaning)
    rest -= state.theta.reshape(-1)[layout.cell]
    if layout.leans:
        draw_leanings(layout, state, precision, rest - of_raters)
        rest -= state.leaning[layout.leaning]
    draw_halos(layout, state, precision, rest)
    if layout.priors.scale_use:
        rest -= layout.by_halo.spread(state.halo + state.severity[layout.halo_rater])
        draw_scale_use(layout, state, precision, rest + stretch)


def draw_leanings(layout: Layout, state: State, precision: Floats, rest: Floats) -> None:
    size = state.leaning.size
    total = sums_by(layout.leaning, precision, size)
    pull = sums_by(layout.leaning, precision * rest, size)
    state.leaning = normal(state.rng, total, pull, 1 / state.variance[2])


def draw_halos(layout: Layout, state: State, precision: Floats, rest: Floats) -> None:
    """Draw halos, then severities, both of which need the ratings' sums by halo alone."""
    total, pull = layout.by_halo.sums(precision), layout.by_halo.sums(precision * rest)
    rater, raters = layout.halo_rater, layout.shape[3]
    own = pull - total * state.severity[rater]
    state.halo = normal(state.rng, total, own, 1 / state.variance[1])
    own = sums_by(rater, pull - total * state.halo, raters)
    of_rater = sums_by(rater, total, raters)
    state.severity = normal(state.rng, of_rater, own, 1 / state.variance[0])


def normal(rng: np.random.Generator, total: Floats, pull: Floats, prior: float) -> Floats:
    """Effects with a normal prior about zero, of its precision."""
    precision = total + prior
    found: Floats = pull / precision + rng.standard_normal(len(total)) / np.sqrt(precision)
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
