"""Weights, none of them negative, that bring about what a builder wants of correlations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats, standardised
from ocindex.index.steps.weights.least_squares import nonnegative_least_squares


@dataclass(frozen=True, eq=False)
class Optimised:
    """Weights, and what comes of them.

    Attributes
    ----------
    weights : ndarray of float64, shape (children,)
        Zero or more; sum to one, or to `totals` within each group.
    influence : ndarray of float64, shape (children,)
        Pearson's correlation of each child with the weighted mean.
    objective : float
        Of `balance`, the sum of squared differences between shares of influence and targets;
        of `information`, the sum of influences.
    """

    weights: Floats
    influence: Floats
    objective: float


def balance(
    values: Floats,
    target: Floats | None = None,
    *,
    groups: NDArray[np.int64] | None = None,
    totals: Floats | None = None,
) -> Optimised:
    r"""Weights by which children correlate with the weighted mean in given proportions.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child are left out.
    target : ndarray of float64, shape (children,), optional
        Shares of influence to aim at, above zero, of any sum; equal if left out.
    groups : ndarray of int64, shape (children,), optional
        Number of the parent of each child, where the weighted mean stands above several.
    totals : ndarray of float64, shape (parents,), optional
        Weight of each parent in that mean.

    Returns
    -------
    Optimised

    Raises
    ------
    Refusal
        If fewer than three units are complete; naming children that do not vary, and targets
        that are not above zero; if no weights make the correlations sum above zero.

    Notes
    -----
    .. math::

        \min_{w \ge 0} \sum_c \left( \frac{r_c}{\sum_k r_k} - \frac{t_c}{\sum_k t_k} \right)^2,
        \qquad r_c = \operatorname{corr} \left( x_c, \sum_k w_k x_k \right)

    with the targets t.

    Shares of influence do not change with the length of the weights, so that their sum may be
    held at one; what is left is a convex quadratic programme, whose optimum is found and not
    searched for.

    References
    ----------
    Becker, W., M. Saisana, P. Paruolo and I. Vandecasteele (2017). Weights and importance in
    composite indicators: closing the gap. Ecological Indicators 80: 12-22.
    """
    scores, deviation = standardised(values)
    correlation = scores.T @ scores / (len(scores) - 1)
    aim = np.ones(len(deviation)) if target is None else target
    if not (aim > 0).all():
        wrong = [(None, int(column)) for column in np.flatnonzero(~(aim > 0))]
        raise Refusal("A target share of influence is above zero", "Give another.", wrong)
    aim = aim / aim.sum()
    fixed = np.vstack([correlation.sum(axis=0), tied(deviation, groups, totals)])
    lengths = nonnegative_least_squares(correlation, aim, fixed)
    shares = correlation @ lengths / (correlation @ lengths).sum()
    gap = float(((shares - aim) ** 2).sum())
    return optimised(correlation, lengths, deviation, gap)


def information(
    values: Floats,
    *,
    groups: NDArray[np.int64] | None = None,
    totals: Floats | None = None,
) -> Optimised:
    r"""Weights by which the sum of the children's correlations with the weighted mean is largest.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child are left out.
    groups : ndarray of int64, shape (children,), optional
        Number of the parent of each child, where the weighted mean stands above several.
    totals : ndarray of float64, shape (parents,), optional
        Weight of each parent in that mean.

    Returns
    -------
    Optimised

    Raises
    ------
    Refusal
        If fewer than three units are complete; naming children that do not vary; if no weights
        make the correlations sum above zero.

    Notes
    -----
    .. math::

        \max_{w \ge 0} \sum_c r_c, \qquad
        r_c = \operatorname{corr} \left( x_c, \sum_k w_k x_k \right)

    The sum of correlations with a mean is the correlation of that mean with the sum of the
    standardised children, times that sum's deviation. In one group the weights are therefore
    in inverse proportion to standard deviations; in several, a convex quadratic programme.

    References
    ----------
    Becker, W., M. Saisana, P. Paruolo and I. Vandecasteele (2017). Weights and importance in
    composite indicators: closing the gap. Ecological Indicators 80: 12-22.
    """
    scores, deviation = standardised(values)
    correlation = scores.T @ scores / (len(scores) - 1)
    fixed = np.vstack([correlation.sum(axis=0), tied(deviation, groups, totals)])
    root = np.linalg.qr(scores / np.sqrt(len(scores) - 1))[1]
    lengths = nonnegative_least_squares(root, np.zeros(len(root)), fixed)
    found = optimised(correlation, lengths, deviation, 0.0)
    return Optimised(found.weights, found.influence, float(found.influence.sum()))


def tied(deviation: Floats, groups: NDArray[np.int64] | None, totals: Floats | None) -> Floats:
    """Rows that are zero where each group has its share of the weight, (parents, children)."""
    if groups is None or totals is None:
        return np.zeros((0, len(deviation)))
    inside = groups == np.arange(len(totals))[:, None]
    rows: Floats = (inside - (totals / totals.sum())[:, None]) / deviation
    return rows


def optimised(
    correlation: Floats, lengths: Floats, deviation: Floats, objective: float
) -> Optimised:
    """Weights of the children as they are, from those of the standardised children."""
    weights = lengths / deviation
    influence = correlation @ lengths / np.sqrt(lengths @ correlation @ lengths)
    return Optimised(weights / weights.sum(), influence, objective)
