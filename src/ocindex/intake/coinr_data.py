"""`iData`, COINr's table of units, to editions: one a point in `Time`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from ocindex.edition import measured_edition
from ocindex.edition.parsing import CODE
from ocindex.intake.coinr_meta import Entries
from ocindex.intake.coinr_table import CoinrTable
from ocindex.vocabulary import Country, Edition, Fact, Framework

SPECIAL = ("uCode", "uName", "Time")


@dataclass(frozen=True)
class Units:
    """The rows of `iData`, checked: a row a unit and time."""

    countries: tuple[Country, ...]
    times: NDArray[np.float64]
    numbers: dict[str, NDArray[np.float64]]
    texts: dict[str, list[str]]


def units_of(table: CoinrTable, entries: Entries) -> Units | None:
    """The units; None, with faults, where the table has not the columns that it must have."""
    if not table.require(["uCode"]):
        return None
    column_faults(table, entries)
    codes = table.texts("uCode", na=False)
    names = table.texts("uName", na=False) if "uName" in table.place else codes
    times = np.array(table.numbers("Time"))
    if not codes:
        table.fault(None, "", "There is no unit", "Add a row for each unit.")
    row_faults(table, codes, names, times)
    kinds = {e.code: e.type for e in entries.values() if e.code in table.place}
    return Units(
        tuple(Country(code, name, "", "") for code, name in zip(codes, names, strict=True)),
        times,
        {c: np.array(table.numbers(c)) for c, k in kinds.items()
         if k in ("Indicator", "Denominator")},
        {c: table.texts(c) for c, k in kinds.items() if k in ("Group", "Other")},
    )  # fmt: skip


def column_faults(table: CoinrTable, entries: Entries) -> None:
    """Every column but the special ones is in `iMeta`, and the other way round."""
    for name in table.place:
        if name in SPECIAL:
            continue
        if name not in entries:
            near = get_close_matches(name, entries, 1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            remedy = f"{hint}Add it to iMeta (Type Other if it is no part of the index)."
            table.fault(None, name, "This column is not in iMeta", remedy)
        elif entries[name].type == "Aggregate":
            rule = "An aggregate is computed, and has no column"
            table.fault(None, name, rule, "Remove it, or mend its Type in iMeta.")
    for entry in entries.values():
        if entry.type != "Aggregate" and entry.code not in table.place:
            rule = f"This {entry.type.lower() or 'entry'} of iMeta has no column"
            table.fault(None, entry.code, rule, "Add the column, or remove it from iMeta.")


def row_faults(
    table: CoinrTable, codes: Sequence[str], names: Sequence[str], times: NDArray[np.float64]
) -> None:
    """Codes can be read, stand once a time, and are no column's; times are years."""
    seen: dict[tuple[str, float], int] = {}
    dated = "Time" in table.place
    for row, (code, name, time) in enumerate(zip(codes, names, times.tolist(), strict=True)):
        key = code, time if time == time else 0.0
        if not CODE.fullmatch(code):
            rule = "A unit's code is made of letters, digits, _, . and -"
            table.fault(row, "uCode", rule, "Mend it.", code)
        elif code in table.place:
            rule = "A unit's code is no column's name"
            table.fault(row, "uCode", rule, "Rename one of the two.", code)
        elif key in seen:
            what = f" at time {time:g}" if time == time else ""
            rule = f"A unit stands once{what}; it is on line {table.lines[seen[key]]} too"
            table.fault(row, "uCode", rule, "Remove one, or part them by Time.", code)
        seen.setdefault(key, row)
        if not name:
            table.fault(row, "uName", "A name must not be missing", "Fill it in.", name)
        if dated and not (time % 1 == 0 and 1 <= time <= 9999):
            text = table.texts("Time")[row]
            table.fault(row, "Time", "A time is a year from 1 to 9999", "Write, say, 2018.", text)


def edition_at(
    units: Units, framework: Framework, year: int, time: float | None, identity: str
) -> Edition:
    """The edition of the units at one time, or of all where `time` is None."""
    here = np.arange(len(units.times)) if time is None else np.flatnonzero(units.times == time)
    rows = here.tolist()
    countries = tuple(units.countries[row] for row in rows)
    values = np.column_stack([units.numbers[i.id][here] for i in framework.indicators])
    listed = {grouping.id for grouping in framework.groupings}
    edition = measured_edition(
        framework, countries, values, id=identity or str(year), year=year,
        groups={n: tuple(t[row] for row in rows) for n, t in units.texts.items() if n in listed},
        denominators={d.id: units.numbers[d.id][here] for d in framework.denominators},
    )  # fmt: skip
    facts = tuple(
        Fact(units.countries[row].iso3, name, texts[row])
        for row in rows
        for name, texts in units.texts.items()
        if name not in listed and texts[row]
    )
    return replace(edition, facts=facts)
