"""The exact figures of an edition: what every table, profile and comparison looks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.exact import display
from ocindex.index.classify import band_of, quadrant_of
from ocindex.index.groups import Group, groups_of
from ocindex.index.weights import weighting
from ocindex.vocabulary import SCOPES, Edition, Node, Printed, Scope


@dataclass(frozen=True, eq=False)
class Figures:
    """Scores, ranks and classes of every node in every country of an edition.

    Attributes
    ----------
    edition : Edition
    values : ndarray of int64 or object, shape (countries, nodes)
        Exact scores: whole multiples of `unit`.
    rank : mapping of Scope to ndarray of int32, shape (countries, nodes)
        Standard competition ranks; 1 is the highest score.
    """

    edition: Edition
    values: NDArray[np.int64]
    rank: Mapping[Scope, NDArray[np.int32]]

    @cached_property
    def unit(self) -> Fraction:
        """What one in `values` is worth in points of the scale."""
        framework = self.edition.framework
        return framework.scale.unit / weighting(framework).denominator

    def place(self, iso3: str, node: str) -> tuple[int, int]:
        """Row and column of a figure in the arrays; RequestError where there is none."""
        return self.country_row(iso3), self.node_column(node)

    def country_row(self, iso3: str) -> int:
        """Row of a country; RequestError where the edition has none such."""
        try:
            return self.edition.row[iso3]
        except KeyError:
            hint = f"No country '{iso3}' in edition {self.edition.id}: name it by its ISO3 code."
            raise RequestError(hint) from None

    def node_column(self, node: str) -> int:
        """Column of a node; RequestError where the framework has none such."""
        try:
            return self.edition.framework.position[node]
        except KeyError:
            names = ", ".join(self.edition.framework.position)
            raise RequestError(f"No node '{node}'. There are: {names}.") from None

    def score(self, iso3: str, node: str) -> Fraction:
        """The exact score of a node in a country."""
        return int(self.values[self.place(iso3, node)]) * self.unit

    def display(self, iso3: str, node: str) -> str:
        """The score as printed, rounded half up."""
        return display(self.score(iso3, node), self.edition.framework.decimals)

    def band(self, iso3: str, node: str) -> str:
        """Label of the band in which the country's score falls."""
        return self.band_for(self.score(iso3, node), node)

    def band_for(self, score: Fraction, node: str) -> str:
        """Label of the band in which `score` would fall as a score of `node`."""
        framework = self.edition.framework
        return band_of(score, framework.bands(framework.node[node]))

    def quadrant(self, iso3: str) -> str:
        """Name of the country's quadrant; empty where the framework has none."""
        quadrants = self.edition.framework.quadrants
        if quadrants is None:
            return ""
        pair = self.score(iso3, quadrants.across), self.score(iso3, quadrants.up)
        return quadrant_of(*pair, self.edition.framework)

    def rank_of(self, iso3: str, node: str, scope: Scope) -> tuple[int, int]:
        """Rank, and the number of countries that are ranked in that group; 1 of 1 in none."""
        row, column = self.place(iso3, node)
        group = self.edition.countries[row].group(scope)
        return int(self.rank[scope][row, column]), self.sizes[scope].get(group, 1)

    @cached_property
    def sizes(self) -> Mapping[Scope, Mapping[str, int]]:
        """Number of countries in each group of each scope."""
        return {
            scope: {g.name: len(g.rows) for g in self.groups if g.scope == scope}
            for scope in SCOPES
        }

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The world, the continents and the regions, with the rows of their countries."""
        return groups_of(self.edition.countries)

    def group_score(self, group: Group, node: str) -> Fraction:
        """Unweighted mean of the group's exact scores."""
        column = self.node_column(node)
        total: int = sum(self.values[list(group.rows), column].tolist())
        return total * self.unit / len(group.rows)

    @cached_property
    def printed_ranks(self) -> Mapping[tuple[str, str], Sequence[Printed]]:
        """The printed ranks of the edition, by country and node."""
        found: dict[tuple[str, str], list[Printed]] = {}
        for figure in self.edition.printed:
            if figure.quantity != "score":
                found.setdefault((figure.iso3, figure.node), []).append(figure)
        return found

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The framework's nodes, in the order of the columns."""
        return self.edition.framework.nodes
