"""Everything that follows from an edition's scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocindex.index.aggregate import node_values
from ocindex.index.change import compare
from ocindex.index.figures import Figures
from ocindex.index.groups import group_numbers
from ocindex.index.profile import Profile, profile
from ocindex.index.rank import competition_ranks
from ocindex.vocabulary import SCOPES, Edition, Scope

if TYPE_CHECKING:
    import polars as pl


class Result(Figures):
    """The figures of an edition, and the tables and profiles that are made of them.

    `ocindex.compare` sets two results side by side, exactly.
    """

    @property
    def scores(self) -> pl.DataFrame:
        """Long table: edition, iso3, node, score, display, rank_*, band; see `tables`."""
        from ocindex.index.tables import scores_table  # polars takes 0.2 s to import

        return scores_table(self)

    def ranks(self, within: Scope = "world", by: str | None = None) -> pl.DataFrame:
        """Ranking table of `by`, or of every node, within a scope."""
        from ocindex.index.tables import ranks_table  # polars takes 0.2 s to import

        return ranks_table(self, within, by)

    def changes(self, other: Figures) -> pl.DataFrame:
        """Long table of every node's change since `other`; see `tables`."""
        from ocindex.index.tables import changes_table  # polars takes 0.2 s to import

        return changes_table(compare(self, other))

    def parts(self, other: Figures) -> pl.DataFrame:
        """Long table of what every component's change since `other` is made of."""
        from ocindex.index.tables import parts_table  # polars takes 0.2 s to import

        return parts_table(compare(self, other))

    def profile(self, iso3: str, against: Figures | None = None) -> Profile:
        """All figures of one country."""
        return profile(self, iso3, against)


def compute(edition: Edition) -> Result:
    """Compute all nodes and ranks of an edition.

    Parameters
    ----------
    edition : Edition

    Returns
    -------
    Result

    Notes
    -----
    The published Index is a mean of means: markets and actors are means of their
    indicators, criminality is the mean of the two, resilience the mean of its indicators.
    All arithmetic is in whole numbers, so nothing is rounded before it is ranked.
    """
    values = node_values(edition.framework, edition.units)
    values.setflags(write=False)
    ranks = {
        scope: competition_ranks(values, group_numbers(edition.countries, scope))
        for scope in SCOPES
    }
    return Result(edition, values, ranks)
