"""The lines of a table of ratings, each checked: places and units, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.edition.parsing import NUMBER, off_scale, parse_units
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
from ocindex.intake.ratings.table import Read
from ocindex.ratings import Ratings
from ocindex.vocabulary import Scale

# What Stata's and SPSS's users write for no answer, of several kinds.
NO_ANSWER = re.compile(r"-(7{2,4}|8{2,4}|9{2,4})(\.0)?")
DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
THOUSANDS, THOUSAND = re.compile(r"-?[1-9]\d{0,2},\d{3}"), 1000
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


def score_units(text: str, scale: Scale) -> int | None:
    """A rating's text in units, or None where it is none on the scale."""
    return parse_units(with_point(text, scale.maximum), scale)


def with_point(text: str, most: Fraction) -> str:
    """A number whose decimals stand behind a comma, with a point; not 1,000 where it may be one."""
    if not DECIMAL_COMMA.fullmatch(text) or (THOUSANDS.fullmatch(text) and most >= THOUSAND):
        return text
    return text.replace(",", ".")


def is_code(text: str, scale: Scale) -> bool:
    """Whether a text is one of the codes that statistics programs keep for no answer: -99.

    They are none where the scale goes so far.
    """
    return bool(NO_ANSWER.fullmatch(text)) and int(text) < scale.minimum


def confidence_of(text: str, most: Fraction) -> float:
    """A confidence; NaN where there is none, -1 where it is none."""
    if text in NO_RATING:
        return nan
    number = with_point(text, most)
    known = NUMBER.fullmatch(number) and 0 <= Fraction(number) <= most
    return float(Fraction(number) / most) if known else -1


def line_faults(lines: Lines, asked: Asked, places: Places, scale: Scale) -> Iterator[Fault]:
    """The faults of the first thousand lines that have any, in their order."""
    columns, read = lines.columns, lines.read
    wrong = columns["score"] == LACKING
    for key in (*KEY, "confidence"):
        wrong |= columns[key] < 0
    again = repeated([columns[key] for key in KEY], lines.given & ~wrong)
    rows = np.flatnonzero(lines.given & (wrong | again))
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
        rule, remedy = off_scale(with_point(named["score"], scale.maximum), scale)
        yield "score", rule, f"{remedy} If it stands for no answer: --missing {named['score']}."
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
