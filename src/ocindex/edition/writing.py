"""An `Edition` to its folder."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sized
from operator import attrgetter
from pathlib import Path

import numpy as np

from ocindex.edition import schema
from ocindex.edition.datapackage import DESCRIPTOR, datapackage_text
from ocindex.edition.narratives import narrative_text
from ocindex.edition.quantities import number_text
from ocindex.edition.settings import FILE, settings_text
from ocindex.errors import Fault, FrameworkError
from ocindex.framework import BUNDLED
from ocindex.placing import Kind, place_folder
from ocindex.vocabulary import Edition, Framework

# Ratings that are written at a time.
CHUNK = 500_000
KIND = Kind(
    FILE,
    frozenset({FILE, "datapackage.json", "narratives", *(t.file for t in schema.TABLES)}),
    carries=True,
)


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
    place_folder(Path(folder), lambda aside: fill_edition(edition, aside), KIND, replace)


def fill_edition(edition: Edition, folder: Path) -> None:
    """Write an edition's files into `folder`, which must be there."""
    write_text(folder / FILE, settings_text(edition))
    write_framework(edition.framework, folder)
    for table in written_tables(edition):
        if table.file == schema.RATINGS.file:
            write_ratings(folder / table.file, edition)
        else:
            write_table(folder / table.file, table.names, rows_of(table, edition))
    for narrative in edition.narratives.values():
        (folder / "narratives").mkdir(exist_ok=True)
        name = edition.countries[edition.row[narrative.iso3]].name
        file = folder / "narratives" / f"{narrative.iso3}.{narrative.lang}.md"
        write_text(file, narrative_text(narrative, edition.framework, name))
    write_text(folder / DESCRIPTOR, datapackage_text(edition, written_tables(edition)))


def write_framework(framework: Framework, folder: Path) -> None:
    """The files of a framework that does not come with the package."""
    if framework.reference in BUNDLED:
        return
    taken = {FILE, DESCRIPTOR, *(table.file for table in schema.TABLES)}
    faults = [
        Fault(name, "A framework's file must not bear the name of an edition's", "Rename it.")
        for name in framework.files
        if name in taken
    ]
    if faults:
        raise FrameworkError(faults)
    for name, text in framework.files.items():
        write_text(folder / name, text)


def rows_of(table: schema.TableSchema, edition: Edition) -> Iterable[Iterable[object]]:
    """The rows of one of an edition's tables, in the order of its columns."""
    made = {
        "scores.csv": value_rows if edition.measured else score_rows,
        "groups.csv": group_rows,
        "denominators.csv": denominator_rows,
    }
    if table.file in made:
        return made[table.file](edition)
    records = {
        "countries.csv": edition.countries,
        "printed.csv": edition.printed,
        "facts.csv": edition.facts,
        "sources.csv": edition.sources,
    }
    values = attrgetter(*table.names)
    return map(values, records[table.file])


def written_tables(edition: Edition) -> list[schema.TableSchema]:
    """The tables that this edition has rows for."""
    optional: dict[str, Sized] = {
        "scores.csv": (True,) if edition.scored or edition.measured else (),
        "groups.csv": edition.groups,
        "denominators.csv": edition.denominators,
        "ratings.csv": edition.ratings,
        "printed.csv": edition.printed,
        "facts.csv": edition.facts,
        "sources.csv": edition.sources,
    }
    tables = schema.tables_of(edition.framework)
    return [table for table in tables if table.file not in optional or optional[table.file]]


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def write_table(path: Path, header: list[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([plain(field) for field in row] for row in rows)


def plain(field: object) -> object:
    """A field as csv holds it; Python before 3.13 leaves a lone carriage return unquoted."""
    if field is None:
        return ""
    return re.sub(r"\r\n?", "\n", field) if isinstance(field, str) else field


def score_rows(edition: Edition) -> Iterator[tuple[str, str, str]]:
    scale = edition.framework.scale
    text = {int(u): scale.text(int(u) * scale.unit) for u in set(edition.units.ravel().tolist())}
    for country, units in zip(edition.countries, edition.units.tolist(), strict=True):
        for indicator, value in zip(edition.framework.indicators, units, strict=True):
            yield country.iso3, indicator.id, text[value]


def value_rows(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Measured values; a missing one has no line."""
    for country, values in zip(edition.countries, edition.values.tolist(), strict=True):
        for indicator, value in zip(edition.framework.indicators, values, strict=True):
            if value == value:
                yield country.iso3, indicator.id, number_text(value)


def group_rows(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for i, country in enumerate(edition.countries):
        for grouping, values in edition.groups.items():
            if values[i]:
                yield country.iso3, grouping, values[i]


def denominator_rows(edition: Edition) -> Iterator[tuple[str, str, str]]:
    columns = {name: column.tolist() for name, column in edition.denominators.items()}
    for i, country in enumerate(edition.countries):
        for name, values in columns.items():
            if values[i] == values[i]:
                yield country.iso3, name, number_text(values[i])


def write_ratings(path: Path, edition: Edition) -> None:
    """`ratings.csv`, some rows at a time: there may be millions."""
    import polars as pl  # it takes 0.2 s to import

    scale, ratings = edition.framework.scale, edition.ratings
    values, which = np.unique(ratings.units, return_inverse=True)
    unsure, how = np.unique(ratings.confidence, return_inverse=True)
    countries = (*(country.iso3 for country in edition.countries), *ratings.vignettes)
    columns = (
        (countries, ratings.country),
        ([indicator.id for indicator in edition.framework.indicators], ratings.indicator),
        (ratings.raters, ratings.rater),
        (None, ratings.round),
        ([scale.text(units * scale.unit) for units in values.tolist()], which),
        ([confidence_text(confidence) for confidence in unsure.tolist()], how),
    )
    texts = [None if names is None else pl.Series(map(csv_text, names), dtype=pl.String)
             for names, _ in columns]  # fmt: skip
    with path.open("wb") as file:
        file.write((",".join(schema.RATINGS.names) + "\n").encode())
        for start in range(0, len(ratings), CHUNK):
            chunk = {
                name: part if text is None else text.gather(part)
                for name, text, part in zip(
                    schema.RATINGS.names, texts,
                    (codes[start : start + CHUNK] for _, codes in columns), strict=True,
                )
            }  # fmt: skip
            pl.DataFrame(chunk).write_csv(file, include_header=False, quote_style="never")


def csv_text(text: str) -> str:
    """A text as csv holds it, in quotes where it needs them."""
    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow([plain(text), ""])
    return file.getvalue()[:-1]


def confidence_text(confidence: float) -> str:
    """A confidence in as few decimals as say it, up to nine; none for NaN."""
    return "" if confidence != confidence else f"{confidence:.9f}".rstrip("0").rstrip(".")
