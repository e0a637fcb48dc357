"""What is known of how sure an edition's figures are, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.vocabulary import Scope

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Basis = Literal["ratings", "robustness"]


@dataclass(frozen=True, eq=False)
class Arrays:
    """Arrays alone, which become read-only."""

    def __post_init__(self) -> None:
        for field in fields(self):
            getattr(self, field.name).setflags(write=False)


@dataclass(frozen=True, eq=False)
class Summary(Arrays):
    """What the draws of scores come to, in points of the scale.

    Attributes
    ----------
    median, mean, sd : ndarray of float64, shape (countries, nodes)
        NaN where nothing can be said.
    low68, high68, low90, high90 : ndarray of float64, shape (countries, nodes)
        Ends of the equal-tailed intervals, within the scale.
    """

    median: Floats
    mean: Floats
    sd: Floats
    low68: Floats
    high68: Floats
    low90: Floats
    high90: Floats


@dataclass(frozen=True, eq=False)
class RankSummary(Arrays):
    """What the draws of ranks come to, within the groups of one scope.

    Attributes
    ----------
    median, low90, high90 : ndarray of int32, shape (countries, nodes)
        Of each country by itself: median rank, and the equal-tailed interval of 90 %; 0 where
        nothing can be said.
    set_low, set_high : ndarray of int32, shape (countries, nodes)
        The confidence set that holds the ranks of all the group's countries at once with
        90 %; of components in groups of up to 1,000, else 0.
    p_top10 : ndarray of float64, shape (countries, nodes)
        Probability of one of the first ten ranks; NaN where nothing can be said.
    tier : ndarray of int32, shape (countries, nodes)
        1 for the highest, in the order of the published scores; of components, else 0. No two
        countries of a tier can be told apart.
    """

    median: Ints
    low90: Ints
    high90: Ints
    set_low: Ints
    set_high: Ints
    p_top10: Floats
    tier: Ints


@dataclass(frozen=True, eq=False)
class Intervals:
    """How sure an edition's scores and ranks are.

    Attributes
    ----------
    edition : str
        Its id.
    basis : {"ratings", "robustness"}
        What may be otherwise: experts' judgement, or each score by half a step of the grid.
    method : str
        How draws were made of the ratings: `model`, `mean`, ...; empty for robustness.
    countries : tuple of str
        Iso3 codes, in the order of the edition.
    nodes : tuple of str
        Ids, in the framework's order: components, then indicators.
    components : int
        How many of the nodes are components.
    draws : int
    n_raters : ndarray of int32, shape (countries, nodes)
        Raters on whose ratings a figure rests; 0 for robustness.
    summary : Summary
    rank : mapping of Scope to RankSummary
    above : mapping of str to ndarray of float32, shape (countries, countries)
        By component, the probability that the row's country stands above the column's in the
        world; ties belong to neither, NaN where nothing can be said. Empty of more than 1,000
        countries, which have no sets and tiers either.
    distance : ndarray of float64, shape (countries, nodes)
        Of scores that editors decided: how far they lie above the ratings' median, in points;
        NaN where they did not decide, or nothing can be said.
    simulated : bool
    """

    edition: str
    basis: Basis
    method: str
    countries: tuple[str, ...]
    nodes: tuple[str, ...]
    components: int
    draws: int
    n_raters: Ints
    summary: Summary
    rank: Mapping[Scope, RankSummary]
    above: Mapping[str, NDArray[np.float32]]
    distance: Floats
    simulated: bool


@dataclass(frozen=True, eq=False)
class ChangeSummary(Arrays):
    """What the draws of changes come to, in points of the scale.

    Attributes
    ----------
    median, low90, high90 : ndarray of float64, shape (countries, nodes)
        NaN where nothing can be said.
    p_rise : ndarray of float64, shape (countries, nodes)
        Probability that the score has risen.
    """

    median: Floats
    low90: Floats
    high90: Floats
    p_rise: Floats


@dataclass(frozen=True, eq=False)
class ChangeIntervals:
    """How sure the changes between two editions are.

    Attributes
    ----------
    later, earlier : str
        Ids of the editions.
    countries : tuple of str
        Those that both have, in the order of the later one.
    nodes : tuple of str
        Those that both have, in the order of the later one.
    published : ChangeSummary
        Of the score of one edition less that of the other, each by its own framework.
    comparable : ChangeSummary
        The same over the indicators that both have, weighted as the later one weights them.
    simulated : bool
    """

    later: str
    earlier: str
    countries: tuple[str, ...]
    nodes: tuple[str, ...]
    published: ChangeSummary
    comparable: ChangeSummary
    simulated: bool
