"""Ratings of any survey, a table of them, to an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ocindex.edition.rated import TOLD
from ocindex.errors import Fault, IntakeError
from ocindex.intake.ratings.asked import Asked
from ocindex.intake.ratings.checked import (
    Lines,
    joined,
    line_faults,
    lines_of,
    ratings_of_lines,
)
from ocindex.intake.ratings.new import Survey, new_edition
from ocindex.intake.ratings.places import places_of
from ocindex.intake.ratings.table import read_table
from ocindex.vocabulary import Edition, unmade


@dataclass(frozen=True, slots=True)
class Taken:
    """An edition with ratings that were read; what stood in fields that give none, how often."""

    edition: Edition
    added: int
    left_out: Mapping[str, int]


def read_ratings_table(path: Path, asked: Asked, into: Edition | Survey) -> Taken:
    """Read a table of ratings, with a row a rating or, if asked for, columns of ratings.

    Parameters
    ----------
    path : Path
        Text in columns (.csv, .tsv, .tab, .txt), Parquet, a workbook (.xlsx), or a file of
        Stata (.dta) or SPSS (.sav, .zsav). What parts a text's fields is found out, and a comma
        may stand for the decimal point.
    asked : Asked
        Which column holds iso3, indicator, rater and score, and if known round (1 if left
        out), confidence, and name, continent and region of what is rated; a key that is left
        out is looked for by its own name. In place of indicator and score, the columns of
        ratings.
    into : Edition or Survey
        An edition to add to, or what a new one is.

    Returns
    -------
    Taken
        A new edition has no scores yet. So has one whose scores were made of its ratings;
        those that editors have decided stay. A field that is empty, says NA or holds a code
        for no answer gives no rating: what a file of Stata or SPSS declares as such,
        `asked.missing`, and -77, -88, -99 and longer ones below the scale.

    Raises
    ------
    IntakeError
        With every fault of the file; of more than a thousand lines at fault, the first
        thousand.
    RequestError
        The file's format is not known, a new edition has neither scale nor framework, or
        what is asked for contradicts itself.
    """
    faults: list[Fault] = []
    read = read_table(path, asked, faults)
    if read is None:
        raise IntakeError(faults)
    new = None if isinstance(into, Edition) else new_edition(read, into)
    target = new.edition if new else cast(Edition, into)
    places = places_of(target, new)
    scale = target.framework.scale
    lines = lines_of(read, asked, places, scale)
    faults.extend(line_faults(lines, asked, places, scale))
    if not lines.given.any():
        faults.append(read.fault("There is no rating", "Name a table that holds some."))
    if faults:
        raise IntakeError(faults)
    added = ratings_of_lines(lines, target.scoring.vignettes)
    ratings, again = joined(target.ratings, added)
    if again.any():
        raise IntakeError(twice_faults(lines, again))
    edition = replace(target, ratings=ratings, origin=joined_origin(target.origin, path))
    if not edition.scoring.decided:
        edition = replace(edition, units=unmade(edition.framework))
    return Taken(edition, len(added), left_out(lines))


def left_out(lines: Lines) -> Mapping[str, int]:
    """What stood in fields that give no rating, and how often; the most frequent first."""
    counts = Counter(lines.read.blank)
    codes = lines.table.codes["score"][~lines.given]
    texts = list(lines.table.coders["score"].number)
    for text, count in zip(texts, np.bincount(codes, minlength=len(texts)).tolist(), strict=True):
        if count:
            counts[text] += count
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def twice_faults(lines: Lines, again: NDArray[np.bool_]) -> Iterator[Fault]:
    """A fault for each rating that the edition has already, for the first thousand of them."""
    read, rows = lines.read, np.flatnonzero(lines.given)[again]
    place = list(lines.table.coders).index("rater")
    rule = "The edition has a rating by this rater of this unit and indicator in this round"
    found = zip(lines.table.lines[rows].tolist(), lines.table.fields(rows[:TOLD]), strict=False)
    column = read.names.get("rater", "")
    for line, fields in found:
        yield read.fault(rule, "Remove it here.", fields[place], line, column)
    if len(rows) > TOLD:
        yield read.fault(f"{len(rows) - TOLD:,} more lines repeat a rating", "Remove them too.")


def joined_origin(origin: str, path: Path) -> str:
    """The origin there was, and the file's name and checksum."""
    own = f"{path.name}, SHA-256 {sha256(path.read_bytes()).hexdigest()}"
    return own if own in origin or not origin else f"{origin}; {own}"
