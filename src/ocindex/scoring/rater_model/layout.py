"""What stays the same from sweep to sweep: places of ratings in the effects, and intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model.grids import grids_of
from ocindex.scoring.rater_model.priors import Priors

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
# Ratings vary hardly if by less than this share of what the cells rated do.
LEAST_VARIED = 0.5


@dataclass(frozen=True, eq=False)
class Layout:
    """Ratings in the order of rater, country and indicator, by which sums run along memory.

    Attributes
    ----------
    order : ndarray of intp, shape (ratings,)
        Which of the observations stands at each place.
    shape : tuple of int
        Editions, countries, indicators, raters.
    cell, rater, halo, leaning : ndarray of intp, shape (ratings,)
        Places of a rating's effects. A halo is a rater's of a country, a leaning a rater's of
        an indicator, over all editions.
    halo_rater, halo_country : ndarray of intp, shape (halos,)
    leaning_rater, leaning_indicator : ndarray of intp, shape (leanings,)
    value, half : ndarray of float64, shape (ratings,)
        The rating, and half the width of the interval that was rounded to it.
    distance : ndarray of float64, shape (editions, cells)
        How far the mean rating of a cell lies from the middle of the scale: what a rater who
        stretches the scale stretches. 0 where nobody has rated.
    away : ndarray of float64, shape (ratings,)
        The same of each rating's cell.
    ends : ndarray of intp
        Ratings at an end of the scale, whose interval has no other end.
    side : ndarray of float64, shape (ends,)
        1 where the interval lies below its bound, -1 where above.
    bound : ndarray of float64, shape (ends,)
    least_noise : ndarray of float64, shape (raters,)
        Below which no rater's noise falls, squared; nought for all whose ratings vary.
    part : ndarray of intp, shape (countries + raters,)
        Which countries and raters are linked, by whatever way.
    grid : ndarray of float64, shape (raters,)
    low, high : float
    """

    order: Places
    shape: tuple[int, int, int, int]
    cell: Places
    rater: Places
    halo: Places
    leaning: Places
    halo_rater: Places
    halo_country: Places
    leaning_rater: Places
    leaning_indicator: Places
    value: Floats
    half: Floats
    distance: Floats
    away: Floats
    ends: Places
    side: Floats
    bound: Floats
    least_noise: Floats
    part: Places
    grid: Floats
    low: float
    high: float
    priors: Priors

    @property
    def cells(self) -> int:
        """Cells of one edition."""
        return self.shape[1] * self.shape[2]


def layout_of(observations: Observations, priors: Priors) -> Layout:
    """Lay out the ratings of one or several editions."""
    o = observations
    shape = o.editions, o.countries, o.indicators, o.raters
    order = np.lexsort((o.indicator, o.country, o.edition, o.rater))
    edition, country, indicator, rater = (
        column[order].astype(np.intp) for column in (o.edition, o.country, o.indicator, o.rater)
    )
    halos, halo = np.unique(rater * shape[1] + country, return_inverse=True)
    leanings, leaning = np.unique(rater * shape[2] + indicator, return_inverse=True)
    value = o.value[order]
    grid = grids_of(rater, value, o.raters, o.step, o.high - o.low)
    near = o.step / 4
    floor, ceiling = value <= o.low + near, value >= o.high - near
    ends = np.flatnonzero(floor | ceiling)
    half = grid[rater] / 2
    cell = (edition * shape[1] + country) * shape[2] + indicator
    size = shape[0] * shape[1] * shape[2]
    sums = np.bincount(cell, value - (o.low + o.high) / 2, size)
    distance = sums / np.maximum(1, np.bincount(cell, minlength=size))
    side = np.where(floor[ends], 1.0, -1.0)
    return Layout(
        order, shape, cell, rater,
        intp(halo), intp(leaning), halos // shape[1], halos % shape[1], leanings // shape[2],
        leanings % shape[2], value, half, distance.reshape(shape[0], -1), distance[cell],
        ends, side, value[ends] + side * half[ends],
        least_noise(rater, value, distance[cell], o.raters), parts(halos, shape), grid, o.low,
        o.high, priors,
    )  # fmt: skip


def parts(halos: Places, shape: tuple[int, int, int, int]) -> Places:
    """The linked parts of countries and raters, countries first."""
    _, countries, _, raters = shape
    size = countries + raters
    pairs = halos % countries, countries + halos // countries
    links = csr_array((np.ones(len(halos)), pairs), shape=(size, size))
    return intp(connected_components(links, directed=False)[1])


def least_noise(rater: Places, value: Floats, distance: Floats, raters: int) -> Floats:
    """The variance of the cells that a rater rated, where the ratings hardly vary with them.

    A rater of one score for all keeps to a scale of no width without an error, and would pass
    for the best of all.
    """
    given, rated = variance(rater, value, raters), variance(rater, distance, raters)
    return np.where(given < LEAST_VARIED**2 * rated, rated, 0.0)


def variance(rater: Places, values: Floats, raters: int) -> Floats:
    """Of some values by rater."""
    count = np.maximum(1, np.bincount(rater, minlength=raters))
    mean = np.bincount(rater, values, raters) / count
    found: Floats = np.bincount(rater, (values - mean[rater]) ** 2, raters) / count
    return found


def intp(places: NDArray[Any]) -> Places:
    return places.reshape(-1).astype(np.intp)
