"""The judgements behind the ratings, and how far each may be relied on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, ndtri

from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
# Degrees of freedom of the noise.
FREEDOM = 5
# Width of the steps in which the common freedom of the noise variances moves, in logarithms.
STRIDE = 0.3
SMALLEST = 1e-300


def predicted(layout: Layout, state: State) -> Floats:
    """What each rater would say but for the noise, shape (ratings,)."""
    found = state.theta.reshape(-1)[layout.cell]
    found += layout.by_halo.spread(state.halo + state.severity[layout.halo_rater])
    if layout.leans:
        found += state.leaning[layout.leaning]
    if layout.priors.scale_use:
        found += layout.by_rater.spread(state.scale_use) * layout.away
    return found


def precisions(layout: Layout, state: State) -> Floats:
    """How far each rating may be relied on: one over the variance of its noise."""
    return state.weight / layout.by_rater.spread(state.noise)


def draw_latent(layout: Layout, state: State, mean: Floats) -> None:
    """Draw judgements within the intervals that were rounded to the ratings.

    Within an interval with two ends, which is short beside the noise, a uniform proposal is
    nearly always taken; beyond an end of the scale the truncated normal is drawn as it is.
    """
    rng, size = state.rng, len(layout.value)
    precision = precisions(layout, state)
    proposal = rng.random(size)
    proposal *= 2
    proposal -= 1
    proposal *= layout.half
    proposal += layout.value
    new, old = proposal - mean, state.latent - mean
    taken = 0.5 * precision * (new * new - old * old) < rng.standard_exponential(size)
    taken[layout.ends] = False
    np.copyto(state.latent, proposal, where=taken)
    ends, side = layout.ends, layout.side
    middle, spread = mean[ends], 1 / np.sqrt(precision[ends])
    beyond = ndtr(side * (layout.bound - middle) / spread)
    share = np.maximum(rng.random(len(ends)) * beyond, SMALLEST)
    state.latent[ends] = middle + side * spread * ndtri(share)


def draw_weights(rng: np.random.Generator, squares: Floats) -> Floats:
    """What makes normal errors t-distributed, given their standardised squares."""
    # A gamma variate of whole shape is a sum of exponential ones, which are logarithms.
    drawn = (1 - rng.random(((FREEDOM + 1) // 2, *squares.shape))).prod(axis=0)
    found: Floats = -2 * np.log(drawn) / (FREEDOM + squares)
    return found


def draw_noise(layout: Layout, state: State, mean: Floats) -> None:
    """Draw weights of ratings, raters' variances, their level and how they keep to it."""
    rng, raters = state.rng, layout.shape[3]
    away = state.latent - mean
    away *= away
    state.weight = draw_weights(rng, away / layout.by_rater.spread(state.noise))
    squares = layout.by_rater.sums(state.weight * away)
    sums = (state.freedom * state.level + squares) / 2
    state.noise = sums / rng.standard_gamma((state.freedom + layout.by_rater.count) / 2)
    np.maximum(state.noise, layout.least_noise, out=state.noise)
    inverse = (1 / state.noise).sum()
    rate = state.freedom / 2 * inverse + 1 / layout.priors.noise_scale**2
    state.level = rng.standard_gamma(raters * state.freedom / 2 + 1) / rate
    draw_freedom(layout, state, inverse)


def draw_freedom(layout: Layout, state: State, inverse: float) -> None:
    """A Metropolis step of the logarithm of the common freedom."""
    rng, raters = state.rng, layout.shape[3]
    logs = np.log(state.noise).sum()

    def density(freedom: float) -> float:
        half = freedom / 2
        known = raters * (half * np.log(half * state.level) - gammaln(half))
        return float(known - (half + 1) * logs - half * state.level * inverse)

    proposal = state.freedom * float(np.exp(STRIDE * rng.standard_normal()))
    lot = rng.standard_exponential()
    low, high = layout.priors.noise_df
    if low <= proposal <= high and density(state.freedom) - density(proposal) < lot:
        state.freedom = proposal
