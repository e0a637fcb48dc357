"""A table of the data as csv, json and parquet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import polars as pl

from ocindex.publish.data.tables import DataTable

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
    names = [column.name for column in table.columns]
    head = json.dumps(about, ensure_ascii=False, indent=1)[:-2]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    rows = ",\n".join(encode(dict(zip(names, row, strict=True))) for row in table.rows)
    return f'{head},\n "rows": [\n{rows}\n]}}\n'.encode()


def parquet_bytes(table: DataTable) -> bytes:
    """Parquet with the columns' own types."""
    schema = {column.name: TYPES[column.type] for column in table.columns}
    frame = pl.DataFrame(table.rows, schema=schema, orient="row")
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", statistics=False)
    return file.getvalue()
