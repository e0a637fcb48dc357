"""Normalising by place among the values of a scope: ranks, Borda points, classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Flags, Floats
from ocindex.index.steps.normalise_line import Directions, refuse, refuse_unfitted


@dataclass(frozen=True, eq=False)
class Ranking:
    """What values of the scope there are.

    Attributes
    ----------
    ordered : ndarray of float64, shape (indicators, units)
        From the worst up, turned so that more is better; missing ones last.
    count : ndarray of int64, shape (indicators,)
    directions : ndarray of int64, shape (indicators,)
    """

    ordered: Floats
    count: NDArray[np.int64]
    directions: Directions


@dataclass(frozen=True, eq=False)
class Classes:
    """Where classes begin, and what they score.

    Attributes
    ----------
    cuts : ndarray of float64, shape (classes - 1, indicators)
        Turned so that more is better.
    scores : ndarray of float64, shape (classes,)
    directions : ndarray of int64, shape (indicators,)
    """

    cuts: Floats
    scores: Floats
    directions: Directions


def fit_ranks(values: Floats, directions: Directions) -> Ranking:
    """Order the values of the scope.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.

    Returns
    -------
    Ranking
    """
    ordered = np.sort((values * directions).T, axis=1)
    return Ranking(ordered, np.count_nonzero(~np.isnan(ordered), axis=1), directions)


def score_borda(values: Floats, ranking: Ranking) -> Floats:
    r"""Borda points: how many units of the scope are worse.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    ranking : Ranking

    Returns
    -------
    ndarray of float64, shape (units, indicators)
        Equal values have equal points.

    Raises
    ------
    Refusal
        Where an indicator has values, and the scope had none.

    Notes
    -----
    .. math:: y_u = | \{ v : x_v \text{ is worse than } x_u \} |

    References
    ----------
    Borda, J.-C. de (1784). Memoire sur les elections au scrutin. Paris.
    """
    refuse_unfitted(values, ranking.count == 0)
    turned = (values * ranking.directions).T
    below = np.empty(turned.shape)
    for row, (ordered, known) in enumerate(zip(ranking.ordered, ranking.count, strict=True)):
        below[row] = np.searchsorted(ordered[:known], turned[row])
    below[np.isnan(turned)] = np.nan
    return below.T


def score_ranks(values: Floats, ranking: Ranking) -> Floats:
    r"""Ranks from 1 for the worst: one more than the Borda points.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    ranking : Ranking

    Returns
    -------
    ndarray of float64, shape (units, indicators)
        Equal values share the lowest of their ranks.

    Raises
    ------
    Refusal
        Where an indicator has values, and the scope had none.

    Notes
    -----
    .. math:: y_u = 1 + | \{ v : x_v \text{ is worse than } x_u \} |

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    return score_borda(values, ranking) + 1


def score_percentile_ranks(
    values: Floats, ranking: Ranking, constant: float | None = None
) -> Floats:
    r"""Share of the other units of the scope that are worse.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    ranking : Ranking
    constant : float, optional
        Score of an indicator of which the scope has a single value; refused if left out.

    Returns
    -------
    ndarray of float64, shape (units, indicators)
        From 0 to 1, also for values that the scope does not have.

    Raises
    ------
    Refusal
        Where an indicator has values, and the scope had none, or one.

    Notes
    -----
    .. math:: y_u = \frac{ | \{ v : x_v \text{ is worse than } x_u \} | }{n - 1}

    over the n values of the scope; at most 1 for a value that the scope does not have.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    points = score_borda(values, ranking)
    alone = ranking.count == 1
    if constant is None:
        refuse(
            alone,
            "A percentile rank needs two values to compare",
            "Leave the indicator out, or say what constants score",
        )
    shares = np.minimum(points / np.maximum(ranking.count - 1, 1), 1.0)
    return shares if constant is None else filled(shares, alone, constant)


def filled(shares: Floats, columns: Flags, constant: float) -> Floats:
    return np.where(columns & ~np.isnan(shares), constant, shares)


def fit_classes(
    values: Floats, directions: Directions, percentiles: Sequence[float], scores: Sequence[float]
) -> Classes:
    r"""Classes that begin at percentiles of the scope.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        Values of the scope, NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    percentiles : sequence of float
        From 0 to 100, ascending, counted from the worst; between two values, linear.
    scores : sequence of float
        Of each class from the worst, one more than there are percentiles.

    Returns
    -------
    Classes

    Notes
    -----
    .. math:: y = s_k, \qquad k = | \{ j : x \text{ is not worse than } q_j \} |

    with the percentiles q of the scope, counted from the worst value, and the scores s from 0 on.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5
    (categorical scale).
    """
    ranking = fit_ranks(values, directions)
    last = np.maximum(ranking.count - 1, 0)
    cuts = []
    for share in np.asarray(percentiles, dtype=np.float64) / 100:
        place = share * last
        under = np.floor(place).astype(np.int64)
        rows = np.arange(len(last))
        lower, upper = (
            ranking.ordered[rows, under],
            ranking.ordered[rows, np.minimum(under + 1, last)],
        )
        cuts.append(lower + (place - under) * (upper - lower))
    shape = (len(percentiles), len(last))
    return Classes(np.reshape(cuts, shape), np.asarray(scores, dtype=np.float64), directions)


def score_classes(values: Floats, classes: Classes) -> Floats:
    """The score of the class that each value is in.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    classes : Classes

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where an indicator has values, and the scope had none.
    """
    refuse_unfitted(values, np.logical_or.reduce(np.isnan(classes.cuts), axis=0))
    turned = values * classes.directions
    number = (turned >= classes.cuts[:, None, :]).sum(axis=0)
    return np.where(np.isnan(values), np.nan, classes.scores[number])
