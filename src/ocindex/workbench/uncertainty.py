"""How far scores and ranks may be trusted: what comes of everything that may vary at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.robustness.montecarlo import JointIntervals, alike, joint_intervals
from ocindex.workbench.elements import components_named, names_of
from ocindex.workbench.folding import obstacle, scale_of
from ocindex.workbench.rebuilding import rebuild
from ocindex.workbench.simulating import KEPT, simulated
from ocindex.workbench.spread import Spread, above_in, of_rebuilt, of_simulation, paired
from ocindex.workbench.techniques import written
from ocindex.workbench.varying import Varying, described

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Scores and ranks under uncertainty.

    Attributes
    ----------
    built : Built
        The index as it is.
    varying : Varying
        What varied.
    nodes : tuple of str
        Components whose scores and ranks were kept.
    draws, seed : int
    top : int
        Ranks up to this one count as of the top.
    spread : Spread
    obstacle : str
        Why every draw was built anew, step by step; empty where the draws were folded into
        products of matrices, which gives the same.
    """

    built: index.Built
    varying: Varying
    nodes: tuple[str, ...]
    draws: int
    seed: int
    top: int
    spread: Spread = field(repr=False)
    obstacle: str = ""

    @property
    def scores(self) -> pl.DataFrame:
        """A row a component and country: what its scores are.

        Returns
        -------
        polars.DataFrame
            node, iso3, country, score (as built), median, low, high (5 and 95 %), mean, sd,
            higher (probability of more than in the edition before; null without one). Where
            high scores are worse, higher is worse.
        """
        spread = self.spread
        return self.table(
            score=self.nominal(self.built.values), median=spread.scores[0], low=spread.scores[1],
            high=spread.scores[2], mean=spread.score_mean, sd=spread.score_sd,
            higher=spread.better_score,
        )  # fmt: skip

    @property
    def ranks(self) -> pl.DataFrame:
        """A row a component and country: what its ranks are.

        Returns
        -------
        polars.DataFrame
            node, iso3, country, rank (as built), median, low, high (5 and 95 %), mean, sd, top
            (probability of a rank of `top` or nearer to 1), higher (probability of a rank nearer
            to 1 than in the edition before; null without one).

        Notes
        -----
        Countries that tie as built share the best of their ranks; where draws part them, their
        median ranks lie behind it.
        """
        import polars as pl  # it takes 0.2 s to import

        spread = self.spread
        return self.table(
            rank=self.nominal(self.built.rank), median=spread.ranks[0], low=spread.ranks[1],
            high=spread.ranks[2], mean=spread.rank_mean, sd=spread.rank_sd, top=spread.top,
            higher=spread.better_rank,
        ).with_columns(pl.col("median", "low", "high").cast(pl.Int64))  # fmt: skip

    def above(self, node: str) -> Floats:
        """Probability that one country stands above another, shape (units, units).

        Ties belong to neither. Of all draws if `pairs` was set, else of the first ones.
        """
        place = self.place(node)
        if self.spread.above is not None:
            found: Floats = self.spread.above[place]
            return found
        return above_in(self.spread.kept[: paired(self.spread.kept), place])

    @property
    def pairs(self) -> pl.DataFrame:
        """A row a component and country: node, iso3, then a column a country.

        In each the probability that the row's country stands above the column's.
        """
        import polars as pl  # it takes 0.2 s to import

        frames = []
        for node in self.nodes:
            columns = dict(zip(self.built.codes, self.above(node).T, strict=True))
            labels = {"node": [node] * len(self.built.codes), "iso3": list(self.built.codes)}
            frames.append(pl.DataFrame(labels | columns))
        return pl.concat(frames)

    def groups(self, level: float = 0.95) -> pl.DataFrame:
        """Countries that cannot be told apart.

        Parameters
        ----------
        level : float, optional
            Two are told apart where one stands above the other with this probability.

        Returns
        -------
        polars.DataFrame
            node, group, iso3, country: the longest runs, in order of the mean rank, in which
            no two can be told apart. Groups overlap: a country may stand in several.
        """
        import polars as pl  # it takes 0.2 s to import

        rows = [row for node in self.nodes for row in self.grouped(node, level)]
        schema = {"node": pl.String, "group": pl.Int64, "iso3": pl.String, "country": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def grouped(self, node: str, level: float) -> Iterator[tuple[str, int, str, str]]:
        mean = self.spread.rank_mean[self.place(node)]
        order = np.argsort(mean, kind="stable")[: int(np.isfinite(mean).sum())]
        runs = alike(self.above(node), order.astype(np.int64), level)
        for group, (first, last) in enumerate(runs, 1):
            for row in order[first : last + 1].tolist():
                yield node, group, self.built.codes[row], self.names[row]

    def joint(self, node: str, coverage: float = 0.9) -> JointIntervals:
        """Rank intervals that hold for all countries at once.

        Raises
        ------
        RequestError
            A draw has left a country out, or the coverage is no share.
        """
        kept = self.spread.kept[:, self.place(node)]
        if not 0 < coverage <= 1:
            raise RequestError(f"A coverage of {coverage} is none; give one above 0, up to 1.")
        if not np.isfinite(kept).all():
            raise RequestError("A draw has left a country out; its rank has no interval with all.")
        return joint_intervals(kept.astype(np.int64), coverage)

    def intervals(self, coverage: float = 0.9) -> pl.DataFrame:
        """Rank intervals that hold for all countries at once with a probability of `coverage`.

        Returns
        -------
        polars.DataFrame
            node, iso3, country, rank, low, high, coverage (reached in the draws kept).
        """
        found = [self.joint(node, coverage) for node in self.nodes]
        shape = len(self.nodes), len(self.built.codes)
        reached = np.array([each.coverage for each in found])[:, None]
        return self.table(
            rank=self.nominal(self.built.rank), low=np.array([each.low for each in found]),
            high=np.array([each.high for each in found]), coverage=np.broadcast_to(reached, shape),
        )  # fmt: skip

    def intervals_of(self, node: str) -> JointIntervals | None:
        """`joint` at 90 %; None where a draw has left a country out."""
        there = np.isfinite(self.spread.kept[:, self.place(node)]).all()
        return self.joint(node) if there else None

    def report(self) -> str:
        """What varied, how it was done, and what came out, as text."""
        from ocindex.workbench.reporting import uncertainty_report  # it takes this class

        return uncertainty_report(self)

    @cached_property
    def names(self) -> list[str]:
        return names_of(self.built)

    @property
    def told(self) -> list[str]:
        """What varied, a line each."""
        return list(described(self.varying))

    @property
    def scale(self) -> str:
        """The normalisation on whose scale scores are."""
        return written(scale_of(self.built, self.varying))

    def place(self, node: str) -> int:
        """Place of a component among those kept."""
        if node not in self.nodes:
            raise RequestError(
                f"No draws of '{node}' were kept. There are: {', '.join(self.nodes)}."
            )
        return self.nodes.index(node)

    def nominal(self, values: Floats) -> Floats:
        return values[:, [self.built.framework.position[node] for node in self.nodes]].T

    def table(self, **columns: NDArray[Any]) -> pl.DataFrame:
        """A row a component and country; columns of shape (nodes, units)."""
        import polars as pl  # as above

        units = len(self.built.codes)
        labels = {
            "node": np.repeat(self.nodes, units).tolist(),
            "iso3": list(self.built.codes) * len(self.nodes),
            "country": self.names * len(self.nodes),
        }
        values = {name: column.ravel() for name, column in columns.items()}
        return pl.DataFrame(labels | values).with_columns(pl.col(pl.Float64).fill_nan(None))


def uncertainty(
    built: index.Built,
    varying: Varying,
    *,
    nodes: tuple[str, ...],
    before: index.Built | None,
    top: int,
    draws: int,
    seed: int,
    pairs: bool,
    cluster: str,
    workers: int,
    progress: Progress | None,
) -> Uncertainty:
    """`Built.uncertainty`, of options that are checked."""
    if draws < 1 or top < 1:
        raise RequestError("Draws and ranks of the top are counted from 1.")
    chosen = components_named(built, nodes)
    scores, ranks = (before_of(built, before, chosen, kind) for kind in ("values", "rank"))
    hindered = obstacle(built, varying)
    if hindered:
        refuse_elsewhere(hindered, cluster, workers, pairs)
        found = rebuild(built, varying, chosen, draws, seed, progress)
        spread = of_rebuilt(found, top, scores, ranks, min(draws, KEPT))
    else:
        run = partial(simulated, cluster=cluster, workers=workers, progress=progress)
        simulation = run(built, varying, chosen, scores, draws, seed, pairs)
        spread = of_simulation(simulation, top, ranks, pairs)
    return Uncertainty(built, varying, chosen, draws, seed, top, spread, hindered)


def refuse_elsewhere(obstacle: str, cluster: str, workers: int, pairs: bool) -> None:
    """What draws that are built anew cannot do."""
    asked: Mapping[str, object] = {"cluster": cluster, "workers": workers, "pairs": pairs}
    if given := [name for name, value in asked.items() if value]:
        raise RequestError(
            f"Each draw must be built anew here, since {obstacle}; that is done in this process, "
            f"of the first draws alone pairs are counted. Leave out: {', '.join(given)}."
        )


def before_of(
    built: index.Built, before: index.Built | None, nodes: tuple[str, ...], kind: str
) -> Floats:
    """Scores or ranks of the edition before, shape (nodes, units); NaN where it has none."""
    found = np.full((len(nodes), len(built.codes)), np.nan)
    if before is None:
        return found
    values = getattr(before, kind)
    row = {code: place for place, code in enumerate(before.codes)}
    for i, node in enumerate(nodes):
        for j, code in enumerate(built.codes):
            if node in before.framework.position and code in row:
                found[i, j] = values[row[code], before.framework.position[node]]
    return found
