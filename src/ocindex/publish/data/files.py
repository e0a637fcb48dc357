"""All data files of an edition, as bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from ocindex.publish.citing import citations
from ocindex.publish.data.history import FORMAT, changelog
from ocindex.publish.data.intervals import interval_tables
from ocindex.publish.data.layout import NAME, has_layout, layout_bytes
from ocindex.publish.data.statistics import statistics_files
from ocindex.publish.data.tables import NOTICE, DataTable, dictionary, edition_tables
from ocindex.publish.data.workbook import workbook_bytes
from ocindex.publish.data.writing import csv_bytes, json_bytes, parquet_bytes
from ocindex.release import Release, ReleasedEdition
from ocindex.vocabulary import SIMULATED

LONG = 50_000
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of an edition's data and what it holds."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class EditionData:
    """An edition's data files, and the tables that they were written from."""

    files: tuple[DataFile, ...]
    tables: tuple[DataTable, ...]


def edition_data(release: Release, edition_id: str) -> EditionData:
    """The data files of one edition.

    Parameters
    ----------
    release : Release
        Where any of its editions is simulated, every file says so.
    edition_id : str

    Returns
    -------
    EditionData
        The workbook, files for Stata and SPSS, each table in three formats, beside the latest
        edition of the Index all of them in their publisher's layout, the narratives where
        there are any, a dictionary, a Data Package that describes the tables, files to cite
        by, a changelog, and the files' SHA-256.
    """
    released = release.by_id[edition_id]
    about = about_data(release, released)
    made = [*edition_tables(released), *(t for t in interval_tables(released) if t.rows)]
    tables = [marked(t) if release.simulated else t for t in made]
    columns = dictionary(tables)
    columns = marked(columns) if release.simulated else columns
    files = [*files_of_all(released, about), *files_of(tables, about)]
    # It has all editions, and stands beside the latest one.
    if edition_id == release.latest.id and has_layout(release):
        files.append(
            DataFile(NAME, "All editions in their publisher's layout", layout_bytes(release))
        )
    if released.edition.narratives:
        texts = narratives_bytes(released, about)
        files.append(DataFile("narratives.json", "Narratives by country and section", texts))
    drawn = release.path / "draws" / f"{edition_id}.parquet"
    if drawn.is_file():
        content = drawn.read_bytes()
        files.append(
            DataFile("draws.parquet", "Draws of every score, each as likely as the others", content)
        )
    files.append(DataFile("dictionary.csv", columns.title, csv_bytes(columns)))
    tables.append(columns)
    package = package_bytes(released, about, tables, files)
    files.append(DataFile("datapackage.json", "The tables described as a Data Package", package))
    for name, text in citations(release, released).items():
        files.append(DataFile(name, "How to cite, for programs", text.encode()))
    changes = changelog(release).encode()
    files.append(DataFile("CHANGELOG.md", "What has changed in the data", changes))
    return EditionData((*files, sums_of(files)), tuple(tables))


def files_of_all(released: ReleasedEdition, about: dict[str, Any]) -> Iterator[DataFile]:
    """The files that hold all scores at once: a workbook, and the wide table with labels."""
    yield DataFile(
        f"index-{released.id}.xlsx",
        "Workbook: scores, ranks, changes, means, and a read-me",
        workbook_bytes(released, about),
    )
    for ending, content in statistics_files(released, about).items():
        yield DataFile(f"wide.{ending}", "Scores with labels, for Stata and SPSS", content)


def files_of(tables: Sequence[DataTable], about: dict[str, Any]) -> Iterator[DataFile]:
    """Each table in three formats; json would make tens of megabytes of the longest."""
    for table in tables:
        yield DataFile(f"{table.name}.csv", table.title, csv_bytes(table))
        if len(table.rows) <= LONG:
            yield DataFile(f"{table.name}.json", table.title, json_bytes(table, about))
        yield DataFile(f"{table.name}.parquet", table.title, parquet_bytes(table))


def sums_of(files: Sequence[DataFile]) -> DataFile:
    """The files' SHA-256 in the form of sha256sum."""
    sums = "".join(f"{sha256(f.content).hexdigest()}  {f.name}\n" for f in files)
    return DataFile("SHA256SUMS", "SHA-256 of every file above", sums.encode())


def about_data(release: Release, released: ReleasedEdition) -> dict[str, Any]:
    """What travels with the figures: title, notice, attribution, release."""
    edition = released.edition
    about = {"title": edition.title, "edition": edition.id}
    if release.simulated:
        about["notice"] = SIMULATED
    if edition.attribution:
        about["attribution"] = edition.attribution
    return {**about, "format": FORMAT, "made_by": release.made_by, "release": release.fingerprint}


def marked(table: DataTable) -> DataTable:
    """The table with a notice on each row that its data are simulated."""
    rows = tuple((*row, SIMULATED) for row in table.rows)
    return replace(table, columns=(*table.columns, NOTICE), rows=rows)


def narratives_bytes(released: ReleasedEdition, about: dict[str, Any]) -> bytes:
    sections = {s.id: s.name for s in released.edition.framework.sections}
    texts = [
        {
            "iso3": narrative.iso3,
            "lang": narrative.lang,
            "sections": [
                {"id": key, "name": sections[key], "paragraphs": paragraphs}
                for key, paragraphs in narrative.sections.items()
            ],
        }
        for narrative in released.edition.narratives.values()
    ]
    content = {**about, "narratives": texts}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def package_bytes(
    released: ReleasedEdition, about: dict[str, Any], tables: list[DataTable], files: list[DataFile]
) -> bytes:
    """`datapackage.json`: the csv tables with their columns."""
    content = {file.name: file.content for file in files}
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": f"{released.edition.framework.id}-{released.id}-data".lower(),
        "title": about["title"],
        "version": released.id,
    }
    description = ". ".join(about[key] for key in ("notice", "attribution") if key in about)
    if description:
        package["description"] = description
    package["resources"] = [resource(t, content[f"{t.name}.csv"]) for t in tables]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def resource(table: DataTable, content: bytes) -> dict[str, Any]:
    fields = [{"name": c.name, "type": c.type, "description": c.description} for c in table.columns]
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {"fields": fields},
    }
