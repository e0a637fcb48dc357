"""About what a score is turned over, where a component's direction is -1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ocindex.errors import Fault, MethodError
from ocindex.index.plan import Plan
from ocindex.method import (
    Borda,
    Categorical,
    Goalposts,
    Leave,
    MaximumDistance,
    MaximumFraction,
    MinMax,
    PercentileRank,
    RankNormalise,
    ReferenceDistance,
    Scaled,
    TargetDistance,
    Technique,
    ZScore,
)

Range = Callable[[Any, int], float]


def ends(technique: Any, _units: int) -> float:
    return float(technique.low + technique.high)


def unit_range(_technique: Any, _units: int) -> float:
    return 1.0


def classes(technique: Any, _units: int) -> float:
    scores = technique.scores or range(len(technique.percentiles) + 1)
    return float(min(scores) + max(scores))


# Sum of the lowest and highest score of each normalisation, of so many units.
SUMS: Mapping[type[Technique], Range] = {
    MinMax: ends,
    Goalposts: ends,
    Scaled: ends,
    ZScore: lambda technique, _: 2 * technique.mean,
    TargetDistance: unit_range,
    MaximumDistance: unit_range,
    ReferenceDistance: unit_range,
    MaximumFraction: unit_range,
    PercentileRank: unit_range,
    RankNormalise: lambda _, units: units + 1.0,
    Borda: lambda _, units: units - 1.0,
    Categorical: classes,
}


def mirror_of(plan: Plan, units: int) -> float | None:
    """Sum of the lowest and highest score there can be; None where nothing is turned over.

    Raises
    ------
    MethodError
        A component is to be turned over and its indicators are not on one known range; or
        an indicator's direction is -1 and nothing normalises it.
    """
    refuse_unturned(plan)
    components = plan.framework.components
    below = [i for i, c in enumerate(components) if c.parent is not None]
    if not (plan.directions[below] < 0).any():
        return None
    sums = {sum_of(part.technique, units) for part in plan.parts.get("normalise", ())}
    grid = plan.framework.grid
    if "normalise" not in plan.parts and grid is not None:
        sums = {float(grid.minimum + grid.maximum)}
    if len(sums) != 1 or None in sums:
        rule = "A component of direction -1 can only be turned over on a known range"
        remedy = "Normalise all indicators to one range, or set its direction to 1 in [directions]."
        raise MethodError([Fault("method", rule, remedy, column="normalise")])
    return sums.pop()


def sum_of(technique: Technique, units: int) -> float | None:
    found = SUMS.get(type(technique))
    return None if found is None else found(technique, units)


def refuse_unturned(plan: Plan) -> None:
    """Directions of -1 that no normalisation heeds."""
    indicators = plan.framework.indicators
    heeded = np.zeros(len(indicators), np.bool_)
    for part in plan.parts.get("normalise", ()):
        heeded[part.columns] = not isinstance(part.technique, Leave)
    downward = plan.directions[len(plan.framework.components) :] < 0
    if faults := [
        Fault(
            "method",
            f"Direction -1 has no effect on an indicator that is not normalised: "
            f"{indicators[column].name}",
            "Normalise it, or set its direction to 1 in [directions].",
            indicators[column].id,
            column="normalise",
        )
        for column in np.flatnonzero(downward & ~heeded).tolist()
    ]:
        raise MethodError(faults)
