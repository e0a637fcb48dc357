"""Standard deviations of effects."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.latent import draw_weights
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.state import State, prior_scales

Floats = NDArray[np.float64]
# Of the variance of scores' prior: of smaller variances, shifts would be rounding errors.
SMALLEST = 1e-12


def draw_scales(layout: Layout, state: State) -> None:
    """Standard deviations of effects, half-Cauchy by auxiliary inverse gammas.

    References
    ----------
    Makalic, E., and D. F. Schmidt (2016). A simple sampler for the horseshoe estimator. IEEE
    Signal Processing Letters 23(1): 179-182.
    """
    steps = np.diff(state.theta, axis=0)
    draw_step_weights(state, steps)
    squares = np.array(
        [
            square_sum(state.severity),
            square_sum(state.halo),
            square_sum(state.leaning),
            (state.step_weight * steps * steps).sum(),
            square_sum(state.scale_use),
        ]
    )
    raters = state.severity.size
    # Shares of scale use sum to nothing in each part, so one of them follows from the others.
    told = layout.told > 0
    parts = len(np.unique(layout.part[layout.shape[1] :][told]))
    free = raters - parts if layout.priors.scale_use else 0
    count = np.array([raters, state.halo.size, state.leaning.size, steps.size, free])
    shapes = (count + 1) / 2
    drawn = (1 / state.auxiliary + squares / 2) / state.rng.standard_gamma(shapes)
    state.variance = np.maximum(drawn, SMALLEST * layout.priors.theta_sd**2)
    rates = 1 / prior_scales(layout.priors) ** 2 + 1 / state.variance
    state.auxiliary = rates / state.rng.standard_exponential(len(rates))


def square_sum(values: Floats) -> float:
    """Not by BLAS, whose sum depends on its threads, which cost more than they bring."""
    return float((values * values).sum())


def draw_step_weights(state: State, steps: Floats) -> None:
    """Innovations have heavy tails, as ratings do: most editions change little."""
    state.step_weight = draw_weights(state.rng, steps * steps / state.variance[3])
