"""All countries and raters shifted at once against the halos between them.

Raters of one region judge its countries and hardly any others. Whether they are all harsh or
its countries all low is then a question of many small shifts together, which shifts one by
one would take thousands of sweeps to answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular

from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
# Of up to so many countries or raters, the shift takes less time than the rest of a sweep.
EVERY_SWEEP = 400


@dataclass(frozen=True, eq=False)
class Links:
    """Which of the smaller side, countries or raters, meet in one of the larger.

    Attributes
    ----------
    small, large : ndarray of intp, shape (halos,)
        The two places of each halo.
    sizes : tuple of int
    among, by : ndarray of intp, shape (meetings,)
        Place in the square matrix of the smaller side, and who of the larger they meet in.
    every : int
        Sweeps from one joint shift to the next.
    """

    small: Places
    large: Places
    sizes: tuple[int, int]
    among: Places
    by: Places
    every: int


def links_of(layout: Layout) -> Links:
    """Meetings of countries in raters, or of raters in countries, whichever are fewer."""
    sides = [(layout.halo_country, layout.shape[1]), (layout.halo_rater, layout.shape[3])]
    (small, few), (large, many) = sorted(sides, key=lambda side: side[1])
    order = np.argsort(large, kind="stable")
    count = np.bincount(large, minlength=many)
    starts = np.cumsum(count) - count
    # For each halo all halos of the same place on the larger side.
    first = np.repeat(np.arange(len(large)), count[large[order]])
    offset = np.arange(len(first)) - np.repeat(
        np.cumsum(count[large[order]]) - count[large[order]], count[large[order]]
    )
    second = np.repeat(starts[large[order]], count[large[order]]) + offset
    one, other = small[order][first], small[order][second]
    every = max(1, round((few / EVERY_SWEEP) ** 3))
    return Links(small, large, (few, many), one * few + other, large[order][first], every)


def shift_jointly(layout: Layout, links: Links, state: State) -> None:
    """Draw shifts of all countries' scores and all severities; halos take what is left.

    The shifts' conditional is normal, of the priors alone; its precision is a diagonal and
    the links of the halos, of which the larger side is eliminated.
    """
    own = 1 / state.variance[1]
    shifts = [scores(layout, state), severities(state)]
    swapped = layout.shape[1] > layout.shape[3]
    (few_prior, few_pull), (many_prior, many_pull) = reversed(shifts) if swapped else shifts
    few, many = links.sizes
    few_total = few_prior + own * np.bincount(links.small, minlength=few)
    many_total = many_prior + own * np.bincount(links.large, minlength=many)
    few_pull = few_pull + own * np.bincount(links.small, state.halo, few)
    many_pull = many_pull + own * np.bincount(links.large, state.halo, many)
    square = np.bincount(links.among, (-(own**2) / many_total)[links.by], few * few)
    square = square.reshape(few, few)
    square.reshape(-1)[:: few + 1] += few_total
    root = cholesky(square, lower=True, overwrite_a=True, check_finite=False)
    across = own * np.bincount(links.small, (many_pull / many_total)[links.large], few)
    half = solve_triangular(root, few_pull - across, lower=True, check_finite=False)
    half += state.rng.standard_normal(few)
    one = solve_triangular(root, half, lower=True, trans="T", check_finite=False)
    left = many_pull - own * np.bincount(links.large, one[links.small], many)
    other = left / many_total + state.rng.standard_normal(many) / np.sqrt(many_total)
    state.halo -= one[links.small] + other[links.large]
    by_country, by_rater = (other, one) if swapped else (one, other)
    state.theta.reshape(-1, layout.shape[1], layout.shape[2])[...] += by_country[:, None]
    state.severity += by_rater


def scores(layout: Layout, state: State) -> tuple[float, Floats]:
    """Precision that priors of scores give to a country's shift, and where they pull it."""
    _, countries, indicators, _ = layout.shape
    prior = 1 / layout.priors.theta_sd**2
    first = state.theta[0].reshape(countries, indicators)
    return indicators * prior, -prior * (first - layout.priors.theta_mean).sum(axis=1)


def severities(state: State) -> tuple[float, Floats]:
    prior = 1 / state.variance[0]
    return prior, -prior * state.severity
