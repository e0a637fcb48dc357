"""What the rater model says of scores and raters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.diagnosing import Diagnostics
from ocindex.scoring.rater_model.keeping import Gathered, Sums
from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.state import EFFECTS

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
# Of the standard normal, for intervals of 90 %.
NINETY = 1.6448536269514722


@dataclass(frozen=True, eq=False)
class Summary:
    """Posterior of some parameters, each an array of one shape.

    Attributes
    ----------
    mean, sd : ndarray of float64
    low, high : ndarray of float64
        Of the normal of this mean and standard deviation (of the logarithm, where a parameter
        is above zero), 5 and 95 %.
    """

    mean: Floats
    sd: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws of scores, and summaries of raters' effects; in points of the scale.

    Attributes
    ----------
    theta : ndarray of float32, shape (draws, editions, countries, indicators)
        Scores within the scale. Where nobody has rated a cell, its draws are the prior's.
    severity : Summary, shape (raters,)
        By how much a rater rates higher than others.
    scale_use : Summary, shape (raters,)
        By what share a rater goes farther from the middle of the scale than others; below
        zero, one who keeps nearer to it.
    noise : Summary, shape (raters,)
        Scale of the rater's own t-distributed noise.
    halo : Summary, shape (halos,)
        By how much a rater rates one country higher than others do, on all indicators;
        `halo_rater` and `halo_country` say which.
    leaning : Summary, shape (leanings,)
        The same of one indicator, in all countries; `leaning_rater`, `leaning_indicator`.
    scales : mapping of str to ndarray of float64, shape (draws,)
        Standard deviations of severity, halo, leaning (where there are several indicators),
        innovation (between editions, where there are several) and scale_use (where its prior
        is not nought), and the common scale of the noise.
    expected : ndarray of float32, shape (ratings,)
        What the rater was to be expected to say, in the order of the observations.
    tail : ndarray of float32, shape (ratings,)
        Probability of a rating as far from that, or farther, on either side.
    grid : ndarray of float64, shape (raters,)
        The grid that each rater uses.
    diagnostics : Diagnostics
    """

    theta: Singles
    severity: Summary
    scale_use: Summary
    noise: Summary
    halo: Summary
    halo_rater: Places
    halo_country: Places
    leaning: Summary
    leaning_rater: Places
    leaning_indicator: Places
    scales: Mapping[str, Floats]
    expected: Singles
    tail: Singles
    grid: Floats
    diagnostics: Diagnostics


def posterior_of(layout: Layout, kept: Gathered, diagnostics: Diagnostics) -> Posterior:
    """Put together what the chains have kept, one after the other."""
    totals = kept.totals
    found = {name: summary(sums, totals.sweeps) for name, sums in totals.sums.items()}
    editions, countries, indicators, _ = layout.shape
    return Posterior(
        kept.theta.reshape(-1, editions, countries, indicators),
        found["severity"],
        found["scale_use"],
        of_logarithm(found["log_noise"]),
        found["halo"], layout.halo_rater, layout.halo_country,
        found["leaning"], layout.leaning_rater, layout.leaning_indicator,
        scales_of(layout, kept.scales),
        in_order(layout, totals.expected / totals.judged),
        in_order(layout, totals.tail / totals.judged),
        layout.grid,
        diagnostics,
    )  # fmt: skip


def scales_of(layout: Layout, draws: Floats) -> Mapping[str, Floats]:
    """Standard deviations by name, of what the model has."""
    found = dict(zip((*EFFECTS, "noise"), draws.T, strict=True))
    has = {
        "innovation": layout.shape[0] > 1,
        "leaning": layout.leans,
        "scale_use": layout.priors.scale_use > 0,
    }
    return {name: each for name, each in found.items() if has.get(name, True)}


def summary(sums: Sums, draws: int) -> Summary:
    mean = sums.total / draws
    sd = np.sqrt(np.maximum(0, sums.squares / draws - mean**2))
    return Summary(mean, sd, mean - NINETY * sd, mean + NINETY * sd)


def of_logarithm(found: Summary) -> Summary:
    """The summary of what is above zero, from that of its logarithm."""
    middle = np.exp(found.mean + found.sd**2 / 2)
    sd = middle * np.sqrt(np.expm1(found.sd**2))
    return Summary(middle, sd, np.exp(found.low), np.exp(found.high))


def in_order(layout: Layout, values: Floats) -> Singles:
    """Values of ratings in the order in which they were observed."""
    found = np.empty(len(values), np.float32)
    found[layout.order] = values
    return found
