"""Chapters from what detectors have found, and from texts that stand in TOML files.

A package that reports has `chapters.toml` (what each chapter asks, did and shows) and
`wording.toml` (the sentences of each kind of finding) beside its modules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ocindex.findings.report import (
    Chapter,
    Column,
    Exhibit,
    Finding,
    Severity,
    Wording,
)
from ocindex.findings.sentences import Figure

if TYPE_CHECKING:
    import polars as pl

Tables = Mapping[str, "pl.DataFrame"]
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding's figures; `wording.toml` says it, by its kind.

    `weight` orders findings of a severity; `table` shows where the figures are from.
    """

    kind: str
    severity: Severity
    weight: float
    figures: Mapping[str, Figure]
    table: str = ""


@cache
def texts(package: str, name: str) -> Mapping[str, Any]:
    """What a file of texts of a package has, by its name: chapters, wording."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text("utf-8"))


def chapters_of(
    package: str, found: Iterable[Iterable[Found]], tables: Tables, say: Say = str
) -> tuple[Chapter, ...]:
    """The chapters of a report.

    Parameters
    ----------
    package : str
        Whose `chapters.toml` and `wording.toml` have the texts.
    found : iterable of iterable of Found
        What was found, chapter by chapter.
    tables : mapping of str to polars.DataFrame
        Exhibits are shown of those that are there and have rows.
    say : callable, optional
        Puts a text into the report's own words.

    Returns
    -------
    tuple of Chapter
    """
    wording = texts(package, "wording")
    outlines = texts(package, "chapters")["chapters"]
    return tuple(
        chapter(step, told, [worded(step, each, wording[each.kind], say) for each in own],
                tables, say)
        for step, (told, own) in enumerate(zip(outlines, found, strict=True), 1)
    )  # fmt: skip


def worded(step: int, found: Found, told: Mapping[str, str], say: Say) -> Finding:
    """A finding with its sentences."""
    return Finding(
        found.kind, step, found.severity, found.weight, found.figures,
        Wording(**{name: say(text) for name, text in told.items()}), found.table,
    )  # fmt: skip


def chapter(
    step: int, told: Mapping[str, Any], found: Iterable[Finding], tables: Tables, say: Say
) -> Chapter:
    """A chapter with the exhibits of which there are tables."""
    exhibits = tuple(
        exhibit(shown, say) for shown in told["exhibits"] if len(tables.get(shown["table"], ()))
    )
    title, asks, did = (say(told[name]) for name in ("title", "asks", "did"))
    return Chapter(step, title, asks, did, tuple(found), exhibits)


def exhibit(shown: Mapping[str, Any], say: Say) -> Exhibit:
    columns = tuple(Column(name, say(heading), *rest) for name, heading, *rest in shown["columns"])
    texts = {"title": say(shown["title"]), "note": say(shown.get("note", ""))}
    told = tuple(shown.get("told", ()))
    return Exhibit(**{**shown, **texts, "columns": columns, "told": told})
