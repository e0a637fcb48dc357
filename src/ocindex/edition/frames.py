"""An edition from data frames, of any kind that narwhals knows."""

from __future__ import annotations

from pathlib import Path

import narwhals as nw
from narwhals.typing import IntoDataFrame

from ocindex.edition import parsing, quantities, schema
from ocindex.edition.rows import Row
from ocindex.edition.settings import Settings
from ocindex.errors import EditionError, Fault
from ocindex.vocabulary import Country, Edition, Framework, unscored


def edition_from_frames(
    scores: IntoDataFrame,
    countries: IntoDataFrame | None = None,
    *,
    framework: Framework,
    id: str,  # noqa: A002 (the field's word)
    year: int,
    title: str = "",
    complete: bool = False,
    groups: IntoDataFrame | None = None,
    denominators: IntoDataFrame | None = None,
) -> Edition:
    """Make an edition of tables in memory, by the same rules as a folder.

    Parameters
    ----------
    scores : data frame
        Columns iso3, indicator, score; of pandas, Polars, PyArrow or any other library
        that narwhals knows.
    countries : data frame, optional
        Columns iso3, name, continent, region, and iso2 if known. Left out, the framework's
        members serve; where it lists none and indicators are measured, the codes in `scores`.
    framework : Framework
    id : str
    year : int
    title : str, optional
        The framework's title and the year if left out.
    complete : bool, optional
        Whether all of the framework's members must be there.
    groups : data frame, optional
        Columns iso3, group, value.
    denominators : data frame, optional
        Columns iso3, denominator, value.

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
    schemas = {table.file: table for table in schema.tables_of(framework)}
    given = {"countries.csv": countries, "scores.csv": scores, "groups.csv": groups,
             "denominators.csv": denominators}  # fmt: skip
    rows: dict[str, list[Row] | None] = {
        file: frame_rows(frame, schemas[file], faults)
        for file, frame in given.items()
        if frame is not None
    }
    if countries is None:
        rows["countries.csv"] = member_rows(rows["scores.csv"] or [], framework, complete)
    found = parsing.countries(rows["countries.csv"], settings, "countries", faults)
    context = parsing.Context(Path(), framework, found, faults)
    if faults:
        raise EditionError(faults)
    values = quantities.table_values(rows, context) if framework.measured else None
    units = parsing.scores(rows["scores.csv"] or [], context) if values is None else None
    edition = Edition(
        id, settings.title, year, framework, found,
        unscored(framework) if units is None else units, complete, measurements=values,
        groups=quantities.groups(rows.get("groups.csv") or [], context),
        denominators=quantities.denominators(rows.get("denominators.csv") or [], context),
    )  # fmt: skip
    if faults:
        raise EditionError(faults)
    if units is not None:
        units.setflags(write=False)
    return edition


def member_rows(scores: list[Row], framework: Framework, complete: bool) -> list[Row]:
    """The framework's members that have scores; where it lists none, the codes themselves."""
    present = dict.fromkeys(row.fields[0] for row in scores)
    members = [m for m in framework.members if complete or m.iso3 in present]
    if framework.measured and not framework.members:
        members = [Country(code, code, "", "") for code in present]
    return [
        Row(i, (m.iso3, m.iso2, m.name, m.continent, m.region)) for i, m in enumerate(members, 1)
    ]


def frame_rows(data: IntoDataFrame, table: schema.TableSchema, faults: list[Fault]) -> list[Row]:
    """A frame's rows as texts; a column that is missing is a fault, or empty where it may be."""
    frame = nw.from_native(data, eager_only=True)
    columns: list[list[str]] = []
    for column in table.columns:
        if column.name in frame.columns:
            columns.append([cell_text(value) for value in frame[column.name].to_list()])
        elif column.required:
            rule = "This column is missing"
            faults.append(Fault(table.file, rule, "Add it.", column=column.name))
        else:
            columns.append([""] * len(frame))
    if len(columns) < len(table.columns):
        return []
    rows = [Row(i, fields) for i, fields in enumerate(zip(*columns, strict=True), 1)]
    keys = [table.names.index(name) for name in table.key]
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(row.fields[i] for i in keys)
        if key in seen:
            rule = f"{' and '.join(table.key)} stand once"
            faults.append(Fault(table.file, rule, "Remove one.", ", ".join(key), row=row.line))
        seen.add(key)
    return rows


def cell_text(value: object) -> str:
    """A cell as it would stand in a csv; None and NaN are empty."""
    # pandas' own marks of what is missing cannot be asked whether they equal themselves.
    if value is None or str(value) in ("<NA>", "NaT") or value != value:
        return ""
    return repr(value) if isinstance(value, float) else str(value)
