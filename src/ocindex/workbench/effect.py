"""What another method, or another index, changes country by country."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ocindex.index import built as index
from ocindex.method import STEPS
from ocindex.workbench.elements import names_of
from ocindex.workbench.techniques import written

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Effect:
    """Two indices side by side: as it is, and as it would be.

    Attributes
    ----------
    before, after : Built
    """

    before: index.Built = field(repr=False)
    after: index.Built = field(repr=False)

    @property
    def table(self) -> pl.DataFrame:
        """A row a component and country of the first index.

        Returns
        -------
        polars.DataFrame
            node, iso3, country, score, score_then, rank, rank_then, shift (places gained);
            null where the second index lacks the country or the component.
        """
        import polars as pl  # it takes 0.2 s to import

        built = self.before
        nodes = [component.id for component in built.framework.components]
        places = [built.framework.position[node] for node in nodes]
        rank, rank_then = built.rank[:, places].T, self.then(self.after.rank, nodes)
        columns = {
            "score": built.values[:, places].T, "score_then": self.then(self.after.values, nodes),
            "rank": rank, "rank_then": rank_then, "shift": rank - rank_then,
        }  # fmt: skip
        labels = {
            "node": np.repeat(nodes, len(built.codes)).tolist(),
            "iso3": list(built.codes) * len(nodes),
            "country": names_of(built) * len(nodes),
        }
        values = {name: column.ravel() for name, column in columns.items()}
        return pl.DataFrame(labels | values).with_columns(pl.col(pl.Float64).fill_nan(None))

    def then(self, values: Floats, nodes: list[str]) -> Floats:
        """The second index's values, shape (nodes, units), in the first one's order."""
        row = {code: place for place, code in enumerate(self.after.codes)}
        position = self.after.framework.position
        found = np.full((len(nodes), len(self.before.codes)), np.nan)
        for i, node in enumerate(nodes):
            for j, code in enumerate(self.before.codes):
                if node in position and code in row:
                    found[i, j] = values[row[code], position[node]]
        return found

    @property
    def changes(self) -> tuple[str, ...]:
        """The steps that differ, a line each."""
        one, other = self.before.method, self.after.method
        lines = [
            f"{name}: {written(one.step(name))} -> {written(other.step(name))}"
            for name in STEPS
            if one.step(name) != other.step(name)
        ]
        if one.directions != other.directions:
            lines.append("directions: others")
        if self.before.edition.id != self.after.edition.id:
            lines.append(f"edition: {self.before.edition.id} -> {self.after.edition.id}")
        return tuple(lines)

    def report(self) -> str:
        """What differs between the methods, and who moves, as text."""
        from ocindex.workbench.reporting import effect_report  # it takes this class

        return effect_report(self)
