"""Correlations of columns over the units that both have, with p-values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kind = Literal["pearson", "spearman", "kendall"]
KINDS: tuple[Kind, ...] = ("pearson", "spearman", "kendall")
# Two points always lie on a line.
FEWEST = 3
# Pairs of units in a block of Kendall's signs: what stays in a processor's cache.
SIGNS = 1 << 14


@dataclass(frozen=True, eq=False)
class Correlations:
    """Correlations of columns, arrays of shape (left, right).

    Attributes
    ----------
    r : ndarray of float64
        NaN where a column is constant or fewer than three units have both.
    p : ndarray of float64
        Two-sided probability of so strong a correlation among unrelated columns.
    n : ndarray of int64
        Units that have both.
    """

    r: Floats
    p: Floats
    n: NDArray[np.int64]


def correlate(left: Floats, right: Floats, kind: Kind = "pearson") -> Correlations:
    """Correlate every column of `left` with every one of `right`, pairwise complete.

    Parameters
    ----------
    left, right : ndarray of float64, shapes (units, left) and (units, right)
        NaN where missing.
    kind : {"pearson", "spearman", "kendall"}
        Spearman's is Pearson's of mid-ranks among the units that both have; Kendall's is
        tau-b.

    Returns
    -------
    Correlations
        p-values of Pearson and Spearman from Student's t with n - 2 degrees of freedom, of
        Kendall from the normal approximation with variance corrected for ties.

    References
    ----------
    Kendall, M. G. (1970). Rank Correlation Methods, 4th ed., chapters 3 and 4.
    """
    shape = left.shape[1], right.shape[1]
    r, p, n = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, np.int64)
    measure = MEASURES[kind]
    # Columns that lack the same units are measured together: usually one block, or a few.
    for mask, columns in patterns(left):
        for other, others in patterns(right):
            rows = mask & other
            place = np.ix_(columns, others)
            n[place] = count = int(rows.sum())
            if count >= FEWEST:
                r[place], p[place] = measure(left[np.ix_(rows, columns)],
                                             right[np.ix_(rows, others)])  # fmt: skip
    return Correlations(r, p, n)


def patterns(values: Floats) -> list[tuple[NDArray[np.bool_], NDArray[np.int64]]]:
    """The distinct patterns of presence, each with the columns that have it."""
    present = np.isfinite(values)
    found: dict[bytes, list[int]] = {}
    for column in range(values.shape[1]):
        found.setdefault(present[:, column].tobytes(), []).append(column)
    return [(present[:, columns[0]], np.array(columns)) for columns in found.values()]


def unit_columns(values: Floats) -> Floats:
    """Columns with mean zero and length one; NaN for constants."""
    centred: Floats = values - values.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    constant = values.max(axis=0) == values.min(axis=0)
    scaled: Floats = centred / np.where(constant, np.nan, length)
    return scaled


def pearson(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Pearson's r of complete columns, and its p-value."""
    # NaN would spread over the whole product in some BLAS; it is put back afterwards.
    one, two = unit_columns(left), unit_columns(right)
    r = np.clip(np.nan_to_num(one).T @ np.nan_to_num(two), -1, 1)
    r[np.isnan(one[0])[:, None] | np.isnan(two[0])[None, :]] = np.nan
    return r, student_p(r, len(left))


def spearman(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Spearman's rho of complete columns, and its p-value."""
    return pearson(mid_ranks(left), mid_ranks(right))


def mid_ranks(values: Floats) -> Floats:
    """Rank of each value in its complete column, from the lowest; ties share the mean."""
    from scipy.stats import rankdata  # scipy.stats takes half a second to import

    ranks: Floats = rankdata(values, axis=0)
    return ranks


def student_p(r: Floats, n: int) -> Floats:
    from scipy.special import stdtr  # a light part of scipy, but not at start

    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(r) * np.sqrt((n - 2) / (1 - r**2))
    p: Floats = 2 * stdtr(n - 2, -t)
    return p


def kendall(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Kendall's tau-b of complete columns, and its p-value."""
    from scipy.special import ndtr  # as above

    n = len(left)
    concordance = concordances(left, right)
    pairs = n * (n - 1) / 2
    first, second = tie_sums(left), tie_sums(right)
    with np.errstate(divide="ignore", invalid="ignore"):
        untied = np.sqrt(np.outer(pairs - first[0], pairs - second[0]))
        tau = np.where(untied > 0, concordance / untied, np.nan)
        z = np.abs(concordance) / np.sqrt(kendall_variance(n, first, second))
    return np.clip(tau, -1, 1), np.where(np.isnan(tau), np.nan, 2 * ndtr(-z))


def concordances(left: Floats, right: Floats) -> Floats:
    """Concordant less discordant pairs of units, for every two columns."""
    total = np.zeros((left.shape[1], right.shape[1]))
    first, second = np.triu_indices(len(left), 1)
    for start in range(0, len(first), SIGNS):
        one, two = first[start : start + SIGNS], second[start : start + SIGNS]
        # Signs are exact in single precision, and so are sums of so few.
        signs = [np.sign(x[one] - x[two]).astype(np.float32) for x in (left, right)]
        total += signs[0].T @ signs[1]
    return total


def tie_sums(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Sums over groups of t tied values: t(t-1)/2, t(t-1)(t-2), t(t-1)(2t+5)."""
    ordered = np.sort(values, axis=0)
    sums = np.zeros((3, values.shape[1]))
    for column in range(values.shape[1]):
        edges = np.flatnonzero(np.diff(ordered[:, column], prepend=np.nan, append=np.nan) != 0)
        t = np.diff(edges).astype(float)
        sums[:, column] = [
            (t * (t - 1) / 2).sum(),
            (t * (t - 1) * (t - 2)).sum(),
            (t * (t - 1) * (2 * t + 5)).sum(),
        ]
    return sums[0], sums[1], sums[2]


def kendall_variance(
    n: int, first: tuple[Floats, Floats, Floats], second: tuple[Floats, Floats, Floats]
) -> Floats:
    """Variance of the concordance among unrelated columns with the ties that there are."""
    pairs = float(n * (n - 1))
    plain = pairs * (2 * n + 5)
    result: Floats = (
        (plain - first[2][:, None] - second[2][None, :]) / 18
        + np.outer(first[1], second[1]) / (9 * pairs * (n - 2))
        + 2 * np.outer(first[0], second[0]) / pairs
    )
    return result


Measure = Callable[[Floats, Floats], tuple[Floats, Floats]]
MEASURES: dict[Kind, Measure] = {"pearson": pearson, "spearman": spearman, "kendall": kendall}
