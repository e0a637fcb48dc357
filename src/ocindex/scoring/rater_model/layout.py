"""What stays the same from sweep to sweep: places of ratings in the effects, and intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.observations import Observations
from ocindex.scoring.parts import linked_parts
from ocindex.scoring.rater_model.grids import grids_of
from ocindex.scoring.rater_model.priors import Priors
from ocindex.scoring.rater_model.runs import Runs, runs_of

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
# Ratings vary hardly if by less than this share of what the cells rated do.
LEAST_VARIED = 0.5
# Of scale use, where raters do not use it alike.
USUAL_SHARE = 0.3


@dataclass(frozen=True, eq=False)
class Layout:
    """Ratings in the order of rater, country, edition and indicator.

    Attributes
    ----------
    order : ndarray of intp, shape (ratings,)
        Which of the observations stands at each place.
    shape : tuple of int
        Editions, countries, indicators, raters.
    cell, rater, halo, leaning : ndarray of intp, shape (ratings,)
        Places of a rating's effects. A halo is a rater's of a country, a leaning a rater's of
        an indicator, over all editions.
    by_rater, by_halo : Runs
        The ratings of each rater, and of each rater and country.
    halo_rater, halo_country : ndarray of intp, shape (halos,)
    leaning_rater, leaning_indicator : ndarray of intp, shape (leanings,)
    value, half : ndarray of float64, shape (ratings,)
        The rating, and half the width of the interval that was rounded to it.
    distance : ndarray of float64, shape (cells,)
        How far the mean rating of a cell over all editions lies from the middle of the scale:
        what a rater who stretches the scale stretches. 0 where nobody has rated.
    rated : ndarray of bool, shape (cells,)
        In any edition.
    away : ndarray of float64, shape (ratings,)
        The same of each rating's cell.
    told : ndarray of float64, shape (raters,)
        How much each rater's ratings can tell of scale use, from nothing to 1.
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
    vignettes : int
        Of the countries, the last so many.
    low, high : float
    """

    order: Places
    shape: tuple[int, int, int, int]
    cell: Places
    rater: Places
    halo: Places
    leaning: Places
    by_rater: Runs
    by_halo: Runs
    halo_rater: Places
    halo_country: Places
    leaning_rater: Places
    leaning_indicator: Places
    value: Floats
    half: Floats
    distance: Floats
    rated: NDArray[np.bool_]
    away: Floats
    told: Floats
    ends: Places
    side: Floats
    bound: Floats
    least_noise: Floats
    part: Places
    grid: Floats
    vignettes: int
    low: float
    high: float
    priors: Priors

    @property
    def cells(self) -> int:
        """Cells of one edition."""
        return self.shape[1] * self.shape[2]

    @property
    def scored(self) -> int:
        """Countries that are no vignettes."""
        return self.shape[1] - self.vignettes

    @property
    def leans(self) -> bool:
        """Whether raters can lean: of a single indicator that is their severity."""
        return self.shape[2] > 1


def layout_of(observations: Observations, priors: Priors) -> Layout:
    """Lay out the ratings of one or several editions."""
    o = observations
    shape = o.editions, o.countries, o.indicators, o.raters
    order = np.lexsort((o.indicator, o.edition, o.country, o.rater))
    edition, country, indicator, rater = (
        column[order].astype(np.intp) for column in (o.edition, o.country, o.indicator, o.rater)
    )
    halos, halo = np.unique(rater * shape[1] + country, return_inverse=True)
    leaned = rater * shape[2] + indicator
    # Of a single indicator, a leaning would be a severity.
    leanings, leaning = np.unique(leaned if shape[2] > 1 else leaned[:0], return_inverse=True)
    by_rater, value = runs_of(rater, o.raters), o.value[order]
    grid = grids_of(rater, value, o.raters, o.step, o.high - o.low)
    near = o.step / 4
    floor, ceiling = value <= o.low + near, value >= o.high - near
    ends = np.flatnonzero(floor | ceiling)
    half = grid[rater] / 2
    cell, size = country * shape[2] + indicator, shape[1] * shape[2]
    sums = np.bincount(cell, value - (o.low + o.high) / 2, size)
    count = np.bincount(cell, minlength=size)
    distance = sums / np.maximum(1, count)
    away = distance[cell]
    side = np.where(floor[ends], 1.0, -1.0)
    return Layout(
        order, shape, edition * size + cell, rater, intp(halo), intp(leaning), by_rater,
        runs_of(intp(halo), len(halos)), halos // shape[1], halos % shape[1],
        leanings // shape[2], leanings % shape[2], value, half, distance, count > 0, away,
        told_by(by_rater.sums(away * away), priors), ends, side, value[ends] + side * half[ends],
        least_noise(by_rater, value, away),
        intp(linked_parts(halos % shape[1], halos // shape[1], shape[1], o.raters)),
        grid, o.vignettes, o.low, o.high, priors,
    )  # fmt: skip


def told_by(squares: Floats, priors: Priors) -> Floats:
    """How much ratings tell of a usual share, by the sum of squares of their distances."""
    return squares / (squares + (priors.noise_scale / USUAL_SHARE) ** 2)


def least_noise(by_rater: Runs, value: Floats, distance: Floats) -> Floats:
    """The variance of the cells that a rater rated, where the ratings hardly vary with them.

    A rater of one score for all keeps to a scale of no width without an error, and would pass
    for the best of all.
    """
    given, rated = variance(by_rater, value), variance(by_rater, distance)
    return np.where(given < LEAST_VARIED**2 * rated, rated, 0.0)


def variance(by_rater: Runs, values: Floats) -> Floats:
    """Of some values by rater."""
    count = np.maximum(1, by_rater.count)
    mean = by_rater.sums(values) / count
    found: Floats = by_rater.sums((values - by_rater.spread(mean)) ** 2) / count
    return found


def intp(places: NDArray[Any]) -> Places:
    return places.reshape(-1).astype(np.intp)
