"""Normalising by the distance to a target, or to a unit of reference."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.moments import Floats
from ocindex.index.steps.normalise_line import Directions, Line, between, extremes, refuse


def fit_target_distance(
    values: Floats, directions: Directions, targets: Floats, capped: bool = False
) -> Line:
    r"""One less the distance to the target over that of the worst value.

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

    Notes
    -----
    .. math:: y = 1 - \frac{g - x}{g - b}

    with the target g and the worst value b: 0 for the worst, 1 on the target, more beyond it
    unless `capped`.

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
    r"""One less the distance to a unit's value over that of the worst value.

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

    Notes
    -----
    .. math:: y = 1 - \frac{x_r - x}{x_r - b}

    with the value of the unit of reference and the worst value b: 0 for the worst, 1 for the unit
    of reference, more for those better than it unless `capped`.

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
