"""From indicators up the tree to every component, level by level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.magnitude import refuse_negative, refuse_overflow, refuse_size
from ocindex.index.making import scored
from ocindex.index.plan import Batch, Group, Plan
from ocindex.index.refusing import Refusals
from ocindex.index.standing import tolerance_of
from ocindex.index.steps.aggregation.ranking import tied
from ocindex.index.steps.refusal import Refusal
from ocindex.index.weighing import Outside, Weighed, weigh
from ocindex.method import Arithmetic, Copeland, Geometric, Harmonic, Technique

Floats = NDArray[np.float64]


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
        tie(plan, batch, children)
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


def tie(plan: Plan, batch: Batch, children: Floats) -> None:
    """Where countries are compared two by two, make components equal that differ by rounding."""
    if isinstance(batch.groups[0].aggregation, Copeland):
        computed = batch.inputs < len(plan.framework.components)
        children[computed] = tied(children[computed], tolerance_of(plan.method.ranks))


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
            refuse_size(group, values)
            weighed = weights_of(group, values, outside)
            refuse_negative(group, weighed.weights)
            scores[number] = scored(group, values, weighed)
            refuse_overflow(scores[number])
            shares[rows] = shown(weighed.weights)
        except Refusal as refusal:
            places = [
                (row, group.place if column is None else int(group.children[column]))
                for row, column in refusal.places
            ]
            refusals.append(Refusal(refusal.rule, refusal.remedy, places))
    if refusals:
        raise Refusals(refusals)
    return scores, shares


def weights_of(group: Group, values: Floats, outside: Outside) -> Weighed:
    """`weigh`; a refusal says that it is about weights."""
    try:
        return weigh(group, values, outside)
    except Refusal as refusal:
        rule = f"{refusal.rule}, in the weights of {group.id}"
        raise Refusal(rule, refusal.remedy, refusal.places) from None


def shown(weights: Floats) -> Floats:
    """Weights of sum one; where each country has its own, the mean over those that have any."""
    sums = weights.sum(axis=-1, keepdims=True)
    if weights.ndim == 1:
        return np.asarray(weights / sums)
    known = sums[:, 0] > 0
    return np.asarray((weights[known] / sums[known]).sum(axis=0) / known.sum())
