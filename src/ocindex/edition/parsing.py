"""The rows of an edition's tables to the types of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ocindex.edition.rows import Row
from ocindex.edition.settings import Settings
from ocindex.errors import Fault
from ocindex.vocabulary import (
    Country,
    Fact,
    Framework,
    Printed,
    Scale,
    Source,
)

ISO3 = re.compile(r"[A-Z]{3}")
CODE = re.compile(r"[A-Za-z0-9_.-]+")
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
COUNT = re.compile(r"[1-9][0-9]{0,8}")
QUANTITIES = ("score", "rank_world", "rank_continent", "rank_region")
Units = NDArray[np.int64]


@dataclass(frozen=True)
class Context:
    """What the rows of every table are checked against."""

    folder: Path
    framework: Framework
    countries: tuple[Country, ...]
    faults: list[Fault]
    told: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def row(self) -> Mapping[str, int]:
        return {country.iso3: i for i, country in enumerate(self.countries)}

    @cached_property
    def column(self) -> Mapping[str, int]:
        return {ind.id: i for i, ind in enumerate(self.framework.indicators)}

    def fault(
        self, file: str, rule: str, remedy: str, value: str | None = None,
        row: int | None = None, column: str = "",
    ) -> None:  # fmt: skip
        place = str(self.folder / file)
        self.faults.append(Fault(place, rule, remedy, value, row=row, column=column))

    def knows_place(self, file: str, row: Row, among: Mapping[str, object], key: str) -> bool:
        """Whether a row's first two fields are a country and one of `among`."""
        known = self.knows_country(file, row.fields[0], row.line)
        return self.knows(file, row.fields[1], row.line, among, key) and known

    def knows_country(self, file: str, iso3: str, line: int) -> bool:
        if iso3 in self.row:
            return True
        # One wrong code stands on a line for each indicator; saying so once is enough.
        if (file, iso3) not in self.told:
            self.told.add((file, iso3))
            rule = "This country is not in countries.csv"
            remedy = "Add it there, or mend the code wherever it stands."
            self.fault(file, rule, remedy, iso3, line, "iso3")
        return False

    def knows(self, file: str, name: str, line: int, among: Mapping[str, object], key: str) -> bool:
        if name in among:
            return True
        if (file, name) not in self.told:
            self.told.add((file, name))
            near = get_close_matches(name, among, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else f"See {self.framework.id}."
            self.fault(file, f"This {key} is not in the framework", remedy, name, line, key)
        return False


def countries(
    rows: list[Row] | None, settings: Settings, file: str, faults: list[Fault]
) -> tuple[Country, ...]:
    """The countries of an edition; of a framework that lists members, all and no others."""
    if rows is None:
        remedy = "Add iso3,iso2,name,continent,region of each country."
        faults.append(Fault(file, "An edition has countries.csv", remedy))
        return ()
    members = {member.iso3: member for member in settings.framework.members}
    result = []
    for row in rows:
        iso3, iso2, name, continent, region = row.fields
        free = settings.framework.free_codes
        if free and not CODE.fullmatch(iso3):
            rule, remedy = "A code is made of letters, digits, _, . and -", "Write, say, AT-9."
        elif not (free or ISO3.fullmatch(iso3)):
            rule, remedy = "iso3 must be three capital letters", "Write, say, KAZ."
        elif members and iso3 not in members:
            rule, remedy = "The framework has no such member", "Remove it, or mend the code."
        elif region and not continent:
            rule = "A region lies in a continent"
            remedy = "Fill in its continent, which may bear the same name, or leave both out."
            faults.append(Fault(file, rule, remedy, region, row=row.line, column="region"))
            continue
        else:
            result.append(Country(iso3, name, continent, region, iso2))
            continue
        faults.append(Fault(file, rule, remedy, iso3, row=row.line, column="iso3"))
    if settings.complete:
        present = {row.fields[0] for row in rows}
        for iso3, member in members.items():
            if iso3 not in present:
                remedy = 'Add it, or set coverage = "partial" in edition.toml.'
                rule = f"A complete edition covers every member; {member.name} is missing"
                faults.append(Fault(file, rule, remedy, iso3))
    if not rows:
        faults.append(Fault(file, "An edition has at least one country", "Add its countries."))
    return tuple(result)


def scores(rows: list[Row], context: Context) -> Units:
    """Scores in units of the scale, shape (countries, indicators); -1 where one is at fault."""
    shape = len(context.countries), len(context.framework.indicators)
    units = np.full(shape, -1, np.int64)
    given = np.zeros(shape, bool)
    known: dict[str, int | None] = {}
    for row in rows:
        iso3, indicator, text = row.fields
        known_place = context.knows_country("scores.csv", iso3, row.line)
        known_place &= context.knows("scores.csv", indicator, row.line, context.column, "indicator")
        if text not in known:
            known[text] = parse_units(text, context.framework.scale)
        value = known[text]
        if value is None:
            rule, remedy = off_scale(text, context.framework.scale)
            context.fault("scores.csv", rule, remedy, text, row.line, "score")
        if known_place:
            place = context.row[iso3], context.column[indicator]
            given[place] = True
            units[place] = -1 if value is None else value
    missing_scores(given, context)
    return units


def missing_scores(given: NDArray[np.bool_], context: Context) -> None:
    for country, present in zip(context.countries, given, strict=True):
        absent = [
            indicator.id
            for indicator, there in zip(context.framework.indicators, present, strict=True)
            if not there
        ]
        if absent and len(absent) == len(present):
            rule = f"{country.name} ({country.iso3}) has no scores"
            context.fault("scores.csv", rule, "Add them, or remove the country.")
        elif absent:
            for name in absent:
                rule = f"{country.name} ({country.iso3}) has no score for {name}"
                context.fault("scores.csv", rule, "Add it.", column="score")


def parse_units(text: str, scale: Scale) -> int | None:
    """A score's text in units, or None where it is no score on the scale."""
    return scale.units(Fraction(text)) if NUMBER.fullmatch(text) else None


def off_scale(text: str, scale: Scale) -> tuple[str, str]:
    """The rule that a score's text breaks, and what to write instead."""
    if not NUMBER.fullmatch(text):
        return "A score must be a number", f"Write a number from {scale}."
    return off_grid(Fraction(text), scale)


def off_grid(value: Fraction, scale: Scale) -> tuple[str, str]:
    """The rule that a number breaks which is no score on the scale, and what to write."""
    if not scale.minimum <= value <= scale.maximum:
        low, high = scale.text(scale.minimum), scale.text(scale.maximum)
        return f"A score must lie from {low} to {high}", "Mend it."
    below = value - (value - scale.minimum) % scale.step
    near = f"{scale.text(below)} or {scale.text(below + scale.step)}"
    return f"A score must lie on the scale, {scale}", f"Write {near}."


def printed(rows: Sequence[Row], context: Context) -> tuple[Printed, ...]:
    """Figures as their publisher printed them."""
    result = []
    for row in rows:
        iso3, node, quantity, value, of = row.fields
        good = context.knows_country("printed.csv", iso3, row.line)
        good &= context.knows("printed.csv", node, row.line, context.framework.node, "node")
        rank = quantity != "score"
        if quantity not in QUANTITIES:
            rule = f"A quantity is one of {', '.join(QUANTITIES)}"
            context.fault("printed.csv", rule, "Choose one.", quantity, row.line, "quantity")
            good = False
        elif not (COUNT if rank else NUMBER).fullmatch(value):
            rule = "A printed rank is a whole number" if rank else "A printed score is a number"
            context.fault("printed.csv", rule, "Mend it.", value, row.line, "value")
            good = False
        if rank and not COUNT.fullmatch(of):
            rule = "A printed rank names the number of countries"
            context.fault("printed.csv", rule, "Fill it in.", of, row.line, "of")
            good = False
        if good:
            result.append(Printed(iso3, node, quantity, value, int(of) if rank else None))
    return tuple(result)


def facts(rows: Sequence[Row], context: Context) -> tuple[Fact, ...]:
    """Facts about countries."""
    return tuple(
        Fact(*row.fields)
        for row in rows
        if context.knows_country("facts.csv", row.fields[0], row.line)
    )


def sources(rows: Sequence[Row], context: Context) -> tuple[Source, ...]:
    """Works that the assessment cites."""
    return tuple(
        Source(*row.fields)
        for row in rows
        if context.knows_country("sources.csv", row.fields[0], row.line)
    )
