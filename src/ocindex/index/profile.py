"""All figures of one country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ocindex.exact import display_change, precise
from ocindex.index.change import Change, compare
from ocindex.index.figures import Figures
from ocindex.index.published import published_ranks
from ocindex.vocabulary import SCOPES, Country, Scope


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """A node's figures in one country.

    Attributes
    ----------
    rank : mapping of Scope to tuple of int
        Rank and the number of countries ranked.
    as_published : frozenset of Scope
        Scopes whose rank is the publisher's, since the edition cannot tell it.
    """

    score: Fraction
    display: str
    band: str
    rank: Mapping[Scope, tuple[int, int]]
    as_published: frozenset[Scope]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A country's figures, by node in the order of the framework."""

    country: Country
    edition: str
    against: str | None
    nodes: Mapping[str, NodeFigures]
    quadrant: str
    decimals: int
    names: Mapping[str, str]
    simulated: bool

    def name(self, node: str) -> str:
        """A node's name for people."""
        return self.names[node]

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain data for JSON; scores are decimal texts."""
        return {
            "iso3": self.country.iso3,
            "country": self.country.name,
            "edition": self.edition,
            "nodes": {name: self.node_dict(node) for name, node in self.nodes.items()},
            "quadrant": self.quadrant,
        }

    def node_dict(self, node: NodeFigures) -> dict[str, Any]:
        content: dict[str, Any] = {
            "score": precise(node.score),
            "display": node.display,
            "band": node.band,
            "rank": {scope: list(node.rank[scope]) for scope in SCOPES},
            "change": self.change_dict(node.change),
        }
        if node.as_published:
            content["as_published"] = [s for s in SCOPES if s in node.as_published]
        return content

    def change_dict(self, change: Change | None) -> dict[str, Any] | None:
        if change is None:
            return None
        comparable = change.comparable
        return {
            "against": self.against,
            "score": precise(change.published),
            "display": display_change(change.published, self.decimals),
            "comparable": None if comparable is None else precise(comparable),
            "rank": {scope: change.rank[scope] for scope in SCOPES},
        }


def profile(result: Figures, iso3: str, against: Figures | None = None) -> Profile:
    """Gather the figures of a country, with its changes since `against`.

    Raises
    ------
    RequestError
        The edition has no such country.
    """
    country = result.edition.countries[result.country_row(iso3)]
    comparison = compare(result, against) if against else None
    nodes = {}
    for node in result.nodes:
        printed = published_ranks(result, iso3, node.id)
        ranks = {scope: result.rank_of(iso3, node.id, scope) for scope in SCOPES}
        nodes[node.id] = NodeFigures(
            score=result.score(iso3, node.id),
            display=result.display(iso3, node.id),
            band=result.band(iso3, node.id),
            rank={**ranks, **printed},
            as_published=frozenset(printed),
            change=comparison.change(iso3, node.id) if comparison else None,
        )
    return Profile(
        country,
        result.edition.id,
        against.edition.id if against else None,
        nodes,
        result.quadrant(iso3),
        result.edition.framework.decimals,
        {node.id: node.name for node in result.nodes},
        result.edition.simulated or bool(against and against.edition.simulated),
    )
