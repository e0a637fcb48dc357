"""From indicators up the tree to every component, level by level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Batch, Group, Plan
from ocindex.index.refusing import Refusals
from ocindex.index.steps.aggregation import mazziotta, means, order, outranking
from ocindex.index.steps.aggregation.wroclaw import wroclaw
from ocindex.index.steps.refusal import Refusal
from ocindex.index.weighing import Outside, weigh
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
# Values and weights of a group to its scores.
Aggregation = Callable[[Floats, Floats], Floats]
SIGN: Mapping[str, Literal[-1, 1]] = {"minus": -1, "plus": 1}


@dataclass(frozen=True, eq=False)
class Aggregated:
    """All nodes, and the weights that made them.

    Attributes
    ----------
    scores : ndarray of float64, shape (nodes, units)
    weights : ndarray of float64, shape (nodes,)
        Of each node among its siblings, summing to one; NaN for headlines. Where countries
        have weights of their own, the mean over them.
    """

    scores: Floats
    weights: Floats


def aggregate(plan: Plan, values: Floats, outside: Outside, mirror: float | None) -> Aggregated:
    """Scores of all nodes from those of the indicators.

    Parameters
    ----------
    plan : Plan
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    outside : Outside
        What weights may be computed of, beside values.
    mirror : float or None
        Sum of the lowest and highest score there can be, about whose half a component of
        direction -1 is turned over; None where no component is.

    Raises
    ------
    Refusal
        At the lowest level that has any, all of it; columns are places among nodes.
    """
    count, below = len(plan.framework.nodes), len(plan.framework.components)
    scores = np.full((count, len(values)), np.nan)
    scores[below:] = values.T
    weights = np.full(count, np.nan)
    for batch in plan.batches:
        children = scores[batch.inputs]
        turn(plan, batch, children, mirror)
        made, shares = batch_scores(batch, children, outside)
        scores[batch.places] = made
        weights[batch.inputs] = shares
    return Aggregated(scores, weights)


def turn(plan: Plan, batch: Batch, children: Floats, mirror: float | None) -> None:
    """Turn children over that are components of direction -1, in place."""
    if mirror is not None:
        components = len(plan.framework.components)
        turned = (batch.inputs < components) & (plan.directions[batch.inputs] < 0)
        children[turned] = mirror - children[turned]


def batch_scores(batch: Batch, children: Floats, outside: Outside) -> tuple[Floats, Floats]:
    """Scores, shape (groups, units), and shares of the children, shape (inputs,)."""
    technique = batch.groups[0].aggregation
    spread = SPREADS.get(type(technique))
    if batch.fixed and spread is not None and spread.applies(children):
        scores = spread.back(means_of(batch, spread.there(children), technique.available))  # type: ignore[attr-defined]  # every aggregation but a user's own has it
        return scores, batch.shares
    return group_by_group(batch, children, outside)


def means_of(batch: Batch, values: Floats, available: float) -> Floats:
    """Weighted arithmetic means of all groups at once; sums run along a unit's children only.

    So a score does not depend on where the unit's row stands, as it would with BLAS.
    """
    weights = batch.shares[:, None]
    missing = np.isnan(values)
    if not missing.any():
        return np.add.reduceat(values * weights, batch.starts, axis=0)
    sums = np.add.reduceat(np.where(missing, 0.0, values * weights), batch.starts, axis=0)
    portions = np.add.reduceat(np.where(missing, 0.0, weights), batch.starts, axis=0)
    present = np.add.reduceat(1.0 - missing, batch.starts, axis=0)
    sizes = np.diff([*batch.starts, len(values)])[:, None]
    enough = (portions > 0) & (present / sizes >= available)
    return sums / np.where(enough, portions, np.nan)


@dataclass(frozen=True)
class Spread:
    """An arithmetic mean of something else: there, and back."""

    there: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    positive: bool = True

    def applies(self, values: Floats) -> bool:
        """Whether no value would have to be refused."""
        return not (self.positive and bool((values <= 0).any()))


def same(values: Floats) -> Floats:
    return values


SPREADS: Mapping[type[Technique], Spread] = {
    Arithmetic: Spread(same, same, positive=False),
    Geometric: Spread(np.log, np.exp),
    Harmonic: Spread(np.reciprocal, np.reciprocal),
}


def group_by_group(batch: Batch, children: Floats, outside: Outside) -> tuple[Floats, Floats]:
    """The same by one kernel a group; refusals of all groups at once."""
    scores = np.empty((len(batch.groups), children.shape[1]))
    shares = np.empty(len(children))
    refusals: list[Refusal] = []
    for number, (group, start) in enumerate(zip(batch.groups, batch.starts, strict=True)):
        rows = slice(start, start + len(group.children))
        values = np.ascontiguousarray(children[rows].T)
        try:
            weights = weights_of(group, values, outside)
            scores[number] = scored(group, values, weights)
            shares[rows] = shown(weights)
        except Refusal as refusal:
            places = [
                (row, group.place if column is None else int(group.children[column]))
                for row, column in refusal.places
            ]
            refusals.append(Refusal(refusal.rule, refusal.remedy, places))
    if refusals:
        raise Refusals(refusals)
    return scores, shares


def weights_of(group: Group, values: Floats, outside: Outside) -> Floats:
    """`weigh`; a refusal says that it is about weights."""
    try:
        return weigh(group, values, outside)
    except Refusal as refusal:
        rule = f"{refusal.rule}, in the weights of {group.id}"
        raise Refusal(rule, refusal.remedy, refusal.places) from None


def shown(weights: Floats) -> Floats:
    """Weights of sum one; the mean over countries where each has its own."""
    whole = weights / weights.sum(axis=-1, keepdims=True)
    return np.asarray(whole.mean(axis=0) if whole.ndim > 1 else whole)


def scored(group: Group, values: Floats, weights: Floats) -> Floats:
    """Scores of one group; weights of shape (units, children) are each country's own."""
    technique = group.aggregation
    if isinstance(technique, Custom):
        return np.asarray(technique.function(values, weights), np.float64)
    function = partial(AGGREGATIONS[type(technique)], technique)
    if weights.ndim == 1:
        return function(values, weights)
    alone = [function(values[row : row + 1], own)[0] for row, own in enumerate(weights)]
    return np.array(alone)


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
