"""Charts of how far an index can be trusted: rank intervals, sensitivity, shifts, strengths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ocindex.charts.plain import captioned, columns, figure, percent, rank, row
from ocindex.errors import RequestError
from ocindex.publish import charts as drawing
from ocindex.publish.charts import Axis, Chart, Factor, Mark, Standing


def intervals(
    units: Sequence[str],
    low: ArrayLike,
    median: ArrayLike,
    high: ArrayLike,
    published: ArrayLike | None = None,
    coverage: float = 0.9,
    title: str = "",
    source: str = "",
) -> Chart:
    """Draw between which ranks each unit lies.

    Parameters
    ----------
    units : sequence of str
        Names of the units.
    low, median, high : array_like, shape (units,)
        The interval's first rank, the median rank, the interval's last rank.
    published : array_like, shape (units,), optional
        The ranks that are published.
    coverage : float, optional
        The probability of the intervals, which the chart states.
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        Units and ranks are not as many.
    """
    first, middle, last = (row(values, len(units)) for values in (low, median, high))
    known = None if published is None else row(published, len(units))
    order = sorted(range(len(units)), key=lambda i: ((known or middle)[i], middle[i], units[i]))
    marks = [
        Mark(
            units[i], middle[i], f"{rank(middle[i])} ({rank(first[i])}\u2013{rank(last[i])})",
            before=known[i] if known else None, was=rank(known[i]) if known else "",
            interval=(first[i], last[i]),
        )
        for i in order
    ]  # fmt: skip
    widest = max((last[i] - first[i] for i in order), default=0)
    said = f"Bars hold {percent(coverage)} of the draws. Dots: median"
    said += ", ticks: published rank." if known else "."
    header = ("Unit", "Published rank", "Median (interval)")
    found = title or f"Rank intervals of {len(units)} units; the widest spans {rank(widest)} ranks"
    return drawing.intervals(marks, len(units), captioned(found, said, source, *header))


def sensitivity(
    factors: Sequence[str],
    first: ArrayLike,
    total: ArrayLike,
    first_interval: ArrayLike | None = None,
    total_interval: ArrayLike | None = None,
    title: str = "",
    source: str = "",
) -> Chart:
    """Draw how much of the variance each uncertain choice makes, alone and in total.

    Parameters
    ----------
    factors : sequence of str
        What varies.
    first, total : array_like, shape (factors,)
        Sobol indices: of first order, and in total.
    first_interval, total_interval : array_like, shape (factors, 2), optional
        Lower and upper ends of their intervals.
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        Factors and indices are not as many.

    References
    ----------
    Saltelli, A., et al. (2008). Global Sensitivity Analysis: The Primer. Wiley.
    """
    alone, whole = shares(first, first_interval, factors), shares(total, total_interval, factors)
    found = [Factor(*one) for one in zip(factors, alone, whole, strict=True)]
    found.sort(key=lambda one: -one.total.score)
    rest = 1 - sum(mark.score for mark in alone)
    said = "Shares of the variance in percent; lines: intervals." if first_interval is not None \
        else "Shares of the variance in percent."  # fmt: skip
    if rest > 0:
        said += f" {percent(rest)} comes of choices together."
    most = f"{found[0].label} matters most: {found[0].total.display}" if found else "Sensitivity"
    words = ("alone", "in total", "only together with others")
    header = ("What varies", "Alone", "In total")
    return drawing.sensitivity(found, words, captioned(title or most, said, source, *header))


def shares(values: ArrayLike, ends: ArrayLike | None, factors: Sequence[str]) -> list[Mark]:
    """Shares of variance with their intervals."""
    found = row(values, len(factors))
    if ends is None:
        return [Mark(name, one, percent(one)) for name, one in zip(factors, found, strict=True)]
    return [
        Mark(name, one, percent(one), interval=(float(low), float(high)),
             change=f"{percent(low)} to {percent(high)}")
        for name, one, (low, high) in zip(
            factors, found, columns(ends, len(factors), 2).tolist(), strict=True)
    ]  # fmt: skip


def shift(
    units: Sequence[str],
    before: ArrayLike,
    after: ArrayLike,
    methods: tuple[str, str] = ("Before", "After"),
    most: int = 12,
    title: str = "",
    source: str = "",
) -> Chart:
    """Draw what two methods make of the ranks: who moves most, and how far all move.

    Parameters
    ----------
    units : sequence of str
        Names of the units.
    before, after : array_like, shape (units,)
        Ranks by the first method and by the second.
    methods : tuple of two str, optional
        Names of the methods.
    most : int, optional
        How many units are drawn by themselves.
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        Units and ranks are not as many, or there are none.
    """
    if not units:
        raise RequestError("No unit has a rank to compare.")
    one, other = row(before, len(units)), row(after, len(units))
    by = [a - b for a, b in zip(one, other, strict=True)]
    marks = [
        Mark(name, b, rank(b), before=a, was=rank(a), change=f"{a - b:+g}".replace("-", "\u2212"))
        for name, a, b in zip(units, one, other, strict=True)
    ]
    still = sum(not step for step in by)
    mean = sum(map(abs, by)) / len(by)
    found = title or f"Ranks move by {mean:.1f} on average; {still} of {len(by)} stay"
    said = "Left: the units that move most, dashed where they fall. Right: how far all move."
    header = ("Unit", *methods, "Change")
    words = ("Falls", "Same rank", "Rises")
    return drawing.shift(methods, marks, words, captioned(found, said, source, *header), most)


def strengths(
    names: Sequence[str],
    values: ArrayLike,
    units: Sequence[str],
    unit: str,
    count: int = 5,
    scale: tuple[float, float] = (0.0, 100.0),
    title: str = "",
    source: str = "",
) -> Chart:
    """Draw in which indicators a unit ranks highest, and in which lowest.

    Parameters
    ----------
    names : sequence of str
        Names of the indicators.
    values : array_like, shape (units, indicators)
        Normalised values, of which high ones are better; NaN where one is missing.
    units : sequence of str
        Names of the units.
    unit : str
        Which of them.
    count : int, optional
        How many strengths, and how many weaknesses.
    scale : tuple of two float, optional
        The lowest and the highest value that there can be.
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        No unit has that name, or names and values are not of one shape.
    """
    if unit not in units:
        raise RequestError(f"No unit '{unit}' among the {len(units)} given.")
    found, i = columns(values, len(units), len(names)), list(units).index(unit)
    there = [k for k in range(len(names)) if not np.isnan(found[i, k])]
    ranks = {k: 1 + int((found[:, k] > found[i, k]).sum()) for k in there}
    of = {k: int((~np.isnan(found[:, k])).sum()) for k in there}
    order = sorted(there, key=lambda k: (ranks[k] / of[k], k))

    def standing(k: int) -> Standing:
        world = [x for x in found[:, k].tolist() if x == x]
        mark = Mark(names[k], float(found[i, k]), figure(found[i, k]))
        return Standing(mark, f"{ranks[k]} of {of[k]}", world)

    half = min(count, (len(order) + 1) // 2)
    best, worst = order[:half], order[half:][::-1][:count]
    groups = [("Strengths", [standing(k) for k in best]),
              ("Weaknesses", [standing(k) for k in worst])]  # fmt: skip
    said = "Dot: its value. Ticks: all units. Rank 1 is the highest value."
    header = ("Group", "Indicator", "Value", "Rank")
    caption = captioned(title or f"{unit}: where it stands out", said, source, *header)
    return drawing.strengths(Axis(*scale, (), "better"), groups, caption)
