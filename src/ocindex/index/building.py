"""An edition and a method to an index: the kernels of the steps in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index.built import Built
from ocindex.index.exactly import exact_result, nearest
from ocindex.index.mirroring import mirror_of
from ocindex.index.plan import Plan
from ocindex.index.planning import plan_of
from ocindex.index.refusing import Faults, Table
from ocindex.index.result import Result, compute
from ocindex.index.stage import Stage
from ocindex.index.steps.refusal import Refusal
from ocindex.index.transforming import transform
from ocindex.index.tree import Aggregated, Floats, aggregate
from ocindex.index.working import Work, begin
from ocindex.method import STEPS, Method
from ocindex.vocabulary import Edition

if TYPE_CHECKING:
    import polars as pl


@overload
def build(edition: Edition) -> Result: ...
@overload
def build(edition: Edition, method: Method) -> Built: ...
def build(edition: Edition, method: Method | None = None) -> Result | Built:
    r"""Make an index of an edition.

    Parameters
    ----------
    edition : Edition
    method : Method, optional
        How; if left out, as the Index is published: means of means of the scores, exactly.

    Returns
    -------
    Result or Built
        A `Result` where no method is given, else a `Built`, with every stage.

    Raises
    ------
    MethodError
        The method does not fit the framework, or a step cannot be done on these values: all
        countries and indicators concerned.
    RequestError
        No method is given, and indicators are measured, not scored.

    Examples
    --------
    >>> import ocindex
    >>> framework = ocindex.bundled_framework("ocindex-2025")
    >>> edition = ocindex.simulate(framework, seed=1, countries=framework.members)
    >>> built = ocindex.build(edition, ocindex.Method.from_toml("[aggregate]\\nby = 'geometric'"))
    >>> built.ranks.columns[:3]
    ['iso3', 'criminality', 'criminal_markets']
    """
    return compute(edition) if method is None else build_panel([edition], method).builts[0]


@dataclass(frozen=True, eq=False)
class Panel:
    """The editions of a panel, each built, in order of time."""

    builts: tuple[Built, ...]

    @property
    def scores(self) -> pl.DataFrame:
        """Wide table of scores: edition, iso3, then a column a node."""
        return stacked({built.edition.id: built.scores for built in self.builts})

    @property
    def ranks(self) -> pl.DataFrame:
        """Wide table of ranks within each edition: edition, iso3, then a column a node."""
        return stacked({built.edition.id: built.ranks for built in self.builts})


def stacked(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    import polars as pl  # it takes 0.2 s to import

    named = [f.select(pl.lit(name).alias("edition"), pl.all()) for name, f in frames.items()]
    return pl.concat(named)


def build_panel(editions: Sequence[Edition], method: Method) -> Panel:
    """Make an index of several editions at once.

    Only so can values be imputed from other editions, and the scale be set by all of them.

    Parameters
    ----------
    editions : sequence of Edition
        Of one framework; they are taken in order of their years.
    method : Method

    Returns
    -------
    Panel

    Raises
    ------
    MethodError
        As `build`.
    RequestError
        There is no edition, two have one id, or their frameworks have not the same nodes.
    """
    ordered = sorted(editions, key=lambda edition: (edition.year, edition.id))
    check_panel(ordered)
    plans = [plan_of(edition.framework, method) for edition in ordered]
    works = [begin(plan, edition) for plan, edition in zip(plans, ordered, strict=True)]
    stages = [{"raw": stage_of("raw", work)} for work in works]
    for name, _ in method.transforms:
        faults = Faults(name)
        transform(name, works, faults)
        faults.finish()
        for made, work in zip(stages, works, strict=True):
            made[STEPS[name].stage] = stage_of(STEPS[name].stage, work)
    finished = zip(works, stages, strict=True)
    return Panel(tuple(completed(work, made) for work, made in finished))


def check_panel(editions: Sequence[Edition]) -> None:
    if not editions:
        raise RequestError("A panel needs an edition.")
    ids = [edition.id for edition in editions]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise RequestError(f"Editions of a panel need ids of their own; twice: {', '.join(twice)}.")
    first = editions[0].framework
    for edition in editions[1:]:
        if list(edition.framework.position) != list(first.position):
            raise RequestError(
                f"Editions of a panel need the same nodes in the same order; those of "
                f"{edition.id} are not those of {editions[0].id}."
            )


def stage_of(name: str, work: Work) -> Stage:
    return Stage(name, work.values, work.codes, work.plan.indicator_ids)


def completed(work: Work, stages: dict[str, Stage]) -> Built:
    """Aggregate an edition whose indicators are done."""
    plan, edition = work.plan, work.edition
    mirror = mirror_of(plan, len(work.values))
    made = aggregated(plan, edition, work.rows, work.values, mirror)
    exact = exact_result(plan, edition)
    values = made.scores.T if exact is None else nearest(exact)
    stages["aggregated"] = Stage("aggregated", values, work.codes, plan.node_ids)
    return Built(
        edition, plan.method, work.codes, values, made.weights, stages, work.report, exact,
        plan=plan,
    )  # fmt: skip


def aggregated(
    plan: Plan, edition: Edition, rows: NDArray[np.intp], values: Floats, mirror: float | None
) -> Aggregated:
    """`tree.aggregate`, its refusals in words."""

    def outside(name: str) -> Floats:
        if name in edition.denominators:
            sizes: Floats = edition.denominators[name][rows]
            return sizes
        if name in plan.indicator_ids:
            column: Floats = values[:, plan.indicator_ids.index(name)]
            return column
        there = ", ".join(edition.denominators) or "none"
        rule = f"There is no outside variable '{name}'"
        raise Refusal(rule, f"Name an indicator or a denominator: {there}", [])

    def table() -> Table:
        countries = [edition.countries[row] for row in rows.tolist()]
        empty = np.full((len(rows), len(plan.framework.components)), np.nan)
        return Table(edition.id, countries, plan.framework.nodes, np.hstack([empty, values]))

    faults = Faults("aggregate")
    made = None
    with faults.about(table):
        made = aggregate(plan, values, (plan.node_ids, outside), mirror)
    faults.finish()
    assert made is not None
    return made


def built_without(built: Built, nodes: frozenset[str]) -> Built:
    """`Built.without`."""
    for node in nodes:
        if node not in built.framework.node:
            raise RequestError(f"No node '{node}'. There are: {', '.join(built.nodes)}.")
    plan = plan_of(built.framework, built.method, nodes)
    stage = list(built.stages.values())[-2]
    rows = np.flatnonzero(built.report.kept)
    work = Work(plan, built.edition, rows, stage.values, built.codes, built.report)
    return completed(work, {k: v for k, v in built.stages.items() if k != "aggregated"})
