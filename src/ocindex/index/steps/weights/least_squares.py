"""Least squares with variables that are not negative and linear rules that hold exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats

# How heavily rules count while the variables that are zero are found; then they hold exactly.
HEAVY = 1e4
# Below this, a variable is zero, and a rule holds.
ZERO, HOLDS = 1e-10, 1e-8


def nonnegative_least_squares(matrix: Floats, aim: Floats, fixed: Floats) -> Floats:
    """Variables of zero or more that come nearest to an aim, under rules.

    Parameters
    ----------
    matrix : ndarray of float64, shape (rows, variables)
    aim : ndarray of float64, shape (rows,)
    fixed : ndarray of float64, shape (rules, variables)
        The first rule's sum is one, that of all others zero.

    Returns
    -------
    ndarray of float64, shape (variables,)

    Raises
    ------
    Refusal
        If no variables keep the rules.

    References
    ----------
    Lawson, C. L. and R. J. Hanson (1974). Solving Least Squares Problems. Prentice-Hall.
    """
    from scipy.optimize import nnls  # takes longer to import than most methods to run

    rule = np.zeros(len(fixed))
    rule[0] = 1
    stacked = np.vstack([matrix, HEAVY * fixed])
    rough = nnls(stacked, np.concatenate([aim, HEAVY * rule]))[0]
    free = rough > ZERO * rough.max(initial=0.0)
    found = exactly(matrix, aim, fixed, rule, free)
    while (found < 0).any():  # what was zero but for rounding
        free &= found > 0
        found = exactly(matrix, aim, fixed, rule, free)
    if np.abs(fixed @ found - rule).max() > HOLDS:
        raise Refusal(
            "No weights of zero or more make these children go with their mean",
            "Turn the direction of those that go against the others.",
            [(None, None)],
        )
    return found


def exactly(
    matrix: Floats, aim: Floats, fixed: Floats, rule: Floats, free: NDArray[np.bool_]
) -> Floats:
    """The optimum over the free variables, the others zero, with rules that hold."""
    some, rules = matrix[:, free], fixed[:, free]
    count = len(rule)
    system = np.block([[some.T @ some, rules.T], [rules, np.zeros((count, count))]])
    solved = np.linalg.lstsq(system, np.concatenate([some.T @ aim, rule]), rcond=None)[0]
    found = np.zeros(len(free))
    found[free] = solved[: some.shape[1]]
    return found
