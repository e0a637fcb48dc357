"""Tables and figures of a report as they are printed, on pages, paper and terminals."""

from __future__ import annotations

from math import isfinite

import polars as pl

from ocindex.findings.report import Exhibit

# From here on decimals are of no use: thousands are marked instead.
THOUSAND = 1000
# Of so many decimals a figure is a probability, and a small one is no zero.
SMALL = 4


def shown_rows(table: pl.DataFrame, shown: Exhibit) -> pl.DataFrame:
    """The rows of a table that an exhibit shows, in its order."""
    if shown.where:
        marks = table[shown.where]
        if marks.dtype == pl.String:
            marks = marks != ""
        table = table.filter(marks if marks.dtype == pl.Boolean else marks > 0)
    if shown.sort:
        table = table.sort(shown.sort, descending=True, maintain_order=True)
    return table.head(shown.rows) if shown.rows else table


def meanings(table: pl.DataFrame, shown: Exhibit) -> list[tuple[str, list[str]]]:
    """What each row of an exhibit means, by its name."""
    return [(row["name"], [row[column] for column in shown.told])
            for row in table.iter_rows(named=True)] if shown.told else []  # fmt: skip


def number(value: float | None, decimals: int) -> str:
    """A figure as it is printed: a true minus, a dash where there is none."""
    if value is None or not isfinite(value):
        return "–"
    least = 10**-decimals
    if decimals >= SMALL and 0 < abs(value) < least / 2:
        return f"<{least:.{decimals}f}"
    text = f"{value:,.{0 if abs(value) >= THOUSAND else decimals}f}"
    digits = any(c in "123456789" for c in text)
    return text.replace("-", "−" if digits else "")
