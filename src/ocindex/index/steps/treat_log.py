"""Logarithms that pull in a long tail, of values of any sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Floats, moments
from ocindex.index.steps.refusal import Refusal

# The part of the range by which the lowest value is kept from zero.
SHARE = 0.01
REMEDY = "Leave the indicator as it is, or choose another treatment"


def ranges(values: Floats) -> tuple[Floats, Floats]:
    """Lowest and highest value of each indicator; a constant has no logarithm of its range."""
    lowest, highest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    refuse(lowest == highest, "Values that are all equal cannot be treated")
    return lowest, highest


def refuse(columns: NDArray[np.bool_], rule: str) -> None:
    if columns.any():
        raise Refusal(rule, REMEDY, [(None, int(column)) for column in np.flatnonzero(columns)])


def log_ct(values: Floats) -> Floats:
    r"""Logarithm of the distance from the lowest value, and a hundredth of the range.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where all values of an indicator are equal.

    Notes
    -----
    .. math:: y = \ln ( x - \min x + 0.01 \, (\max x - \min x) )

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`log_CT`).
    """
    lowest, highest = ranges(values)
    logs: Floats = np.log(values - lowest + SHARE * (highest - lowest))
    return logs


def log_ct_orig(values: Floats) -> Floats:
    r"""Logarithm of the distance from the lowest value and one: depends on the unit.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where all values of an indicator are equal.

    Notes
    -----
    .. math:: y = \ln ( x - \min x + 1 )

    References
    ----------
    Becker, W. et al. (2019). The JRC COIN Tool: user guide. European Commission.
    """
    lowest, _ = ranges(values)
    logs: Floats = np.log(values - lowest + 1)
    return logs


def log_ct_plus(values: Floats) -> Floats:
    r"""`log_ct`, from the other end where the long tail is that of low values.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    ndarray of float64, shape (units, indicators)
        Higher values stay higher.

    Raises
    ------
    Refusal
        Where all values of an indicator are equal.

    Notes
    -----
    .. math::

        y = \begin{cases}
        \ln ( x - \min x + 0.01 \, (\max x - \min x) ) & G_1(x) > 0 \\
        -\ln ( \max x - x + 0.01 \, (\max x - \min x) ) & \text{else}
        \end{cases}

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`log_CT_plus`).
    """
    lowest, highest = ranges(values)
    room = SHARE * (highest - lowest)
    upper = moments(values).skew > 0
    distance = np.where(upper, values - lowest + room, highest + room - values)
    logs: Floats = np.where(upper, np.log(distance), -np.log(distance))
    return logs


def log_gii(values: Floats) -> Floats:
    r"""Logarithm after bringing the values to between 1 and their highest.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where all values of an indicator are equal, or its highest is not above 1: then the
        formula turns the order round.

    Notes
    -----
    .. math:: y = \ln \left( 1 + (\max x - 1) \, \frac{x - \min x}{\max x - \min x} \right)

    References
    ----------
    Cornell University, INSEAD and WIPO (2020). The Global Innovation Index 2020, appendix IV.
    """
    lowest, highest = ranges(values)
    refuse(
        highest <= 1, "The logarithm of the Global Innovation Index needs a highest value above 1"
    )
    logs: Floats = np.log((highest - 1) * (values - lowest) / (highest - lowest) + 1)
    return logs


def log_natural(values: Floats) -> Floats:
    r"""Natural logarithm.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where a value is not above zero.

    Notes
    -----
    .. math:: y = \ln(x)

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    wrong = np.argwhere(values <= 0)
    if len(wrong):
        places = [(int(row), int(column)) for row, column in wrong]
        raise Refusal("A logarithm needs values above zero", REMEDY, places)
    logs: Floats = np.log(values)
    return logs


LOGS: Mapping[str, Callable[[Floats], Floats]] = {
    "log-ct": log_ct,
    "log-ct-orig": log_ct_orig,
    "log-ct-plus": log_ct_plus,
    "log-gii": log_gii,
    "log": log_natural,
}
