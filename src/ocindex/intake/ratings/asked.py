"""What is taken of a table of ratings, as it is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction

from ocindex.errors import RequestError

REQUIRED = ("iso3", "indicator", "rater", "score")
OPTIONAL = ("round", "confidence", "name", "continent", "region")
KEYS = (*REQUIRED, *OPTIONAL)
# What other programs write where a rater has given no rating.
NO_RATING = frozenset({"", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "."})
Chosen = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken of a table of ratings.

    Attributes
    ----------
    columns : mapping of str to str
        The column of each key; several joined by `+`, and `//100` after one for its whole
        hundreds: `rater=country+id`.
    indicators : tuple of str
        Of a wide table the columns that hold ratings: names, names with `*`, or patterns
        such as `{indicator}_{iso3}`. None of a long table.
    where : mapping of str to tuple of str
        Columns, and the values that they have in the lines to be read.
    missing : frozenset of str
        What stands for no rating, beside what every program writes.
    most_sure : Fraction
        The highest confidence there can be.
    sheet, encoding : str
        Of a workbook and of a text, where they do not say themselves.
    """

    columns: Chosen = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    most_sure: Fraction = Fraction(1)
    sheet: str = ""
    encoding: str = ""

    @property
    def no_rating(self) -> frozenset[str]:
        """All texts that stand for no rating."""
        return NO_RATING | self.missing


def parse_columns(text: str) -> Chosen:
    """`iso3=party,score=value` as columns by key; a name may hold a comma.

    Raises
    ------
    RequestError
        A key is not known, or stands twice.
    """
    chosen: dict[str, str] = {}
    for pair in re.split(rf",(?=(?:{'|'.join(KEYS)})=)", text) if text else ():
        key, equals, column = pair.partition("=")
        if key not in KEYS or not equals or not column:
            near = get_close_matches(key, KEYS, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Keys are {', '.join(KEYS)}."
            raise RequestError(f"'{pair}' is no KEY=COLUMN. {hint}")
        if key in chosen:
            raise RequestError(f"'{key}' is given twice in --columns.")
        chosen[key] = column
    return chosen


def parse_where(texts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """`wave=2` as the values that lines must have by column; given twice, either will do.

    Raises
    ------
    RequestError
        A text is no COLUMN=VALUE.
    """
    where: dict[str, tuple[str, ...]] = {}
    for text in texts:
        column, equals, value = text.partition("=")
        if not column or not equals:
            raise RequestError(f"'{text}' is no COLUMN=VALUE. Write, say, --where wave=2.")
        where[column] = (*where.get(column, ()), value.strip())
    return where


def parse_list(text: str) -> tuple[str, ...]:
    """Names parted by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
