"""Normalising on a straight line: fitted to the values of a scope, applied to any edition's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Flags, Floats, row_moments
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


def fit_min_max(
    values: Floats,
    directions: Directions,
    low: float = 0.0,
    high: float = 100.0,
    constant: float | None = None,
) -> Line:
    """The worst value to `low`, the best to `high`.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing: one edition, or several below each other.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    low, high : float
        Scores of the worst and of the best.
    constant : float, optional
        Score of an indicator whose values are all equal; refused if left out.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, unless `constant` says what they score.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    worst, best = extremes(values, directions)
    return level(between(worst, best, low, high), worst == best, constant)


def fit_maximum_distance(
    values: Floats, directions: Directions, constant: float | None = None
) -> Line:
    """One less the distance to the best value over the range.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    constant : float, optional
        Score of an indicator whose values are all equal; refused if left out.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, unless `constant` says what they score.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    return fit_min_max(values, directions, 0.0, 1.0, constant)


def fit_z_score(
    values: Floats,
    directions: Directions,
    mean: float = 0.0,
    deviation: float = 1.0,
    constant: float | None = None,
) -> Line:
    """Distance from the mean in standard deviations.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    mean, deviation : float
        Mean and sample standard deviation of the scores over the scope.
    constant : float, optional
        Score of an indicator whose values are all equal; refused if left out.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, unless `constant` says what they score.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    found = row_moments(np.ascontiguousarray(values.T))
    shape = found.mean.shape
    line = Line(found.mean, found.std * directions, np.full(shape, mean), np.full(shape, deviation))
    # Of a single value, there is no deviation either.
    return level(line, (found.std == 0) | (found.count == 1), constant)


def fit_maximum_fraction(values: Floats, directions: Directions) -> Line:
    """The value over the highest value.

    Where less is better, the fractions are turned over in their own range, (lowest + highest -
    value) / highest: the lowest value scores 1 and the highest what the lowest would have.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where the highest value is not above zero: fractions of it would reverse the order.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5. COINr
    divides by the greatest of the negated values where less is better, which exceeds 1.
    """
    lowest, highest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    refuse(
        highest <= 0,
        "A fraction of the highest value needs one above zero",
        "Choose another normalisation for the indicator",
    )
    up = directions > 0
    worst = np.where(up, 0.0 * highest, lowest + highest)
    return between(worst, worst + directions * highest, 0.0, 1.0)


def fit_target_distance(
    values: Floats, directions: Directions, targets: Floats, capped: bool = False
) -> Line:
    """One less the distance to the target over that of the worst value.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    targets : ndarray of float64, shape (indicators,)
        In the indicator's unit.
    capped : bool
        Whether values beyond the target score 1.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where there is no target, or it is not better than the worst value.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    refuse(
        np.isnan(targets),
        "A distance to a target needs a target",
        "Give the target, or choose another normalisation for the indicator",
    )
    return distance(values, directions, targets, capped, "target")


def fit_reference_distance(
    values: Floats, directions: Directions, reference: Floats, capped: bool = False
) -> Line:
    """One less the distance to a unit's value over that of the worst value.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    reference : ndarray of float64, shape (indicators,)
        The unit's values.
    capped : bool
        Whether values beyond the reference score 1.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where the unit has no value, or itself the worst.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    refuse(
        np.isnan(reference),
        "A distance to a country needs its value",
        "Impute it, or name another country",
    )
    return distance(values, directions, reference, capped, "country of reference")


def distance(values: Floats, directions: Directions, goal: Floats, capped: bool, name: str) -> Line:
    worst, _ = extremes(values, directions)
    refuse(
        (goal - worst) * directions <= 0,
        f"The {name} must be better than the worst value",
        "Choose another one, or another normalisation for the indicator",
    )
    return between(worst, goal, 0.0, 1.0, (-np.inf, 1.0 if capped else np.inf))


def fit_posts(
    directions: Directions,
    lower: Floats,
    upper: Floats,
    low: float = 0.0,
    high: float = 100.0,
    truncated: bool = True,
) -> Line:
    """Fixed goalposts: a line from the lower to the upper post.

    Parameters
    ----------
    directions : ndarray of int64, shape (indicators,)
        1 where the upper post scores `high`, -1 where the lower one does.
    lower, upper : ndarray of float64, shape (indicators,)
        The posts, in the indicator's unit.
    low, high : float
        Scores at the posts.
    truncated : bool
        Whether values beyond a post score what the post does; without it this is COINr's
        `n_scaled`.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where the upper post is not above the lower one.

    References
    ----------
    UNDP (2022). Human Development Report, technical note 1.
    """
    refuse_posts(lower < upper)
    up = directions > 0
    cut = (0.0, 1.0) if truncated else (-np.inf, np.inf)
    return between(np.where(up, lower, upper), np.where(up, upper, lower), low, high, cut)


def refuse_posts(rising: Flags) -> None:
    refuse(~rising, "Goalposts must rise", "Give the lower post first")
