"""All data files of an edition, as bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from ocindex.publish.data.tables import NOTICE, DataTable, edition_tables
from ocindex.publish.data.workbook import workbook_bytes
from ocindex.publish.data.writing import csv_bytes, json_bytes, parquet_bytes
from ocindex.release import Release, ReleasedEdition
from ocindex.vocabulary import SIMULATED

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
        The workbook, each table in three formats, the narratives where there are any, a
        Data Package that describes the tables, and the files' SHA-256.
    """
    released = release.by_id[edition_id]
    about = about_data(release, released)
    tables = [marked(t) if release.simulated else t for t in edition_tables(released)]
    files = [
        DataFile(
            f"index-{edition_id}.xlsx",
            "Workbook: scores, ranks, changes, means, and a read-me",
            workbook_bytes(released, about),
        )
    ]
    for table in tables:
        files.append(DataFile(f"{table.name}.csv", table.title, csv_bytes(table)))
        files.append(DataFile(f"{table.name}.json", table.title, json_bytes(table, about)))
        files.append(DataFile(f"{table.name}.parquet", table.title, parquet_bytes(table)))
    if released.edition.narratives:
        texts = narratives_bytes(released, about)
        files.append(DataFile("narratives.json", "Narratives by country and section", texts))
    package = package_bytes(released, about, tables, files)
    files.append(DataFile("datapackage.json", "The tables described as a Data Package", package))
    sums = "".join(f"{sha256(f.content).hexdigest()}  {f.name}\n" for f in files)
    files.append(DataFile("SHA256SUMS", "SHA-256 of every file above", sums.encode()))
    return EditionData(tuple(files), tuple(tables))


def about_data(release: Release, released: ReleasedEdition) -> dict[str, Any]:
    """What travels with the figures: title, notice, attribution, release."""
    edition = released.edition
    about = {"title": edition.title, "edition": edition.id}
    if release.simulated:
        about["notice"] = SIMULATED
    if edition.attribution:
        about["attribution"] = edition.attribution
    return {**about, "made_by": release.made_by, "release": release.fingerprint}


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
