"""Scores of one component by every combination of steps and weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ocindex.index import built as index
from ocindex.index.planning import plan_of
from ocindex.method import Method
from ocindex.robustness.grid import method_scores
from ocindex.robustness.tree import Tree
from ocindex.workbench.elements import (
    indicator_values,
    number_of,
    power_of,
    to_elements,
    tree_of,
    turned_over,
)
from ocindex.workbench.folding import INDICATORS, built_alike
from ocindex.workbench.rebuilding import aligned, reweighted, scores_of
from ocindex.workbench.simulating import in_words
from ocindex.workbench.varying import Varying

Floats = NDArray[np.float64]
WeightSet = Mapping[str, float]


def grid_scores(
    built: index.Built, varying: Varying, sets: Sequence[WeightSet], node: str
) -> Floats:
    """Every combination of the steps to choose among, and of sets of weights.

    Parameters
    ----------
    built : Built
    varying : Varying
        Of which the steps are read.
    sets : sequence of mapping of str to float
        Weights by id of the node; nodes that a set does not name have those of the index.
    node : str

    Returns
    -------
    ndarray of float64, shape (imputations, treatments, normalisations, sets, aggregations, units)
        An axis of one where there is nothing to choose; NaN where a score is missing.
    """
    own = np.nan_to_num(built.node_weights)
    weights = np.array([weights_of(built, each, own) for each in sets or [{}]])
    made = [
        built if method == built.method else built_alike(built, method)
        for method in varying.methods(built.method, INDICATORS)
    ]
    scores = folded(built, made, varying, weights, node, given=bool(sets))
    if scores is None:
        scores = one_by_one(built, varying, weights if sets else None, node)
    shape = [len(varying.steps.get(name, ())) or 1 for name in INDICATORS]
    return scores.reshape(*shape, *scores.shape[1:])


def weights_of(built: index.Built, named: WeightSet, own: Floats) -> Floats:
    """Weights of all nodes, in the framework's order."""
    weights = own.copy()
    for node, weight in named.items():
        number_of(built, node)  # refuses what is none
        weights[built.framework.position[node]] = weight
    return weights


def folded(
    built: index.Built,
    made: Sequence[index.Built],
    varying: Varying,
    weights: Floats,
    node: str,
    *,
    given: bool,
) -> Floats | None:
    """By products of matrices, shape (made, sets, aggregations, units); None where it cannot be."""
    tree, matrices = tree_of(built), [indicator_values(each) for each in made]
    groups = [group for batch in built.plan.batches for group in batch.groups]
    steps = varying.aggregations(built.method)
    others = [step for step in steps if step != built.method.aggregate]
    powers = [power_of(step.by) for step in others]
    if (
        tree is None
        or turned_over(built)
        or None in powers
        or not (given or all(group.fixed for group in groups))
        or any(np.isnan(matrix).any() for matrix in matrices)
    ):
        return None
    orders = [order_of(tree, step == built.method.aggregate, power_of(step.by)) for step in steps]
    scores: list[Floats] = []
    with in_words(built, "aggregate"):
        element = weights[:, to_elements(built)]
        scores = [method_scores(matrices, element, tree, number_of(built, node), orders)]
    return scores[0]


def order_of(tree: Tree, own: bool, power: float | None) -> Floats:
    return tree.order if own or power is None else np.full_like(tree.order, power)


def one_by_one(built: index.Built, varying: Varying, weights: Floats | None, node: str) -> Floats:
    """Each built anew, shape (methods of indicators, sets, aggregations, units)."""
    place = built.framework.position[node]
    steps = varying.aggregations(built.method)
    rows = []
    for method in varying.methods(built.method, INDICATORS):
        for own in [None] if weights is None else list(weights):
            for step in steps:
                rows.append(scored(built, method.replace(aggregate=step), own)[place])  # noqa: PERF401  three loops
    return np.array(rows).reshape(-1, 1 if weights is None else len(weights), len(steps),
                                  len(built.codes))  # fmt: skip


def scored(built: index.Built, method: Method, weights: Floats | None) -> Floats:
    """Scores of all nodes by a method, with weights of one's own."""
    plan = plan_of(built.framework, method)
    if weights is not None:
        plan = reweighted(plan, weights)
    return aligned(built, *scores_of(plan, built, built.edition.values))
