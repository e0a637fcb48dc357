"""A table of the data as csv, json and parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from ocindex.publish.data.tables import Column, DataTable

TYPES: dict[str, type[pl.DataType]] = {
    "string": pl.String,
    "number": pl.Float64,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
}
# A spreadsheet takes a text that begins with one of these for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: DataTable) -> bytes:
    """UTF-8 csv; texts that people wrote cannot be run as formulas."""
    written = [i for i, column in enumerate(table.columns) if column.written]
    flags = [i for i, column in enumerate(table.columns) if column.type == "boolean"]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        fields = list(row)
        for i in written:
            fields[i] = neutral(str(fields[i]))
        for i in flags:
            fields[i] = "true" if fields[i] else "false"
        writer.writerow(fields)
    return file.getvalue().encode("utf-8")


def neutral(text: str) -> str:
    """`text`, behind an apostrophe where a spreadsheet would run it."""
    return "'" + text if text.startswith(FORMULA) else text


def json_bytes(table: DataTable, about: dict[str, Any]) -> bytes:
    """An object: what the data are, then the `rows`, one a line."""
    head = json.dumps(about, ensure_ascii=False, indent=1)[:-2]
    # A column at a time: most texts of a column stand in it often, and are encoded once.
    columns = (
        json_cells(column, cells)
        for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    )
    rows = ",\n".join("{" + ",".join(row) + "}" for row in zip(*columns, strict=True))
    return f'{head},\n "rows": [\n{rows}\n]}}\n'.encode()


def json_cells(column: Column, cells: Sequence[object]) -> list[str]:
    """The members of a column, `"name":value`, a row each."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    name = encode(column.name)
    texts = {cell for cell in cells if isinstance(cell, str)}
    known = {text: f"{name}:{encode(text)}" for text in texts}
    # Numbers are written as json would: an encoder a number takes ten times as long.
    return [
        known[c] if isinstance(c, str)
        else f"{name}:{c!r}" if type(c) in (float, int)
        else f"{name}:{encode(c)}"
        for c in cells
    ]  # fmt: skip


def parquet_bytes(table: DataTable) -> bytes:
    """Parquet with the columns' own types."""
    schema = {column.name: TYPES[column.type] for column in table.columns}
    frame = pl.DataFrame(table.rows, schema=schema, orient="row")
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", statistics=False)
    return file.getvalue()
