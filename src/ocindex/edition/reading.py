"""An edition folder to an `Edition`, or the list of all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ocindex.edition import parsing, quantities, schema
from ocindex.edition.narratives import NAME, read_narrative
from ocindex.edition.parsing import Context
from ocindex.edition.rows import Row, read_rows, read_text
from ocindex.edition.settings import FILE, Settings, read_settings
from ocindex.errors import EditionError, Fault
from ocindex.ratings import Ratings
from ocindex.vocabulary import Country, Edition, Framework, Narrative, unmade, unscored

Scorer = Callable[[Edition], NDArray[np.int64]]
Tables = Mapping[str, list[Row] | None]


def read_edition(folder: Path | str, scorer: Scorer | None = None) -> Edition:
    """Read and check an edition folder.

    Parameters
    ----------
    folder : Path or str
        The folder; docs/edition.md says what is in it.
    scorer : callable, optional
        Makes scores (int64, shape (countries, indicators), in units of the scale) of an
        edition that has `ratings.csv` and no `scores.csv`; `without_scores` leaves them out.

    Returns
    -------
    Edition

    Raises
    ------
    EditionError
        With every fault of every file.
    """
    folder = Path(folder)
    faults: list[Fault] = []
    settings = settings_of(folder, faults)
    if settings is None:
        raise EditionError(faults)
    tables = tables_of(folder, settings.framework, faults)
    countries = countries_of(tables, settings, folder, faults)
    context = Context(folder, settings.framework, countries, faults)
    units, measurements = scores_of(tables, context)
    ratings, scoring = Ratings(), settings.scoring
    if rated(folder, settings.framework):
        from ocindex.edition.rated import read_ratings  # polars takes 0.2 s to import

        ratings = read_ratings(scoring.vignettes, context)
    if "scores.csv" not in tables and not settings.framework.measured:
        scoring = replace(scoring, decided=False)
        require_ratings(folder, context, scorer)
    narratives = read_narratives(context)
    edition = Edition(
        id=settings.id,
        title=settings.title,
        year=settings.year,
        framework=settings.framework,
        countries=countries,
        units=units,
        complete=settings.complete,
        simulated=settings.simulated,
        attribution=settings.attribution,
        origin=settings.origin,
        credits=settings.credits,
        notices=settings.notices,
        narratives=MappingProxyType(narratives),
        printed=parsing.printed(tables.get("printed.csv") or [], context),
        ratings=ratings,
        scoring=scoring,
        facts=parsing.facts(tables.get("facts.csv") or [], context),
        sources=parsing.sources(tables.get("sources.csv") or [], context),
        measurements=measurements,
        groups=quantities.groups(tables.get("groups.csv") or [], context),
        denominators=quantities.denominators(tables.get("denominators.csv") or [], context),
    )
    if faults:
        raise EditionError(faults)
    return edition if edition.scored or edition.measured else made(edition, scorer, folder)


def without_scores(edition: Edition) -> NDArray[np.int64]:
    """A scorer that makes no scores, for who wants the ratings only."""
    return edition.units


def made(edition: Edition, scorer: Scorer | None, folder: Path) -> Edition:
    """An edition with the scores that are made of its ratings."""
    assert scorer is not None, "without one, the lack of scores is a fault"
    try:
        units = scorer(edition)
    except EditionError as error:
        raise EditionError(replace(f, file=str(folder / f.file)) for f in error.faults) from None
    if isinstance(units, np.ndarray):
        units.setflags(write=False)
    return replace(edition, units=units)


def settings_of(folder: Path, faults: list[Fault]) -> Settings | None:
    path = folder / FILE
    if not is_there(path):
        rule = "An edition is a folder that holds edition.toml"
        remedy = "Make one by 'ocindex intake workbook', or name the right folder."
        faults.append(Fault(str(folder), rule, remedy))
        return None
    text = read_text(path, str(path), faults)
    return None if text is None else read_settings(text, folder, str(path), faults)


def tables_of(folder: Path, framework: Framework, faults: list[Fault]) -> Tables:
    """The rows of every table that is there, by file; None where one cannot be read.

    Ratings are read apart: they are too many for rows.
    """
    tables = schema.tables_of(framework)
    for table in schema.TABLES:
        path = folder / table.file
        if os.path.lexists(path) and table.file not in {known.file for known in tables}:
            rule = "Indicators are measured: there are no scores to be rated or printed"
            faults.append(Fault(str(path), rule, "Remove it, or add [scale] to the framework."))
    return {
        table.file: read_rows(folder / table.file, str(folder / table.file), table, faults)
        for table in tables
        # A link to nowhere is no table that was left out: it is one that cannot be read.
        if table.file != schema.RATINGS.file and os.path.lexists(folder / table.file)
    }


def rated(folder: Path, framework: Framework) -> bool:
    """Whether there are ratings to be read."""
    return not framework.measured and os.path.lexists(folder / schema.RATINGS.file)


def is_there(path: Path) -> bool:
    """Whether a path can be looked up; one that is too long, say, cannot."""
    try:
        return path.exists()
    except OSError:
        return False


def countries_of(
    tables: Tables, settings: Settings, folder: Path, faults: list[Fault]
) -> tuple[Country, ...]:
    """The countries; without any, all other lines would be wrong, and reading ends here."""
    file = "countries.csv"
    rows = tables.get(file)
    if file not in tables or rows is not None:
        countries = parsing.countries(rows, settings, str(folder / file), faults)
        if countries:
            return countries
    raise EditionError(faults)


def scores_of(
    tables: Tables, context: Context
) -> tuple[NDArray[np.int64], NDArray[np.float64] | None]:
    """Scores in units of the scale as given, or the values of measured indicators."""
    if context.framework.measured:
        return unscored(context.framework), quantities.table_values(tables, context)
    rows = tables.get("scores.csv")
    if rows is None:
        return unmade(context.framework), None
    units = parsing.scores(rows, context)
    units.setflags(write=False)
    return units, None


def require_ratings(folder: Path, context: Context, scorer: Scorer | None) -> None:
    """A fault where there are no scores, nor any way to make them."""
    if not rated(folder, context.framework):
        rule = "An edition has scores, or ratings to make them from"
        context.fault("scores.csv", rule, "Add scores.csv or ratings.csv.")
    elif scorer is None:
        rule = "Scores are not made from ratings here"
        context.fault("scores.csv", rule, "Add scores.csv.")


def read_narratives(context: Context) -> Mapping[tuple[str, str], Narrative]:
    """All narratives of the folder, by country and language."""
    result: dict[tuple[str, str], Narrative] = {}
    folder = context.folder / "narratives"
    if os.path.lexists(folder) and not folder.is_dir():
        context.fault("narratives", "This must be a folder", "Make one, or remove it.")
        return result
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        file = f"narratives/{path.name}"
        name = NAME.fullmatch(path.name)
        if not name:
            rule = "A narrative's file is named ISO3.language.md"
            context.fault(file, rule, "Rename or remove it.", path.name)
        elif name["iso3"] not in context.row:
            rule = "Its country is not in countries.csv"
            context.fault(file, rule, "Add the country, or remove the file.", name["iso3"])
        else:
            text = read_text(path, str(path), context.faults)
            if text is not None:
                narrative = read_narrative(text, str(path), context.framework, context.faults)
                result[narrative.iso3, narrative.lang] = narrative
    return result
