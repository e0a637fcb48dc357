"""What may vary in a simulation, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.tree import Tree, folds

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ScoreNoise:
    """How far each score may lie from the one given, independently of all others.

    Attributes
    ----------
    kind : {'none', 'uniform', 'normal'}
    width : ndarray of float64, shape (units, indicators)
        Half the width of a uniform, or the standard deviation of a normal distribution, in
        the values' own units. Both are drawn from 65,536 equally likely points.
    low, high : ndarray of float64, shape (indicators,)
        Ends of each indicator's scale, where scores stop; infinite where there is none.
    """

    kind: Literal["none", "uniform", "normal"]
    width: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class WeightNoise:
    """How weights vary among the children of the same parent.

    Attributes
    ----------
    kind : {'fixed', 'share', 'simplex'}
        'share': each weight times an own factor, uniform in 1 +- share, then brought back to
        a sum of one. 'simplex': uniform over all weights that sum to one, whatever the given
        ones are, in groups of siblings of which some share is above zero.
    share : ndarray of float64, shape (elements,)
        From 0 (held) to 1.
    """

    kind: Literal["fixed", "share", "simplex"]
    share: Floats


@dataclass(frozen=True)
class Normalisation:
    """Fitted anew to the values of each draw, as a method would be run anew.

    Attributes
    ----------
    kind : {'none', 'minmax', 'zscore'}
    first, second : float
        Ends of the min-max range; mean and standard deviation of the z-score.
    """

    kind: Literal["none", "minmax", "zscore"]
    first: float = 0.0
    second: float = 1.0


@dataclass(frozen=True, eq=False)
class Variant:
    """One way to come to normalised values: to impute, to treat, to normalise.

    Attributes
    ----------
    values : ndarray of float64, shape (units, indicators)
        Nothing missing; larger is better in every column. What the noise is in.
    scores : ScoreNoise
    normalisation : Normalisation
        What is done to the values of each draw.
    scored : bool
        Scores of this variant are on the scale of the index and are counted. Ranks always are.
    """

    values: Floats
    scores: ScoreNoise
    normalisation: Normalisation
    scored: bool = True


@dataclass(frozen=True, eq=False)
class Plan:
    """A simulation of an index.

    Attributes
    ----------
    variants : tuple of Variant
        The first is scored.
    tree : Tree
    nodes : tuple of int
        Aggregates whose scores and ranks are wanted.
    weights : WeightNoise
    orders : tuple of (float or None)
        Power of all the tree's means; None for the tree's own. Each variant goes with each
        order, as often as every other pair.
    exclude : int
        How many indicators, at random, are left out of each draw.
    before : ndarray of float64, shape (nodes, units)
        Scores to better (of the edition before, say); NaN where there is none.
    """

    variants: tuple[Variant, ...]
    tree: Tree
    nodes: tuple[int, ...]
    weights: WeightNoise
    orders: tuple[float | None, ...]
    exclude: int
    before: Floats

    @property
    def units(self) -> int:
        return len(self.variants[0].values)

    @property
    def choices(self) -> tuple[tuple[Variant, Floats], ...]:
        """Each variant with each vector of orders, variants outermost."""
        own = self.tree.order
        orders = [own if order is None else np.full_like(own, order) for order in self.orders]
        return tuple((variant, order) for variant in self.variants for order in orders)


def exact_scores(values: Floats) -> ScoreNoise:
    """No noise."""
    ends = np.full(values.shape[1], np.inf)
    return ScoreNoise("none", np.zeros(values.shape), -ends, ends)


def check(plan: Plan) -> None:
    """Refuse a plan that cannot be computed.

    Raises
    ------
    Refusal
        Values are missing, an indicator is the same for all and cannot be normalised, or so
        many are left out that an aggregate may be empty.
    """
    for variant in plan.variants:
        _check_values(variant)
    for _, order in plan.choices:
        for fold in folds(plan.tree, order, plan.nodes):
            below = plan.tree.below(fold.node).size
            if plan.exclude >= below:
                raise Refusal(
                    f"Leaving {plan.exclude} indicators out would empty an aggregate of {below}",
                    "Leave fewer out, or report aggregates of more indicators only",
                    [],
                )


def _check_values(variant: Variant) -> None:
    missing = np.argwhere(~np.isfinite(variant.values))
    if missing.size:
        raise Refusal(
            "A simulation needs a value for every unit and indicator",
            "Let the method impute missing values, or leave the indicator out",
            [(int(row), int(column)) for row, column in missing],
        )
    constant = np.flatnonzero(np.ptp(variant.values, axis=0) == 0)
    if constant.size and variant.normalisation.kind != "none":
        raise Refusal(
            "Min-max and z-score need an indicator that differs between units",
            "Leave the indicator out, or normalise by goalposts",
            [(None, int(column)) for column in constant],
        )
