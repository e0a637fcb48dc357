"""Which choice moves ranks how much: Sobol indices, by enumeration where all are countable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.index.steps.aggregation.ranking import ranks
from ocindex.robustness.grid import rank_shift, ranks_of
from ocindex.robustness.sobol import Estimates, design, estimate, exact_indices, interactions
from ocindex.workbench.elements import component_named
from ocindex.workbench.estimating import Evaluator
from ocindex.workbench.folding import INDICATORS, obstacle
from ocindex.workbench.grid import WeightSet, grid_scores
from ocindex.workbench.varying import Varying

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]
WEIGHTS, AGGREGATE, SCORES = "weights", "aggregate", "scores"
# Axes of the grid.
EXACT = True
AXES = (*INDICATORS, WEIGHTS, AGGREGATE)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Shares of the variance of the mean shift of ranks; arrays of shape (factors,).

    Attributes
    ----------
    node : str
        The component whose ranks are meant.
    factors : tuple of str
        What may vary.
    options : tuple of int
        How many options each has; 0 where it varies continuously.
    exact : bool
        Every combination was computed; otherwise the indices are estimated from a sample.
    first, total : ndarray of float64
        Of first order: what a factor does alone; in total: alone and together with others.
    results : ndarray of float64
        Mean shift of ranks, in places: of every combination, shape `options`; or of every
        point, shape (points,).
    estimates : Estimates or None
        Intervals, and which of them are too wide; None where the indices are exact.
    """

    node: str
    factors: tuple[str, ...]
    options: tuple[int, ...]
    exact: bool
    first: Floats
    total: Floats
    results: Floats = field(repr=False)
    estimates: Estimates | None = field(repr=False, default=None)

    @property
    def table(self) -> pl.DataFrame:
        """A row a factor.

        Returns
        -------
        polars.DataFrame
            factor, options (0: continuous), first, total, first_low, first_high, total_low,
            total_high (90 % intervals; null where exact), too_small (the sample is).
        """
        import polars as pl  # it takes 0.2 s to import

        found, none = self.estimates, np.full(len(self.factors), np.nan)
        ends = ("first_low", "first_high", "total_low", "total_high")
        return pl.DataFrame(
            {
                "factor": list(self.factors), "options": list(self.options),
                "first": self.first, "total": self.total,
                **{end: none if found is None else getattr(found, end) for end in ends},
                "too_small": [False] * len(none) if found is None else found.too_small.tolist(),
            }
        ).with_columns(pl.col(pl.Float64).fill_nan(None))  # fmt: skip

    @property
    def interactions(self) -> dict[tuple[str, ...], float]:
        """Share of the variance of each set of factors and no smaller one; needs exact ones."""
        if not self.exact:
            raise RequestError("Shares of sets of factors need every combination; these are few.")
        shares = interactions(self.results)
        return {tuple(self.factors[i] for i in chosen): s for chosen, s in shares.items()}

    def report(self) -> str:
        """What was computed, and which choice matters most, as text."""
        from ocindex.workbench.reporting import sensitivity_report  # it takes this class

        return sensitivity_report(self)


def sensitivity(
    built: index.Built,
    varying: Varying,
    sets: Sequence[WeightSet],
    node: str,
    points: int,
    seed: int,
) -> Sensitivity:
    """`Built.sensitivity`, of options that are checked."""
    chosen = component_named(built, node)
    if varying.noisy or varying.weighty:
        if sets:
            raise RequestError("Weights vary by sets or by a share, not by both.")
        return sampled(built, varying, chosen, points, seed)
    scores = grid_scores(built, varying, sets, chosen)
    counts = dict(zip(AXES, scores.shape[:-1], strict=True))
    factors = [name for name in AXES if counts[name] > 1]
    if not factors:
        raise RequestError("Nothing varies: give two options of a step or more, or weights.")
    nominal = built.rank[:, built.framework.position[chosen]]
    results = shifts(scores, nominal).reshape([counts[name] for name in factors])
    found = exact_indices(results)
    return Sensitivity(
        chosen, tuple(factors), results.shape, EXACT, found.first, found.total, results
    )


def shifts(scores: Floats, nominal: Floats) -> Floats:
    """Mean over countries of how many places each is from its rank as built."""
    if not np.isnan(scores).any():
        return rank_shift(ranks_of(scores), nominal)  # type: ignore[arg-type]  # floats of whole numbers
    return np.asarray(np.nanmean(np.abs(ranks(scores) - nominal), axis=-1))


def sampled(built: index.Built, varying: Varying, node: str, points: int, seed: int) -> Sensitivity:
    """Estimates on scrambled Sobol points."""
    if hindered := obstacle(built, varying):
        raise RequestError(
            f"Sensitivity to scores or weights needs an index that folds into one product; here "
            f"{hindered}. Give steps to choose among alone, and weights as sets of weights."
        )
    evaluator = Evaluator(built, varying, node, points, seed)
    names = evaluator.factors
    if len(names) == 1:
        raise RequestError(f"Nothing varies but {names[0]}: all of the variance is theirs.")
    plan = design(points, len(names), seed)
    nominal = built.rank[:, built.framework.position[node]]
    a, b = (evaluator.shifts(at, nominal) for at in (plan.a, plan.b))
    mixed = np.stack([evaluator.shifts(at, nominal) for at in plan.mixed])
    found = estimate(a, b, mixed, seed=seed)
    return Sensitivity(
        node, names, evaluator.options, not EXACT, found.first, found.total,
        np.concatenate([a, b]), found,
    )  # fmt: skip
