"""A release folder to a `Release`."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from ocindex.edition import read_edition
from ocindex.errors import Fault, ReleaseError
from ocindex.release.freezing import FORMAT, MARKER
from ocindex.release.manifest import read_fingerprint
from ocindex.release.records import (
    Change,
    Correlation,
    CountryRecord,
    Figure,
    GroupRecord,
    Part,
    Release,
    ReleasedEdition,
    Standing,
)
from ocindex.release.uncertainty import Above, Known, known, pairs
from ocindex.release.verifying import AGAIN, manifest_faults, manifest_of
from ocindex.vocabulary import SCOPES, Edition

Row = Mapping[str, str]
TABLES = ("scores", "countries", "groups", "changes", "parts", "correlations")
# Written only where an edition has intervals.
INTERVALS = ("intervals", "rank_intervals", "change_intervals")
ANEW = "Freeze its editions anew: 'ocindex release RELEASE/editions/* --out NEW'."


def read_release(folder: Path | str) -> Release:
    """Read a release, after holding its bytes against its manifest.

    Parameters
    ----------
    folder : Path or str

    Returns
    -------
    Release

    Raises
    ------
    ReleaseError
        The folder is no release, or a file of it has changed.
    """
    folder = Path(folder)
    text = manifest_of(folder)
    faults = manifest_faults(folder, text)
    if faults:
        raise ReleaseError(faults)
    try:
        return release_of(folder)
    except (LookupError, ValueError, TypeError, StopIteration) as error:
        rule = f"A key, row or column of the release is missing or damaged ({error})"
        raise ReleaseError([Fault(str(folder), rule, AGAIN)]) from error


def release_of(folder: Path) -> Release:
    """What a release's files say; LookupError, ValueError or TypeError where they lack it."""
    about = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    if about["format"] != FORMAT:
        rule = f"The release is of format {about['format']}; this version reads {FORMAT}"
        raise ReleaseError([Fault(str(folder / MARKER), rule, ANEW)])
    paths = {name: folder / "tables" / f"{name}.csv" for name in (*TABLES, *INTERVALS)}
    tables = {
        name: grouped(path) for name, path in paths.items() if name in TABLES or path.is_file()
    }
    above = pairs(folder / "tables" / "pairs.csv")
    editions = tuple(
        released(
            read_edition(folder / "editions" / entry["id"]),
            {name: tables.get(name, {}).get(entry["id"], []) for name in paths},
            above.get(entry["id"], {}),
        )
        for entry in about["editions"]
    )
    return Release(folder, about["title"], about["made_by"], read_fingerprint(folder), editions)


def grouped(path: Path) -> Mapping[str, list[Row]]:
    """A table's rows by edition."""
    result: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            result[row["edition"]].append(row)
    return result


def released(edition: Edition, tables: Mapping[str, list[Row]], above: Above) -> ReleasedEdition:
    """One edition with its rows of every table."""
    sure = known(tables)
    figures: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in tables["scores"]:
        figures[row["iso3"]][row["node"]] = figure(row, sure)
    for country in edition.countries:
        lacking = edition.framework.position.keys() - figures[country.iso3].keys()
        if lacking:
            raise KeyError(f"scores of {country.iso3}: {', '.join(sorted(lacking))}")
    changes = changes_by_country(tables["changes"], tables["parts"], sure)
    quadrants = {row["iso3"]: row["quadrant"] for row in tables["countries"]}
    records = {
        c.iso3: CountryRecord(
            c,
            quadrants[c.iso3],
            figures[c.iso3],
            changes.get(c.iso3, {}),
            {lang: n for (iso3, lang), n in edition.narratives.items() if iso3 == c.iso3},
        )
        for c in edition.countries
    }
    against = tuple(dict.fromkeys(row["against"] for row in tables["changes"]))
    return ReleasedEdition(
        edition,
        records,
        tuple(groups(edition, tables["groups"])),
        against,
        tuple(correlation(row) for row in tables["correlations"]),
        sure.basis,
        above,
    )


def figure(row: Row, sure: Known) -> Figure:
    """A row of scores or of means; a mean has no ranks and no country."""
    published, key = row.get("as_published", "").split(), (row.get("iso3", ""), row["node"])
    ranks = {
        scope: Standing(
            int(row[f"rank_{scope}"] or 0), int(row[f"of_{scope}"] or 0), scope in published,
            # Of the publisher's rank among countries that the edition lacks, nothing is known.
            None if scope in published else sure.ranks.get((*key, scope)),
        )
        for scope in SCOPES
        if f"rank_{scope}" in row
    }  # fmt: skip
    return Figure(
        row["node"], float(row["score"]), row["display"], row["exact"], row["band"], ranks,
        sure.scores.get(key),
    )  # fmt: skip


def changes_by_country(
    changes: list[Row], parts: list[Row], sure: Known
) -> Mapping[str, Mapping[str, Mapping[str, Change]]]:
    """Changes by country, earlier edition and node, each with its parts."""
    pieces: dict[tuple[str, str, str], list[Part]] = defaultdict(list)
    for row in parts:
        part = Part(row["part"], float(row["contribution"]), row["display"], row["exact"])
        pieces[row["iso3"], row["against"], row["node"]].append(part)
    result: dict[str, dict[str, dict[str, Change]]] = defaultdict(lambda: defaultdict(dict))
    for row in changes:
        key = row["iso3"], row["against"], row["node"]
        result[key[0]][key[1]][key[2]] = Change(
            row["node"], row["against"], float(row["change"]), row["display"],
            float(row["comparable"]) if row["comparable"] else None, row["comparable_display"],
            float(row["framework"]), row["framework_display"],
            {scope: int(row[f"rank_{scope}"]) for scope in SCOPES}, tuple(pieces[key]),
            sure.changes.get(key), sure.comparable.get(key),
        )  # fmt: skip
    return result


def correlation(row: Row) -> Correlation:
    return Correlation(
        row["node"], row["other"], float(row["pearson"]), row["pearson_display"],
        float(row["spearman"]), row["spearman_display"], int(row["n"]),
    )  # fmt: skip


def groups(edition: Edition, rows: list[Row]) -> Iterator[GroupRecord]:
    """The world, continents and regions, with their means."""
    found: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for row in rows:
        found[row["scope"], row["group"]][row["node"]] = figure(row, Known())
    for (scope_name, name), figures in found.items():
        scope = next(s for s in SCOPES if s == scope_name)
        members = tuple(c.iso3 for c in edition.countries if c.group(scope) == name)
        yield GroupRecord(scope, name, members, figures)
