"""A release as its readers see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from ocindex.vocabulary import Country, Edition, Narrative, Scope

# What intervals rest on: experts' ratings, or scores that might each be half a step off.
Basis = Literal["ratings", "robustness"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a score lies, in points of the scale.

    `raters` is how many experts judged it, 0 where it rests on none; `distance` how far the
    editors' score lies above the panel's median, None where nobody but the panel scored.
    """

    raters: int
    median: float
    mean: float
    sd: float
    low68: float
    high68: float
    low90: float
    high90: float
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Between which ranks a country lies.

    `low90` and `high90` hold for this country with 90 %; `set_low` and `set_high` for all
    countries of the scope at once. `tier` counts from 1, the highest scores. Indicators have
    neither: 0.
    """

    median: float
    low90: int
    high90: int
    set_low: int
    set_high: int
    top10: float
    tier: int


@dataclass(frozen=True, slots=True)
class ChangeInterval:
    """Between which values a change lies, and how likely the score has risen."""

    median: float
    low90: float
    high90: float
    rise: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A rank, of how many countries, and whether it is only the publisher's word.

    It is 0 of 0 in the continent or region of a unit that lies in none.
    """

    rank: int
    of: int
    as_published: bool = False
    interval: RankInterval | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A node's figures in one country or group.

    `display` is the score as printed, `exact` the same as a fraction (`67/15`); a group has
    no ranks.
    """

    node: str
    score: float
    display: str
    exact: str
    band: str
    rank: Mapping[Scope, Standing]
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a component's change: an indicator's, or the `framework`'s."""

    part: str
    contribution: float
    display: str
    exact: str


@dataclass(frozen=True, slots=True)
class Change:
    """A node's change since an earlier edition.

    `comparable` is over the indicators that both editions have (None where there are none),
    `framework` what the framework's own change has moved; `rank` counts ranks climbed
    towards the first. `parts`, of a component, sum to the change.
    """

    node: str
    against: str
    change: float
    display: str
    comparable: float | None
    comparable_display: str
    framework: float
    framework_display: str
    rank: Mapping[Scope, int]
    parts: tuple[Part, ...] = ()
    interval: ChangeInterval | None = None
    comparable_interval: ChangeInterval | None = None


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """All that a release says of a country in one edition.

    `figures` is by node; `changes` by earlier edition, then by node: a node that the
    earlier edition lacks is absent. `narratives` is by language.
    """

    country: Country
    quadrant: str
    figures: Mapping[str, Figure]
    changes: Mapping[str, Mapping[str, Change]]
    narratives: Mapping[str, Narrative]


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """The means of the world, a continent or a region, over its `countries` (iso3)."""

    scope: Scope
    name: str
    countries: tuple[str, ...]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Correlation:
    """How the scores of two nodes go together over `n` countries.

    `pearson` is of the scores, `spearman` of their ranks; both run from -1 to 1.
    """

    node: str
    other: str
    pearson: float
    pearson_display: str
    spearman: float
    spearman_display: str
    n: int


@dataclass(frozen=True, slots=True)
class ReleasedEdition:
    """One edition of a release.

    `against` lists the earlier editions that changes are given for, the latest first;
    `correlations` has each pair of nodes once, none where either has one score everywhere.
    `basis` is what intervals rest on, None where there are none; `pairs` how likely one
    country's component lies above another's and below it, by node, each two countries once.
    """

    edition: Edition
    countries: Mapping[str, CountryRecord]
    groups: tuple[GroupRecord, ...]
    against: tuple[str, ...]
    correlations: tuple[Correlation, ...] = ()
    basis: Basis | None = None
    pairs: Mapping[str, Mapping[tuple[str, str], tuple[float, float]]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.edition.id

    def above(self, node: str, iso3: str, other: str) -> float | None:
        """How likely a country's component lies above another's; None where nobody knows."""
        known = self.pairs.get(node, {})
        if (iso3, other) in known:
            return known[iso3, other][0]
        return known[other, iso3][1] if (other, iso3) in known else None


@dataclass(frozen=True, eq=False)
class Release:
    """A frozen release; its `editions` stand from the earliest on.

    `fingerprint` is the SHA-256 of its manifest, which holds that of every file.
    """

    path: Path
    title: str
    made_by: str
    fingerprint: str
    editions: tuple[ReleasedEdition, ...]

    @property
    def latest(self) -> ReleasedEdition:
        return self.editions[-1]

    @property
    def simulated(self) -> bool:
        return any(edition.edition.simulated for edition in self.editions)

    @cached_property
    def by_id(self) -> Mapping[str, ReleasedEdition]:
        return {edition.id: edition for edition in self.editions}
