"""Scale use: raters who stretch the scale about its middle, or keep to a part of it.

A rater's share of the distance from the middle at which the others, and this one, have put a
cell on average, over all editions: were it each edition's own, scores could stand still and
raters' shares follow the ratings, which random walks with small steps would reward. A product
with the score itself would say the same of few cells, but of many with weak priors: to be wide
apart gives scores room, which alone would make raters narrow.
Shares sum to nothing, since only against each other can they be known, and among the raters of
each linked part: without that the weak priors of many scores would draw all of them, or a
part's, to the middle. Each counts by what its rater's ratings tell of it; alike, those of whom
nothing is known would take what the others want to be rid of.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.joint import Meetings, Pull, in_sides, sides, solve
from ocindex.scoring.rater_model.latent import SMALLEST, precisions, predicted
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]


def draw_scale_use(layout: Layout, state: State, precision: Floats, rest: Floats) -> None:
    """Draw each rater's share from its normal conditional."""
    weighted = precision * layout.away
    total = layout.by_rater.sums(weighted * layout.away) + 1 / state.variance[4]
    mean = layout.by_rater.sums(weighted * rest) / total
    found = mean + state.rng.standard_normal(len(mean)) / np.sqrt(total)
    part, told = layout.part[layout.shape[1] :], layout.told
    # Given that those of a part sum to nothing: raters use the scale as it is meant, on average.
    over = np.bincount(part, told * found) / np.maximum(
        np.bincount(part, told * told / total), SMALLEST
    )
    state.scale_use = found - over[part] * told / total


def shift_stretch(layout: Layout, meetings: Meetings, state: State) -> None:
    """Draw stretches of all countries' scores and all raters' shares together.

    Given that the shares of each part go on to sum to nothing.
    """
    _, countries, indicators, raters = layout.shape
    weighted = precisions(layout, state) * layout.away
    rest = weighted * (state.latent - predicted(layout, state))
    # All editions move alike: only the first has a prior of its level.
    held = state.precision * layout.distance
    shape = countries, indicators
    country = Pull(
        (held * layout.distance).reshape(shape).sum(axis=1),
        (held * (state.centre - state.theta[0])).reshape(shape).sum(axis=1),
    )
    own = 1 / state.variance[4]
    rater = Pull(np.full(raters, own), -own * state.scale_use)
    solved = solve(
        meetings,
        layout.by_halo.sums(weighted * layout.away),
        layout.by_halo.sums(rest),
        *sides(layout, country, rater),
    )
    by_country, by_rater = in_sides(layout, *solved.draw(state.rng))
    along = solved.times_covariance(*sides(layout, np.zeros(countries), layout.told))
    along_country, along_rater = in_sides(layout, *along)
    # Parts do not meet: what holds of each part's sum is told by its own raters alone.
    of_country, of_rater = np.split(layout.part, [countries])
    sum_of = partial(np.bincount, of_rater, minlength=int(layout.part.max()) + 1)
    over = sum_of(layout.told * (by_rater + state.scale_use)) / np.maximum(
        sum_of(layout.told * along_rater), SMALLEST
    )
    stretch = np.repeat(by_country - along_country * over[of_country], indicators)
    state.theta += stretch * layout.distance
    state.scale_use += by_rater - along_rater * over[of_rater]
