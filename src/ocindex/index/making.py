"""Scores of one component by the kernel of its aggregation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Group
from ocindex.index.steps.aggregation import mazziotta, means, order, outranking
from ocindex.index.steps.aggregation.present import present_enough
from ocindex.index.steps.aggregation.wroclaw import wroclaw
from ocindex.index.steps.refusal import Refusal
from ocindex.index.weighing import Weighed
from ocindex.method import (
    AdjustedMazziottaPareto,
    Arithmetic,
    Copeland,
    Custom,
    Geometric,
    Harmonic,
    Maximum,
    MazziottaPareto,
    Median,
    Minimum,
    OrderedAverage,
    Power,
    Technique,
    WeightedProduct,
    Wroclaw,
)

Floats = NDArray[np.float64]
SIGN: Mapping[str, Literal[-1, 1]] = {"minus": -1, "plus": 1}


def scored(group: Group, values: Floats, weighed: Weighed) -> Floats:
    """Scores of one group: those of its weighting, if that makes them, else of its aggregation."""
    technique = group.aggregation
    if weighed.scores is not None:
        limit = getattr(technique, "available", 0.0)
        return np.where(present_enough(np.isnan(values), limit)[:, 0], weighed.scores, np.nan)
    if isinstance(technique, Custom):
        return own_scores(technique, values, weighed.weights)
    return AGGREGATIONS[type(technique)](technique, values, weighed.weights)


def own_scores(technique: Custom, values: Floats, weights: Floats) -> Floats:
    """Those of a user's function."""
    scores = np.asarray(technique.function(values.copy(), weights.copy()), np.float64)
    if scores.shape != (len(values),):
        rule = f"A function of aggregation gives a score a country, {len(values)}"
        raise Refusal(rule, "Mend the function", [(None, None)])
    return scores


def with_options(kernel: Callable[..., Floats], *names: str) -> Callable[..., Floats]:
    """A kernel that takes some options of its technique by the same name."""

    def run(technique: Any, values: Floats, weights: Floats) -> Floats:
        options = {name: getattr(technique, name) for name in ("available", *names)}
        return kernel(values, weights, **options)

    return run


def owa(technique: OrderedAverage, values: Floats, weights: Floats) -> Floats:
    importance = np.array(technique.order)
    if len(importance) != values.shape[1]:
        rule = f"An ordered average needs an importance a child: {values.shape[1]}"
        raise Refusal(rule, "Mend the option `order`.", [(None, None)])
    return order.owa(values, weights, order=importance, available=technique.available)


def mazziotta_pareto(technique: MazziottaPareto, values: Floats, weights: Floats) -> Floats:
    penalty = SIGN[technique.penalty]
    return mazziotta.mazziotta_pareto(
        values, weights, penalty=penalty, available=technique.available
    )


def adjusted(technique: AdjustedMazziottaPareto, values: Floats, weights: Floats) -> Floats:
    low, high = mazziotta.adjusted_goalposts(values, None)
    if technique.low is not None:
        low = np.full_like(low, technique.low)
    if technique.high is not None:
        high = np.full_like(high, technique.high)
    penalty = SIGN[technique.penalty]
    return mazziotta.adjusted_mazziotta_pareto(
        values, weights, low=low, high=high, penalty=penalty, available=technique.available
    )


AGGREGATIONS: Mapping[type[Technique], Callable[..., Floats]] = {
    Arithmetic: with_options(means.arithmetic),
    Geometric: with_options(means.geometric),
    Harmonic: with_options(means.harmonic),
    Power: with_options(means.generalised, "power"),
    WeightedProduct: with_options(means.product),
    Median: with_options(order.median),
    Minimum: with_options(order.minimum),
    Maximum: with_options(order.maximum),
    OrderedAverage: owa,
    MazziottaPareto: mazziotta_pareto,
    AdjustedMazziottaPareto: adjusted,
    Wroclaw: with_options(wroclaw),
    Copeland: with_options(outranking.copeland, "majority"),
}
