"""Weights from rotated factors, as in the Handbook of the OECD and the JRC."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats, standardised, to_one

# Rotation stops where no angle is wider than this.
STILL, SWEEPS = 1e-12, 1000


@dataclass(frozen=True, eq=False)
class Factors:
    """Factors of a group and the weights made of them.

    Attributes
    ----------
    weights : ndarray of float64, shape (children,)
        Summing to one.
    loadings : ndarray of float64, shape (children, factors)
        Correlations of children and (rotated) factors.
    assigned : ndarray of int64, shape (children,)
        The factor on which each child loads most.
    explained : ndarray of float64, shape (factors,)
        Variance of all children that goes with each factor.
    """

    weights: Floats
    loadings: Floats
    assigned: NDArray[np.int64]
    explained: Floats


def factor_weights(values: Floats, *, count: int | None = None, rotate: bool = True) -> Factors:
    r"""Weights from squared loadings on the factor that each child belongs to.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child are left out.
    count : int, optional
        Number of factors; those with an eigenvalue above one if left out, at least one.
    rotate : bool, optional
        Rotate the factors (varimax), so that each child loads on few.

    Returns
    -------
    Factors

    Raises
    ------
    Refusal
        If fewer than three units are complete, or `count` is more than there are factors;
        naming children that do not vary.

    Notes
    -----
    .. math::

        w_c \propto \frac{\ell_{cf}^2}{V_f} \cdot \frac{V_f}{\sum_g V_g}, \qquad
        f = \arg\max_g \ell_{cg}^2, \qquad V_g = \sum_k \ell_{kg}^2

    Factors are principal components of the correlations. A child's weight is its squared
    loading over the variance of its factor (its share of the intermediate composite), times
    the factor's share of the variance that all factors explain; then over the sum.

    References
    ----------
    Nicoletti, G., S. Scarpetta and O. Boylaud (2000). Summary indicators of product market
    regulation. OECD Economics Department Working Paper 226.
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    scores, _ = standardised(values)
    _, singular, directions = np.linalg.svd(scores, full_matrices=False)
    eigenvalues = singular**2 / (len(scores) - 1)
    real = int((eigenvalues > STILL * eigenvalues[0]).sum())
    kept = max(int((eigenvalues > 1).sum()), 1) if count is None else count
    if not 1 <= kept <= real:
        raise Refusal(
            f"These children have {real} factors, and {kept} are asked for",
            f"Choose from 1 to {real}.",
            [(None, None)],
        )
    raw = directions[:kept].T * np.sqrt(eigenvalues[:kept])
    found = varimax(raw) if rotate and kept > 1 else raw
    found = found * np.where(found.sum(axis=0) < 0, -1.0, 1.0)
    squares = found**2
    explained = squares.sum(axis=0)
    assigned = squares.argmax(axis=1)
    own = squares[np.arange(len(squares)), assigned]
    weights = own / explained[assigned] * (explained[assigned] / explained.sum())
    weights = to_one(weights, "", "Weight another way.")
    return Factors(weights, found, assigned.astype(np.int64), explained)


def varimax(loadings: Floats) -> Floats:
    """Rotate loadings so that squared loadings vary most within each factor.

    Parameters
    ----------
    loadings : ndarray of float64, shape (children, factors)

    Returns
    -------
    ndarray of float64, shape (children, factors)
        Children of equal communality count alike in the rotation (Kaiser's normalisation).

    References
    ----------
    Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis.
    Psychometrika 23: 187-200.
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    length = np.where(length > 0, length, 1.0)
    unit = loadings / length
    for _ in range(SWEEPS):
        angles = [turn(unit, one, other) for one, other in combinations(range(unit.shape[1]), 2)]
        if not angles or max(angles) < STILL:
            break
    return np.asarray(unit * length)


def turn(unit: Floats, one: int, other: int) -> float:
    """Turn two factors in their plane to the best angle, in place; how far they turned.

    The angle is that of the highest criterion in the plane: an iteration that follows the
    slope would stay where it is lowest, if it began there.
    """
    x, y = unit[:, one].copy(), unit[:, other].copy()
    squares, products = x**2 - y**2, 2 * x * y
    means = squares.mean(), products.mean()
    rise = 2 * (squares @ products - len(x) * means[0] * means[1])
    run = squares @ squares - products @ products - len(x) * (means[0] ** 2 - means[1] ** 2)
    if np.hypot(rise, run) < STILL * len(x):
        return 0.0  # all angles are alike
    # A quarter turn either way is as good: rounding must not choose.
    rise = 0.0 if abs(rise) < STILL * abs(run) else rise
    angle = float(np.arctan2(rise, run)) / 4
    unit[:, one] = np.cos(angle) * x + np.sin(angle) * y
    unit[:, other] = np.cos(angle) * y - np.sin(angle) * x
    return abs(angle)
