"""The plain consensus: the mean of the last round's ratings, on the grid."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import EditionError, Fault
from ocindex.vocabulary import Country, Framework, Rating


def consensus(
    ratings: Sequence[Rating], framework: Framework, countries: Sequence[Country]
) -> NDArray[np.int64]:
    """One score per country and indicator from the ratings of its last round.

    Parameters
    ----------
    ratings : sequence of Rating
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
    groups: dict[tuple[str, str], dict[int, list[Fraction]]] = {}
    for rating in ratings:
        rounds = groups.setdefault((rating.iso3, rating.indicator), {})
        rounds.setdefault(rating.round, []).append(rating.score)
    scale = framework.scale
    units = np.zeros((len(countries), len(framework.indicators)), np.int64)
    faults = []
    for i, country in enumerate(countries):
        for j, indicator in enumerate(framework.indicators):
            rounds = groups.get((country.iso3, indicator.id), {})
            if not rounds:
                rule = f"{country.name} ({country.iso3}) has no rating for {indicator.id}"
                faults.append(Fault("ratings.csv", rule, "Add one, or add scores.csv."))
                continue
            last = rounds[max(rounds)]
            steps = (sum(last, Fraction(0)) / len(last) - scale.minimum) / scale.step
            nearest = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
            units[i, j] = int((scale.minimum + nearest * scale.step) / scale.unit)
    if faults:
        raise EditionError(faults)
    return units
