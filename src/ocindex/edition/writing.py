"""An `Edition` to its folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from ocindex.edition import schema
from ocindex.edition.datapackage import datapackage_text
from ocindex.edition.narratives import narrative_text
from ocindex.edition.settings import FILE, settings_text
from ocindex.framework import BUNDLED
from ocindex.placing import place_folder
from ocindex.vocabulary import Edition

MARKER = FILE


def write_edition(edition: Edition, folder: Path | str, replace: bool = False) -> None:
    """Write an edition's folder whole.

    Parameters
    ----------
    edition : Edition
    folder : Path or str
        Where to; an edition that is there already is replaced only if `replace`.
    replace : bool

    Raises
    ------
    OutputError
        The folder is taken, or cannot be written; nothing has changed then.
    """
    place_folder(Path(folder), lambda aside: fill_edition(edition, aside), MARKER, replace)


def fill_edition(edition: Edition, folder: Path) -> None:
    """Write an edition's files into `folder`, which must be there."""
    write_text(folder / FILE, settings_text(edition))
    if edition.framework.reference not in BUNDLED:
        for name, text in edition.framework.files.items():
            write_text(folder / name, text)
    tables = {
        schema.COUNTRIES: ((c.iso3, c.iso2, c.name, c.continent, c.region) for c in edition.countries),
        schema.SCORES: score_rows(edition),
        schema.RATINGS: rating_rows(edition),
        schema.PRINTED: ((p.iso3, p.node, p.quantity, p.value, p.of or "") for p in edition.printed),
        schema.FACTS: ((f.iso3, f.fact, f.value, f.year, f.source) for f in edition.facts),
        schema.SOURCES: ((s.iso3, s.citation, s.url) for s in edition.sources),
    }  # fmt: skip
    for table in written_tables(edition):
        write_table(folder / table.file, table.names, tables[table])
    for narrative in edition.narratives.values():
        (folder / "narratives").mkdir(exist_ok=True)
        name = edition.countries[edition.row[narrative.iso3]].name
        file = folder / "narratives" / f"{narrative.iso3}.{narrative.lang}.md"
        write_text(file, narrative_text(narrative, edition.framework, name))
    write_text(folder / "datapackage.json", datapackage_text(edition, written_tables(edition)))


def written_tables(edition: Edition) -> list[schema.TableSchema]:
    """The tables that this edition has rows for."""
    optional = {
        schema.RATINGS: edition.ratings,
        schema.PRINTED: edition.printed,
        schema.FACTS: edition.facts,
        schema.SOURCES: edition.sources,
    }
    return [table for table in schema.TABLES if table not in optional or optional[table]]


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def write_table(path: Path, header: list[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def score_rows(edition: Edition) -> Iterator[tuple[str, str, str]]:
    scale = edition.framework.scale
    text = {int(u): scale.text(int(u) * scale.unit) for u in set(edition.units.ravel().tolist())}
    for country, units in zip(edition.countries, edition.units.tolist(), strict=True):
        for indicator, value in zip(edition.framework.indicators, units, strict=True):
            yield country.iso3, indicator.id, text[value]


def rating_rows(edition: Edition) -> Iterator[tuple[object, ...]]:
    scale = edition.framework.scale
    for r in edition.ratings:
        confidence = "" if r.confidence is None else f"{float(r.confidence):g}"
        yield r.iso3, r.indicator, r.rater, r.round, scale.text(r.score), confidence
