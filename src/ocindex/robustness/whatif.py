"""The least change that puts one unit at or above another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class WeightChange:
    """The nearest weights that suffice.

    Attributes
    ----------
    weights : ndarray of float64, shape (children,)
        Summing to what the given ones sum to.
    size : float
        Sum of absolute changes, or the largest one, as was asked for.
    """

    weights: Floats
    size: float


@dataclass(frozen=True, eq=False)
class ScoreChange:
    """The fewest steps that suffice.

    Attributes
    ----------
    steps : ndarray of int64, shape (indicators,)
        By how many steps each score has to rise.
    """

    steps: Ints

    @property
    def size(self) -> int:
        return int(self.steps.sum())


@dataclass(frozen=True)
class Infeasible:
    """No change does it.

    Attributes
    ----------
    reason : {'behind everywhere', 'bounds'}
        The unit is nowhere above the other, so that no weights help; or it is somewhere, but
        not by enough within the bounds (of weights, or the end of the scale).
    gap : float
        By how much the unit stays behind at best.
    """

    reason: Literal["behind everywhere", "bounds"]
    gap: float


def least_weights(
    lead: Floats,
    weights: Floats,
    low: Floats,
    high: Floats,
    measure: Literal["sum", "largest"],
) -> WeightChange | Infeasible:
    """The least change of weights that puts a unit at or above another.

    Parameters
    ----------
    lead : ndarray of float64, shape (children,)
        The unit's normalised values less the other's, of what is averaged arithmetically.
    weights, low, high : ndarray of float64, shape (children,)
        Weights as given, and their bounds.
    measure : {'sum', 'largest'}
        Whether the sum of absolute changes is to be least, or the largest of them.

    Returns
    -------
    WeightChange or Infeasible

    Notes
    -----
    A linear programme, solved by HiGHS; weights keep their sum.
    """
    from scipy.optimize import linprog  # it takes a fifth of a second to import

    behind = float(-lead @ weights)
    if behind <= ROUNDING * float(np.abs(lead).max()):
        return WeightChange(weights.copy(), 0.0)
    count = len(weights)
    each = np.eye(count)
    # Unknowns are rises, falls and, for the largest change, its size.
    if measure == "sum":
        cost, ceiling = np.ones(2 * count), np.empty((0, 2 * count))
    else:
        cost = np.append(np.zeros(2 * count), 1.0)
        ceiling = np.hstack([each, each, -np.ones((count, 1))])
    extra = cost.size - 2 * count
    pad = np.zeros(extra)
    found = linprog(
        cost,
        # Of one size, since the solver's tolerance is an absolute one.
        A_ub=np.vstack([np.concatenate([-lead, lead, pad]) / np.abs(lead).max(), ceiling]),
        b_ub=np.append(-behind / np.abs(lead).max(), np.zeros(len(ceiling))),
        A_eq=np.concatenate([np.ones(count), -np.ones(count), pad])[None],
        b_eq=[0.0],
        bounds=[
            *((0, max(0.0, end)) for end in high - weights),
            *((0, max(0.0, end)) for end in weights - low),
            *((0, None) for _ in range(extra)),
        ],
        method="highs",
    )
    if found.status == 0:
        change = found.x[:count] - found.x[count : 2 * count]
        # The solver ends within its tolerance of a tie; along its change the tie is exact.
        exact = behind / float(lead @ change)
        after = weights + change * exact
        after[np.abs(after) <= ROUNDING * weights.max()] = 0.0
        return WeightChange(after, float(found.fun) * exact)
    if found.status == 2:
        reason: Literal["behind everywhere", "bounds"]
        reason = "behind everywhere" if (lead < 0).all() else "bounds"
        return Infeasible(reason, -_best_lead(lead, weights.sum(), low, high))
    raise RuntimeError(found.message)


def _best_lead(lead: Floats, total: float, low: Floats, high: Floats) -> float:
    """Largest weighted lead within the bounds: a knapsack of divisible goods."""
    order = np.argsort(-lead)
    room = (high - low)[order]
    more = np.clip(total - low.sum() - (np.cumsum(room) - room), 0, room)
    return float(lead @ low + lead[order] @ more)


def least_scores(behind: float, gains: Floats, room: Ints) -> ScoreChange | Infeasible:
    """The fewest steps of a unit's scores that put it at or above another.

    Parameters
    ----------
    behind : float
        The other's score less the unit's.
    gains : ndarray of float64, shape (indicators,)
        What one step of each score adds to the unit's: step times effective weight.
    room : ndarray of int64, shape (indicators,)
        Steps to the end of the scale.

    Returns
    -------
    ScoreChange or Infeasible

    Notes
    -----
    Steps cost the same, so that the largest gains come first; of equal ones, the first
    indicator. With means other than arithmetic, take gains at the scores given and try again.
    """
    steps = np.zeros(len(gains), np.int64)
    left = behind
    slack = ROUNDING * max(abs(behind), float(gains.max(initial=0)))
    for indicator in np.argsort(-gains, kind="stable"):
        if left <= slack or gains[indicator] <= 0:
            break
        steps[indicator] = min(
            int(room[indicator]), int(np.ceil((left - slack) / gains[indicator]))
        )
        left -= steps[indicator] * gains[indicator]
    return ScoreChange(steps) if left <= slack else Infeasible("bounds", left)
