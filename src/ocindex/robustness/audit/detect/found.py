"""A finding before it is worded, and what detectors share: names, and how many to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ocindex.findings import Figure, Severity
from ocindex.robustness.audit.subject import Subject

Tables = Mapping[str, pl.DataFrame]
# A sentence names so many; the table has all.
NAMED = 4


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


def some(names: Sequence[str], most: int = NAMED) -> tuple[str, ...]:
    """The first names, and how many others there are."""
    if len(names) <= most + 1:
        return tuple(names)
    return (*names[:most], f"{len(names) - most} others")


def rounded(r: float) -> str:
    """A correlation to two decimals, with a true minus."""
    return f"{r:.2f}".replace("-", "−")


def name_of(subject: Subject, node: str) -> str:
    """An element's name by its id."""
    return subject.elements[subject.place[node]].name
