"""Who judges which country: raters of its region, and some who link regions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FEWEST, MOST = 3, 6
# Countries that a rater judges, on average.
LOAD = 2.3
# Raters who stay from one edition to the next, and countries that a rater from elsewhere judges.
STAY, BRIDGED = 0.7, 0.15

Integers = NDArray[np.int64]


def homes_of(regions: Sequence[str]) -> Integers:
    """The region of each rater that is needed, by number, for countries of these regions."""
    sizes = list(counted(regions).values())
    needed = [max(MOST, round(size * (FEWEST + MOST) / (2 * LOAD))) for size in sizes]
    return np.repeat(np.arange(len(sizes)), needed)


def counted(names: Sequence[str]) -> dict[str, int]:
    """How often each name occurs, in the order of their first."""
    sizes: dict[str, int] = {}
    for name in names:
        sizes[name] = sizes.get(name, 0) + 1
    return sizes


def assigned(
    regions: Sequence[str], homes: Integers, rng: np.random.Generator
) -> tuple[Integers, Integers]:
    """Draw three to six raters for each country, so that all raters have about as many.

    Returns
    -------
    country, rater : ndarray of int64, shape (pairs,)
        By country, then by rater.
    """
    places = {name: place for place, name in enumerate(counted(regions))}
    load = rng.random(len(homes))
    pairs: list[tuple[int, int]] = []
    for country, region in enumerate(regions):
        size = int(rng.integers(FEWEST, MOST + 1))
        near = homes == places[region]
        chosen = np.argsort(np.where(near, load, np.inf))[:size]
        if not near.all() and rng.random() < BRIDGED:
            chosen[-1] = rng.choice(np.flatnonzero(~near))
        load[chosen] += 1
        pairs += ((country, rater) for rater in sorted(chosen.tolist()))
    country, rater = np.array(pairs, np.int64).T
    return country, rater
