"""`ratings.csv` to `Ratings`: by column, for there may be millions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import nan
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.edition import schema
from ocindex.edition.blocks import Part, read_parts
from ocindex.edition.parsing import COUNT, NUMBER, Context, off_scale, parse_units
from ocindex.errors import Fault
from ocindex.ratings import Ratings

FILE = schema.RATINGS.file
NAMES = schema.RATINGS.names
REQUIRED = [column.name for column in schema.RATINGS.columns if column.required]
# No score in units is so low.
LACKING = np.iinfo(np.int64).min
# Lines whose faults are told one by one.
TOLD = 1000
# Four codes as one number, so that a sort finds those that are alike.
LARGEST_KEY = 2**62
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass
class Coder:
    """Texts, numbered as they come."""

    number: dict[str, int] = field(default_factory=dict)

    def codes(self, texts: pl.Series) -> Codes:
        """The number of each text; a new one gets the next."""
        own = texts.unique(maintain_order=True)
        numbers = [self.number.setdefault(text, len(self.number)) for text in own.to_list()]
        places = texts.cast(pl.Enum(own)).to_physical().to_numpy()
        found: Codes = np.array(numbers, np.int32)[places]
        return found

    def meanings(self, meaning: Callable[[str], Any], kind: Any) -> NDArray[Any]:
        """What each text means, by its number."""
        return np.array([meaning(text) for text in self.number], kind)


@dataclass(frozen=True, eq=False)
class Table:
    """The lines of a file: the numbers of their texts, by column."""

    coders: dict[str, Coder]
    codes: dict[str, Codes]
    lines: Codes

    def mean(self, column: str, meaning: Callable[[str], Any], kind: Any) -> NDArray[Any]:
        """What the texts of a column mean, by line."""
        return self.coders[column].meanings(meaning, kind)[self.codes[column]]

    def fields(self, rows: NDArray[np.intp]) -> list[tuple[str, ...]]:
        """The texts of some lines."""
        texts = []
        for name, coder in self.coders.items():
            known = list(coder.number)
            texts.append([known[code] for code in self.codes[name][rows].tolist()])
        return list(zip(*texts, strict=True))


def read_ratings(vignettes: tuple[str, ...], context: Context) -> Ratings:
    """The edition's ratings; every line at fault is told, and then there are none.

    Of more than a thousand such lines the first thousand are.
    """
    before = len(context.faults)
    path = context.folder / FILE
    table = table_of(read_parts(path, str(path), schema.RATINGS, context.faults), NAMES)
    for vignette in vignettes:
        if vignette in context.row:
            rule = "A vignette is no country"
            context.fault(FILE, rule, "Rename it, or take it out of [scoring].", vignette)
    places = {**context.row, **{v: len(context.row) + i for i, v in enumerate(vignettes)}}
    scale = context.framework.scale
    columns = {
        "iso3": table.mean("iso3", lambda text: places.get(text, -1), np.int32),
        "indicator": table.mean("indicator", lambda text: context.column.get(text, -1), np.int32),
        "rater": table.codes["rater"],
        "round": table.mean("round", round_number, np.int32),
        "score": table.mean("score", lambda text: units_of(parse_units(text, scale)), np.int64),
        "confidence": table.mean("confidence", confidence_of, np.float64),
    }
    empty = np.zeros(len(table.lines), bool)
    for name in REQUIRED:
        empty |= table.codes[name] == table.coders[name].number.get("", -1)
    wrong = columns["score"] == LACKING
    for name in ("iso3", "indicator", "round", "confidence"):
        wrong |= columns[name] < 0
    again = repeated([table.codes[name] for name in schema.RATINGS.key], ~empty)
    tell(table, empty, wrong, again, places, context)
    if len(context.faults) > before:
        return Ratings(vignettes=vignettes)
    return Ratings(tuple(table.coders["rater"].number), vignettes, *columns.values())


def table_of(parts: Iterable[Part], names: Sequence[str]) -> Table:
    """All parts as one table of some columns."""
    coders = {name: Coder() for name in names}
    codes: dict[str, list[Codes]] = {name: [np.zeros(0, np.int32)] for name in names}
    lines = [np.zeros(0, np.int32)]
    for part in parts:
        lines.append(part.lines.astype(np.int32))
        for name in names:
            codes[name].append(coders[name].codes(part.texts[name]))
    whole = {name: np.concatenate(codes.pop(name)) for name in names}
    return Table(coders, whole, np.concatenate(lines))


def round_number(text: str) -> int:
    return int(text) if COUNT.fullmatch(text) else -1


def units_of(units: int | None) -> int:
    return LACKING if units is None else units


def confidence_of(text: str) -> float:
    """A confidence; NaN where there is none, -1 where it is none."""
    if not text:
        return nan
    return float(text) if NUMBER.fullmatch(text) and 0 <= Fraction(text) <= 1 else -1


def repeated(keys: Sequence[Codes], among: Mask) -> Mask:
    """The lines, of some, whose keys stand on an earlier or later one too."""
    whole = np.zeros(int(among.sum()), np.int64)
    largest = 1
    for key in keys:
        width = int(key.max(initial=0)) + 1
        if largest * width > LARGEST_KEY:
            _, whole = np.unique(whole, return_inverse=True)
            largest = len(whole)
        whole = whole * width + key[among]
        largest *= width
    result = np.zeros(len(among), bool)
    ordered = np.sort(whole)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if len(twice):
        result[among] = np.isin(whole, twice)
    return result


def tell(
    table: Table, empty: Mask, wrong: Mask, again: Mask, places: dict[str, int], context: Context
) -> None:
    """The faults of the first lines that have any, in their order."""
    rows = np.flatnonzero(empty | wrong | again)
    lines = table.lines[rows].tolist()
    first: dict[tuple[str, ...], int] = {}
    for row, line, fields in zip(rows.tolist(), lines, table.fields(rows[:TOLD]), strict=False):
        key = fields[:4]
        if empty[row]:
            context.faults.extend(empty_faults(fields, line, context))
        elif first.setdefault(key, line) != line:
            named = f"{', '.join(key)} is on line {first[key]} too"
            rule = f"Each {' and '.join(schema.RATINGS.key)} stands once; {named}"
            context.fault(FILE, rule, "Remove one.", row=line, column="iso3")
        elif wrong[row]:
            line_faults(fields, line, places, context)
    if len(rows) > TOLD:
        rule = f"{len(rows) - TOLD:,} more lines are at fault, or repeat another"
        context.fault(FILE, rule, "Mend those above first.")


def empty_faults(fields: tuple[str, ...], line: int, context: Context) -> Iterator[Fault]:
    for name, text in zip(NAMES, fields, strict=True):
        if name in REQUIRED and not text:
            rule, remedy = "This field must be filled", "Fill it in."
            yield Fault(str(context.folder / FILE), rule, remedy, "", row=line, column=name)


def line_faults(
    fields: tuple[str, ...], line: int, places: dict[str, int], context: Context
) -> None:
    """What is wrong with the values of a line."""
    iso3, indicator, _, number, score, confidence = fields
    scale = context.framework.scale
    if iso3 not in places:
        context.knows_country(FILE, iso3, line)
    context.knows(FILE, indicator, line, context.column, "indicator")
    if parse_units(score, scale) is None:
        context.fault(FILE, *off_scale(score, scale), score, line, "score")
    if round_number(number) < 0:
        context.fault(FILE, "A round is a whole number from 1", "Mend it.", number, line, "round")
    if confidence_of(confidence) < 0:
        rule = "A confidence lies from 0 to 1"
        context.fault(FILE, rule, "Mend it.", confidence, line, "confidence")
