"""What needs no draws: bounds of ranks that no weights can leave, and exact probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.index.exactly import reweighted
from ocindex.robustness.bounds import RankBounds, bounds_of_box, bounds_of_shares
from ocindex.robustness.exact import (
    above_probabilities,
    above_under_any_weights,
    rank_distribution,
    score_grid,
)
from ocindex.workbench.elements import (
    component_named,
    indicator_values,
    names_of,
    number_of,
    tree_of,
    turned_over,
)
from ocindex.workbench.varying import SIMPLEX, Weights

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]
# Points of all countries' distributions: a gigabyte.
MOST = 10**8


def rank_bounds(built: index.Built, weights: Weights, node: str) -> pl.DataFrame:
    """`Built.bounds`."""
    import polars as pl  # it takes 0.2 s to import

    chosen = component_named(built, node)
    found = bounds_found(built, weights, chosen)
    return pl.DataFrame(
        {
            "iso3": list(built.codes), "country": names_of(built),
            "rank": built.rank[:, built.framework.position[chosen]].astype(np.int64),
            "best": found.best, "worst": found.worst,
        }
    )  # fmt: skip


def bounds_found(built: index.Built, weights: Weights, node: str) -> RankBounds:
    """Bounds by kernels, where the component is a mean of arithmetic means."""
    tree, values = tree_of(built), indicator_values(built)
    element = number_of(built, node)
    if tree is None or turned_over(built) or (tree.order != 1).any() or np.isnan(values).any():
        raise RequestError(
            "Bounds that are certain need arithmetic means throughout and no missing values. "
            "Ask for `uncertainty`, which draws."
        )
    if weights == SIMPLEX:
        below = tree.below(element)
        return bounds_of_shares(values[:, below], np.zeros(below.size), np.ones(below.size))
    share = float(weights)
    if not 0 <= share <= 1:
        raise RequestError(f"Weights vary by {weights}; give a share from 0 to 1.")
    return bounds_of_box(values, tree, element, np.full(len(tree.parent), share))


def above_by_any_weights(built: index.Built, node: str) -> Floats:
    """`Built.above_under_any_weights`."""
    chosen = component_named(built, node)
    (group,) = [g for batch in built.plan.batches for g in batch.groups if g.id == chosen]
    values = built.values[:, group.children]
    tree = tree_of(built)
    arithmetic = tree is not None and tree.order[number_of(built, chosen)] == 1
    if not arithmetic or turned_over(built) or np.isnan(values).any():
        raise RequestError(
            f"Probabilities under any weights are exact where '{chosen}' is an arithmetic mean of "
            "children without missing values. Ask for `uncertainty`, which draws."
        )
    return above_under_any_weights(values)


@dataclass(frozen=True, eq=False)
class RankChances:
    """Ranks of a component under independent errors of scores; exact but for rounding.

    Attributes
    ----------
    node : str
    probability : ndarray of float64, shape (units, units)
        [i, r] for rank r + 1 of country i; ties share the better rank.
    above : ndarray of float64, shape (units, units)
        [i, j] for i above j.
    """

    built: index.Built = field(repr=False)
    node: str
    probability: Floats = field(repr=False)
    above: Floats = field(repr=False)

    @property
    def table(self) -> pl.DataFrame:
        """A row a country: iso3, country, rank, median, low, high (5 and 95 %), likeliest."""
        import polars as pl  # as above

        up_to = np.cumsum(self.probability, axis=1)
        ends = {name: 1 + (up_to < share - 1e-9).sum(axis=1)
                for name, share in (("median", 0.5), ("low", 0.05), ("high", 0.95))}  # fmt: skip
        rank = self.built.rank[:, self.built.framework.position[self.node]]
        return pl.DataFrame(
            {
                "iso3": list(self.built.codes), "country": names_of(self.built),
                "rank": rank.astype(np.int64), **ends,
                "likeliest": 1 + self.probability.argmax(axis=1),
            }
        )  # fmt: skip


def rank_chances(built: index.Built, chances: Mapping[int, float], node: str) -> RankChances:
    """`Built.rank_chances`."""
    chosen = component_named(built, node)
    if built.exact is None:
        raise RequestError(
            "Exact probabilities of ranks need scores on a grid and means of means of them. Ask "
            "for `uncertainty`, which draws."
        )
    shifts, shares = np.array(list(chances), np.int64), np.array(list(chances.values()))
    if (shares < 0).any() or abs(shares.sum() - 1) > 1e-9:
        raise RequestError("Chances of steps are none below 0, and sum to one.")
    scale = built.framework.scale
    per_step = int(scale.step / scale.unit)
    low, high = (int(end / scale.unit) for end in (scale.minimum, scale.maximum))
    steps = (built.edition.units.astype(np.int64) - low) // per_step
    weights = whole_weights(built, chosen)
    most = (high - low) // per_step
    if len(steps) * int(weights.sum()) * (most + 1) > MOST:
        raise RequestError("The weights are too uneven for exact probabilities; ask for draws.")
    grid = score_grid(steps, weights, shifts, within(steps, shifts, shares, most))
    return RankChances(built, chosen, rank_distribution(grid), above_probabilities(grid))


def within(
    steps: NDArray[np.int64], shifts: NDArray[np.int64], shares: Floats, most: int
) -> Floats:
    """Chance of each shift, shape (units, indicators, shifts); what leaves the scale stays put."""
    moved = steps[..., None] + shifts
    inside = (moved >= 0) & (moved <= most)
    chance = np.where(inside, shares, 0.0)
    stays = int(np.flatnonzero(shifts == 0)[0]) if (shifts == 0).any() else -1
    if stays < 0 and not inside.all():
        raise RequestError("Some scores are at an end of the scale: give a chance of 0 steps.")
    if stays >= 0:
        chance[..., stays] += np.where(inside, 0.0, shares).sum(axis=-1)
    return chance


def whole_weights(built: index.Built, node: str) -> NDArray[np.int64]:
    """Effective weights of the indicators in a component, as whole numbers."""
    framework = reweighted(built.plan)
    share: dict[str, Fraction] = {node: Fraction(1)}
    for component in framework.components:
        children = framework.children(component.id)
        total = sum((child.weight for child in children), Fraction(0))
        for child in children if component.id in share else ():
            share[child.id] = share[component.id] * child.weight / total
    found = [share.get(indicator.id, Fraction(0)) for indicator in framework.indicators]
    bottom = lcm(*(each.denominator for each in found))
    return np.array([int(each * bottom) for each in found], np.int64)
