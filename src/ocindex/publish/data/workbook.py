"""The workbook: an edition's figures for people with a spreadsheet."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from ocindex.release import Figure, ReleasedEdition
from ocindex.vocabulary import SCOPES, SIMULATED, Scope

# The same release must make the same bytes, so the file bears no date of its making.
CREATED = datetime.datetime(2000, 1, 1)
NARROW, BROAD = 12, 28


def workbook_bytes(released: ReleasedEdition, about: dict[str, Any]) -> bytes:
    """An xlsx with a read-me, and a sheet each of scores, ranks, changes and means.

    Every text is written as a text, so that none can be run as a formula.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": about["title"], "comments": about.get("notice", ""),
                         "created": CREATED})  # fmt: skip
    sheets = figures(released)
    read_me(book, about, [(name, text) for name, text, _, _ in sheets])
    for name, _, header, rows in sheets:
        write_sheet(book, name, header, rows, "notice" in about)
    book.close()
    return file.getvalue()


Sheet = tuple[str, str, list[str], list[Sequence[Any]]]


def figures(released: ReleasedEdition) -> list[Sheet]:
    """Name, description, header and rows of each sheet."""
    names = [node.name for node in released.edition.framework.nodes]
    country = ["iso3", "Country", "Continent", "Region"]
    sheets: list[Sheet] = [
        ("Scores", "Scores, unrounded", [*country, "Quadrant", *names], score_rows(released)),
    ]
    for scope in SCOPES:
        text = f"Rank in the {scope}: 1 is the highest score, equal scores share the best rank"
        rows = rank_rows(released, scope)
        sheets.append((f"Ranks, {scope}", text, [*country, *names], rows))
    published = published_rows(released)
    if published:
        text = "The ranks above that are the publisher's, not computed here"
        header = ["iso3", "Country", "Ranked by", "Scope", "Group", "Rank", "Of"]
        sheets.append(("Ranks as published", text, header, published))
    for against in released.against:
        text = f"Changes since {against}: differences of unrounded scores; empty where it had none"
        rows = change_rows(released, against)
        sheets.append((f"Changes since {against}"[:31], text, [*country, *names], rows))
    if released.basis:
        sheets += interval_sheets(released, [*country, *names])
    means: list[Sequence[Any]] = [
        (g.scope, g.name, len(g.countries), *(f.score for f in g.figures.values()))
        for scope in SCOPES
        for g in released.groups
        if g.scope == scope
    ]
    header = ["Scope", "Group", "Countries", *names]
    sheets.append(("Means", "Unweighted means of the world, continents and regions", header, means))
    return sheets


def interval_sheets(released: ReleasedEdition, header: list[str]) -> list[Sheet]:
    """The ends of the intervals of scores and of ranks in the world, a sheet each."""
    rests = "experts' ratings" if released.basis == "ratings" else "scores half a step off"
    ends: dict[str, tuple[str, Callable[[Figure], float | None]]] = {
        "Scores, low 90": ("low end, score", lambda f: score_end(f, "low90")),
        "Scores, high 90": ("high end, score", lambda f: score_end(f, "high90")),
        "Ranks, low 90": ("first rank, world", lambda f: rank_end(f, "low90")),
        "Ranks, high 90": ("last rank, world", lambda f: rank_end(f, "high90")),
    }
    return [
        (name, f"90 % interval by {rests}: {says}", header, end_rows(released, value))
        for name, (says, value) in ends.items()
    ]


def score_end(figure: Figure, name: str) -> float | None:
    return getattr(figure.interval, name) if figure.interval else None


def rank_end(figure: Figure, name: str) -> float | None:
    interval = figure.rank["world"].interval
    return getattr(interval, name) if interval else None


def end_rows(
    released: ReleasedEdition, value: Callable[[Figure], float | None]
) -> list[Sequence[Any]]:
    nodes = released.edition.framework.nodes
    return [
        (c.country.iso3, c.country.name, c.country.continent, c.country.region,
         *(value(c.figures[node.id]) for node in nodes))
        for c in released.countries.values()
    ]  # fmt: skip


def score_rows(released: ReleasedEdition) -> list[Sequence[Any]]:
    nodes = released.edition.framework.nodes
    return [
        (c.country.iso3, c.country.name, c.country.continent, c.country.region, c.quadrant,
         *(c.figures[node.id].score for node in nodes))
        for c in released.countries.values()
    ]  # fmt: skip


def rank_rows(released: ReleasedEdition, scope: Scope) -> list[Sequence[Any]]:
    nodes = released.edition.framework.nodes
    return [
        (c.country.iso3, c.country.name, c.country.continent, c.country.region,
         *(c.figures[node.id].rank[scope].rank or None for node in nodes))
        for c in released.countries.values()
    ]  # fmt: skip


def published_rows(released: ReleasedEdition) -> list[Sequence[Any]]:
    return [
        (c.country.iso3, c.country.name, released.edition.framework.node[f.node].name, scope,
         c.country.group(scope), standing.rank, standing.of)
        for c in released.countries.values()
        for f in c.figures.values()
        for scope, standing in f.rank.items()
        if standing.as_published
    ]  # fmt: skip


def change_rows(released: ReleasedEdition, against: str) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = []
    for record in released.countries.values():
        changes = record.changes.get(against, {})
        c = record.country
        found = (changes.get(node.id) for node in released.edition.framework.nodes)
        rows.append((c.iso3, c.name, c.continent, c.region, *(x and x.change for x in found)))
    return rows


def read_me(book: Any, about: dict[str, Any], sheets: list[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("Read me")
    strong = book.add_format({"bold": True})
    sheet.set_column(0, 0, BROAD)
    sheet.set_column(1, 1, 90)
    lines = [(key.capitalize().replace("_", " "), str(value)) for key, value in about.items()]
    for i, (key, value) in enumerate([*lines, ("", ""), *sheets]):
        sheet.write_string(i, 0, key, strong)
        sheet.write_string(i, 1, value)


def write_sheet(
    book: Any, name: str, header: list[str], rows: list[Sequence[Any]], simulated: bool
) -> None:
    """A sheet with its header kept in sight and a filter; simulated rows all say so."""
    sheet = book.add_worksheet(name)
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    header = [*header, "Notice"] if simulated else header
    for j, title in enumerate(header):
        sheet.write_string(0, j, title, strong)
    sheet.set_column(0, len(header) - 1, NARROW)
    sheet.set_column(1, 1, BROAD)
    for i, row in enumerate(rows, 1):
        for j, value in enumerate((*row, SIMULATED) if simulated else row):
            if isinstance(value, str):
                sheet.write_string(i, j, value)
            elif value is not None:
                sheet.write_number(i, j, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
