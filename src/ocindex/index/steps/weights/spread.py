"""Weights from how far the values of each child lie apart."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats, complete_rows, refuse_constant, to_one

OTHER = "Weight another way."


def entropy(values: Floats) -> Floats:
    r"""Weights by Shannon's entropy: the more unevenly a child is shared out, the more.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Not negative. Units that lack a child are left out.

    Returns
    -------
    ndarray of float64, shape (children,)
        Summing to one; zero for a child that is the same everywhere.

    Raises
    ------
    Refusal
        Naming values below zero and children that are zero everywhere; if no child varies,
        or fewer than three units are complete.

    Notes
    -----
    .. math::

        w_c \propto 1 - e_c, \qquad e_c = -\frac{1}{\ln(n)} \sum_u p_{uc} \ln(p_{uc}), \qquad
        p_{uc} = x_{uc} / \sum_v x_{vc}

    with the shares p of the n units in a child's sum.

    References
    ----------
    Zeleny, M. (1982). Multiple Criteria Decision Making. McGraw-Hill.
    """
    kept = complete_rows(values)
    wrong: list[tuple[int | None, int]] = [
        (int(row), int(column)) for row, column in np.argwhere(values < 0)
    ]
    wrong += [(None, int(column)) for column in np.flatnonzero(~kept.any(axis=0))]
    if wrong:
        rule = "Entropy needs values that are not negative, and not all zero"
        raise Refusal(rule, "Normalise to a range from zero up, or weight another way.", wrong)
    parts = kept / kept.sum(axis=0)
    logs = np.log(np.where(parts > 0, parts, 1.0))
    divergence = 1 + (parts * logs).sum(axis=0) / np.log(len(kept))
    flat = divergence < 1e-14  # what rounding leaves of nothing
    return to_one(np.where(flat, 0.0, divergence), "", OTHER)


def critic(values: Floats) -> Floats:
    r"""CRITIC: standard deviation times disagreement with the other children.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        On one scale, say from 0 to 1. Units that lack a child are left out.

    Returns
    -------
    ndarray of float64, shape (children,)
        Summing to one.

    Raises
    ------
    Refusal
        If fewer than three units are complete, or all children say the same; naming children
        that do not vary.

    Notes
    -----
    .. math:: w_c \propto \hat\sigma_c \sum_k (1 - r_{ck})

    over the other children, with their correlations r.

    References
    ----------
    Diakoulaki, D., G. Mavrotas and L. Papayannakis (1995). Determining objective weights in
    multiple criteria problems: the CRITIC method. Computers and Operations Research 22:
    763-770.
    """
    kept = complete_rows(values)
    refuse_constant(kept)
    if values.shape[1] == 1:
        return np.ones(1)
    conflict = 1 - np.clip(np.corrcoef(kept, rowvar=False), -1, 1)
    np.fill_diagonal(conflict, 0)
    found = kept.std(axis=0, ddof=1) * conflict.sum(axis=1)
    return to_one(np.where(found < 1e-14 * np.abs(kept).max(), 0.0, found), "", OTHER)


def standard_deviation(values: Floats, *, inverse: bool = False) -> Floats:
    r"""Weights in proportion to standard deviations, or in inverse proportion.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        On one scale. Each child's deviation is that of the units that have it.
    inverse : bool, optional
        One over the deviation: every child then moves the score alike.

    Returns
    -------
    ndarray of float64, shape (children,)
        Summing to one; zero for a child that is the same everywhere.

    Raises
    ------
    Refusal
        Naming children with fewer than two values, or of an inverse deviation those that do
        not vary; if none does.

    Notes
    -----
    .. math:: w_c \propto \hat\sigma_c, \qquad w_c \propto 1 / \hat\sigma_c \ \text{ if inverse}

    References
    ----------
    Diakoulaki, D., G. Mavrotas and L. Papayannakis (1995). Determining objective weights in
    multiple criteria problems: the CRITIC method. Computers and Operations Research 22:
    763-770, which has it to compare with.
    """
    present = ~np.isnan(values)
    count = present.sum(axis=0)
    if (count < 2).any():
        places = [(None, int(column)) for column in np.flatnonzero(count < 2)]
        raise Refusal("A standard deviation needs two values", "Impute, or leave it out.", places)
    mean = np.where(present, values, 0.0).sum(axis=0) / count
    squares = np.where(present, (values - mean) ** 2, 0.0).sum(axis=0)
    deviation = np.sqrt(squares / (count - 1))
    largest = np.where(present, np.abs(values), 0.0).max(axis=0)
    deviation = np.where(deviation <= 1e-14 * largest, 0.0, deviation)
    if inverse and not deviation.all():
        places = [(None, int(column)) for column in np.flatnonzero(deviation == 0)]
        raise Refusal("A child that does not vary has no inverse deviation", OTHER, places)
    return to_one(1 / deviation if inverse else deviation, "", OTHER)
