"""The list of countries that a complete edition of a framework covers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ocindex.errors import Fault, FrameworkError
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
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        rule = f"The members' list cannot be read: {error}"
        raise FrameworkError([Fault(str(path), rule, "Give a UTF-8 csv.")]) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if header != COLUMNS:
        rule = f"The header must be {','.join(COLUMNS)}"
        raise FrameworkError([Fault(str(path), rule, "Mend it.", ",".join(header), row=1)])
    countries: list[Country] = []
    aliases: dict[str, str] = {}
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in reader:
        fault = row_fault(row, seen)
        if fault:
            faults.append(Fault(str(path), *fault, ",".join(row), row=reader.line_num))
            continue
        iso3, iso2, name, continent, region, others = row
        seen.add(iso3)
        countries.append(Country(iso3, name, continent, region, iso2))
        aliases.update({other: iso3 for other in others.split(";") if other})
    if faults:
        raise FrameworkError(faults)
    return Members(tuple(countries), aliases, {path.name: text})


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
