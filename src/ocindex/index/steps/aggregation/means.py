"""Weighted means of powers of the children: arithmetic, geometric, harmonic and between."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.aggregation.order import maximum, minimum
from ocindex.index.steps.aggregation.present import Floats, refuse_where, shares, weighted_sum

RAISE = "Normalise to a range that begins above zero, say from 1 to 100, or aggregate another way."
# Powers nearer to zero lose their digits in x ** p, which is then nearly one.
SMALL = 0.05


def arithmetic(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""Weighted arithmetic mean.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Of any sum but zero; those of the children present count in proportion.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Notes
    -----
    .. math:: y = \sum_c w_c x_c / \sum_c w_c

    Fully compensatory: a low value is made good by a high one, at the rate of the weights.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    return weighted_sum(*shares(values, weights, available))


def geometric(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""Weighted geometric mean.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Above zero; missing values are NaN.
    weights : ndarray of float64, shape (..., children)
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Raises
    ------
    Refusal
        Naming values that are zero or negative.

    Notes
    -----
    .. math:: y = \prod_c x_c^{w_c / \sum w}

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    filled, portions = shares(values, weights, available)
    refuse_where(filled <= 0, portions, "A geometric mean needs values above zero", RAISE)
    return np.exp(weighted_sum(np.log(np.maximum(filled, np.finfo(float).tiny)), portions))


def harmonic(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""Weighted harmonic mean.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Above zero; missing values are NaN.
    weights : ndarray of float64, shape (..., children)
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Raises
    ------
    Refusal
        Naming values that are zero or negative.

    Notes
    -----
    .. math:: y = \sum w / \sum_c (w_c / x_c)

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    filled, portions = shares(values, weights, available)
    refuse_where(filled <= 0, portions, "A harmonic mean needs values above zero", RAISE)
    return 1 / weighted_sum(1 / np.maximum(filled, np.finfo(float).tiny), portions)


def generalised(values: Floats, weights: Floats, *, power: float, available: float = 0.0) -> Floats:
    r"""Weighted generalised mean, or power mean.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Not negative, and above zero where `power` is zero or less; for a power of one or an
        infinite one, anything. Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
    power : float
        1 is the arithmetic mean, 0 the geometric, -1 the harmonic; infinities are the
        maximum and the minimum.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Raises
    ------
    Refusal
        Naming values that are too low for the power.

    Notes
    -----
    .. math:: y = (\sum_c w_c x_c^p / \sum w)^{1/p}

    The lower the power, the less a high value makes good a low one.

    References
    ----------
    Hardy, G. H., J. E. Littlewood and G. Polya (1934). Inequalities. Cambridge.
    """
    if power in EXACT:
        return EXACT[power](values, weights, available=available)
    filled, portions = shares(values, weights, available)
    if power > 0:
        rule = "A generalised mean needs values that are not negative"
        refuse_where(filled < 0, portions, rule, RAISE)
    else:
        rule = "A generalised mean of negative power needs values above zero"
        refuse_where(filled <= 0, portions, rule, RAISE)
    filled = np.maximum(filled, 0.0 if power > 0 else np.finfo(float).tiny)
    if abs(power) < SMALL and (filled > 0).all():
        return near_geometric(filled, portions, power)
    return power_mean(filled, portions, power)


def power_mean(filled: Floats, portions: Floats, power: float) -> Floats:
    """The formula of the power mean, on values over the one that the power makes largest."""
    unit = maximum_or_minimum(filled, portions, power)[..., None]
    unit = np.where(unit > 0, unit, 1.0)
    counted = np.where(portions == 0, unit, filled)
    ratios = (counted / unit if power > 0 else unit / counted) ** abs(power)
    return np.asarray(weighted_sum(ratios, portions) ** (1 / power) * unit[..., 0])


def maximum_or_minimum(filled: Floats, portions: Floats, power: float) -> Floats:
    """The value that the power makes largest among those that weigh anything."""
    sign = np.sign(power)
    return np.asarray(sign * np.where(portions == 0, -np.inf, sign * filled).max(axis=-1))


def near_geometric(filled: Floats, portions: Floats, power: float) -> Floats:
    """The power mean about the geometric: what it differs by keeps its digits."""
    logs = np.log(filled)
    centre = weighted_sum(logs, portions)
    beyond = weighted_sum(np.expm1(power * (logs - centre[..., None])), portions)
    return np.asarray(np.exp(centre + np.log1p(beyond) / power))


def product(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""Weighted product of the children, each to the power of its weight.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Above zero; missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Exponents as they are: with a sum of one this is the geometric mean.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none. Where children are
        missing the exponents of the others are raised to the same sum.

    Raises
    ------
    Refusal
        Naming values that are zero or negative.

    Notes
    -----
    .. math:: y = \prod_c x_c^{w_c}

    References
    ----------
    Zhou, P., B. W. Ang and D. Q. Zhou (2010). Weighting and aggregation in composite
    indicator construction: a multiplicative optimization approach. Social Indicators
    Research 96: 169-181.
    """
    mean = geometric(values, weights, available=available)
    with np.errstate(over="ignore"):  # beyond the largest number it is infinite
        return np.asarray(mean ** weights.sum(axis=-1, keepdims=True))


EXACT = {
    1.0: arithmetic, 0.0: geometric, -1.0: harmonic, np.inf: maximum, -np.inf: minimum,
}  # fmt: skip
