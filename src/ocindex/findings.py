"""What an audit finds, as values: findings in sentences, exhibits, the chapters of a report."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import polars as pl

Severity = Literal["serious", "notable", "minor", "sound"]
SEVERITIES: tuple[Severity, ...] = ("serious", "notable", "minor", "sound")
Figure = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on an audit flags a figure.

    Attributes
    ----------
    skew, kurtosis : float
        Absolute skewness and excess kurtosis that together point to outliers.
    availability, nonzero, unique : float
        Shares of units with a value, with one that is not zero, with one of their own.
    end : float
        Share of units at an end of the scale from which they pile up there.
    unit_availability : float
        Share of indicators that a unit should have.
    redundant : float
        Correlation of siblings from which one counts twice.
    weak : float
        Correlation of a child with its parent below which it hardly shows in it.
    significance : float
        p-value from which a correlation may be chance.
    alpha, alpha_high : float
        Cronbach's alpha below which siblings hardly measure one thing, and above which they
        repeat each other.
    kmo : float
        Sampling adequacy below which components say little.
    explained : float
        Share of an indicator's variance that the others foretell, from which it adds little.
    cluster : float
        Mean absolute correlation that makes indicators a cluster.
    margin : float
        By so much more an indicator correlates with another group than with the rest of its
        own, when it is said to.
    denominator : float
        Correlation with a denominator from which an indicator measures size.
    skewed_weight : float
        Ratio of the share of variance to the weight, or its inverse, that is out of balance.
    shift : float
        Mean shift of ranks, as a share of the units, that is more than slight.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators: Methodology and User
    Guide. OECD Publishing.
    Nunnally, J. C., and I. H. Bernstein (1994). Psychometric Theory, 3rd ed. (alpha).
    Kaiser, H. F. (1974). An index of factorial simplicity. Psychometrika 39: 31-36 (KMO).
    Terwee, C. B., and others (2007). Quality criteria were proposed for measurement properties
    of health status questionnaires. Journal of Clinical Epidemiology 60: 34-42 (end).
    """

    skew: float = 2.0
    kurtosis: float = 3.5
    availability: float = 0.65
    nonzero: float = 0.5
    unique: float = 0.5
    end: float = 0.15
    unit_availability: float = 0.65
    redundant: float = 0.92
    weak: float = 0.3
    significance: float = 0.05
    alpha: float = 0.7
    alpha_high: float = 0.95
    kmo: float = 0.6
    explained: float = 0.9
    cluster: float = 0.8
    margin: float = 0.1
    denominator: float = 0.7
    skewed_weight: float = 1.5
    shift: float = 0.03


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
        Step of the Handbook that it belongs to, from 1 to 10.
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
    """

    table: str
    title: str
    note: str = ""
    columns: tuple[Column, ...] = ()
    where: str = ""
    sort: str = ""
    rows: int = 0
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the Handbook's ten steps: what it asks, what was done, found and shown."""

    step: int
    title: str
    asks: str
    did: str
    findings: tuple[Finding, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, eq=False)
class Audit:
    """An audit as its report tells it.

    Attributes
    ----------
    title : str
        Of the index and its edition.
    facts : tuple of (str, str)
        What was audited, each a heading and a text.
    chapters : tuple of Chapter
        The ten steps, in order.
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


class Sentence(string.Formatter):
    """Puts figures into sentences: names as a listing, nouns in their number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple):
            return listing(value)
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return f"{value:,} {one if value == 1 else many}"
        if isinstance(value, float):
            # A true minus, and none before zero.
            text = format(value, format_spec)
            digits = any(c in "123456789" for c in text)
            return text.replace("-", "−" if digits else "")
        return format(value, format_spec)


def say(template: str, figures: Mapping[str, Figure]) -> str:
    """A sentence with its figures."""
    return Sentence().vformat(template, (), figures)


def listing(names: Sequence[str]) -> str:
    """Names with commas, and "and" before the last; with semicolons where names hold commas."""
    if len(names) <= 1:
        return "".join(names)
    if any(", " in name for name in names):
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"
