"""What has changed between two editions, and what the change is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ocindex.errors import RequestError
from ocindex.exact import display_change, precise
from ocindex.index.figures import Figures
from ocindex.index.weights import effective_weights
from ocindex.vocabulary import SCOPES, Country, Scope


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one node in one country, in points of the scale.

    Attributes
    ----------
    published : Fraction
        Difference of the unrounded scores.
    comparable : Fraction or None
        The same over the indicators that both editions have; None where there are none.
    contributions : mapping of str to Fraction
        Part of each common indicator; they sum to `comparable`.
    framework : Fraction
        The part that comes from the framework's change: `published` less the
        contributions.
    rank : mapping of Scope to int
        Ranks climbed towards the first: the earlier rank minus the later.
    """

    published: Fraction
    comparable: Fraction | None
    contributions: Mapping[str, Fraction]
    framework: Fraction
    rank: Mapping[Scope, int]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two results side by side, over the countries that both have."""

    later: Figures
    earlier: Figures

    @property
    def simulated(self) -> bool:
        """Whether either edition is."""
        return self.later.edition.simulated or self.earlier.edition.simulated

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """The countries of the later edition that the earlier one has too."""
        known = self.earlier.edition.row
        return tuple(c for c in self.later.edition.countries if c.iso3 in known)

    @cached_property
    def common(self) -> tuple[str, ...]:
        """The indicators that both editions have."""
        known = {i.id for i in self.earlier.edition.framework.indicators}
        return tuple(i.id for i in self.later.edition.framework.indicators if i.id in known)

    @cached_property
    def weights(self) -> Mapping[str, Mapping[str, Fraction]]:
        """What a unit of each common indicator moves in each node, by the later framework."""
        framework = self.later.edition.framework
        return {
            node: {indicator: weight * framework.scale.unit for indicator, weight in row.items()}
            for node, row in effective_weights(framework, frozenset(self.common)).items()
        }

    def change(self, iso3: str, node: str) -> Change | None:
        """A node's change; None where the earlier edition lacks the node or the country.

        Notes
        -----
        With w the later framework's weights over the common indicators, the change of a
        score splits without remainder into w times the change of each common indicator,
        and the rest: what new, dropped and re-weighted indicators have moved.
        """
        self.later.place(iso3, node)
        if node not in self.earlier.edition.framework.node:
            return None
        if iso3 not in self.earlier.edition.row:
            return None
        published = self.later.score(iso3, node) - self.earlier.score(iso3, node)
        moved = self.moved[iso3]
        contributions = {
            indicator: weight * moved[indicator] if moved[indicator] else Fraction(0)
            for indicator, weight in self.weights.get(node, {}).items()
        }
        comparable = sum(contributions.values(), Fraction(0)) if contributions else None
        rank = {
            scope: self.earlier.rank_of(iso3, node, scope)[0]
            - self.later.rank_of(iso3, node, scope)[0]
            for scope in SCOPES
        }
        rest = published - (comparable or 0)
        return Change(published, comparable, contributions, rest, rank)

    @cached_property
    def moved(self) -> Mapping[str, Mapping[str, int]]:
        """Change of each common indicator in units of the scale, by country."""
        later, earlier = self.later.edition, self.earlier.edition
        columns = [[e.column[name] for name in self.common] for e in (later, earlier)]
        return {
            c.iso3: dict(
                zip(
                    self.common,
                    (
                        later.units[later.row[c.iso3], columns[0]]
                        - earlier.units[earlier.row[c.iso3], columns[1]]
                    ).tolist(),
                    strict=True,
                )
            )
            for c in self.countries
        }

    def all_changes(self) -> Iterator[tuple[str, str, Change | None]]:
        """Every country and node, in the order of the tables."""
        for country in self.countries:
            for node in self.later.nodes:
                yield country.iso3, node.id, self.change(country.iso3, node.id)

    def named(self, iso3: str | None) -> tuple[str, ...]:
        """The country asked for, or all; RequestError where either edition lacks it."""
        if iso3 is None:
            return tuple(country.iso3 for country in self.countries)
        for result in (self.later, self.earlier):
            result.country_row(iso3)
        return (iso3,)

    def rows(self, iso3: str) -> Iterator[tuple[str, str, str, str, str, str]]:
        """Rows of iso3, node, part, score, display, exact.

        `part` is published, comparable, framework or an indicator's id; the indicators' and
        the framework's parts of a node sum to the published. Where the earlier edition lacks
        the node, the published and comparable read n/a.
        """
        decimals = self.later.edition.framework.decimals
        for node in self.later.nodes:
            change = self.change(iso3, node.id)
            if change is None:
                for part in ("published", "comparable", "framework"):
                    yield iso3, node.id, part, "", "n/a", ""
                continue
            parts = {
                "published": change.published,
                "comparable": change.comparable,
                **change.contributions,
                "framework": change.framework,
            }
            for part, value in parts.items():
                if value is None:
                    yield iso3, node.id, part, "", "n/a", ""
                else:
                    shown = display_change(value, decimals)
                    yield iso3, node.id, part, precise(value), shown, str(value)


def compare(later: Figures, earlier: Figures) -> Comparison:
    """Set two editions side by side.

    Parameters
    ----------
    later, earlier : Figures

    Returns
    -------
    Comparison
        Changes of the later one since the earlier, over the countries that both have.

    Raises
    ------
    RequestError
        Their scales differ, so that no difference of scores means anything.
    """
    one, other = (result.edition.framework.scale for result in (later, earlier))
    if one != other:
        names = f"{later.edition.id} and {earlier.edition.id}"
        raise RequestError(f"Editions {names} have different scales ({one}; {other}).")
    return Comparison(later, earlier)
