"""Treating outliers: test, winsorise, test again, transform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.moments import Flags, Floats, Moments, passes, row_moments
from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.treat_winsorise import ends

Change = Callable[[Floats], Floats]
Columns = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Treatment:
    """Treated values, and what was done to whom.

    Attributes
    ----------
    values : ndarray of float64, shape (units, indicators)
    low, high : ndarray of bool, shape (units, indicators)
        Points that winsorising raised to a floor, or lowered to a ceiling. Where `transformed`
        and not combined, the transformation started from the values before.
    points : ndarray of int64, shape (indicators,)
        How many points winsorising moved.
    transformed : ndarray of bool, shape (indicators,)
        Whether the second treatment made the values.
    skew, kurtosis : ndarray of float64, shape (3, indicators)
        Moments before, after winsorising, and after the second treatment; NaN where there was
        no such step.
    passed : ndarray of bool, shape (indicators,)
        Whether the indicator passes at the end.
    """

    values: Floats
    low: Flags
    high: Flags
    points: Columns
    transformed: Flags
    skew: Floats
    kurtosis: Floats
    passed: Flags


@dataclass(eq=False)
class Course:
    """A treatment on its way; indicators are rows."""

    rows: Floats
    low: Flags
    high: Flags
    points: Columns
    transformed: Flags
    skew: Floats
    kurtosis: Floats
    passed: Flags

    def note(self, check: int, columns: Columns, skew: Floats, kurtosis: Floats) -> None:
        self.skew[check, columns], self.kurtosis[check, columns] = skew, kurtosis


def treat(
    values: Floats,
    points: int = 5,
    then: Change | None = None,
    skew: float = 2.0,
    kurtosis: float = 3.5,
    forced: bool = False,
    combine: bool = False,
) -> Treatment:
    r"""Treat the indicators that have outliers.

    An indicator that fails the test is winsorised, point by point on the side to which it is
    skewed, until it passes or `points` have been moved; if it still fails, `then` is applied.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    points : int
        Most points to winsorise; 0 to start with `then`. Equal points move together, even if
        that makes more. It ends where one value only would be left.
    then : callable, optional
        What is done with indicators, shape (units, indicators), that still fail: one of
        `treat_log.LOGS`, or `box_cox`.
    skew, kurtosis : float
        An indicator passes where its skewness is below the first, either way, or its excess
        kurtosis below the second.
    forced : bool
        Treat also indicators that pass: move `points`, or where that is 0 apply `then`.
    combine : bool
        Apply `then` to winsorised values instead of those before.

    Returns
    -------
    Treatment

    Raises
    ------
    Refusal
        Where a forced indicator has all values equal or fewer than four, or `then` refuses one.

    Notes
    -----
    .. math::

        y_{ui} = \min(\max(x_{ui}, a_i), b_i), \qquad
        |G_1(y_i)| < s \ \text{ or } \ G_2(y_i) < k

    The end on the side to which the indicator is skewed, a or b, moves to the next value inwards
    until skewness and excess kurtosis, corrected for bias, are within the limits s and k:

    .. math::

        G_1 = \frac{\sqrt{n (n-1)}}{n-2} \frac{m_3}{m_2^{3/2}}, \qquad
        G_2 = \frac{n-1}{(n-2)(n-3)} \left( (n+1) \left( \frac{m_4}{m_2^2} - 3 \right) + 6 \right)

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`Treat`, `winsorise`). There, an indicator that
    passes is not treated even if forced; here it is.
    """
    rows = np.array(values.T, order="C")  # a copy: the course changes it
    start = row_moments(rows)
    course = begin(rows, start, passes(start, skew, kurtosis))
    if forced:
        refuse_flat(start)
        failing = np.arange(len(rows))
    else:
        failing = np.flatnonzero(~course.passed)
    if points and len(failing):
        chosen = pick(start, failing)
        winsorise(course, failing, chosen, points, (skew, kurtosis), forced)
        failing = failing[~course.passed[failing]]
    if then is not None and len(failing):
        transform(course, values.T if not combine else course.rows, failing, then)
        now = row_moments(course.rows[failing])
        course.note(2, failing, now.skew, now.kurtosis)
        course.passed[failing] = passes(now, skew, kurtosis)
    return Treatment(
        course.rows.T, course.low.T, course.high.T, course.points, course.transformed,
        course.skew, course.kurtosis, course.passed,
    )  # fmt: skip


def begin(rows: Floats, start: Moments, passed: Flags) -> Course:
    course = Course(
        rows,
        np.zeros(rows.shape, np.bool_),
        np.zeros(rows.shape, np.bool_),
        np.zeros(len(rows), np.int64),
        np.zeros(len(rows), np.bool_),
        np.full((3, len(rows)), np.nan),
        np.full((3, len(rows)), np.nan),
        passed,
    )
    course.skew[0], course.kurtosis[0] = start.skew, start.kurtosis
    return course


def pick(found: Moments, columns: Columns) -> Moments:
    return Moments(
        found.count[columns], found.mean[columns], found.std[columns],
        found.skew[columns], found.kurtosis[columns],
    )  # fmt: skip


def refuse_flat(start: Moments) -> None:
    flat = np.flatnonzero(np.isnan(start.skew) | np.isnan(start.kurtosis))
    if len(flat):
        raise Refusal(
            "Only an indicator with four values that are not all equal can be treated",
            "Take it out of the forced ones",
            [(None, int(column)) for column in flat],
        )


def winsorise(
    course: Course,
    columns: Columns,
    start: Moments,
    points: int,
    limits: tuple[float, float],
    forced: bool,
) -> None:
    before = course.rows[columns]
    found = ends(before, start, points, *limits, forced)
    floor, ceiling = found.floor[:, None], found.ceiling[:, None]
    course.low[columns], course.high[columns] = before < floor, before > ceiling
    course.rows[columns] = np.clip(before, floor, ceiling)
    course.points[columns] = found.points
    course.note(1, columns, found.skew, found.kurtosis)
    passed = (np.abs(found.skew) < limits[0]) | (found.kurtosis < limits[1])
    course.passed[columns] = passed


def transform(course: Course, source: Floats, columns: Columns, then: Change) -> None:
    try:
        course.rows[columns] = then(source[columns].T).T
    except Refusal as refusal:
        places = [
            (row, None if column is None else int(columns[column]))
            for row, column in refusal.places
        ]
        raise Refusal(refusal.rule, refusal.remedy, places) from None
    course.transformed[columns] = True
