"""Raters who judge the truth, each with a leaning and a hand of their own, in two rounds.

In the first round they judge alone; in the second they have seen the group's mean and
come halfway to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ocindex.ratings import RatingRow, Ratings, ratings_of
from ocindex.simulation.truth import Levels, Truth, on_scale
from ocindex.vocabulary import Country, Framework, Scale

FEWEST, MOST = 3, 6
# Countries that a rater judges, on average.
LOAD = 5
TOWARDS_GROUP = 0.5


@dataclass(frozen=True, slots=True)
class Rater:
    """A pseudonym; `bias` and `noise` are shares of the scale's length."""

    name: str
    bias: float
    noise: float

    @property
    def confidence(self) -> Fraction:
        """The steadier the hand, the surer: 0.5 to 1.0 in tenths."""
        return Fraction(10 - min(5, int(self.noise * 50)), 10)


def judged(
    truth: Truth, framework: Framework, countries: Sequence[Country], rng: np.random.Generator
) -> Ratings:
    """Every rating of both rounds, by country, rater, round and indicator."""
    pools = pools_by_region(countries, rng)
    points = np.stack(
        [on_scale(truth[indicator.id], framework.scale) for indicator in framework.indicators], 1
    )
    result: list[RatingRow] = []
    for row, (country, levels) in enumerate(zip(countries, points, strict=True)):
        pool = pools[country.region]
        chosen = rng.permutation(len(pool))[: rng.integers(FEWEST, MOST + 1)]
        raters = [pool[i] for i in sorted(chosen.tolist())]
        result.extend(country_ratings(row, raters, levels, framework, rng))
    return ratings_of(result)


def pools_by_region(
    countries: Sequence[Country], rng: np.random.Generator
) -> dict[str, list[Rater]]:
    """The raters of each region, numbered over all regions."""
    sizes: dict[str, int] = {}
    for country in countries:
        sizes[country.region] = sizes.get(country.region, 0) + 1
    pools: dict[str, list[Rater]] = {}
    number = 0
    for region, size in sizes.items():
        count = max(MOST, -(-size * (FEWEST + MOST) // (2 * LOAD)))
        names = [f"R{number + i + 1:03d}" for i in range(count)]
        biases = 0.05 * rng.standard_normal(count)
        noises = rng.uniform(0.03, 0.13, count)
        traits = zip(names, biases.tolist(), noises.tolist(), strict=True)
        pools[region] = [Rater(*each) for each in traits]
        number += count
    return pools


def country_ratings(
    row: int, raters: Sequence[Rater], levels: Levels, framework: Framework,
    rng: np.random.Generator,
) -> Iterator[RatingRow]:  # fmt: skip
    """The ratings of one country; `levels` are its true points, shape (indicators,)."""
    length = float(framework.scale.maximum - framework.scale.minimum)
    bias = length * np.array([[rater.bias] for rater in raters])
    noise = length * np.array([[rater.noise] for rater in raters])
    shape = len(raters), len(levels)
    alone = levels + bias + noise * rng.standard_normal(shape)
    nearer = alone + TOWARDS_GROUP * (alone.mean(axis=0) - alone)
    after = nearer + 0.2 * noise * rng.standard_normal(shape)
    rounds = [snapped(points, framework.scale) for points in (alone, after)]
    for i, rater in enumerate(raters):
        for number, scores in enumerate(rounds, 1):
            for column, score in enumerate(scores[i]):
                yield row, column, rater.name, number, score, float(rater.confidence)


def snapped(points: Levels, scale: Scale) -> list[list[int]]:
    """Points as the nearest scores on the grid, in units."""
    last = int((scale.maximum - scale.minimum) / scale.step)
    steps = np.rint((points - float(scale.minimum)) / float(scale.step)).clip(0, last).astype(int)
    grid = {
        step: int((scale.minimum + step * scale.step) / scale.unit)
        for step in np.unique(steps).tolist()
    }
    return [[grid[step] for step in row] for row in steps.tolist()]
