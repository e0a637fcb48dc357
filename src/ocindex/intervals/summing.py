"""Draws of scores to medians, deviations and intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.intervals.drawing import NodeDraws
from ocindex.intervals.values import Summary

Floats = NDArray[np.float64]
# Median, then the ends of the intervals of 68 and of 90 %.
SHARES = (0.5, 0.16, 0.84, 0.05, 0.95)


def summary_of(draws: NodeDraws) -> Summary:
    """The summary of every node in every country."""
    framework = draws.edition.framework
    low, high = float(framework.scale.minimum), float(framework.scale.maximum)
    each = [summed(draws.node(place)) for place in range(len(framework.nodes))]
    mean, sd, *quantiles = np.stack(each, axis=-1)
    # Those of components may reach beyond where editors scored far from the ratings.
    median, *ends = np.clip(np.stack(quantiles), low, high)
    return Summary(median, mean, sd, *ends)


def summed(scores: Floats) -> Floats:
    """Mean, standard deviation and quantiles of draws, shape (7, countries).

    NaN wherever one of a country's draws is.
    """
    found = np.full((2 + len(SHARES), scores.shape[1]), np.nan)
    known = ~np.isnan(scores).any(axis=0)
    some = scores[:, known]
    if some.size:
        found[0, known] = some.mean(axis=0)
        found[1, known] = some.std(axis=0, ddof=1)
        found[2:, known] = np.quantile(some, SHARES, axis=0)
    return found
