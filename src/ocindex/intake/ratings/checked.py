"""The lines of a table of ratings, each checked: places and units, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.edition.parsing import NUMBER, off_scale
from ocindex.edition.rated import (
    LACKING,
    TOLD,
    Codes,
    Mask,
    Table,
    repeated,
    round_number,
    units_of,
)
from ocindex.errors import Fault
from ocindex.intake.ratings.asked import NO_RATING, Asked
from ocindex.intake.ratings.meaning import confidence_of, is_code, score_units, with_point
from ocindex.intake.ratings.table import Read
from ocindex.ratings import Ratings
from ocindex.vocabulary import Scale

# So many values of a column that are wrong are told one by one.
SOME = 20
CODES = ("iso3", "indicator", "rater")
KEY = (*CODES, "round")
Column = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Places:
    """Where an edition has what the labels name; an unknown one has no place.

    `unknown` says of a key, `iso3` or `indicator`, what an unknown label breaks.
    """

    country: Mapping[str, int]
    indicator: Mapping[str, int]
    unknown: Callable[[str, str], tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Lines:
    """A table's columns as numbers, and which of its lines give a rating."""

    read: Read
    columns: Mapping[str, Column]
    given: Mask

    @property
    def table(self) -> Table:
        return self.read.table


def lines_of(read: Read, asked: Asked, places: Places, scale: Scale) -> Lines:
    """What the table's texts mean; below zero, or LACKING, where they mean nothing."""
    table, sure = read.table, partial(confidence_of, most=asked.most_sure)
    count = len(table.lines)
    columns: dict[str, Column] = {
        "iso3": table.mean("iso3", lambda text: places.country.get(text, -1), np.int32),
        "indicator": table.mean("indicator", lambda text: places.indicator.get(text, -1), np.int32),
        "rater": table.mean("rater", lambda text: -1 if text in NO_RATING else 0, np.int32),
        "round": np.ones(count, np.int32),
        "score": table.mean("score", lambda text: units_of(score_units(text, scale)), np.int64),
        "confidence": np.full(count, nan),
    }
    columns["rater"] = np.where(columns["rater"] < 0, -1, table.codes["rater"])
    if "round" in table.coders:
        columns["round"] = table.mean("round", round_number, np.int32)
    if "confidence" in table.coders:
        columns["confidence"] = table.mean("confidence", sure, np.float64)
    lacking = asked.no_rating
    given = table.mean(
        "score", lambda text: text not in lacking and not is_code(text, scale), np.bool_
    )
    return Lines(read, columns, given)


def line_faults(lines: Lines, asked: Asked, places: Places, scale: Scale) -> Iterator[Fault]:
    """The faults of the first thousand lines that have any, in their order."""
    columns, read = lines.columns, lines.read
    wrong = columns["score"] == LACKING
    for key in (*KEY, "confidence"):
        wrong |= columns[key] < 0
    again = repeated([columns[key] for key in KEY], lines.given & ~wrong)
    strange = strange_columns(lines)
    yield from strange_faults(lines, strange)
    rows = np.flatnonzero(lines.given & (wrong | again) & ~of_strange(lines, strange))
    first: dict[tuple[int, ...], int] = {}
    told: set[tuple[str, str]] = set()
    fields = lines.table.fields(rows[:TOLD])
    for row, texts in zip(rows.tolist(), fields, strict=False):
        line = int(lines.table.lines[row])
        named = dict(zip(lines.table.coders, texts, strict=True))
        place = tuple(int(columns[key][row]) for key in KEY)
        if not wrong[row] and first.setdefault(place, line) != line:
            rule = f"A rater rates a unit and an indicator once a round; line {first[place]} does"
            remedy = (
                "Remove one. Where numbers of raters begin anew in each country, join the two: "
                "--columns rater=COUNTRY+NUMBER."
            )
            yield read.fault(rule, remedy, named["rater"], line, column_of("rater", named, read))
        elif wrong[row]:
            for key, rule, remedy in value_faults(named, asked, places, scale):
                if (key, named[key]) in told:
                    continue
                if named[key] and key in CODES:  # a wrong code stands on many lines
                    told.add((key, named[key]))
                yield read.fault(rule, remedy, named[key], line, column_of(key, named, read))
    if len(rows) > TOLD:
        rule = f"{len(rows) - TOLD:,} more lines are at fault, or repeat another"
        yield read.fault(rule, "Mend those above first.")


def strange_columns(lines: Lines) -> Mapping[int, tuple[int, int]]:
    """Columns of a wide table whose values are mostly off the scale: how many, of how many."""
    if "column" not in lines.table.codes:
        return {}
    column = lines.table.codes["column"]
    off = lines.columns["score"] == LACKING
    found = np.bincount(column[lines.given & off]).tolist()
    known = np.bincount(column[lines.given]).tolist()
    return {
        place: (n, known[place])
        for place, n in enumerate(found)
        if 2 * n > known[place] and n > SOME
    }


def strange_faults(lines: Lines, strange: Mapping[int, tuple[int, int]]) -> Iterator[Fault]:
    """One fault a column: a thousand lines of it would hide all others."""
    names = list(lines.table.coders["column"].number) if strange else []
    remedy = "Take it out of --indicators; where it has a scale of its own, make an edition of it."
    for place, (off, known) in strange.items():
        rule = f"A column of ratings keeps to the scale; of this one {off:,} of {known:,} do not"
        yield lines.read.fault(rule, remedy, column=names[place])


def of_strange(lines: Lines, strange: Mapping[int, tuple[int, int]]) -> Mask:
    """The lines of such columns."""
    if not strange:
        return np.zeros(len(lines.given), bool)
    found: Mask = np.isin(lines.table.codes["column"], list(strange))
    return found


def column_of(key: str, named: Mapping[str, str], read: Read) -> str:
    """The column of the file in which a line has a key's value."""
    if key in read.names:
        return read.names[key]
    return named["sure"] if key == "confidence" else named["column"]


def value_faults(
    named: Mapping[str, str], asked: Asked, places: Places, scale: Scale
) -> Iterator[tuple[str, str, str]]:
    """Key, rule and remedy of each value of a line that is wrong."""
    for key in CODES:
        if not named[key] or (key == "rater" and named[key] in NO_RATING):
            yield key, "This field must be filled", "Fill it in."
    for key, known in (("iso3", places.country), ("indicator", places.indicator)):
        if named[key] and named[key] not in known:
            yield key, *places.unknown(key, named[key])
    if score_units(named["score"], scale) is None:
        number = with_point(named["score"], scale.maximum)
        rule, remedy = off_scale(number, scale)
        if not (NUMBER.fullmatch(number) and scale.minimum <= Fraction(number) <= scale.maximum):
            remedy += f" If it stands for no answer: --missing {named['score']}."
        yield "score", rule, remedy
    if "round" in named and round_number(named["round"]) < 0:
        yield "round", "A round is a whole number from 1", "Mend it."
    if "confidence" in named and confidence_of(named["confidence"], asked.most_sure) < 0:
        rule = f"A confidence lies from 0 to {asked.most_sure}"
        yield "confidence", rule, "Mend it, or say the highest there is: --confidence-max 100."


def ratings_of_lines(lines: Lines, vignettes: tuple[str, ...]) -> Ratings:
    """The ratings that lines without a fault give; raters are those who gave any."""
    order = ("iso3", "indicator", "rater", "round", "score", "confidence")
    columns = {key: lines.columns[key][lines.given] for key in order}
    used, first, place = np.unique(columns["rater"], return_index=True, return_inverse=True)
    rank = np.empty(len(used), np.int32)
    rank[np.argsort(first)] = np.arange(len(used))
    names = list(lines.table.coders["rater"].number)
    columns["rater"] = rank[place]
    raters = tuple(names[code] for code in used[np.argsort(first)].tolist())
    return Ratings(raters, vignettes, *columns.values())


def joined(old: Ratings, new: Ratings) -> tuple[Ratings, Mask]:
    """Both, the new ones behind, and which of the new are there already."""
    raters = tuple(dict.fromkeys((*old.raters, *new.raters)))
    number = {name: i for i, name in enumerate(raters)}
    moved = np.array([number[name] for name in new.raters], np.int32)
    fresh = (new.country, new.indicator, moved[new.rater], *new.columns[3:])
    columns = [np.concatenate(pair) for pair in zip(old.columns, fresh, strict=True)]
    keys: list[Codes] = [*columns[:4]]
    again = repeated(keys, np.ones(len(columns[0]), bool))[len(old) :]
    return Ratings(raters, new.vignettes, *columns), again
