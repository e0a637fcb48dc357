"""The plain consensus: the mean of the last round's ratings, on the grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import EditionError, Fault
from ocindex.ratings import Ratings
from ocindex.vocabulary import Country, Framework


def consensus(
    ratings: Ratings, framework: Framework, countries: Sequence[Country]
) -> NDArray[np.int64]:
    """One score per country and indicator from the ratings of its last round.

    Parameters
    ----------
    ratings : Ratings
    framework : Framework
    countries : sequence of Country

    Returns
    -------
    ndarray of int64, shape (countries, indicators)
        Scores in units of the scale: the mean, rounded half up to the nearest step.

    Raises
    ------
    EditionError
        For each country and indicator that nobody has rated.
    """
    shape = len(countries), len(framework.indicators)
    last = np.zeros(shape, np.int32)
    ratings = ratings.take(ratings.country < len(countries))
    place = ratings.country, ratings.indicator
    np.maximum.at(last, place, ratings.round)
    ratings = ratings.take(ratings.round == last[place])
    cells = ratings.country * np.int64(shape[1]) + ratings.indicator
    count = np.bincount(cells, minlength=last.size).reshape(shape)
    refuse_unrated(count, framework, countries)
    low, step = (
        int(x / framework.scale.unit) for x in (framework.scale.minimum, framework.scale.step)
    )
    total = np.zeros(last.size, np.int64)
    np.add.at(total, cells, ratings.units - low)
    nearest = (2 * total.reshape(shape) + count * step) // (2 * count * step)
    return low + nearest * step


def refuse_unrated(
    count: NDArray[np.integer], framework: Framework, countries: Sequence[Country]
) -> None:
    """Refuse a country and indicator without ratings; `count` has shape (countries, indicators)."""
    faults = []
    for i, j in np.argwhere(count == 0).tolist():
        country, indicator = countries[i], framework.indicators[j]
        rule = f"{country.name} ({country.iso3}) has no rating for {indicator.id}"
        faults.append(Fault("ratings.csv", rule, "Add one, or add scores.csv."))
    if faults:
        raise EditionError(faults)
