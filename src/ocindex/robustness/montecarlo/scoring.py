"""Scores of nodes from values of indicators, for many draws at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.montecarlo.plan import Normalisation, Plan
from ocindex.robustness.montecarlo.products import product_by_draw, tiled_product
from ocindex.robustness.tree import Fold, folds, term_weights

Floats = NDArray[np.float64]
Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Recipe:
    """How one choice of normalisation and orders makes scores.

    With `ranks_only`, what it makes ranks as the scores do, and may lie on another scale.
    """

    normalisation: Normalisation
    folds: tuple[Fold, ...]
    indicators: int
    nodes: tuple[int, ...]
    ranks_only: bool = False

    @property
    def orders(self) -> tuple[float, ...]:
        return tuple(dict.fromkeys(fold.order for fold in self.folds))


def recipes(plan: Plan) -> tuple[Recipe, ...]:
    """One for each of the plan's choices."""
    return tuple(
        Recipe(
            variant.normalisation,
            folds(plan.tree, order, plan.nodes),
            plan.tree.indicators,
            plan.nodes,
            ranks_only=not variant.scored,
        )
        for variant, order in plan.choices
    )


def affine(values: Array, normalisation: Normalisation) -> tuple[Array, Array]:
    """Factor and offset that normalise each column of each draw.

    Parameters
    ----------
    values : ndarray of float64 or float32, shape (draws, indicators, units)
    normalisation : Normalisation

    Returns
    -------
    factor, offset : ndarray, shape (draws, indicators)
    """
    one = values.dtype.type(1)
    first, second = one * normalisation.first, one * normalisation.second
    if normalisation.kind == "minmax":
        low, high = values.min(axis=-1), values.max(axis=-1)
        factor = (second - first) / (high - low)
        return factor, first - low * factor
    if normalisation.kind == "zscore":
        middle = values.mean(axis=-1)
        apart = values - middle[..., None]
        # As samples have it: divided by one less than the units.
        spread = np.sqrt(np.einsum("dju,dju->dj", apart, apart) / (values.shape[-1] - 1))
        factor = second / spread
        return factor, first - middle * factor
    return np.ones(values.shape[:-1], values.dtype), np.zeros(values.shape[:-1], values.dtype)


def transform(values: Array, order: float) -> Array:
    """Values whose weighted sum is the transformed mean; refuses what has none."""
    if order == 1:
        return values
    if values.min() <= 0:
        _, column, unit = map(int, np.unravel_index(values.argmin(), values.shape))
        raise Refusal(
            "A mean that is not arithmetic needs values above zero in every draw",
            "Normalise to a range that begins above zero, or let scores vary less",
            [(unit, column)],
        )
    if order == 0:
        return np.log(values)
    return np.reciprocal(values) if order == -1 else values ** values.dtype.type(order)


def inverse(sums: Array, order: float) -> Array:
    """Back from the sum of transformed values to a score."""
    if order == 1:
        return sums
    if order == 0:
        return np.exp(sums)
    return np.reciprocal(sums) if order == -1 else sums ** sums.dtype.type(1 / order)


def weight_columns(recipe: Recipe, shares: Floats) -> dict[int, tuple[Floats, dict[int, Floats]]]:
    """Weights in each folded mean: (indicators, draws), and those of aggregates within it."""
    result = {}
    for fold in recipe.folds:
        weights = term_weights(fold, shares)
        below = int(np.searchsorted(fold.terms, recipe.indicators))
        columns = weights[:below]
        if below < recipe.indicators:
            columns = np.zeros((recipe.indicators, shares.shape[1]))
            columns[fold.terms[:below]] = weights[:below]
        above = dict(zip(fold.terms[below:].tolist(), weights[below:], strict=True))
        result[fold.node] = columns, above
    return result


def scores_of_noisy(recipe: Recipe, values: Array, shares: Floats) -> list[Array]:
    """Scores where every draw has values of its own.

    Parameters
    ----------
    recipe : Recipe
    values : ndarray of float32 or float64, shape (draws, indicators, units)
        Overwritten.
    shares : ndarray of float64, shape (elements, draws)

    Returns
    -------
    list of ndarray, each of shape (draws, units)
        One for each node.
    """
    factor, offset = affine(values, recipe.normalisation)
    columns = weight_columns(recipe, shares)
    sums: dict[int, Array] = {}
    # An arithmetic mean takes its normalisation into the weights: no pass over the values.
    for fold in (f for f in recipe.folds if f.order == 1):
        weights = columns[fold.node][0].T.astype(values.dtype)
        constant = (weights * offset).sum(axis=1, keepdims=True)
        sums[fold.node] = product_by_draw(weights * factor, values) + constant
    rest = [order for order in recipe.orders if order != 1]
    if rest:
        values *= factor[..., None]
        values += offset[..., None]
    for order in rest:
        transformed = transform(values, order)
        for fold in (f for f in recipe.folds if f.order == order):
            weights = columns[fold.node][0].T.astype(values.dtype)
            sums[fold.node] = product_by_draw(weights, transformed)
    return _finish(recipe, sums, {node: more for node, (_, more) in columns.items()})


def transformed_once(recipe: Recipe, values: Floats) -> dict[float, Floats]:
    """For each order the normalised and transformed values, (indicators, units)."""
    columns = np.ascontiguousarray(values.T)[None]
    factor, offset = affine(columns, recipe.normalisation)
    normalised = columns * factor[..., None] + offset[..., None]
    return {order: transform(normalised, order)[0] for order in recipe.orders}


def scores_of_weights(
    recipe: Recipe, transformed: dict[float, Floats], shares: Floats
) -> list[Array]:
    """Scores where only weights differ between draws: one product a node.

    Parameters
    ----------
    recipe : Recipe
    transformed : dict of float to ndarray of float64, shape (indicators, units)
        From `transformed_once`.
    shares : ndarray of float64, shape (elements, draws)

    Returns
    -------
    list of ndarray, each of shape (draws, units)
        One for each node.
    """
    columns = weight_columns(recipe, shares)
    sums: dict[int, Array] = {
        fold.node: tiled_product(columns[fold.node][0].T, transformed[fold.order])
        for fold in recipe.folds
    }
    return _finish(recipe, sums, {node: more for node, (_, more) in columns.items()})


def _finish(
    recipe: Recipe, sums: dict[int, Array], above: dict[int, dict[int, Floats]]
) -> list[Array]:
    """Add to each mean the aggregates of another order within it, lower ones first."""
    scores: dict[int, Array] = {}
    within = {element for parts in above.values() for element in parts}
    for fold in recipe.folds:
        total = sums[fold.node]
        for element, weights in above[fold.node].items():
            total += (
                weights.astype(total.dtype)[:, None]
                * transform(scores[element][:, None, :], fold.order)[:, 0, :]
            )
        if recipe.ranks_only and fold.node not in within:
            scores[fold.node] = total if fold.order >= 0 else -total
        else:
            scores[fold.node] = inverse(total, fold.order)
    return [scores[node] for node in recipe.nodes]
