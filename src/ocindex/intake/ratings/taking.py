"""Ratings of any survey, a long table of a row each, to an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.edition.parsing import ISO3
from ocindex.edition.rated import TOLD, Table
from ocindex.errors import Fault, IntakeError, RequestError
from ocindex.intake.ratings.checked import (
    MISSING,
    Lines,
    Places,
    joined,
    line_faults,
    lines_of,
    ratings_of_lines,
)
from ocindex.intake.ratings.frameworks import codes_of, framework_on_the_spot
from ocindex.intake.ratings.table import Chosen, read_table
from ocindex.ratings import Scoring
from ocindex.vocabulary import Country, Edition, Framework, Scale, unmade

Labels = Mapping[str, str]
STRANGE = r"[^A-Za-z0-9_.-]"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a new edition of ratings is, beyond the ratings.

    Without a framework one is made on the spot: a component whose children are the items
    that were rated, on `scale`.
    """

    id: str
    title: str
    year: int
    framework: Framework | None = None
    scale: Scale | None = None
    vignettes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """An edition with ratings that were read; `left_out` lines give none."""

    edition: Edition
    added: int
    left_out: int


def read_ratings_table(path: Path, columns: Chosen, into: Edition | Survey) -> Taken:
    """Read a long table of ratings, a row each.

    Parameters
    ----------
    path : Path
        A csv or Parquet file.
    columns : mapping of str to str
        Which column holds iso3, indicator, rater and score, and if known round (1 if left
        out), confidence (0 to 1), and name, continent and region of what is rated; a key that
        is left out is looked for by its own name.
    into : Edition or Survey
        An edition to add to, or what a new one is.

    Returns
    -------
    Taken
        A new edition has no scores yet. So has one whose scores were made of its ratings;
        those that editors have decided stay. A line whose score is empty or NA gives no
        rating.

    Raises
    ------
    IntakeError
        With every fault of the file; of more than a thousand lines at fault, the first
        thousand.
    RequestError
        The file is neither csv nor Parquet, or a new edition has neither scale nor framework.
    """
    faults: list[Fault] = []
    read = read_table(path, columns, faults)
    if read is None:
        raise IntakeError(faults)
    table, chosen = read
    file = str(path)
    labels: Labels = {}
    if isinstance(into, Edition):
        target = into
    else:
        target, labels = new_edition(table, into, file, chosen)
    vignettes = target.scoring.vignettes
    places = places_of(target, labels)
    scale = target.framework.scale
    lines = lines_of(table, places, scale)
    faults.extend(line_faults(lines, chosen, places, scale, file))
    if not lines.given.any():
        faults.append(Fault(file, "There is no rating", "Name a table that holds some."))
    if faults:
        raise IntakeError(faults)
    added = ratings_of_lines(lines, vignettes)
    ratings, again = joined(target.ratings, added)
    if again.any():
        raise IntakeError(twice_faults(lines, again, chosen, file))
    edition = replace(target, ratings=ratings, origin=joined_origin(target.origin, path))
    if not edition.scoring.decided:
        edition = replace(edition, units=unmade(edition.framework))
    return Taken(edition, len(added), int((~lines.given).sum()))


def twice_faults(
    lines: Lines, again: NDArray[np.bool_], chosen: Chosen, file: str
) -> Iterator[Fault]:
    """A fault for each rating that the edition has already, for the first thousand of them."""
    rows = np.flatnonzero(lines.given)[again]
    place = list(lines.table.coders).index("rater")
    rule = "The edition has a rating by this rater of this unit and indicator in this round"
    found = zip(lines.table.lines[rows].tolist(), lines.table.fields(rows[:TOLD]), strict=False)
    for line, fields in found:
        yield Fault(
            file, rule, "Remove it here.", fields[place], row=line, column=chosen["rater"]
        )  # fmt: skip
    if len(rows) > TOLD:
        yield Fault(file, f"{len(rows) - TOLD:,} more lines repeat a rating", "Remove them too.")


def joined_origin(origin: str, path: Path) -> str:
    """The origin there was, and the file's name and checksum."""
    own = f"{path.name}, SHA-256 {sha256(path.read_bytes()).hexdigest()}"
    return own if own in origin or not origin else f"{origin}; {own}"


def places_of(edition: Edition, labels: Labels) -> Places:
    """Places by code, and by the names that the table, the edition and the framework have."""
    framework = edition.framework
    countries = {**edition.row, **{label: edition.row[iso3] for label, iso3 in labels.items()}}
    for country in edition.countries:
        countries.setdefault(country.name, edition.row[country.iso3])
    for name, iso3 in framework.aliases.items():
        if iso3 in edition.row:
            countries.setdefault(name, edition.row[iso3])
    vignettes = enumerate(edition.scoring.vignettes, len(edition.countries))
    countries |= {code: place for place, code in vignettes}
    indicators = dict(edition.column)
    for indicator in framework.indicators:
        indicators.setdefault(indicator.name, edition.column[indicator.id])
    known: Mapping[str, Mapping[str, int]] = {"iso3": countries, "indicator": indicators}

    def unknown(key: str, label: str) -> tuple[str, str]:
        near = get_close_matches(label, known[key], 1)
        hint = f"Did you mean '{near[0]}'?" if near else ""
        if key == "indicator":
            return "This indicator is not in the framework", hint or f"See {framework.id}."
        return "This country is not in the edition", hint or "Add it to countries.csv, or mend it."

    return Places(countries, indicators, unknown)


def new_edition(table: Table, survey: Survey, file: str, chosen: Chosen) -> tuple[Edition, Labels]:
    """An edition of what the table names, without its ratings, and the codes of its labels."""
    units = [label for label in table.coders["iso3"].number if label]
    absent = [code for code in survey.vignettes if code not in units]
    if absent:
        raise RequestError(f"Nobody has rated the vignette {absent[0]}. Mend --vignettes.")
    units = [label for label in units if label not in survey.vignettes]
    framework = survey.framework
    if framework is None:
        if survey.scale is None:
            raise RequestError(
                "A new edition needs the scale of its ratings. Give it by --scale MINIMUM,"
                "MAXIMUM,STEP, or name a framework by --framework."
            )
        items = [label for label in table.coders["indicator"].number if label]
        framework = framework_on_the_spot(survey.title, survey.scale, items or ["item"])
    elif survey.scale not in (None, framework.scale):
        raise RequestError(f"The scale of {framework.id} is {framework.scale}. Leave out --scale.")
    labels = labels_of(units, framework)
    about = {key: words_of(table, key, file, chosen) for key in ("name", "continent", "region")}
    if framework.members:
        countries = tuple(m for m in framework.members if m.iso3 in labels.values())
    else:
        countries = tuple(
            Country(
                code, about["name"].get(label, label), about["continent"].get(label, ""),
                about["region"].get(label, ""),
            )
            for label, code in labels.items()
        )  # fmt: skip
        require_places(countries, framework)
    edition = Edition(
        survey.id, survey.title, survey.year, framework, countries, unmade(framework),
        complete=len(countries) == len(framework.members) or not framework.members,
        scoring=Scoring(vignettes=survey.vignettes, decided=False),
    )  # fmt: skip
    return edition, labels


def labels_of(units: Sequence[str], framework: Framework) -> Labels:
    """The code of each label: a member's, or its own."""
    if framework.members:
        known = {member.name: member.iso3 for member in framework.members}
        known = {**framework.aliases, **known, **{m.iso3: m.iso3 for m in framework.members}}
        return {label: known[label] for label in units if label in known}
    codes = codes_of(units, STRANGE) if framework.free_codes else units
    return dict(zip(units, codes, strict=True))


def require_places(countries: Sequence[Country], framework: Framework) -> None:
    """Countries have an iso3, a continent and a region, unless codes are free."""
    for country in () if framework.free_codes else countries:
        if not (ISO3.fullmatch(country.iso3) and country.continent and country.region):
            raise RequestError(
                f"'{country.iso3}': the countries of {framework.id} are known by an iso3 of "
                "three capital letters, and have a continent and a region. Name the columns "
                'that hold them by --columns, or write codes = "free" in the framework.'
            )


def words_of(table: Table, key: str, file: str, chosen: Chosen) -> Mapping[str, str]:
    """What a column says of each unit; a fault where it says two things of one."""
    if key not in table.codes:
        return {}
    pairs = pl.DataFrame({"unit": table.codes["iso3"], "word": table.codes[key]}).unique(
        maintain_order=True
    )
    units, words = (list(table.coders[name].number) for name in ("iso3", key))
    found: dict[str, str] = {}
    faults = []
    for unit, word in pairs.rows():
        text = words[word]
        if text not in MISSING and found.setdefault(units[unit], text) != text:
            rule = f"A unit has one {key}; {units[unit]} is {found[units[unit]]} too"
            faults.append(Fault(file, rule, "Choose one.", text, column=chosen[key]))
    if faults:
        raise IntakeError(faults)
    return found
