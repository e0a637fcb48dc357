"""Which columns of a table hold what, once its header is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from ocindex.errors import Fault, RequestError
from ocindex.intake.ratings.asked import KEYS, REQUIRED, Asked
from ocindex.intake.ratings.wide import RatingColumn, filled, rating_columns

HUNDREDS = re.compile(r"(?P<column>.+)//(?P<by>[1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class Term:
    """A column, or the whole part of its numbers divided by one."""

    column: str
    by: int = 1


@dataclass(frozen=True, eq=False)
class Plan:
    """Which columns hold what.

    Attributes
    ----------
    terms : mapping of str to tuple of Term
        By key the columns whose texts are joined to its own.
    cells : tuple of RatingColumn
        Of a wide table the columns of ratings; none of a long one.
    names : mapping of str to str
        How each key's columns are called in what is said of them.
    where : mapping of str to tuple of str
        Columns, and the values that they have in lines that are read.
    """

    terms: Mapping[str, tuple[Term, ...]]
    cells: tuple[RatingColumn, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """All columns that are read, each once."""
        found = [term.column for terms in self.terms.values() for term in terms]
        for cell in self.cells:
            found += [cell.column, cell.confidence] if cell.confidence else [cell.column]
        return list(dict.fromkeys([*found, *self.where]))

    @property
    def worded(self) -> set[str]:
        """Columns that are read by the words that stand for their numbers."""
        words = ("iso3", "indicator", "name", "continent", "region")
        found = {t.column for key in words for t in self.terms.get(key, ()) if t.by == 1}
        return found - {term.column for term in self.terms.get("rater", ())}


def plan_of(
    shown: str, sheet: str, header: Sequence[str], asked: Asked
) -> tuple[Plan, list[Fault]]:
    """What a header gives of what is asked for, and what is wrong with it.

    Raises
    ------
    RequestError
        Of a wide table columns are named that only long ones have.
    """
    faults: list[Fault] = []

    def fault(rule: str, remedy: str, name: str, value: str | None = None) -> None:
        faults.append(Fault(shown, rule, remedy, value, sheet, 1, name))

    terms = {}
    wide = wide_keys(asked)
    for key in KEYS:
        name = asked.columns.get(key, key)
        if key in wide or (key == "confidence" and asked.indicators and "{" in name):
            continue
        found = terms_of(name, header)
        if found:
            terms[key] = found
        elif key in asked.columns or key in REQUIRED:
            near = get_close_matches(name, header, 1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            fault(
                "This column is missing",
                f"{hint}Name the column that holds it: --columns {key}=COLUMN.", name,
            )  # fmt: skip
    for name in asked.where:
        if name not in header:
            fault("This column is missing", "Name another one by --where.", name)
    taken = {term.column for some in terms.values() for term in some}
    cells, unknown = rating_columns(asked, header, taken)
    for name, near_name in unknown:
        remedy = f"Did you mean '{near_name}'?" if near_name else "Mend --indicators."
        fault("No column has this name", remedy, name)
    names = {key: asked.columns.get(key, key) for key in terms}
    plan = Plan(terms, cells, names, {k: v for k, v in asked.where.items() if k in header})
    for name in plan.columns:
        if header.count(name) > 1:
            fault("A column stands once", "Rename one.", name, name)
    return plan, faults


def wide_keys(asked: Asked) -> set[str]:
    """Keys that columns of ratings tell themselves."""
    if not asked.indicators:
        return set()
    told = {frozenset(filled(pattern) or ("indicator",)) for pattern in asked.indicators}
    if len(told) > 1:
        raise RequestError(
            "Each entry of --indicators must tell the same of a column: names of indicators, or "
            "patterns with the same braces."
        )
    keys = {"score", *told.pop()}
    given = keys & set(asked.columns)
    if given:
        raise RequestError(
            f"With --indicators the columns of ratings tell {' and '.join(sorted(given))}. "
            "Leave it out of --columns."
        )
    return keys


def terms_of(name: str, header: Sequence[str]) -> tuple[Term, ...]:
    """The columns that a name stands for; none where one of them is missing."""
    if name in header:
        return (Term(name),)
    found = tuple(term_of(part, header) for part in name.split("+"))
    return () if None in found else tuple(term for term in found if term)


def term_of(part: str, header: Sequence[str]) -> Term | None:
    part = part.strip()
    divided = HUNDREDS.fullmatch(part)
    if divided and part not in header:
        return Term(divided["column"], int(divided["by"])) if divided["column"] in header else None
    return Term(part) if part in header else None
