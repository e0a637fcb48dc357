"""A straight line from values to scores, and what keeps it from being one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import ROUNDING, Flags, Floats
from ocindex.index.steps.refusal import Refusal

Directions = NDArray[np.int64]
CONSTANT = "An indicator whose values are all equal has no range to be normalised by"


@dataclass(frozen=True, eq=False)
class Line:
    """Straight line from values to scores: base + span * (value - origin) / unit.

    Attributes
    ----------
    origin, unit : ndarray of float64, shape (indicators,)
        In the indicator's unit; `unit` is negative where less is better. NaN where the scope
        had no value.
    base, span : ndarray of float64, shape (indicators,)
        In scores.
    floor, ceiling : float
        Between what (value - origin) / unit is cut.
    """

    origin: Floats
    unit: Floats
    base: Floats
    span: Floats
    floor: float = -np.inf
    ceiling: float = np.inf


def score(values: Floats, line: Line) -> Floats:
    """Scores on a line.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, indicators)
        NaN where missing.
    line : Line

    Returns
    -------
    ndarray of float64, shape (..., units, indicators)

    Raises
    ------
    Refusal
        Where an indicator has values, and the scope had none.
    """
    unfitted = np.isnan(line.origin)
    if unfitted.any():
        refuse_unfitted(values, unfitted)
    scores: Floats = values - line.origin
    scores /= line.unit
    if line.floor > -np.inf or line.ceiling < np.inf:
        np.clip(scores, line.floor, line.ceiling, out=scores)
    scores *= line.span
    scores += line.base
    return scores


def refuse_unfitted(values: Floats, unfitted: Flags) -> None:
    there = ~np.isnan(values).reshape(-1, values.shape[-1]).all(axis=0)
    refuse(
        unfitted & there,
        "The editions that set the scale have no value of the indicator",
        "Let other editions set the scale",
    )


def refuse(columns: Flags, rule: str, remedy: str) -> None:
    if columns.any():
        raise Refusal(rule, remedy, [(None, int(column)) for column in np.flatnonzero(columns)])


def extremes(values: Floats, directions: Directions) -> tuple[Floats, Floats]:
    """Worst and best value of each indicator; NaN where it has none."""
    lowest: Floats = np.fmin.reduce(values, axis=0)
    highest: Floats = np.fmax.reduce(values, axis=0)
    up = directions > 0
    return np.where(up, lowest, highest), np.where(up, highest, lowest)


def between(
    worst: Floats,
    best: Floats,
    low: float,
    high: float,
    cut: tuple[float, float] = (-np.inf, np.inf),
) -> Line:
    shape = np.broadcast_shapes(worst.shape, best.shape)
    return Line(worst, best - worst, np.full(shape, low), np.full(shape, high - low), *cut)


def alike(worst: Floats, best: Floats) -> Flags:
    """Indicators whose ends are one value, but for what rounding leaves of it."""
    size = np.maximum(np.abs(worst), np.abs(best))
    found: Flags = np.abs(best - worst) <= ROUNDING * size
    return found


def level(line: Line, flat: Flags, constant: float | None) -> Line:
    """The line, with what a constant indicator scores in the place of a division by zero."""
    if constant is None:
        refuse(flat, CONSTANT, "Leave it out, treat it apart, or say what constants score")
    if constant is None or not flat.any():
        return line
    return Line(
        line.origin,
        np.where(flat, 1.0, line.unit),
        np.where(flat, constant, line.base),
        np.where(flat, 0.0, line.span),
        line.floor,
        line.ceiling,
    )
