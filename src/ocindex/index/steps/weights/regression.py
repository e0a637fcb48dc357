"""Weights by regression on an outside variable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats, complete_rows, refuse_constant, to_one


@dataclass(frozen=True, eq=False)
class Regression:
    """A linear regression on an outside variable, and weights made of it.

    Attributes
    ----------
    weights : ndarray of float64, shape (children,)
        Coefficients over their sum.
    coefficients : ndarray of float64, shape (children,)
        Of the outside variable by a child's unit.
    intercept : float
    r2 : float
        Share of the outside variable's variance that the children explain.
    n : int
        Units that have the variable and every child.
    """

    weights: Floats
    coefficients: Floats
    intercept: float
    r2: float
    n: int


def regression(values: Floats, outside: Floats, *, nonnegative: bool = False) -> Regression:
    r"""Coefficients of a regression on an outside variable as weights.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        On one scale. Units that lack a child, or the variable, are left out.
    outside : ndarray of float64, shape (units,)
        What the index should go with.
    nonnegative : bool, optional
        Least squares under coefficients of zero or more; the intercept stays free.

    Returns
    -------
    Regression

    Raises
    ------
    Refusal
        Naming children of negative coefficients, and those that do not vary; if children
        depend on each other linearly, no child helps, or complete units are too few.

    Notes
    -----
    .. math::

        z_u = \beta_0 + \sum_c \beta_c x_{uc} + \varepsilon_u, \qquad
        w_c = \beta_c / \sum_k \beta_k

    by least squares on the outside variable z.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    Lawson, C. L. and R. J. Hanson (1974). Solving Least Squares Problems. Prentice-Hall.
    """
    children = values.shape[1]
    kept = complete_rows(np.column_stack([values, outside]), children + 2)
    refuse_constant(kept[:, :-1])
    centre = kept.mean(axis=0)
    x, y = kept[:, :-1] - centre[:-1], kept[:, -1] - centre[-1]
    if np.linalg.matrix_rank(x / np.sqrt((x**2).sum(axis=0)), tol=1e-10) < children:
        rule = "A regression needs children that do not depend on each other linearly"
        raise Refusal(rule, "Leave out what repeats others.", [(None, None)])
    if nonnegative:
        from scipy.optimize import nnls  # takes longer to import than most methods to run

        coefficients: Floats = nnls(x, y)[0]
    else:
        coefficients = np.linalg.lstsq(x, y, rcond=None)[0]
    weights = to_one(
        coefficients,
        "A child has a negative coefficient in the regression",
        "Choose nonnegative = true, or leave the child out.",
    )
    left, total = ((y - x @ coefficients) ** 2).sum(), (y**2).sum()
    intercept = float(centre[-1] - centre[:-1] @ coefficients)
    return Regression(weights, coefficients, intercept, float(1 - left / total), len(y))
