"""The lines of a table of ratings, each checked: places and units, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
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
from ocindex.intake.ratings.table import Chosen
from ocindex.ratings import Ratings
from ocindex.vocabulary import Scale

# What other programs write where a rater has given no rating.
MISSING = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "."})
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

    table: Table
    columns: Mapping[str, Column]
    given: Mask


def lines_of(table: Table, places: Places, scale: Scale) -> Lines:
    """What the table's texts mean; below zero, or LACKING, where they mean nothing."""
    count = len(table.lines)
    columns: dict[str, Column] = {
        "iso3": table.mean("iso3", lambda text: places.country.get(text, -1), np.int32),
        "indicator": table.mean("indicator", lambda text: places.indicator.get(text, -1), np.int32),
        "rater": table.mean("rater", lambda text: -1 if not text else 0, np.int32),
        "round": np.ones(count, np.int32),
        "score": table.mean("score", lambda text: units_of(parse_units(text, scale)), np.int64),
        "confidence": np.full(count, nan),
    }
    columns["rater"] = np.where(columns["rater"] < 0, -1, table.codes["rater"])
    if "round" in table.coders:
        columns["round"] = table.mean("round", round_number, np.int32)
    if "confidence" in table.coders:
        columns["confidence"] = table.mean("confidence", confidence_of, np.float64)
    given = table.mean("score", lambda text: text not in MISSING, np.bool_)
    return Lines(table, columns, given)


def confidence_of(text: str) -> float:
    """A confidence; NaN where there is none, -1 where it is none."""
    if text in MISSING:
        return nan
    return float(text) if NUMBER.fullmatch(text) and 0 <= Fraction(text) <= 1 else -1


def line_faults(
    lines: Lines, chosen: Chosen, places: Places, scale: Scale, file: str
) -> Iterator[Fault]:
    """The faults of the first thousand lines that have any, in their order."""
    columns = lines.columns
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
            yield Fault(file, rule, "Remove one.", named["rater"], row=line, column=chosen["rater"])
        elif wrong[row]:
            for key, rule, remedy in value_faults(named, places, scale):
                if (key, named[key]) in told:
                    continue
                if named[key] and key in CODES:  # a wrong code stands on many lines
                    told.add((key, named[key]))
                yield Fault(file, rule, remedy, named[key], row=line, column=chosen[key])
    if len(rows) > TOLD:
        rule = f"{len(rows) - TOLD:,} more lines are at fault, or repeat another"
        yield Fault(file, rule, "Mend those above first.")


def value_faults(
    named: Mapping[str, str], places: Places, scale: Scale
) -> Iterator[tuple[str, str, str]]:
    """Key, rule and remedy of each value of a line that is wrong."""
    for key in CODES:
        if not named[key]:
            yield key, "This field must be filled", "Fill it in."
    for key, known in (("iso3", places.country), ("indicator", places.indicator)):
        if named[key] and named[key] not in known:
            yield key, *places.unknown(key, named[key])
    if parse_units(named["score"], scale) is None:
        yield "score", *off_scale(named["score"], scale)
    if "round" in named and round_number(named["round"]) < 0:
        yield "round", "A round is a whole number from 1", "Mend it."
    if "confidence" in named and confidence_of(named["confidence"]) < 0:
        yield "confidence", "A confidence lies from 0 to 1", "Divide it by the highest there is."


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
