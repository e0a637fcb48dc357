"""The list of countries that a complete edition of a framework covers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ocindex.errors import Fault, FrameworkError
from ocindex.framework.text import read_text
from ocindex.vocabulary import Country

COLUMNS = ["iso3", "iso2", "name", "continent", "region", "aliases"]


@dataclass(frozen=True)
class Members:
    """Countries, their other names (name to iso3), and the text they were read from."""

    countries: tuple[Country, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def read_members(path: Path) -> Members:
    """Read `iso3,iso2,name,continent,region,aliases`; aliases are parted by semicolons."""
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        countries, aliases = members_of(reader, path)
    except csv.Error as error:
        rule = f"This is not a well-formed csv: {error}"
        fault = Fault(str(path), rule, "Mend its quotes.", row=reader.line_num)
        raise FrameworkError([fault]) from None
    return Members(countries, aliases, {path.name: text})


def members_of(
    reader: Iterator[list[str]], path: Path
) -> tuple[tuple[Country, ...], Mapping[str, str]]:
    """The countries and their aliases, or a FrameworkError with every line that is wrong."""
    header = next(reader, [])
    if header != COLUMNS:
        rule = f"The header must be {','.join(COLUMNS)}"
        raise FrameworkError([Fault(str(path), rule, "Mend it.", ",".join(header), row=1)])
    countries: list[Country] = []
    aliases: dict[str, str] = {}
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in reader:
        if not row:
            continue
        fault = row_fault(row, seen)
        if fault:
            line: int = reader.line_num  # type: ignore[attr-defined]
            faults.append(Fault(str(path), *fault, ",".join(row), row=line))
            continue
        iso3, iso2, name, continent, region, others = row
        seen.add(iso3)
        countries.append(Country(iso3, name, continent, region, iso2))
        aliases.update({other: iso3 for other in others.split(";") if other})
    if faults:
        raise FrameworkError(faults)
    return tuple(countries), aliases


def row_fault(row: list[str], seen: set[str]) -> tuple[str, str] | None:
    if len(row) != len(COLUMNS):
        return f"A line has {len(COLUMNS)} fields", "Mend it."
    if not (len(row[0]) == 3 and row[0].isascii() and row[0].isalpha() and row[0].isupper()):
        return "iso3 must be three capital letters", "Mend it."
    if row[0] in seen:
        return "A country stands once", "Remove the second line."
    if not all(row[2:5]):
        return "Name, continent and region must not be empty", "Fill them in."
    return None
