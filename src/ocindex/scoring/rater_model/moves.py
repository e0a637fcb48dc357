"""Translations that leave the ratings' likelihood as it is, without which chains do not mix.

What is added to one block and taken from another cancels in every prediction, so that the
shift's conditional is normal and comes from the two priors alone.

References
----------
Liu, J. S., and C. Sabatti (2000). Generalised Gibbs sampler and multigrid Monte Carlo for
Bayesian computation. Biometrika 87(2): 353-369.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]


def translate(layout: Layout, state: State) -> None:
    """Shift countries and indicators against raters, and raters among their own effects."""
    severity, halo, leaning = 1 / state.variance[:3]
    shift_scores(layout, state, severity, halo, leaning)
    shift_raters(state, layout.halo_rater, state.halo, severity, halo)
    if layout.leans:
        shift_raters(state, layout.leaning_rater, state.leaning, severity, leaning)


def shift_scores(
    layout: Layout, state: State, severity: float, halo: float, leaning: float
) -> None:
    """A country against its halos, an indicator against its leanings, all against severities.

    All editions move alike: only the first has a prior of its level.
    """
    rng = state.rng
    _, countries, indicators, raters = layout.shape
    theta = state.theta.reshape(-1, countries, indicators)
    prior = state.precision.reshape(countries, indicators)
    centre = state.centre.reshape(countries, indicators)

    def shift(axis: int, places: Places, effect: Floats, own: float) -> Floats:
        held = prior.sum(axis=axis)
        pull = (prior * (centre - theta[0])).sum(axis=axis)
        precision = held + own * np.bincount(places, minlength=len(held))
        mean = (own * np.bincount(places, effect, len(held)) + pull) / precision
        found: Floats = mean + rng.standard_normal(len(held)) / np.sqrt(precision)
        return found

    by = shift(1, layout.halo_country, state.halo, halo)
    theta += by[:, None]
    state.halo -= by[layout.halo_country]
    if layout.leans:
        by = shift(0, layout.leaning_indicator, state.leaning, leaning)
        theta += by
        state.leaning -= by[layout.leaning_indicator]
    precision = prior.sum() + raters * severity
    pull = severity * state.severity.sum() + (prior * (centre - theta[0])).sum()
    all_by = pull / precision + rng.standard_normal() / np.sqrt(precision)
    theta += all_by
    state.severity -= all_by


def shift_raters(state: State, places: Places, effect: Floats, severity: float, own: float) -> None:
    """Severity up and a rater's halos, or leanings, down; `effect` is changed in place."""
    size = state.severity.size
    precision = severity + own * np.bincount(places, minlength=size)
    mean = (own * np.bincount(places, effect, size) - severity * state.severity) / precision
    by = mean + state.rng.standard_normal(size) / np.sqrt(precision)
    state.severity += by
    effect -= by[places]
