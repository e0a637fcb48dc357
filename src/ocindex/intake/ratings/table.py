"""A long table of ratings, a row each, to texts by column: csv or Parquet, of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

from ocindex.edition.blocks import Part, body_parts, open_table
from ocindex.edition.rated import Table, table_of
from ocindex.errors import Fault, RequestError

REQUIRED = ("iso3", "indicator", "rater", "score")
OPTIONAL = ("round", "confidence", "name", "continent", "region")
KEYS = (*REQUIRED, *OPTIONAL)
SUFFIXES = (".csv", ".parquet")
# Beyond it, not every whole number is a double.
LARGEST_WHOLE = 2**53
Chosen = Mapping[str, str]


def parse_columns(text: str) -> Chosen:
    """`iso3=party,score=value` as columns by key; a name may hold a comma.

    Raises
    ------
    RequestError
        A key is not known, or stands twice.
    """
    chosen: dict[str, str] = {}
    for pair in re.split(rf",(?=(?:{'|'.join(KEYS)})=)", text) if text else ():
        key, equals, column = pair.partition("=")
        if key not in KEYS or not equals or not column:
            near = get_close_matches(key, KEYS, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Keys are {', '.join(KEYS)}."
            raise RequestError(f"'{pair}' is no KEY=COLUMN. {hint}")
        if key in chosen:
            raise RequestError(f"'{key}' is given twice in --columns.")
        chosen[key] = column
    return chosen


def read_table(path: Path, columns: Chosen, faults: list[Fault]) -> tuple[Table, Chosen] | None:
    """The columns that are asked for, or bear the key's own name; None where one is missing.

    Raises
    ------
    RequestError
        The file is neither csv nor Parquet.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise RequestError(f"{path} is neither csv nor Parquet. Save it as .csv or .parquet.")
    shown = str(path)
    if suffix == ".csv":
        opened = open_table(path, shown, faults)
        if opened is None:
            return None
        chosen = chosen_columns(shown, opened.header, columns, faults)
        places = {key: opened.header.index(name) for key, name in chosen.items()}
        parts = body_parts(opened, places, shown, faults) if not faults else iter(())
    else:
        header = parquet_header(path, faults)
        chosen = chosen_columns(shown, header, columns, faults) if not faults else {}
        parts = parquet_parts(path, chosen, faults) if not faults else iter(())
    table = table_of(map(stripped, parts), list(chosen))
    return None if faults else (table, chosen)


def chosen_columns(
    shown: str, header: list[str], columns: Chosen, faults: list[Fault]
) -> dict[str, str]:
    """The column of each key; an optional one that is not asked for may be absent."""
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        rule = "Fields must be parted by commas"
        faults.append(Fault(shown, rule, "Save it as csv with commas.", header[0], row=1))
        return {}
    chosen = {}
    for key in KEYS:
        name = columns.get(key, key)
        if header.count(name) > 1:
            rule = "A column stands once"
            faults.append(Fault(shown, rule, "Rename one.", name, row=1, column=name))
        elif name in header:
            chosen[key] = name
        elif key in columns or key in REQUIRED:
            near = get_close_matches(name, header, 1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            remedy = f"{hint}Name the column that holds it: --columns {key}=COLUMN."
            faults.append(Fault(shown, "This column is missing", remedy, row=1, column=name))
    return chosen


def parquet_header(path: Path, faults: list[Fault]) -> list[str]:
    """The columns of a Parquet file."""
    try:
        if not path.is_file():
            raise OSError("No such file")
        return pl.scan_parquet(path).collect_schema().names()
    except (PolarsError, OSError) as error:
        rule = f"The file cannot be read: {str(error).splitlines()[0]}"
        faults.append(Fault(str(path), rule, "Put a readable Parquet file there."))
        return []


def parquet_parts(path: Path, chosen: Chosen, faults: list[Fault]) -> Iterator[Part]:
    """A Parquet file's rows, counted from 1."""
    frame = pl.read_parquet(path, columns=list(chosen.values()))
    texts = {}
    for key, name in chosen.items():
        try:
            texts[key] = as_text(frame[name])
        except PolarsError:
            rule = f"A column holds texts or numbers, this one {frame[name].dtype}"
            faults.append(Fault(str(path), rule, "Name another one.", column=name))
            return
    yield Part(pl.DataFrame(texts), np.arange(1, len(frame) + 1))


def as_text(values: pl.Series) -> pl.Series:
    """Values as a csv would have them: whole numbers without a point, nothing for missing."""
    if values.dtype.is_float():
        values = values.fill_nan(None)
        whole = values.drop_nulls()
        if (whole % 1 == 0).all() and (whole.abs() < LARGEST_WHOLE).all():
            values = values.cast(pl.Int64)
    return values.cast(pl.String).fill_null("")


def stripped(part: Part) -> Part:
    return Part(part.texts.with_columns(pl.all().str.strip_chars()), part.lines)
