"""The rows of the tables that list countries: home, rankings, groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ocindex.publish import certainty
from ocindex.publish.language import Language
from ocindex.publish.site import sentences
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure, Standing
from ocindex.vocabulary import Country, Scope


class Cell(NamedTuple):
    """A headline's figures in one row; `standing` and on only for countries."""

    figure: Figure
    ramp: str
    standing: Standing | None = None
    tied: bool = False
    change: Change | None = None
    span: str = ""


class CountryRow(NamedTuple):
    country: Country
    quadrant: str
    cells: list[Cell]


def country_row(view: View, record: CountryRecord, scope: Scope) -> CountryRow:
    """A country with its headline figures, ranked in `scope`."""
    cells = []
    for root in view.roots:
        figure = record.figures[root.id]
        tied = view.shares(record, root.id, scope)
        change = view.change(record, root.id)
        ramp = view.ramp(root.id, figure.score)
        span = (
            certainty.score_cell(figure.interval, view.framework, view.language)
            if figure.interval
            else ""
        )
        cells.append(Cell(figure, ramp, figure.rank[scope], tied, change, span))
    return CountryRow(record.country, record.quadrant, cells)


def country_rows(view: View, records: Iterable[CountryRecord], scope: Scope) -> list[CountryRow]:
    """Rows from the highest score of the first headline down."""
    first = view.roots[0].id
    ranked = sorted(records, key=lambda record: record.figures[first].rank[scope].rank)
    return [country_row(view, record, scope) for record in ranked]


def headings(view: View, language: Language) -> list[dict[str, Any]]:
    """The headline components, and what being first in each means."""
    return [
        {"name": root.name, "first": sentences.high_rank_text(root.high, language)}
        for root in view.roots
    ]
