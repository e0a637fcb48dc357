"""An index made by a method: every stage, scores, ranks, weights, and what the steps did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index.exactly import exact_ranks
from ocindex.index.filling import groupings_of
from ocindex.index.plan import Plan
from ocindex.index.report import Report
from ocindex.index.result import Result
from ocindex.index.stage import Stage, frame_of
from ocindex.index.standing import score_ranks, score_ranks_within
from ocindex.method import Method
from ocindex.vocabulary import Edition, Framework

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Built:
    """What `build` makes of an edition by a method.

    Attributes
    ----------
    edition : Edition
    method : Method
        The method, by which it can be made again.
    codes : tuple of str
        Codes of the countries that were not screened out, in the edition's order.
    values : ndarray of float64, shape (units, nodes)
        Scores of all nodes, in the framework's order; NaN where missing.
    node_weights : ndarray of float64, shape (nodes,)
        Weight of each node among its siblings, summing to one; NaN for headlines and for
        nodes left out. Where each country has weights of its own, their mean.
    stages : mapping of str to Stage
        Those there are, in the order in which they were made.
    report : Report
        What the steps did, cell by cell.
    exact : Result or None
        The figures in whole numbers, where scores lie on a grid and the method is a mean of
        means of them; scores and ranks are then taken from it, and no tie hangs on rounding.
    """

    edition: Edition
    method: Method
    codes: tuple[str, ...]
    values: Floats
    node_weights: Floats
    stages: Mapping[str, Stage]
    report: Report
    exact: Result | None = None
    plan: Plan = field(repr=False, kw_only=True)

    @property
    def framework(self) -> Framework:
        """The framework of the edition."""
        return self.edition.framework

    @property
    def nodes(self) -> tuple[str, ...]:
        """Ids of all nodes: components, then indicators."""
        return self.plan.node_ids

    @cached_property
    def rank(self) -> Floats:
        """Ranks of all nodes, shape (units, nodes); 1 is the highest score, NaN where missing."""
        rule = self.method.ranks
        if self.exact is not None:
            return exact_ranks(self.exact, rule.ties)
        return score_ranks(self.values, rule)

    @property
    def scores(self) -> pl.DataFrame:
        """Wide table of scores: iso3, then a column a node; null where missing."""
        return frame_of(self.codes, self.nodes, self.values)

    @property
    def ranks(self) -> pl.DataFrame:
        """Wide table of ranks: iso3, then a column a node; null where missing."""
        import polars as pl  # it takes 0.2 s to import

        frame = frame_of(self.codes, self.nodes, self.rank)
        if self.method.ranks.ties == "mid":
            return frame
        return frame.with_columns(pl.col(pl.Float64).cast(pl.Int64))

    def ranks_within(self, grouping: str) -> pl.DataFrame:
        """Wide table of ranks within each group: iso3, group, then a column a node.

        Parameters
        ----------
        grouping : str
            Name of a grouping of the edition, `continent` or `region`. Countries of no group
            have no rank.

        Raises
        ------
        RequestError
            The edition has no such grouping.
        """
        import polars as pl  # as above

        groups = groupings_of(self.edition)
        if grouping not in groups:
            raise RequestError(f"No grouping '{grouping}'. There are: {', '.join(groups)}.")
        place = {country.iso3: row for row, country in enumerate(self.edition.countries)}
        names = [groups[grouping][place[code]] for code in self.codes]
        # Ranks among all order countries as their exact scores do, where there are such.
        exact = self.exact is not None
        scores = -self.rank if exact else self.values
        found = score_ranks_within(scores, names, self.method.ranks, exact=exact)
        frame = frame_of(self.codes, self.nodes, found).insert_column(1, pl.Series("group", names))
        if self.method.ranks.ties == "mid":
            return frame
        return frame.with_columns(pl.col(pl.Float64).cast(pl.Int64))

    def stage(self, name: str) -> pl.DataFrame:
        """Wide table of a stage: iso3, then a column a node; null where missing.

        Parameters
        ----------
        name : str
            One of `stages`.

        Raises
        ------
        RequestError
            The method has no such stage.
        """
        if name not in self.stages:
            there = ", ".join(self.stages)
            raise RequestError(f"This method has no stage '{name}'. There are: {there}.")
        found = self.stages[name]
        return frame_of(found.codes, found.nodes, found.values)

    @property
    def weights(self) -> pl.DataFrame:
        """A row a node: node, parent, level, weight among siblings, effective in the headline."""
        import polars as pl  # as above

        nodes = self.framework.nodes
        columns = {
            "node": [node.id for node in nodes],
            "parent": [node.parent for node in nodes],
            "level": [self.plan.heights[node.id] for node in nodes],
            "weight": self.node_weights,
            "effective": self.effective,
        }
        return pl.DataFrame(columns).with_columns(pl.col(pl.Float64).fill_nan(None))

    @cached_property
    def effective(self) -> Floats:
        """Weight of each node in its headline, the product down the tree, shape (nodes,)."""
        found = np.ones(len(self.nodes))
        for place, node in enumerate(self.framework.nodes):
            if node.parent is not None:  # parents stand before their children
                above = self.framework.position[node.parent]
                found[place] = found[above] * self.node_weights[place]
        return found

    def rebuild(self, **changes: Any) -> Built:
        """The same edition by the same method with some steps changed, as `Method.replace`."""
        from ocindex.index.building import build  # it makes this class

        return build(self.edition, self.method.replace(**changes))

    def without(self, *nodes: str) -> Built:
        """The same index in which some nodes do not count; their siblings fill their place.

        Steps up to normalising are as they were.

        Parameters
        ----------
        *nodes : str
            Ids of indicators or components, not all of a headline.

        Raises
        ------
        RequestError
            There is no such node.
        """
        from ocindex.index.building import built_without  # as above

        return built_without(self, frozenset(nodes))
