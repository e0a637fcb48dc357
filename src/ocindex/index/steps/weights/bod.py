"""Benefit of the doubt: each unit under the weights that show it at its best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats
from ocindex.index.steps.weights.shares import refuse_bounds

# The least that HiGHS allows: by its own 1e-7, a best unit would score 1.00000006.
EXACTLY = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True, eq=False)
class Frontier:
    """Scores beside the best practice, and the weights behind each.

    Attributes
    ----------
    scores : ndarray of float64, shape (units,)
        One on the frontier; NaN for a unit without any value.
    weights : ndarray of float64, shape (units, children)
        Each unit's own multipliers, which do not sum to one: of the plain and the bounded
        programme, a unit's score is the sum of its values times its weights. Zero for a child
        that it lacks.
    """

    scores: Floats
    weights: Floats


def bod(values: Floats) -> Frontier:
    r"""Benefit of the doubt: the weights under which a unit does best, none above one.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Not negative; missing values are NaN.

    Returns
    -------
    Frontier

    Raises
    ------
    Refusal
        Naming values below zero, and children that are zero everywhere.

    Notes
    -----
    .. math::

        y_u = \max_{w \ge 0} \sum_c w_c x_{uc} \quad \text{subject to} \quad
        \sum_c w_c x_{vc} \le 1 \ \text{ for every } v

    A linear programme for each unit. What a unit lacks counts as zero, for it and in the rows
    that bound the others. Optimal weights need not be unique; scores are.

    References
    ----------
    Melyn, W. and W. Moesen (1991). Towards a synthetic indicator of macroeconomic performance.
    Public Economics Research Paper 17, KU Leuven.
    Cherchye, L., W. Moesen, N. Rogge and T. Van Puyenbroeck (2007). An introduction to 'benefit
    of the doubt' composite indicators. Social Indicators Research 82: 111-145.
    """
    children = values.shape[1]
    return bounded(values, np.zeros(children), np.ones(children))


def bod_shares(values: Floats, low: Floats, high: Floats) -> Frontier:
    r"""Benefit of the doubt in which each child's share of a score lies within bounds.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Not negative; missing values are NaN.
    low, high : ndarray of float64, shape (children,)
        Least and largest share (pie share) of each child in the score, from 0 to 1.

    Returns
    -------
    Frontier

    Raises
    ------
    Refusal
        Naming values below zero, and zeros of which a share above zero is asked; units whose
        children cannot fill a score; bounds that leave no shares.

    Notes
    -----
    .. math:: l_c \, y_u \le w_c x_{uc} \le h_c \, y_u

    beside the rules of the plain programme, for the children that the unit has.

    References
    ----------
    Cherchye, L., W. Moesen, N. Rogge and T. Van Puyenbroeck (2007). An introduction to 'benefit
    of the doubt' composite indicators. Social Indicators Research 82: 111-145.
    """
    refuse_bounds(values, low, high)
    return bounded(values, low, high)


def bounded(values: Floats, low: Floats, high: Floats) -> Frontier:
    """The linear programme of each unit, in units of each child's largest value."""
    filled, scale = over_largest(values)
    missing = np.isnan(values)
    scores, weights = np.full(len(values), np.nan), np.full(values.shape, np.nan)
    for row in np.flatnonzero(~missing.all(axis=1)):
        own = filled[row]
        parts = np.diag(own)
        least, most = np.outer(low, own) - parts, parts - np.outer(high, own)
        rules = np.vstack([filled, least[~missing[row] & (low > 0)], most[high < 1]])
        limits = np.zeros(len(rules))
        limits[: len(filled)] = 1
        found = solve(-own, rules, limits)
        weights[row] = np.where(missing[row], 0.0, found) / scale
        scores[row] = own @ found
    return Frontier(scores, weights)


def bod_directional(values: Floats, direction: Floats | None = None) -> Frontier:
    r"""Benefit of the doubt along a direction in which all units should improve.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Not negative; missing values are NaN.
    direction : ndarray of float64, shape (children,), optional
        By how much of each child, in its units, a unit improves at a time; not negative. The
        means of the children if left out.

    Returns
    -------
    Frontier
        Scores are 1 / (1 + b), where b is how far a unit stands off the frontier along the
        direction. Weights are the multipliers of the programme: the value of the direction
        under them is one.

    Raises
    ------
    Refusal
        Naming values below zero; children that are zero everywhere; directions that are
        negative, or all zero.

    Notes
    -----
    .. math::

        y_u = \frac{1}{1 + \beta_u}, \qquad
        \beta_u = \min_{w \ge 0, \, w \cdot g = 1} \left( \max_v w \cdot x_v - w \cdot x_u \right)

    with the direction g: from x the frontier is reached after beta times g.

    References
    ----------
    Fusco, E. (2015). Enhancing non-compensatory composite indicators: a directional proposal.
    European Journal of Operational Research 242: 620-630.
    """
    filled, scale = over_largest(values)
    missing = np.isnan(values)
    if direction is None:
        direction = np.where(missing, 0.0, values).sum(axis=0) / np.maximum(1, (~missing).sum(0))
    if not (direction >= 0).all() or not direction.any():
        wrong = [(None, int(column)) for column in np.flatnonzero(~(direction >= 0))]
        rule = "A direction is not negative, and not all zero"
        raise Refusal(rule, "Give another direction.", wrong or [(None, None)])
    # Last of the variables is the score of the best unit under the weights.
    rules = np.column_stack([filled, -np.ones(len(filled))])
    toward = np.append(direction / scale, 0.0)
    scores, weights = np.full(len(values), np.nan), np.full(values.shape, np.nan)
    for row in np.flatnonzero(~missing.all(axis=1)):
        cost = np.append(-filled[row], 1.0)
        found = solve(cost, rules, np.zeros(len(rules)), toward)
        weights[row] = found[:-1] / scale
        scores[row] = 1 / (1 + max(float(cost @ found), 0.0))
    return Frontier(scores, weights)


def over_largest(values: Floats) -> tuple[Floats, Floats]:
    """Values over each child's largest, zero where missing; and those largest."""
    wrong = [(int(row), int(column)) for row, column in np.argwhere(values < 0)]
    filled = np.where(np.isnan(values), 0.0, values)
    scale = filled.max(axis=0, initial=0.0)
    empty = [(None, int(column)) for column in np.flatnonzero(scale <= 0)]
    if wrong or empty:
        rule = "Benefit of the doubt needs values that are not negative, and not all zero"
        remedy = "Normalise to a range from zero up, or leave the child out."
        raise Refusal(rule, remedy, [*wrong, *empty])
    return filled / scale, scale


def solve(cost: Floats, rules: Floats, limits: Floats, one: Floats | None = None) -> Floats:
    """The non-negative variables of least cost within the rules; `one` times them is one."""
    from scipy.optimize import linprog  # takes longer to import than most methods to run

    equal = None if one is None else one[None]
    total = None if one is None else np.ones(1)
    found = linprog(cost, rules, limits, equal, total, method="highs", options=EXACTLY)
    return np.maximum(np.asarray(found.x, np.float64), 0.0)
