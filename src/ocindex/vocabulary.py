"""The frozen types that every stage speaks. GLOSSARY.md says each word once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.ratings import Ratings, Scoring

if TYPE_CHECKING:
    import polars as pl

Scope = Literal["world", "continent", "region"]
SCOPES: tuple[Scope, ...] = ("world", "continent", "region")
Meaning = Literal["worse", "better"]
Direction = Literal[1, -1]
SIMULATED = "Simulated data"
MEASURED = (
    "The indicators of '{}' are measured, not scored on a scale: its figures follow from a "
    "method. Use 'ocindex build EDITION --method METHOD.toml'."
)
UNMADE = "The scores of '{}' have not been made of its ratings. Use 'ocindex score EDITION'."
Codes = Literal["iso3", "free"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country, and the groups in which it is ranked."""

    iso3: str
    name: str
    continent: str
    region: str
    iso2: str = ""

    def group(self, scope: Scope) -> str:
        """Name of the group to which the country belongs in `scope`."""
        if scope == "world":
            return "World"
        return self.continent if scope == "continent" else self.region


@dataclass(frozen=True)
class Scale:
    """The grid on which scores lie: `minimum`, `minimum + step`, ... `maximum`."""

    minimum: Fraction
    maximum: Fraction
    step: Fraction

    @cached_property
    def unit(self) -> Fraction:
        """The largest number of which every score on the grid is a whole multiple."""
        low, step = self.minimum, self.step
        bottom = lcm(low.denominator, step.denominator)
        top = gcd(int(low * bottom), int(step * bottom))
        return Fraction(top, bottom)

    def units(self, score: Fraction) -> int | None:
        """`score` in units, or None where it is off the grid."""
        if not self.minimum <= score <= self.maximum:
            return None
        if (score - self.minimum) % self.step:
            return None
        return int(score / self.unit)

    @property
    def decimals(self) -> int:
        """Decimals that write every score on the grid exactly (6 at most)."""
        for digits in range(6):
            if all((x * 10**digits).denominator == 1 for x in (self.minimum, self.step)):
                return digits
        return 6

    def text(self, score: Fraction) -> str:
        """`score` as it is written in an edition: `6.0`, `4.5`."""
        return f"{float(score):.{self.decimals}f}"

    def __str__(self) -> str:
        return (
            f"{self.text(self.minimum)} to {self.text(self.maximum)} in steps of {self.step_text}"
        )

    @property
    def step_text(self) -> str:
        return f"{float(self.step):.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Band:
    """A class of scores: from `lower` up to the next band's `lower`."""

    label: str
    lower: Fraction
    upper: Fraction


@dataclass(frozen=True, slots=True)
class Component:
    """A node that is the weighted mean of its children; `definition` says what it measures."""

    id: str
    name: str
    parent: str | None = None
    weight: Fraction = Fraction(1)
    high: Meaning = "better"
    bands: tuple[Band, ...] = ()
    definition: str = ""
    direction: Direction = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """A leaf of the framework: what an assessment scores, or what was measured.

    A `direction` of -1 says that more of it lowers the node above; `denominator` is the id
    of the quantity by which it is divided to be compared between countries of any size.
    """

    id: str
    name: str
    parent: str
    weight: Fraction = Fraction(1)
    block: str = ""
    section: str = ""
    definition: str = ""
    unit: str = ""
    direction: Direction = 1
    target: float | None = None
    denominator: str = ""


Node = Component | Indicator


@dataclass(frozen=True, slots=True)
class Denominator:
    """A quantity by which indicators are divided: population, area."""

    id: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way of parting the countries into groups: by income, by size."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a country's narrative; it covers the indicators that name it."""

    id: str
    name: str
    component: str


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Two components crossed at `high`: the score from which either counts as high."""

    across: str
    up: str
    high: Fraction


@dataclass(frozen=True, eq=False)
class Framework:
    """What is measured and how it is put together.

    Components stand before their children, indicators in the order of a profile;
    `members` are the countries that a complete edition covers, empty where any may be;
    `aliases` gives their iso3 by other names. `reference` is how an edition names the
    framework, `files` the text of what it was read from, by name. Without a `grid` its
    indicators are measured, each in its own unit. `codes` says whether countries have an
    iso3, or what is assessed may be anything with a code: a party, a firm.
    """

    id: str
    title: str
    grid: Scale | None
    components: tuple[Component, ...]
    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...] = ()
    quadrants: Quadrants | None = None
    decimals: int = 2
    members: tuple[Country, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    reference: str = ""
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    denominators: tuple[Denominator, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    codes: Codes = "iso3"

    @property
    def measured(self) -> bool:
        """Whether indicators are measured, not scored on a scale."""
        return self.grid is None

    @property
    def free_codes(self) -> bool:
        """Whether an edition's units may be anything that has a code."""
        return self.measured or self.codes == "free"

    @property
    def scale(self) -> Scale:
        """The scale on which indicators are scored; RequestError where they are measured."""
        if self.grid is None:
            raise RequestError(MEASURED.format(self.title))
        return self.grid

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in the order of every table: components, then indicators."""
        return (*self.components, *self.indicators)

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """Nodes by id."""
        return MappingProxyType({node.id: node for node in self.nodes})

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Place of each node in `nodes`, by id."""
        return MappingProxyType({node.id: i for i, node in enumerate(self.nodes)})

    def children(self, parent: str | None) -> tuple[Node, ...]:
        """The nodes right below `parent`; the headline components for None."""
        return tuple(node for node in self.nodes if node.parent == parent)

    def component_of(self, node: Node) -> Component:
        """The node itself, or an indicator's component."""
        found = node if isinstance(node, Component) else self.node[node.parent]
        assert isinstance(found, Component)
        return found

    def headline_of(self, node: Node) -> Component:
        """The headline component above `node`."""
        found = self.component_of(node)
        while found.parent is not None:
            found = self.component_of(self.node[found.parent])
        return found

    def high(self, node: Node) -> Meaning:
        """Whether a high score of `node` is worse or better."""
        return self.component_of(node).high

    def bands(self, node: Node) -> tuple[Band, ...]:
        """The bands by which `node` is classed."""
        return self.component_of(node).bands


@dataclass(frozen=True, slots=True)
class Narrative:
    """A country's text in one language: paragraphs by section, in the framework's order."""

    iso3: str
    lang: str
    sections: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as its publisher printed it.

    `quantity` is `score`, `rank_world`, `rank_continent` or `rank_region`; `of` is the
    number of countries that a printed rank names.
    """

    iso3: str
    node: str
    quantity: str
    value: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a country that is no score: capital, population."""

    iso3: str
    fact: str
    value: str
    year: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work that an assessment cites."""

    iso3: str
    citation: str
    url: str = ""


class Unscored:
    """Stands for `Edition.units` where there are no scores: any use says why.

    An empty array would do for the types, and would end in figures of nothing.
    """

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise RequestError(self._reason)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)  # what copies and pickles ask for
        self._refuse()

    __array__ = __getitem__ = __iter__ = __len__ = __matmul__ = __rmatmul__ = _refuse


@dataclass(frozen=True, eq=False)
class Edition:
    """One assessment of all countries: the contract between the stages.

    Attributes
    ----------
    id : str
        Short name, the folder's: `2023`.
    units : ndarray of int64, shape (countries, indicators)
        Scores as whole multiples of `framework.scale.unit`; read-only. RequestError where
        indicators are measured, or scores have not been made of the ratings.
    measurements : ndarray of float64, shape (countries, indicators), optional
        Values of measured indicators, each in its own unit, NaN where missing; read-only.
    groups : mapping of str to tuple of str
        Each country's group by grouping, in the order of the countries; empty if unknown.
    denominators : mapping of str to ndarray of float64, shape (countries,)
        By id; NaN where unknown.
    complete : bool
        Whether all of the framework's members must be there.
    origin : str
        The file that it was read from, with its SHA-256.
    """

    id: str
    title: str
    year: int
    framework: Framework
    countries: tuple[Country, ...]
    units: NDArray[np.int64]
    complete: bool = True
    simulated: bool = False
    attribution: str = ""
    origin: str = ""
    credits: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    narratives: Mapping[tuple[str, str], Narrative] = field(
        default_factory=lambda: MappingProxyType({})
    )
    printed: tuple[Printed, ...] = ()
    ratings: Ratings = field(default_factory=Ratings)
    scoring: Scoring = field(default_factory=Scoring)
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    measurements: NDArray[np.float64] | None = None
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    denominators: Mapping[str, NDArray[np.float64]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def measured(self) -> bool:
        """Whether indicators are measured, not scored on a scale."""
        return self.framework.measured

    @property
    def scored(self) -> bool:
        """Whether there are scores on a scale."""
        return not isinstance(self.units, Unscored)

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """Scores or measured values, shape (countries, indicators), NaN where missing."""
        if self.measurements is not None:
            return self.measurements
        unit = self.framework.scale.unit
        # A product of whole numbers, divided once, is the number nearest to the score.
        values = self.units.astype(np.float64) * unit.numerator / unit.denominator
        values.setflags(write=False)
        return values

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row of each country in `units`, by iso3."""
        return MappingProxyType({c.iso3: i for i, c in enumerate(self.countries)})

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Column of each indicator in `units`, by id."""
        indicators = self.framework.indicators
        return MappingProxyType({indicator.id: i for i, indicator in enumerate(indicators)})

    @property
    def scores(self) -> pl.DataFrame:
        """Long table: iso3, indicator, score; a row a country and indicator, null if missing."""
        import polars as pl  # it takes 0.2 s, and few stages want a table

        indicators = [indicator.id for indicator in self.framework.indicators]
        return pl.DataFrame(
            {
                "iso3": [country.iso3 for country in self.countries for _ in indicators],
                "indicator": indicators * len(self.countries),
                "score": self.values.ravel(),
            }
        ).with_columns(pl.col("score").fill_nan(None))

    def score(self, iso3: str, indicator: str) -> Fraction:
        """The exact score of one indicator in one country."""
        return int(self.units[self.row[iso3], self.column[indicator]]) * self.framework.scale.unit


def unscored(framework: Framework) -> NDArray[np.int64]:
    """What a measured edition has for `units`."""
    return cast("NDArray[np.int64]", Unscored(MEASURED.format(framework.title)))


def unmade(framework: Framework) -> NDArray[np.int64]:
    """What an edition has for `units` whose scores have not been made of its ratings."""
    return cast("NDArray[np.int64]", Unscored(UNMADE.format(framework.title)))
