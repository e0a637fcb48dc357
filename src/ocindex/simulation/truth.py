"""The latent truth: how much of each indicator there is in each country.

Neighbours are alike, and where a component that is worse when high stands high, one that
is better when high tends to stand low. Levels are about standard normal; `on_scale` maps
them to the points of a scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ocindex.vocabulary import Country, Framework, Indicator, Node, Scale

Levels = NDArray[np.float64]
Truth = Mapping[str, Levels]


def draw_truth(
    framework: Framework, countries: Sequence[Country], rng: np.random.Generator
) -> Truth:
    """Draw the level of each indicator: by id, an array of shape (countries,)."""
    regions = [country.region for country in countries]
    pressure = (
        0.5 * shared([country.continent for country in countries], rng)
        + 0.45 * shared(regions, rng)
        + 0.75 * rng.standard_normal(len(countries))
    )
    levels: dict[str, Levels] = {}
    for node in framework.nodes:
        level = above(node, framework, levels, pressure)
        if isinstance(node, Indicator):
            usual = 0.6 * rng.standard_normal()
            level = level + usual + 0.45 * shared(regions, rng)
        levels[node.id] = level + 0.5 * rng.standard_normal(len(countries))
    return {indicator.id: levels[indicator.id] for indicator in framework.indicators}


def above(
    node: Node, framework: Framework, levels: Mapping[str, Levels], pressure: Levels
) -> Levels:
    """The level that a node shares with its parent; a headline component's comes from pressure."""
    if node.parent is not None:
        return levels[node.parent]
    return (0.75 if framework.high(node) == "worse" else -0.75) * pressure


def drift(
    truth: Truth, framework: Framework, countries: Sequence[Country], rng: np.random.Generator
) -> Truth:
    """The truth two years on: each country moves a little, and each indicator by itself."""
    course = 0.1 * rng.standard_normal(len(countries)) + 0.05
    moved = {}
    for indicator in framework.indicators:
        sign = 1 if framework.high(indicator) == "worse" else -1
        own = 0.15 * rng.standard_normal(len(countries))
        moved[indicator.id] = truth[indicator.id] + sign * course + own
    return moved


def shared(names: Sequence[str], rng: np.random.Generator) -> Levels:
    """One standard normal a name, for all countries that share it; shape (countries,)."""
    numbers: dict[str, int] = {}
    places = [numbers.setdefault(name, len(numbers)) for name in names]
    return rng.standard_normal(len(numbers))[places]


def on_scale(levels: Levels, scale: Scale) -> Levels:
    """Levels as points of the scale, off its grid."""
    # A root, unlike an exponential, gives the same bits on every machine.
    share = 0.48 + 0.5 * (0.55 * levels) / np.sqrt(1 + (0.55 * levels) ** 2)
    return float(scale.minimum) + share * float(scale.maximum - scale.minimum)
