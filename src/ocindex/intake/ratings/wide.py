"""Of a wide table the columns that hold ratings, and what each of them tells by its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from ocindex.errors import RequestError
from ocindex.intake.ratings.asked import Asked

TOLD = ("indicator", "iso3", "rater", "round")
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class RatingColumn:
    """A column of ratings.

    Attributes
    ----------
    column : str
    told : mapping of str to str
        What its name tells: the indicator, or by a pattern the unit, the rater, the round.
    confidence : str
        The column of how sure raters were; empty where there is none.
    """

    column: str
    told: Mapping[str, str]
    confidence: str = ""


def filled(pattern: str) -> tuple[str, ...]:
    """The keys of a pattern's braces.

    Raises
    ------
    RequestError
        A key is not known, or stands twice.
    """
    keys = tuple(PLACE.findall(pattern))
    for key in keys:
        if key not in TOLD or keys.count(key) > 1:
            known = ", ".join(f"{{{key}}}" for key in TOLD)
            raise RequestError(f"'{pattern}' is no pattern: it may have {known}, each once.")
    return keys


def rating_columns(
    asked: Asked, header: Sequence[str], taken: Collection[str]
) -> tuple[tuple[RatingColumn, ...], list[tuple[str, str]]]:
    """The columns of ratings as they are asked for; names without one, each with a near name."""
    template = asked.columns.get("confidence", "") if asked.indicators else ""
    template = template if "{" in template else ""
    found: dict[str, Mapping[str, str]] = {}
    unknown = []
    for name in asked.indicators:
        matches = {column: told for column in header if (told := told_by(name, column)) is not None}
        if name not in header:
            matches = {column: told for column, told in matches.items() if column not in taken}
        if not matches:
            unknown.append((name, (*get_close_matches(name, header, 1), "")[0]))
        found |= {column: told for column, told in matches.items() if column not in found}
    confidences = {column: confidence_column(template, found[column]) for column in found}
    sure = set(confidences.values()) - {""} - set(asked.indicators)
    cells = [
        RatingColumn(column, found[column], confidences[column] * (confidences[column] in header))
        for column in found
        if column not in sure
    ]
    if template and cells and not any(cell.confidence for cell in cells):
        unknown.append((template, ""))
    return tuple(cells), unknown


def told_by(name: str, column: str) -> Mapping[str, str] | None:
    """What a column's name tells by an entry of --indicators; None where it does not match."""
    if column == name:
        return {"indicator": column}
    if not filled(name):
        return {"indicator": column} if fnmatchcase(column, name) else None
    found = regex_of(name).fullmatch(column)
    return None if found is None else found.groupdict()


def regex_of(pattern: str) -> re.Pattern[str]:
    """A pattern as an expression; of several ways to cut, that of the longest indicator."""
    parts = PLACE.split(pattern)
    text = "".join(
        f"(?P<{part}>.+{'' if part == 'indicator' else '?'})" if i % 2 else re.escape(part)
        for i, part in enumerate(parts)
    )
    return re.compile(text)


def confidence_column(template: str, told: Mapping[str, str]) -> str:
    """The column of confidence that belongs to one of ratings."""
    return PLACE.sub(lambda key: told.get(key[1], key[0]), template)
