"""What a report tells, as values: findings in sentences, exhibits, chapters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ocindex.findings.sentences import Figure, say

if TYPE_CHECKING:
    import polars as pl

Severity = Literal["serious", "notable", "minor", "sound"]
SEVERITIES: tuple[Severity, ...] = ("serious", "notable", "minor", "sound")
GRAVITY = (
    "Serious: what a score says is in doubt. Notable: to be mended or stated. Minor: to be known. "
    "Sound: was looked at and holds."
)
# So many kinds of findings stand on the first page: those that a reader must not miss.
FOREMOST = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a kind of finding, with places for its figures.

    A place is written as in `str.format`; `{n:indicator|indicators}` is the number with the
    noun in its number, and several names are listed with commas and "and".
    """

    title: str
    what: str
    why: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an auditor would say.

    Attributes
    ----------
    kind : str
        What kind of finding it is: `against_parent`.
    step : int
        Number of the chapter that it belongs to, from 1.
    severity : {"serious", "notable", "minor", "sound"}
    weight : float
        Orders findings of a severity, the largest first.
    figures : mapping of str to str, int, float or tuple of str
    wording : Wording
    table : str
        Name of the table that shows it; empty where there is none.
    """

    kind: str
    step: int
    severity: Severity
    weight: float
    figures: Mapping[str, Figure]
    wording: Wording
    table: str = ""

    @property
    def title(self) -> str:
        """The finding in a line."""
        return say(self.wording.title, self.figures)

    @property
    def what(self) -> str:
        """What was found, and how much."""
        return say(self.wording.what, self.figures)

    @property
    def why(self) -> str:
        """Why it matters."""
        return say(self.wording.why, self.figures)

    @property
    def remedy(self) -> str:
        """What to do; empty where nothing need be done."""
        return say(self.wording.remedy, self.figures)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table as a report prints it.

    Attributes
    ----------
    id, heading : str
    decimals : int or None
        None for texts.
    flag : str
        Column of bool or of text that says where the figure is out of bounds; empty where
        none does.
    """

    id: str
    heading: str
    decimals: int | None = None
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table, or a chart of one, in a report.

    Attributes
    ----------
    table : str
        Its name in the audit's tables.
    title, note : str
    columns : tuple of Column
        Those that are printed; the file has all.
    where : str
        Column of bool or of text: only rows where it is true or not empty are printed.
    sort : str
        Column by which rows are printed, from the largest down; empty for the table's order.
    rows : int
        So many are printed; 0 for all.
    picture : str
        The chart that draws it; empty for a plain table.
    told : tuple of str
        Columns of words that say what a row, known by its `name`, means; they are no cells.
    """

    table: str
    title: str
    note: str = ""
    columns: tuple[Column, ...] = ()
    where: str = ""
    sort: str = ""
    rows: int = 0
    picture: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a report: what it asks, what was done, found and shown."""

    step: int
    title: str
    asks: str
    did: str
    findings: tuple[Finding, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, eq=False)
class Audit:
    """An audit as its report tells it: of an index, or of those who rated for it.

    Attributes
    ----------
    title : str
        Of the index and its edition.
    facts : tuple of (str, str)
        What was audited, each a heading and a text.
    chapters : tuple of Chapter
        In order; of an index the ten steps of the Handbook.
    tables : mapping of str to polars.DataFrame
        Every table in full, by name; written as data beside the report.
    notice : str
        What stands above all else: that the data are made up.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    tables: Mapping[str, pl.DataFrame] = field(repr=False)
    notice: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first."""
        found = [finding for chapter in self.chapters for finding in chapter.findings]
        return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), -f.weight)))


def foremost(report: Audit) -> list[list[Finding]]:
    """Serious and notable findings, those of a kind together, the gravest first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.severity in ("serious", "notable"):
            kinds.setdefault(finding.kind, []).append(finding)
    return list(kinds.values())[:FOREMOST]
