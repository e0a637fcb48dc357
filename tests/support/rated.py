"""Editions whose ratings make intervals, without the minutes that a model's fit takes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocindex.ratings import Ratings, ratings_of
from ocindex.vocabulary import Edition

DRAWS = 60


def rated(edition: Edition, count: int | None = None) -> Edition:
    """An edition's first countries, all if left out, with two raters who judge as it scores."""
    kept = {c.iso3 for c in edition.countries[:count]}
    units = edition.units[:count]
    return replace(
        edition,
        countries=edition.countries[:count],
        units=units,
        complete=False,
        ratings=around(units),
        narratives={key: n for key, n in edition.narratives.items() if key[0] in kept},
        printed=(),
    )


def around(units: NDArray[np.int64]) -> Ratings:
    rows = [
        (i, j, rater, 1, int(units[i, j]), None)
        for i, j in np.ndindex(*units.shape)
        for rater in ("r1", "r2")
    ]
    return ratings_of(rows)


def theta_of(edition: Edition) -> NDArray[np.float32]:
    """Draws about the scores: some noise of each cell, and some of each country."""
    chance = np.random.default_rng(len(edition.countries))
    scores = edition.units * float(edition.framework.scale.unit)
    shape = (DRAWS, *scores.shape)
    noise = chance.normal(0, 0.6, shape) + chance.normal(0, 0.3, (*shape[:2], 1))
    low, high = float(edition.framework.scale.minimum), float(edition.framework.scale.maximum)
    return np.clip(scores + noise, low, high).astype(np.float32)
