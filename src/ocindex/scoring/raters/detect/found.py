"""A finding before it is worded, and what detectors share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ocindex.findings import Figure, Severity

Tables = Mapping[str, pl.DataFrame]
# A sentence names so many; the table has all.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A finding's figures; `wording.toml` says it, by its kind."""

    kind: str
    severity: Severity
    weight: float
    figures: Mapping[str, Figure]
    table: str = ""


def some(names: Sequence[str], most: int = NAMED) -> tuple[str, ...]:
    """The first names, and how many others there are; "nobody" for none."""
    if not names:
        return ("nobody",)
    if len(names) <= most + 1:
        return tuple(names)
    return (*names[:most], f"{len(names) - most} others")


def are(count: int) -> str:
    return "is" if count == 1 else "are"
