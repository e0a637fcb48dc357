"""Weights from experts' judgement: budget allocation, the analytic hierarchy process."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats

# Saaty's mean consistency indices of random matrices, by order from 1.
RANDOM_INDEX = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip
# Saaty's limit of the consistency ratio.
CONSISTENT = 0.1
# How far 0.33 and 3, or 0.14 and 7, may be from reciprocals: judgements are written so.
RECIPROCAL = 0.05


@dataclass(frozen=True, eq=False)
class Budget:
    """What experts allocated.

    Attributes
    ----------
    weights : ndarray of float64, shape (children,)
        Mean share; sums to one.
    shares : ndarray of float64, shape (experts, children)
        Each expert's points over their sum.
    sd, low, high : ndarray of float64, shape (children,)
        Sample standard deviation (zero of a single expert), lowest and highest share.
    """

    weights: Floats
    shares: Floats
    sd: Floats
    low: Floats
    high: Floats


def budget(points: Floats) -> Budget:
    r"""Weights from the points that experts allocate to the children.

    Parameters
    ----------
    points : ndarray of float64, shape (experts, children)
        Not negative, of any sum but zero for each expert.

    Returns
    -------
    Budget

    Raises
    ------
    Refusal
        Naming points (row: the expert) that are negative or missing, and experts without any.

    Notes
    -----
    .. math:: w_c = \frac{1}{E} \sum_{e=1}^{E} \frac{b_{ec}}{\sum_k b_{ek}}

    of the points b that E experts allocate.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    wrong: list[tuple[int | None, int | None]] = [
        (int(row), int(column)) for row, column in np.argwhere(~(points >= 0))
    ]
    wrong += [(int(row), None) for row in np.flatnonzero(~points.any(axis=1))]
    if wrong or not len(points):
        rule = "Every expert allocates points of zero or more, and some"
        raise Refusal(rule, "Mend the table of points.", wrong or [(None, None)])
    shares = points / points.sum(axis=1, keepdims=True)
    sd = shares.std(axis=0, ddof=1) if len(points) > 1 else np.zeros(points.shape[1])
    return Budget(shares.mean(axis=0), shares, sd, shares.min(axis=0), shares.max(axis=0))


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Weights by pairwise comparison, and how far the comparisons agree.

    Attributes
    ----------
    weights : ndarray of float64, shape (children,)
        Principal eigenvector; sums to one.
    eigenvalue : float
        The principal one: the number of children where all comparisons agree, else more.
    index : float
        Consistency index, (eigenvalue - n) / (n - 1).
    ratio : float
        Consistency ratio: the index over that of random comparisons.
    worst : tuple of int
        Row and column of the comparison furthest from what the weights say.
    """

    weights: Floats
    eigenvalue: float
    index: float
    ratio: float
    worst: tuple[int, int]

    @property
    def consistent(self) -> bool:
        """Whether the ratio is within Saaty's limit of 0.1."""
        return self.ratio <= CONSISTENT


def ahp(matrix: Floats) -> Hierarchy:
    r"""Analytic hierarchy process: weights from a matrix of pairwise comparisons.

    Parameters
    ----------
    matrix : ndarray of float64, shape (children, children)
        How many times the row matters more than the column, above zero; what stands across
        the diagonal is the reciprocal.

    Returns
    -------
    Hierarchy

    Raises
    ------
    Refusal
        Naming comparisons that are not above zero, or not reciprocal within 5 %; for more than
        15 children, for which Saaty gives no random index.

    Notes
    -----
    .. math::

        A w = \lambda_{\max} w, \qquad
        \mathrm{CR} = \frac{(\lambda_{\max} - n) / (n - 1)}{\mathrm{RI}_n}

    with the comparisons A and Saaty's mean index RI of random ones.

    References
    ----------
    Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    """
    count = len(matrix)
    if count > len(RANDOM_INDEX):
        rule = f"The analytic hierarchy process takes up to {len(RANDOM_INDEX)} children"
        raise Refusal(rule, "Group the children.", [(None, None)])
    refuse_unreciprocal(matrix)
    found, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(found.real))
    vector = np.abs(vectors[:, place].real)
    weights = vector / vector.sum()
    eigenvalue = float(found[place].real)
    index = max(eigenvalue - count, 0.0) / (count - 1) if count > 1 else 0.0
    expected = RANDOM_INDEX[count - 1]
    said = np.abs(np.log(matrix * weights / weights[:, None]))
    one, other = divmod(int(np.argmax(np.triu(said))), count)
    return Hierarchy(
        weights, eigenvalue, index, index / expected if expected else 0.0, (one, other)
    )


def ahp_group(matrices: Floats) -> Hierarchy:
    """Analytic hierarchy process of several experts, by the geometric mean of their matrices.

    Parameters
    ----------
    matrices : ndarray of float64, shape (experts, children, children)

    Returns
    -------
    Hierarchy
        Of the mean, which is reciprocal where all matrices are.

    Raises
    ------
    Refusal
        As `ahp`, of any expert's matrix.

    References
    ----------
    Aczel, J. and T. L. Saaty (1983). Procedures for synthesizing ratio judgements. Journal of
    Mathematical Psychology 27: 93-102.
    """
    for matrix in matrices:
        refuse_unreciprocal(matrix)
    return ahp(np.exp(np.log(matrices).mean(axis=0)))


def refuse_unreciprocal(matrix: Floats) -> None:
    """Refuse comparisons that are not above zero, or differ from one over their mirror."""
    with np.errstate(invalid="ignore"):  # zero times infinity is refused as well
        wrong = ~((matrix > 0) & (np.abs(matrix * matrix.T - 1) <= RECIPROCAL))
    if wrong.any():
        raise Refusal(
            "A comparison is above zero, and one over that of the same two the other way round",
            "Mend the matrix of comparisons.",
            [(int(row), int(column)) for row, column in np.argwhere(wrong)],
        )
