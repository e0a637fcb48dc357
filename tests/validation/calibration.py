"""Simulation-based calibration of the rater model.

Parameters are drawn from their priors, ratings from the parameters, and draws from the
posterior of these ratings. A parameter's rank among its draws is then uniform, if the engine
draws from the model.

References
----------
Talts, S., M. Betancourt, D. Simpson, A. Vehtari, and A. Gelman (2018). Validating Bayesian
inference algorithms with simulation-based calibration. arXiv:1804.06788.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model import Priors
from ocindex.scoring.rater_model.chain import Stretch, advance, sampler_of
from ocindex.scoring.rater_model.keeping import Following
from ocindex.scoring.rater_model.layout import Layout, layout_of, told_by
from ocindex.scoring.rater_model.state import State, begin
from validation.generative import Design, Truth, draw_ratings, draw_truth

Floats = NDArray[np.float64]
NOTHING = Following(np.zeros((1, 0)), np.zeros(0, np.intp))
SCALES = ("severity", "halo", "leaning", "innovation", "scale use", "noise")
# Scales have one value a run; of all else one is followed that is chosen before.
FOLLOWED = (
    "cell", "component", "change", "severity", "halo", "leaning", "rater's noise", "scale use",
    "sd of severity", "sd of halo", "sd of leaning", "sd of innovation", "sd of scale use",
    "level of noise", "freedom of noise",
)  # fmt: skip


def run(
    seed: int, plan: Design, priors: Priors, *, warm: int = 600, draws: int = 63, thin: int = 40
) -> Floats:
    """Ranks of one run's parameters among their draws, in (0, 1), ties broken at random."""
    rng = np.random.default_rng(seed)
    truth = draw_truth(plan, priors, rng)
    layout = layout_of(draw_ratings(plan, truth, rng), priors)
    distance = truth.distance.reshape(-1)
    away = distance[layout.cell % layout.cells]
    # Taken from ratings by the engine, these have no place in a model that is drawn forward.
    layout = replace(
        layout,
        distance=distance,
        away=away,
        told=told_by(layout.by_rater.sums(away * away), priors),
        least_noise=np.zeros_like(layout.least_noise),
    )
    place = int(rng.integers(2**31))
    sampler, state = sampler_of(layout, NOTHING), begin(layout, rng)
    state, _ = advance(sampler, state, Stretch(0, warm))
    found = []
    for _ in range(draws):
        state, _ = advance(sampler, state, Stretch(0, thin))
        found.append(of_state(layout, state, place))
    was = of_truth(layout, truth, place)
    below: Floats = (np.array(found) < was).sum(axis=0)
    ranks: Floats = (below + rng.random(len(was))) / (draws + 1)
    return ranks


def of_truth(layout: Layout, truth: Truth, place: int) -> Floats:
    halo = truth.halo[layout.halo_rater, layout.halo_country]
    leaning = truth.leaning[layout.leaning_rater, layout.leaning_indicator]
    scales = [truth.scales[name] for name in SCALES]
    effects = (truth.severity, halo, leaning, truth.noise, truth.scale_use)
    return chosen(truth.theta, effects, [*scales, truth.scales["freedom"]], place)


def of_state(layout: Layout, state: State, place: int) -> Floats:
    editions, countries, indicators, _ = layout.shape
    theta = state.theta.reshape(editions, countries, indicators)
    scales = [*np.sqrt(state.variance), np.sqrt(state.level), state.freedom]
    effects = (state.severity, state.halo, state.leaning, np.sqrt(state.noise), state.scale_use)
    return chosen(theta, effects, scales, place)


def chosen(theta: Floats, effects: tuple[Floats, ...], scales: list[float], place: int) -> Floats:
    """The values of `FOLLOWED`, by a number that was drawn before."""
    last = theta[-1]
    country = last[place % len(last)]
    cell = place // 7 % last.size
    change = (last - theta[0]).reshape(-1)[cell]
    of_raters = [effect[place % len(effect)] for effect in effects]
    return np.array([last.reshape(-1)[cell], country.mean(), change, *of_raters, *scales])
