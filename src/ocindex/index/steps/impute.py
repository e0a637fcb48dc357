"""Imputing from the same indicator: of all units, of a group, or a given value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Flags, Floats
from ocindex.index.steps.refusal import Refusal

Codes = NDArray[np.int64]
Places = list[tuple[int | None, int | None]]


@dataclass(frozen=True, eq=False)
class Imputed:
    """Values with fewer missing, and which they were.

    Attributes
    ----------
    values : ndarray of float64, shape (..., units, indicators)
    imputed : ndarray of bool, shape (..., units, indicators)
    """

    values: Floats
    imputed: Flags


def fill(values: Floats, source: Floats) -> Imputed:
    missing = np.isnan(values)
    return Imputed(np.where(missing, source, values), missing & ~np.isnan(source))


def columns_of(missing: Flags) -> Places:
    return [(None, int(column)) for column in np.flatnonzero(missing)]


def cells_of(missing: Flags) -> Places:
    return [(int(row), int(column)) for row, column in np.argwhere(missing)]


def known_mean(values: Floats, axis: int = 0) -> Floats:
    """Mean of what is there; NaN where nothing is."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, values, 0.0).sum(axis=axis) / known.sum(axis=axis)
    return mean


def known_median(values: Floats, axis: int = 0) -> Floats:
    """Median of what is there; NaN where nothing is."""
    ordered = np.moveaxis(np.sort(values, axis=axis), axis, 0)
    if not len(ordered):
        return np.full(ordered.shape[1:], np.nan)
    last = np.maximum(np.count_nonzero(~np.isnan(ordered), axis=0) - 1, 0)
    lower = np.take_along_axis(ordered, (last // 2)[None], axis=0)[0]
    upper = np.take_along_axis(ordered, ((last + 1) // 2)[None], axis=0)[0]
    median: Floats = (lower + upper) / 2
    return median


def impute_mean(values: Floats) -> Imputed:
    r"""The mean of the indicator over the units that have it.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    Imputed

    Raises
    ------
    Refusal
        Where an indicator has no value at all.

    Notes
    -----
    .. math:: \hat x_{ui} = \frac{1}{|O_i|} \sum_{v \in O_i} x_{vi}

    over the units O_i that have the indicator.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.3.
    """
    return by_column(values, known_mean)


def impute_median(values: Floats) -> Imputed:
    r"""The median of the indicator over the units that have it.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    Imputed

    Raises
    ------
    Refusal
        Where an indicator has no value at all.

    Notes
    -----
    .. math:: \hat x_{ui} = \operatorname{median}_{v \in O_i} x_{vi}

    over the units O_i that have the indicator.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.3.
    """
    return by_column(values, known_median)


def by_column(values: Floats, centre: Callable[[Floats], Floats]) -> Imputed:
    source = centre(values)
    empty = np.isnan(values).any(axis=0) & np.isnan(source)
    if empty.any():
        raise Refusal(
            "An indicator without any value cannot be imputed from itself",
            "Leave it out, or impute it from other editions or indicators",
            columns_of(empty),
        )
    return fill(values, source)


def impute_constant(values: Floats, value: float) -> Imputed:
    r"""A value that is given.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, indicators)
        NaN where missing.
    value : float

    Returns
    -------
    Imputed

    Notes
    -----
    .. math:: \hat x_{ui} = a

    References
    ----------
    Little, R. J. A., and D. B. Rubin (2019). Statistical analysis with missing data, 3rd ed.,
    section 4.2: what any single value does to variances.
    """
    return fill(values, np.full(values.shape, float(value)))


def impute_group_mean(values: Floats, groups: Codes) -> Imputed:
    r"""The mean of the indicator over the units of the same group.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    groups : ndarray of int64, shape (units,)
        Number of each unit's group, from 0; -1 where it is in none.

    Returns
    -------
    Imputed

    Raises
    ------
    Refusal
        Where a unit that misses a value is in no group, or nobody in its group has one.

    Notes
    -----
    .. math:: \hat x_{ui} = \frac{1}{|O_i \cap G_u|} \sum_{v \in O_i \cap G_u} x_{vi}

    over the units that have the indicator (O_i) and are of the unit's group (G_u).

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.3.
    """
    return by_group(values, groups, known_mean)


def impute_group_median(values: Floats, groups: Codes) -> Imputed:
    r"""The median of the indicator over the units of the same group.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    groups : ndarray of int64, shape (units,)
        Number of each unit's group, from 0; -1 where it is in none.

    Returns
    -------
    Imputed

    Raises
    ------
    Refusal
        Where a unit that misses a value is in no group, or nobody in its group has one.

    Notes
    -----
    .. math:: \hat x_{ui} = \operatorname{median}_{v \in O_i \cap G_u} x_{vi}

    over the units that have the indicator (O_i) and are of the unit's group (G_u).

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.3.
    """
    return by_group(values, groups, known_median)


def by_group(values: Floats, groups: Codes, centre: Callable[[Floats], Floats]) -> Imputed:
    missing = np.isnan(values)
    columns = np.flatnonzero(missing.any(axis=0))
    source = np.full(values.shape, np.nan)
    for group in np.unique(groups[missing.any(axis=1)]):
        if group >= 0:
            members = np.flatnonzero(groups == group)
            source[np.ix_(members, columns)] = centre(values[np.ix_(members, columns)])
    left = missing & np.isnan(source)
    if left.any():
        raise Refusal(
            "A missing value needs another of the same indicator in the country's group",
            "Group countries more broadly, or impute the indicator otherwise",
            cells_of(left),
        )
    return fill(values, source)
