"""Scores and ranks of a linear index under independent discrete noise in its scores.

Effective weights of an index of means are whole numbers over one denominator, and scores lie
on a grid; so does each weighted sum, and its distribution is a product of few terms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

POINTS = 256  # of the grid at a time


@dataclass(frozen=True, eq=False)
class ScoreGrid:
    """Distribution of every unit's weighted sum.

    Attributes
    ----------
    low : int
        The sum that the first column stands for, in grid steps times whole weights.
    probability : ndarray of float64, shape (units, points)
    """

    low: int
    probability: Floats


def score_grid(steps: Ints, weights: Ints, shifts: Ints, chance: Floats) -> ScoreGrid:
    """Distribution of sums of whole weights times scores that shift by whole steps.

    Parameters
    ----------
    steps : ndarray of int64, shape (units, indicators)
        Scores as given, in steps of the grid.
    weights : ndarray of int64, shape (indicators,)
        Whole effective weights, none below zero.
    shifts : ndarray of int64, shape (shifts,)
        By how many steps a score may be off: (-1, 0, 1), say.
    chance : ndarray of float64, shape (units, indicators, shifts)
        Probability of each; they sum to one. Scores are independent of each other.

    Returns
    -------
    ScoreGrid
        Exact but for rounding.
    """
    given = steps @ weights
    reach = int(weights.sum() * np.abs(shifts).max())
    low = int(given.min()) - reach
    points = int(given.max()) + reach - low + 1
    result = np.zeros((len(steps), points))
    result[np.arange(len(steps)), given - low] = 1
    for indicator, weight in enumerate(weights.tolist()):
        moved = np.zeros_like(result)
        for shift, share in zip(shifts.tolist(), chance[:, indicator].T, strict=True):
            by = weight * shift
            target = slice(max(by, 0), points + min(by, 0))
            source = slice(max(-by, 0), points + min(-by, 0))
            moved[:, target] += share[:, None] * result[:, source]
        result = moved
    return ScoreGrid(low, result)


def above_probabilities(scores: ScoreGrid) -> Floats:
    """Probability that one unit has a higher sum than another, noise being independent.

    Returns
    -------
    ndarray of float64, shape (units, units)
        [i, j] for i above j, exact but for rounding; nought on the diagonal. Ties belong to
        neither, so that [i, j] and [j, i] sum to less than one where the two may tie.
    """
    below = np.cumsum(scores.probability, axis=1) - scores.probability
    result: Floats = scores.probability @ below.T
    np.fill_diagonal(result, 0)
    return result


def rank_distribution(scores: ScoreGrid) -> Floats:
    """Probability of every rank of every unit.

    Parameters
    ----------
    scores : ScoreGrid

    Returns
    -------
    ndarray of float64, shape (units, units)
        [i, r] for rank r + 1 of unit i; ties share the better rank. Exact but for rounding.

    Notes
    -----
    Given its own sum, a unit's rank counts the others that are above it, each with a chance
    of its own, independently: a Poisson-binomial distribution. Leaving each unit out of the
    product in turn, by halves, takes N log N products instead of N squared.

    References
    ----------
    Hong, Y. (2013). On computing the distribution function for the Poisson binomial
    distribution. Computational Statistics & Data Analysis 59, 41-51.
    """
    units, points = scores.probability.shape
    higher = 1 - np.cumsum(scores.probability, axis=1)
    # Where sums are certain, rounding must not leave a chance behind.
    higher[higher < 1e-15] = 0
    result = np.zeros((units, units))
    for start in range(0, points, POINTS):
        some = slice(start, start + POINTS)
        chance = scores.probability[:, some]
        reached = chance.any(axis=0)
        if reached.any():
            _leave_one_out(higher[:, some][:, reached], chance[:, reached], result)
    return result


def _leave_one_out(higher: Floats, chance: Floats, result: Floats) -> None:
    """Add, for every unit, the distribution of how many others are above it.

    Parameters
    ----------
    higher, chance : ndarray of float64, shape (units, points)
        Probability to be above each point, and to be at it.
    result : ndarray of float64, shape (units, units)
        Added to.
    """
    units, points = higher.shape

    def descend(first: int, last: int, counts: Floats, counted: int) -> None:
        # counts: (1 + counted others, points); units first to last - 1 are not in it yet.
        if last - first == 1:
            result[first, : counted + 1] += counts @ chance[first]
            return
        middle = (first + last) // 2
        for mine, others in (((first, middle), (middle, last)), ((middle, last), (first, middle))):
            grown = np.zeros((counted + 1 + others[1] - others[0], points))
            grown[: counted + 1] = counts
            for place, other in enumerate(range(*others)):
                top = counted + 1 + place
                share = higher[other]
                up = grown[:top] * share
                grown[:top] -= up
                grown[1 : top + 1] += up
            descend(*mine, grown, counted + others[1] - others[0])

    descend(0, units, np.ones((1, points)), 0)
