"""Scale use: raters who stretch the scale about its middle, or keep to a part of it.

A rater's share of the distance from the middle at which the others, and this one, have put a
cell on average. A product with the score itself would say the same of few cells, but of many
with weak priors: to be wide apart gives scores room, which alone would make raters narrow.
Shares sum to nothing, since only against each other can they be known: without that the weak
priors of many scores would draw all of them to the middle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.clusters import Clusters
from ocindex.scoring.rater_model.latent import predicted
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]


def draw_scale_use(layout: Layout, state: State, precision: Floats, rest: Floats) -> None:
    """Draw each rater's share from its normal conditional."""
    if not layout.priors.scale_use:
        return
    raters = layout.shape[3]
    weighted = precision * layout.away
    total = np.bincount(layout.rater, weighted * layout.away, raters) + 1 / state.variance[4]
    mean = np.bincount(layout.rater, weighted * rest, raters) / total
    found = mean + state.rng.standard_normal(raters) / np.sqrt(total)
    # Given that all sum to nothing: raters use the scale as it is meant, on average.
    state.scale_use = found - found.sum() / total / (1 / total).sum()


def shift_stretch(layout: Layout, clusters: Clusters, state: State) -> None:
    """Move clusters' scores away from the middle and their raters' shares down, or back."""
    if not layout.priors.scale_use:
        return
    count = clusters.count
    precision = np.zeros((count, count))
    of_country = np.tile(np.repeat(clusters.country, layout.shape[2]), (layout.shape[0], 1))
    own = 1 / state.variance[4]
    diagonal, pull = own_terms(layout, state)
    place = of_country.reshape(-1)
    total = np.bincount(place, diagonal.reshape(-1), count)
    total += own * np.bincount(clusters.rater, minlength=count)
    total[total == 0] = 1.0  # a country that nobody rated has nothing to shift
    prior = own * np.bincount(clusters.rater, state.scale_use, count)
    drawn = prior + np.bincount(place, pull.reshape(-1), count)
    precision[np.arange(count), np.arange(count)] = total
    add_across(layout, clusters, state, precision, drawn)
    root = np.linalg.cholesky(precision)
    shift = np.linalg.solve(precision, drawn)
    shift += np.linalg.solve(root.T, state.rng.standard_normal(count))
    # Given that raters' shares go on to sum to nothing.
    members = np.bincount(clusters.rater, minlength=count).astype(np.float64)
    along = np.linalg.solve(precision, members)
    shift -= along * (members @ shift) / (members @ along)
    state.theta += shift[of_country] * layout.distance
    state.scale_use -= shift[clusters.rater]


def own_terms(layout: Layout, state: State) -> tuple[Floats, Floats]:
    """What priors of scores say of a shift, cell by cell: precisions and pulls."""
    prior = 1 / layout.priors.theta_sd**2
    apart, theta = layout.distance, state.theta
    diagonal, pull = np.zeros_like(apart), np.zeros_like(apart)
    diagonal[0] = prior * apart[0] ** 2
    pull[0] = -prior * apart[0] * (theta[0] - layout.priors.theta_mean)
    if len(theta) > 1:
        steps = state.step_weight / state.variance[3]
        change = np.diff(apart, axis=0)
        diagonal[1:] = steps * change**2
        pull[1:] = -steps * change * np.diff(theta, axis=0)
    return diagonal, pull


def add_across(
    layout: Layout, clusters: Clusters, state: State, precision: Floats, pull: Floats
) -> None:
    """What ratings across clusters say of shifts."""
    some = clusters.across
    if not len(some):
        return
    _, countries, indicators, _ = layout.shape
    away = layout.away[some]
    weight = (state.weight / state.noise[layout.rater])[some] * away
    rest = weight * (state.latent - predicted(layout, state))[some]
    up = clusters.country[layout.cell[some] // indicators % countries]
    down = clusters.rater[layout.rater[some]]
    weight = weight * away
    for one, other, sign in ((up, up, 1), (down, down, 1), (up, down, -1), (down, up, -1)):
        np.add.at(precision, (one, other), sign * weight)
    np.add.at(pull, up, rest)
    np.add.at(pull, down, -rest)
