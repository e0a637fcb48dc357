"""An edition from data frames, of any kind that narwhals knows."""

from __future__ import annotations

from pathlib import Path

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame

from ocindex.edition import parsing
from ocindex.edition.rows import Row
from ocindex.edition.schema import COUNTRIES, SCORES, TableSchema
from ocindex.edition.settings import Settings
from ocindex.errors import EditionError, Fault
from ocindex.vocabulary import Edition, Framework


def edition_from_frames(
    scores: IntoDataFrame,
    countries: IntoDataFrame | None = None,
    *,
    framework: Framework,
    id: str,  # noqa: A002 (the field's word)
    year: int,
    title: str = "",
    complete: bool = False,
) -> Edition:
    """Make an edition of tables in memory, by the same rules as a folder.

    Parameters
    ----------
    scores : data frame
        Columns iso3, indicator, score; of pandas, Polars, PyArrow or any other library
        that narwhals knows.
    countries : data frame, optional
        Columns iso3, name, continent, region, and iso2 if known. Left out, the framework's
        members serve.
    framework : Framework
    id : str
    year : int
    title : str, optional
        The framework's title and the year if left out.
    complete : bool, optional
        Whether all of the framework's members must be there.

    Returns
    -------
    Edition

    Raises
    ------
    EditionError
        With every fault; lines are those of the frame, from 1.
    """
    faults: list[Fault] = []
    settings = Settings(
        id, title or f"{framework.title} {year}", year, framework, complete,
        simulated=False, attribution="", origin="", credits=(), notices=(),
    )  # fmt: skip
    score_rows = frame_rows(scores, SCORES, faults)
    if countries is None:
        present = {row.fields[0] for row in score_rows}
        members = [m for m in framework.members if complete or m.iso3 in present]
        country_rows = [
            Row(i, (m.iso3, m.iso2, m.name, m.continent, m.region))
            for i, m in enumerate(members, 1)
        ]
    else:
        country_rows = frame_rows(countries, COUNTRIES, faults)
    found = parsing.countries(country_rows, settings, "countries", faults)
    context = parsing.Context(Path(), framework, found, faults)
    units = parsing.scores(score_rows, context) if not faults else np.zeros((0, 0), np.int64)
    if faults:
        raise EditionError(faults)
    units.setflags(write=False)
    return Edition(id, settings.title, year, framework, found, units, complete)


def frame_rows(data: IntoDataFrame, schema: TableSchema, faults: list[Fault]) -> list[Row]:
    """A frame's rows as texts; a column that is missing is a fault, or empty where it may be."""
    frame = nw.from_native(data, eager_only=True)
    columns: list[list[str]] = []
    for column in schema.columns:
        if column.name in frame.columns:
            columns.append([cell_text(value) for value in frame[column.name].to_list()])
        elif column.required:
            rule = "This column is missing"
            faults.append(Fault(schema.file, rule, "Add it.", column=column.name))
        else:
            columns.append([""] * len(frame))
    if len(columns) < len(schema.columns):
        return []
    rows = [Row(i, fields) for i, fields in enumerate(zip(*columns, strict=True), 1)]
    keys = [schema.names.index(name) for name in schema.key]
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(row.fields[i] for i in keys)
        if key in seen:
            rule = f"{' and '.join(schema.key)} stand once"
            faults.append(Fault(schema.file, rule, "Remove one.", ", ".join(key), row=row.line))
        seen.add(key)
    return rows


def cell_text(value: object) -> str:
    """A cell as it would stand in a csv; None and NaN are empty."""
    if value is None or value != value:
        return ""
    return repr(value) if isinstance(value, float) else str(value)
