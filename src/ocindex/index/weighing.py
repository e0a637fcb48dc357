"""Weights of a group's children: as given, or made of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Group
from ocindex.index.steps.refusal import Refusal
from ocindex.method import (
    PCA,
    AnalyticHierarchy,
    Balanced,
    BenefitOfTheDoubt,
    BudgetAllocation,
    Critic,
    Custom,
    DirectionalBenefit,
    Entropy,
    FactorWeights,
    Informative,
    RegressionWeights,
    StandardDeviation,
    Technique,
)

if TYPE_CHECKING:
    from ocindex.index.steps.weights.bod import Frontier

Floats = NDArray[np.float64]
Judgement = TypeVar("Judgement")
# Ids of all nodes; and a variable, shape (units,), by the id of a denominator or indicator.
Outside = tuple[tuple[str, ...], Callable[[str], Floats]]


@dataclass(frozen=True, eq=False)
class Weighed:
    """Weights of a group's children.

    Attributes
    ----------
    weights : ndarray of float64
        Of shape (children,), or (units, children) where each country has its own.
    scores : ndarray of float64, shape (units,), or None
        What the weighting says the component scores, where it leaves that to nothing else.
    """

    weights: Floats
    scores: Floats | None = None


def weigh(group: Group, values: Floats, outside: Outside) -> Weighed:
    """Weights of a group's children.

    Parameters
    ----------
    group : Group
    values : ndarray of float64, shape (units, children)
    outside : tuple of tuple of str and callable
    """
    technique = group.weighting
    if group.fixed:
        return Weighed(group.weights)
    if isinstance(technique, Custom):
        return Weighed(own_weights(technique, values))
    ids, variable = outside
    children = [ids[child] for child in group.children]
    if type(technique) in FRONTIERS:
        found = FRONTIERS[type(technique)](technique, values, children)
        return Weighed(found.weights, found.scores)
    return Weighed(WEIGHTS[type(technique)](technique, values, children, variable))


def own_weights(technique: Custom, values: Floats) -> Floats:
    """Those of a user's function."""
    weights = np.asarray(technique.function(values.copy()), np.float64)
    count = values.shape[1]
    if weights.shape != (count,) or not (weights >= 0).all() or not 0 < weights.sum() < np.inf:
        rule = f"A function of weights gives a weight a child, {count}, not negative or all zero"
        raise Refusal(rule, "Mend the function", [(None, None)])
    return weights


def equal_to(name: str, module: str, *options: str) -> Callable[..., Floats]:
    """A kernel of values alone, and options of its technique by the same name."""

    def run(technique: Any, values: Floats, _children: list[str], _variable: object) -> Floats:
        from importlib import import_module  # scipy waits until a method needs it

        kernel = getattr(import_module(f"ocindex.index.steps.weights.{module}"), name)
        found = kernel(values, **{option: getattr(technique, option) for option in options})
        return np.asarray(getattr(found, "weights", found), np.float64)

    return run


def budget_weights(
    technique: BudgetAllocation, _values: Floats, children: list[str], _variable: object
) -> Floats:
    from ocindex.index.steps.weights.judgement import budget  # as above

    columns = columns_of(technique.children, children, "points")
    points = rectangular(technique.points, len(columns))[:, columns]
    experts = [str(number) for number in range(1, len(points) + 1)]
    return np.asarray(judged(budget, points, experts, children).weights)


def hierarchy_weights(
    technique: AnalyticHierarchy, _values: Floats, children: list[str], _variable: object
) -> Floats:
    from ocindex.index.steps.weights.judgement import ahp  # as above

    columns = columns_of(technique.children, children, "comparisons")
    matrix = rectangular(technique.comparisons, len(columns))
    if len(matrix) != len(columns):
        rule = f"Comparisons need a row and a column a child: {len(columns)}"
        raise Refusal(rule, "Mend the option `comparisons`.", [(None, None)])
    found = judged(ahp, matrix[np.ix_(columns, columns)], children, children)
    if found.ratio > technique.consistency:
        one, other = (children[place] for place in found.worst)
        rule = f"Comparisons contradict each other: their consistency ratio is {found.ratio:.3g}"
        remedy = f"Look first at that of {one} with {other}, or allow for it by `consistency`."
        raise Refusal(rule, remedy, [(None, None)])
    return np.asarray(found.weights)


def judged(
    kernel: Callable[[Floats], Judgement], table: Floats, rows: list[str], columns: list[str]
) -> Judgement:
    """A kernel on a table of the method; a refusal names its cells, which are no country's."""
    try:
        return kernel(table)
    except Refusal as refusal:
        cells = [
            f"row {rows[row]}" + ("" if column is None else f", column {columns[column]}")
            for row, column in refusal.places
            if row is not None
        ]
        rule = f"{refusal.rule}: {'; '.join(cells)}" if cells else refusal.rule
        raise Refusal(rule, refusal.remedy, [(None, None)]) from None


def columns_of(named: tuple[str, ...], children: list[str], option: str) -> list[int]:
    """Where each child stands among the ids that an option names."""
    if sorted(named) != sorted(children):
        rule = f"`children` must name those of the component: {', '.join(children)}"
        raise Refusal(rule, f"Mend it, and `{option}` with it.", [(None, None)])
    return [named.index(child) for child in children]


def rectangular(rows: tuple[tuple[float, ...], ...], width: int) -> Floats:
    if {len(row) for row in rows} != {width}:
        raise Refusal(f"Every row needs {width} numbers", "Add or remove numbers.", [(None, None)])
    return np.array(rows)


def regression_weights(
    technique: RegressionWeights,
    values: Floats,
    _children: list[str],
    variable: Callable[[str], Floats],
) -> Floats:
    from ocindex.index.steps.weights.regression import regression  # as above

    outside = variable(technique.on)
    return np.asarray(regression(values, outside, nonnegative=technique.nonnegative).weights)


def doubtful(technique: BenefitOfTheDoubt, values: Floats, children: list[str]) -> Frontier:
    from ocindex.index.steps.weights.bod import bod, bod_shares  # as above

    if (technique.low, technique.high) == (0.0, 1.0):
        return bod(values)
    ends = (np.full(len(children), share) for share in (technique.low, technique.high))
    return bod_shares(values, *ends)


def directional(technique: DirectionalBenefit, values: Floats, children: list[str]) -> Frontier:
    from ocindex.index.steps.weights.bod import bod_directional  # as above

    return bod_directional(values, by_child(technique.direction, children))


def balanced_weights(
    technique: Balanced, values: Floats, children: list[str], _variable: object
) -> Floats:
    from ocindex.index.steps.weights.optimised import balance  # as above

    return np.asarray(balance(values, by_child(technique.targets, children)).weights)


def by_child(given: Mapping[str, float], children: list[str]) -> Floats | None:
    """A number a child, one where none is given; None where there are none at all."""
    return np.array([given.get(child, 1.0) for child in children]) if given else None


WEIGHTS: Mapping[type[Technique], Callable[..., Floats]] = {
    PCA: equal_to("pca", "components", "squared", "negative"),
    FactorWeights: equal_to("factor_weights", "factors", "count", "rotate"),
    Entropy: equal_to("entropy", "spread"),
    Critic: equal_to("critic", "spread"),
    StandardDeviation: equal_to("standard_deviation", "spread", "inverse"),
    Informative: equal_to("information", "optimised"),
    BudgetAllocation: budget_weights,
    AnalyticHierarchy: hierarchy_weights,
    RegressionWeights: regression_weights,
    Balanced: balanced_weights,
}
# Their multipliers do not sum to one: the score of a country is what the programme says, and
# not a mean by these weights.
FRONTIERS: Mapping[type[Technique], Callable[..., Frontier]] = {
    BenefitOfTheDoubt: doubtful,
    DirectionalBenefit: directional,
}
