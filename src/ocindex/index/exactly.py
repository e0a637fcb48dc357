"""Where a method is linear and scores lie on a grid: figures and ranks in whole numbers."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Plan
from ocindex.index.result import Result, compute
from ocindex.index.steps.aggregation.ranking import ranks
from ocindex.method import Arithmetic, Equal, Given
from ocindex.vocabulary import Edition, Framework, Node

Floats = NDArray[np.float64]


def exact_result(plan: Plan, edition: Edition) -> Result | None:
    """The figures in whole numbers; None where the method is not linear, or data are measured."""
    if edition.measured or not linear(plan):
        return None
    framework = reweighted(plan)
    if framework is plan.framework:
        return compute(edition)
    return compute(dataclasses.replace(edition, framework=framework))


def linear(plan: Plan) -> bool:
    """Whether components are means of means of the scores as they are, by weights known before."""
    groups = [group for batch in plan.batches for group in batch.groups]
    return (
        not plan.method.transforms
        and len(groups) == len(plan.framework.components)
        # Where nodes are left out, the framework's own figures are not those asked for.
        and all(len(g.children) == len(plan.framework.children(g.id)) for g in groups)
        and all(isinstance(group.aggregation, Arithmetic) and group.fixed for group in groups)
        and bool((plan.directions > 0).all())
    )


def reweighted(plan: Plan) -> Framework:
    """The framework with the method's weights, each the decimal that was written."""
    weights: dict[str, Fraction] = {}
    for group in (group for batch in plan.batches for group in batch.groups):
        for child in plan.framework.children(group.id):
            if isinstance(group.weighting, Equal):
                weights[child.id] = Fraction(1)
            elif isinstance(group.weighting, Given) and child.id in group.weighting.values:
                weights[child.id] = Fraction(repr(group.weighting.values[child.id]))
    if not weights:
        return plan.framework

    def heavier(node: Node) -> Node:
        return dataclasses.replace(node, weight=weights.get(node.id, node.weight))

    components = tuple(map(heavier, plan.framework.components))
    indicators = tuple(map(heavier, plan.framework.indicators))
    return dataclasses.replace(plan.framework, components=components, indicators=indicators)  # type: ignore[arg-type]  # each of its own kind


def nearest(result: Result) -> Floats:
    """The floats nearest to the exact scores, shape (countries, nodes)."""
    unit = result.unit
    if result.values.dtype != object:
        return result.values.astype(np.float64) * unit.numerator / unit.denominator
    return np.array([[float(value * unit) for value in row] for row in result.values])


def exact_ranks(result: Result, ties: Literal["competition", "mid"]) -> Floats:
    """Ranks of whole numbers, shape (countries, nodes)."""
    if ties == "competition":
        return result.rank["world"].astype(np.float64)
    order = np.unique(result.values, return_inverse=True)[1].reshape(result.values.shape)
    places = np.ascontiguousarray(order.T.astype(np.float64))
    return np.ascontiguousarray(ranks(places, ties="mid", tolerance=0.0).T)
