"""Shapley values: what each child adds, averaged over all orders of adding them."""

from __future__ import annotations

from math import comb

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import (
    Floats,
    complete_rows,
    refuse_constant,
    standardised,
)

# Beyond as many children, all subsets are too many.
MOST = 15


def shapley_r2(
    values: Floats, scores: Floats, *, draws: int | None = None, seed: int | None = None
) -> Floats:
    """Share of the scores' variance that each child explains, by Shapley's value of R2.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child, or a score, are left out.
    scores : ndarray of float64, shape (units,)
    draws : int, optional
        Orders to draw, for more than 15 children; up to that the result is exact, and `draws`
        must be left out.
    seed : int, optional
        Of the draws.

    Returns
    -------
    ndarray of float64, shape (children,)
        Not negative; sums to R2 of the regression on all children.

    Raises
    ------
    Refusal
        If draws are needed and `draws` or `seed` is missing, or they are given and not needed;
        if fewer than three units are complete; naming columns that do not vary (the score
        stands after the children).

    References
    ----------
    Lindeman, R. H., P. F. Merenda and R. Z. Gold (1980). Introduction to Bivariate and
    Multivariate Analysis. Scott, Foresman.
    Castro, J., D. Gomez and J. Tejada (2009). Polynomial calculation of the Shapley value
    based on sampling. Computers and Operations Research 36: 1726-1730.
    """
    table, _ = standardised(np.column_stack([values, scores]))
    correlation = table.T @ table / (len(table) - 1)
    children = values.shape[1]
    sampled = draws is not None and seed is not None
    if (children > MOST) != sampled or (draws is None) != (seed is None):
        rule = f"Shapley values of up to {MOST} children are exact; of more they are drawn"
        remedy = "Give draws and a seed for more children, and neither for fewer."
        raise Refusal(rule, remedy, [(None, None)])
    if draws is None or seed is None:
        return from_subsets(explained(correlation), children)
    return from_orders(table, draws, np.random.default_rng(seed))


def explained(correlation: Floats) -> Floats:
    """R2 of the last column on every subset of the others, by the subset's bits."""
    children = len(correlation) - 1
    found = np.zeros(2**children)
    subsets = np.arange(2**children)
    sizes = np.array([int(subset).bit_count() for subset in subsets])
    for size in range(1, children + 1):
        some = subsets[sizes == size]
        bits = (some[:, None] >> np.arange(children)) & 1
        members = np.nonzero(bits)[1].reshape(len(some), size)
        inner = correlation[members[:, :, None], members[:, None, :]]
        outer = correlation[members, -1]
        # Children that repeat others have no inverse; what they explain together has.
        inverse = np.linalg.pinv(inner, rcond=1e-10, hermitian=True)
        found[some] = np.einsum("si,sij,sj->s", outer, inverse, outer)
    return found


def from_subsets(worth: Floats, children: int) -> Floats:
    """Shapley values of a game, by the worth of every subset."""
    subsets = np.arange(2**children)
    sizes = np.array([int(subset).bit_count() for subset in subsets])
    chance = np.array([1 / (children * comb(children - 1, size)) for size in range(children)])
    values = np.empty(children)
    for child in range(children):
        without = subsets[(subsets >> child) & 1 == 0]
        gain = worth[without | 1 << child] - worth[without]
        values[child] = (chance[sizes[without]] * gain).sum()
    return values


def from_orders(table: Floats, draws: int, generator: np.random.Generator) -> Floats:
    """What each child adds in orders drawn at random, each order with its reverse."""
    children = table.shape[1] - 1
    sums, last = np.zeros(children), table[:, -1]
    length = last @ last
    for _ in range((draws + 1) // 2):
        order = generator.permutation(children)
        for way in (order, order[::-1]):
            directions, heights = np.linalg.qr(table[:, way])
            real = np.abs(np.diagonal(heights)) > 1e-8 * np.sqrt(length)
            sums[way[: len(real)]] += np.where(real, (last @ directions) ** 2, 0.0) / length
    return sums / (2 * ((draws + 1) // 2))


def shapley_variance(values: Floats, weights: Floats) -> Floats:
    """Share of the variance of a weighted sum that each child brings, by Shapley's value.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child are left out.
    weights : ndarray of float64, shape (children,)

    Returns
    -------
    ndarray of float64, shape (children,)
        Sum to one; negative for a child that goes against the others.

    Raises
    ------
    Refusal
        If the weighted sum does not vary, or fewer than three units are complete.

    Notes
    -----
    The variance of a sum is a quadratic game: its Shapley values are the covariances of the
    weighted children with the sum, exactly and for any number of children.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Annals of Mathematics Studies 28: 307-317.
    """
    parts = complete_rows(values) * weights
    total = parts.sum(axis=1)
    refuse_constant(total[:, None])
    away = total - total.mean()
    return np.asarray(away @ parts / (away @ total))
