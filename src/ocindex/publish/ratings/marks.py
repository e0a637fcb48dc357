"""Marks with their intervals, on an axis that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite, sqrt
from typing import Any

from ocindex.findings import number
from ocindex.publish import charts

Row = Mapping[str, Any]


def known(value: float | None) -> bool:
    return value is not None and isfinite(value)


def two(value: float) -> str:
    return number(value, 2)


def ranged(row: Row, name: str, low: str, high: str) -> charts.Mark:
    """A figure of a table with its interval, where it has one."""
    ends = (row[low], row[high]) if known(row[low]) and known(row[high]) else None
    said = two(row[name]) + (f" ({two(ends[0])} to {two(ends[1])})" if ends else "")
    return charts.Mark(row["name"], row[name], said, interval=ends)


def root(variance: float) -> float:
    return sqrt(max(0.0, variance))


def estimated(
    marks: list[charts.Mark], title: str, description: str, header: tuple[str, ...], *,
    unit: bool = False, origin: float | None = None,
) -> charts.Chart:  # fmt: skip
    """Marks on an axis that holds them all: from zero to one, or from the origin on."""
    ends = [x for mark in marks for x in (mark.score, mark.before, *(mark.interval or ()))
            if x is not None]  # fmt: skip
    ends += [0.0, 1.0] if unit else [] if origin is None else [origin]
    caption = charts.Caption(title, description=description, header=header)
    return charts.estimates(marks, (min(ends), max(ends)), plain, caption, 0.0 if unit else origin)


def plain(value: float) -> str:
    """A figure of an axis, without decimals that it does not need."""
    return f"{round(value, 6):g}".replace("-", "−")
