"""Weights from the first principal component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats, standardised, to_one

# Loadings that sum to less cancel each other: their weights would be anything.
CANCELLED = 1e-9


@dataclass(frozen=True, eq=False)
class Loadings:
    """The first principal component of a group.

    Attributes
    ----------
    first : ndarray of float64, shape (children,)
        Of length one; the sign is such that the sum is not negative.
    share : float
        Of the variance of all children that the component holds.
    eigenvalues : ndarray of float64, shape (children,)
        Of the correlation matrix, the largest first.
    """

    first: Floats
    share: float
    eigenvalues: Floats


def loadings(values: Floats) -> Loadings:
    """First principal component of the correlations of a group's children.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child are left out.

    Returns
    -------
    Loadings

    Raises
    ------
    Refusal
        If fewer than three units are complete; naming children that do not vary.

    References
    ----------
    Jolliffe, I. T. (2002). Principal Component Analysis. Springer.
    """
    scores, _ = standardised(values)
    _, singular, directions = np.linalg.svd(scores, full_matrices=False)
    first = directions[0] * (-1 if directions[0].sum() < 0 else 1)
    eigenvalues = np.zeros(values.shape[1])
    eigenvalues[: len(singular)] = singular**2 / (len(scores) - 1)
    return Loadings(first, float(eigenvalues[0] / eigenvalues.sum()), eigenvalues)


def pca(
    values: Floats,
    *,
    squared: bool = False,
    negative: Literal["refuse", "keep", "zero"] = "refuse",
) -> Floats:
    r"""Loadings on the first principal component as weights.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child are left out.
    squared : bool, optional
        Square the loadings: shares of the component's variance, never negative.
    negative : {'refuse', 'keep', 'zero'}, optional
        What becomes of a child that loads against the others: `refuse` names it, `keep`
        takes off what it has, as COINr does, `zero` leaves it out.

    Returns
    -------
    ndarray of float64, shape (children,)
        Summing to one.

    Raises
    ------
    Refusal
        If fewer than three units are complete; naming children that do not vary, and negative
        loadings; or if loadings that are kept cancel each other out.

    Notes
    -----
    .. math:: R a = \lambda_1 a, \qquad w_c = a_c / \sum_k a_k

    with the correlation matrix R of the children and its largest eigenvalue; squares of a if
    `squared`.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    first = loadings(values).first
    if squared:
        first = first**2
    if negative == "zero":
        first = np.maximum(first, 0)
    if negative != "keep":
        return to_one(
            first,
            "A child loads against the others on the first principal component",
            'Turn its direction, leave it out, or choose negative = "zero" or "keep".',
        )
    if abs(first.sum()) < CANCELLED:
        raise Refusal(
            "The loadings on the first principal component cancel each other out",
            "Weight another way.",
            [(None, None)],
        )
    return np.asarray(first / first.sum())
