"""The least change that puts one country at or above another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.robustness.whatif import (
    Infeasible,
    ScoreChange,
    WeightChange,
    least_scores,
    least_weights,
)
from ocindex.workbench.elements import component_named, indicator_values, power_of, row_named

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]
Measure = Literal["sum", "largest"]


@dataclass(frozen=True, eq=False)
class Overtaking:
    """What would put one country at or above another in a component.

    Attributes
    ----------
    one, other : str
        Codes of the countries.
    node : str
    behind : float
        By how much the first is behind; not above zero where it is not.
    children : tuple of str
        The component's children, whose weights may change.
    given : ndarray of float64, shape (children,)
        Their weights as they are, summing to one.
    weighing : WeightChange or Infeasible
    measure : str
        What is least: the `sum` of changes of the weights, or the `largest` of them.
    scoring : ScoreChange or Infeasible or None
        In steps of the grid; None where indicators are measured, or the scores are not means
        of means of them.
    """

    built: index.Built
    one: str
    other: str
    node: str
    behind: float
    children: tuple[str, ...]
    given: Floats
    weighing: WeightChange | Infeasible
    measure: Measure
    scoring: ScoreChange | Infeasible | None

    @property
    def weights(self) -> pl.DataFrame | None:
        """A row a child: node, weight, weight_then, change; None where no weights do it."""
        import polars as pl  # it takes 0.2 s to import

        if isinstance(self.weighing, Infeasible):
            return None
        then = self.weighing.weights
        return pl.DataFrame(
            {"node": list(self.children), "weight": self.given, "weight_then": then,
             "change": then - self.given}
        )  # fmt: skip

    @property
    def scores(self) -> pl.DataFrame | None:
        """A row an indicator that rises: indicator, score, score_then; None where none do it."""
        import polars as pl  # as above

        if not isinstance(self.scoring, ScoreChange):
            return None
        framework, step = self.built.framework, float(self.built.framework.scale.step)
        rising = np.flatnonzero(self.scoring.steps)
        row = self.built.edition.row[self.one]
        scores = self.built.edition.values[row, rising]
        sign = self.built.plan.directions[len(framework.components) :][rising]
        return pl.DataFrame(
            {
                "indicator": [framework.indicators[i].id for i in rising],
                "score": scores,
                "score_then": scores + sign * step * self.scoring.steps[rising],
            }
        )

    def report(self) -> str:
        """The answer in sentences."""
        from ocindex.workbench.reporting import overtaking_report  # it takes this class

        return overtaking_report(self)


def overtaking(built: index.Built, one: str, other: str, node: str, measure: Measure) -> Overtaking:
    """`Built.overtake`."""
    chosen = component_named(built, node)
    rows = [row_named(built, one), row_named(built, other)]
    framework = built.framework
    place = framework.position[chosen]
    (group,) = [g for batch in built.plan.batches for g in batch.groups if g.id == chosen]
    power = power_of(group.aggregation)
    values = built.values[rows][:, group.children]
    refuse_others(built, chosen, power, values)
    assert power is not None
    lead = transformed(values, power)
    given = built.node_weights[group.children]
    children = len(given)
    weighing = least_weights(
        lead[0] - lead[1], given, np.zeros(children), np.ones(children), measure
    )
    behind = float(built.values[rows[1], place] - built.values[rows[0], place])
    return Overtaking(
        built, one, other, chosen, behind, tuple(built.nodes[c] for c in group.children), given,
        weighing, measure, least_rise(built, rows[0], chosen, behind),
    )  # fmt: skip


def refuse_others(built: index.Built, node: str, power: float | None, values: Floats) -> None:
    """What is no mean of a power has no linear programme; RequestError."""
    if power is None:
        raise RequestError(
            f"'{node}' is no weighted mean of its children, so that no linear programme finds the "
            "least change of weights. Ask it of a component that is."
        )
    components = {child.id for child in built.framework.children(node)}
    turned = [
        component.id for component in built.framework.components
        if component.id in components
        and built.plan.directions[built.framework.position[component.id]] < 0
    ]  # fmt: skip
    if turned or np.isnan(values).any():
        reason = f"{', '.join(turned)} is turned over" if turned else "a value is missing"
        raise RequestError(f"The least change is not known in '{node}', since {reason} below it.")


def transformed(values: Floats, power: float) -> Floats:
    """What a mean of a power is an arithmetic mean of, larger being better."""
    if power == 1:
        return values
    return np.log(values) if power == 0 else np.sign(power) * values**power


def least_rise(
    built: index.Built, row: int, node: str, behind: float
) -> ScoreChange | Infeasible | None:
    """The fewest steps of a country's scores that make up for what it is behind."""
    if built.exact is None:
        return None
    scale = built.framework.scale
    step = float(scale.step)
    room = np.round((float(scale.maximum) - indicator_values(built)[row]) / step).astype(np.int64)
    return least_scores(behind, step * effective_in(built, node), room)


def effective_in(built: index.Built, node: str) -> Floats:
    """Weight of each indicator in a component, shape (indicators,); means are arithmetic."""
    found = np.zeros(len(built.nodes))
    found[built.framework.position[node]] = 1.0
    for place, child in enumerate(built.framework.nodes):
        if child.parent is not None:
            above = found[built.framework.position[child.parent]]
            found[place] += above * float(np.nan_to_num(built.node_weights[place]))
    return found[len(built.framework.components) :]
