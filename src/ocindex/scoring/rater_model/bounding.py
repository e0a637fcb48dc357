"""Scores within the scale.

Chains let scores go beyond the ends of the scale, or shifts of whole countries would stop at
the first score that meets one. In the draws that are given back a score lies on the scale: one
that does is such a draw as it is; one that does not is drawn anew, given the raters' effects,
from the same conditional cut to the scale. To move it to the end alone would say of all that
are high that they are at the top.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from ocindex.scoring.rater_model.latent import draw_weights, predicted
from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.runs import sums_by
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
# Sweeps over judgements, weights and scores, each fast to forget where it began.
SWEEPS = 15
SMALLEST, LARGEST = 1e-300, 1 - 1e-16


def within_scale(layout: Layout, state: State) -> Floats:
    """Scores of a draw, shape (editions, cells); the state stays as it is."""
    theta = np.clip(state.theta, layout.low, layout.high)
    cells = np.flatnonzero(theta != state.theta)
    if not len(cells):
        return theta
    flat, rng = theta.reshape(-1), state.rng
    number = np.full(theta.size, -1)
    number[cells] = np.arange(len(cells))
    place = number[layout.cell]
    some = np.flatnonzero(place >= 0)
    place = place[some]
    offset = (predicted(layout, state) - state.theta.reshape(-1)[layout.cell])[some]
    noise, weight = layout.by_rater.spread(state.noise)[some], state.weight[some]
    lower, upper = intervals(layout, some)
    # Editions that follow each other hold each other: they are drawn in turns.
    edition = cells // theta.shape[1]
    turns = [turn for turn in (edition % 2 == 0, edition % 2 == 1) if turn.any()]
    for _ in range(SWEEPS):
        mean = flat[cells][place] + offset
        judged = truncated(rng, mean, np.sqrt(noise / weight), lower, upper)
        weight = draw_weights(rng, (judged - mean) ** 2 / noise)
        precision = weight / noise
        known = sums_by(place, precision, len(cells))
        pulled = sums_by(place, precision * (judged - offset), len(cells))
        for turn in turns:
            held, pull = priors_of(theta, state, cells)
            held, pull = (held + known)[turn], (pull + pulled)[turn]
            flat[cells[turn]] = truncated(
                rng, pull / held, 1 / np.sqrt(held), layout.low, layout.high
            )
    return theta


def intervals(layout: Layout, some: Places) -> tuple[Floats, Floats]:
    """The ends between which judgements were rounded to their ratings."""
    lower, upper = layout.value - layout.half, layout.value + layout.half
    lower[layout.ends[layout.side > 0]] = -np.inf
    upper[layout.ends[layout.side < 0]] = np.inf
    return lower[some], upper[some]


def priors_of(theta: Floats, state: State, cells: Places) -> tuple[Floats, Floats]:
    """Precisions and pulls of the first edition's prior, and of the editions beside each."""
    held, pull = np.zeros_like(theta), np.zeros_like(theta)
    held[0], pull[0] = state.precision, state.precision * state.centre
    steps = state.step_weight / state.variance[3]
    held[:-1] += steps
    held[1:] += steps
    pull[:-1] += steps * theta[1:]
    pull[1:] += steps * theta[:-1]
    return held.reshape(-1)[cells], pull.reshape(-1)[cells]


def truncated(
    rng: np.random.Generator, mean: Floats, sd: Floats, low: Floats | float, high: Floats | float
) -> Floats:
    """Normal values between two ends, drawn in the tail where digits are kept."""
    below, above = (low - mean) / sd, (high - mean) / sd
    turned = below + above > 0
    start, stop = np.where(turned, -above, below), np.where(turned, -below, above)
    least = ndtr(start)
    share = least + (ndtr(stop) - least) * rng.random(len(mean))
    drawn = ndtri(np.clip(share, SMALLEST, LARGEST))
    found: Floats = np.clip(mean + sd * np.where(turned, -drawn, drawn), low, high)
    return found
