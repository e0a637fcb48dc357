"""A table in a file, of whatever format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ocindex.edition.blocks import Part

# Beyond it, not every whole number is a double.
LARGEST_WHOLE = 2**53


@dataclass(frozen=True, eq=False)
class Source:
    """A table in a file.

    Attributes
    ----------
    header : sequence of str
        Names of its columns.
    parts : callable
        Takes names of columns, and which of them are read by the words that stand for their
        numbers; yields their rows as texts under those names.
    labels : mapping of str to str
        What a column is about, where the file says so.
    sheet : str
        Of a workbook.
    """

    header: Sequence[str]
    parts: Callable[[Collection[str], Collection[str]], Iterator[Part]]
    labels: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


def as_text(values: pl.Series) -> pl.Series:
    """Values as a csv would have them: whole numbers without a point, nothing for missing."""
    if values.dtype.is_float():
        values = values.fill_nan(None)
        whole = values.drop_nulls()
        if (whole % 1 == 0).all() and (whole.abs() < LARGEST_WHOLE).all():
            values = values.cast(pl.Int64)
    return values.cast(pl.String).fill_null("")
