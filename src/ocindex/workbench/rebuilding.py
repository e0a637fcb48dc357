"""Draws that are built anew, one by one: for every method there is, by all of its steps."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.index.building import aggregated
from ocindex.index.mirroring import mirror_of
from ocindex.index.plan import Plan
from ocindex.index.planning import batch_of, plan_of
from ocindex.index.refusing import Faults
from ocindex.index.steps.aggregation.ranking import ranks
from ocindex.index.transforming import transform
from ocindex.index.working import Work, begin
from ocindex.method import (
    Arithmetic,
    Geometric,
    Given,
    Harmonic,
    Maximum,
    Median,
    Method,
    Minimum,
    OrderedAverage,
    Power,
    Step,
)
from ocindex.workbench.noise import noise_of
from ocindex.workbench.varying import SIMPLEX, Varying

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
# Aggregations whose scores lie between those of the children.
MEANS = Arithmetic, Geometric, Harmonic, Power, Median, Minimum, Maximum, OrderedAverage
# Scores and ranks of all draws are kept: a gigabyte at most.
MOST = 10**8


@dataclass(frozen=True, eq=False)
class Rebuilt:
    """Scores and ranks of draws, shape (draws, nodes, units); NaN where missing.

    Attributes
    ----------
    scored : ndarray of bool, shape (draws,)
        Draws whose scores are on the scale of the index.
    """

    scores: NDArray[np.float32]
    ranks: NDArray[np.float32]
    scored: NDArray[np.bool_]


def rebuild(
    built: index.Built,
    varying: Varying,
    nodes: tuple[str, ...],
    draws: int,
    seed: int,
    progress: Progress | None = None,
) -> Rebuilt:
    """Build anew as often as asked for.

    Parameters
    ----------
    built : Built
    varying : Varying
    nodes : tuple of str
        Components whose scores and ranks are kept.
    draws, seed : int
        Each draw has a random stream of its own; draw g has method g modulo their number.
    progress : callable, optional
        Told the draws done and all draws.

    Raises
    ------
    RequestError
        Results would not fit into memory; or nodes have been left out of the index.
    MethodError
        A step cannot be done on the values of a draw.
    """
    if draws * len(nodes) * len(built.codes) > MOST:
        raise RequestError(
            f"{draws:,} draws, each built anew, of {len(nodes)} components would not fit into "
            "memory. Ask for fewer draws, or fewer components."
        )
    refuse_left_out(built)
    methods = varying.methods(built.method)
    places = [built.framework.position[node] for node in nodes]
    shape = draws, len(nodes), len(built.codes)
    scores, found = np.empty(shape, np.float32), np.empty(shape, np.float32)
    for draw, made in enumerate(drawn(built, varying, methods, draws, seed)):
        scores[draw] = made[places]
        digits = built.method.ranks.digits
        found[draw] = ranks(np.ascontiguousarray(made[places]), tolerance=10.0**-digits)
        if progress and (draw + 1) % 100 == 0:
            progress(draw + 1, draws)
    scales = [scale_of(method) for method in methods]
    scale = scale_of(built.method) if scale_of(built.method) in scales else scales[0]
    scored = np.array([scales[draw % len(methods)] == scale for draw in range(draws)])
    return Rebuilt(scores, found, scored)


def refuse_left_out(built: index.Built) -> None:
    below = [place for place, node in enumerate(built.framework.nodes) if node.parent is not None]
    if np.isnan(built.node_weights[below]).any():
        raise RequestError(
            "An index of which nodes were left out cannot be built anew in each draw. Give them "
            "a weight of 0 in the method."
        )


def scale_of(method: Method) -> tuple[Step | None, Step | None]:
    """What sets the scale of the scores: normalisation, and aggregations that are no means."""
    means = all(isinstance(each, MEANS) for each in method.aggregate.techniques)
    return method.normalise, None if means else method.aggregate


def drawn(
    built: index.Built, varying: Varying, methods: list[Method], draws: int, seed: int
) -> Iterator[Floats]:
    """Scores of every draw, shape (nodes, units), in the order of the index's countries."""
    scores = scores_drawn(built, varying)
    indicators = [indicator.id for indicator in built.framework.indicators]
    for draw in range(draws):
        rng = np.random.default_rng([seed, draw])
        chosen = methods[draw % len(methods)]
        left = rng.choice(len(indicators), varying.exclude, replace=False)
        plan = plan_of(built.framework, chosen, frozenset(indicators[i] for i in left))
        if varying.weighty:
            plan = reweighted(plan, drawn_weights(built, varying, rng))
        moved = scores(rng)
        kept = countries_kept(built, varying.exclude_countries, rng)
        yield aligned(built, *scores_of(plan, built, moved, kept))


def scores_drawn(built: index.Built, varying: Varying) -> Callable[[np.random.Generator], Floats]:
    """What gives an edition's scores for a draw, shape (countries, indicators)."""
    values, given = built.edition.values, varying.score_draws
    if given is not None:
        grid = built.framework.grid
        ends = (None, None) if grid is None else (float(grid.minimum), float(grid.maximum))
        return lambda rng: np.clip(given[rng.integers(len(given))].astype(np.float64), *ends)
    noise = noise_of(built, varying)
    return lambda rng: values if noise is None else noise.drawn(values, rng)


def countries_kept(
    built: index.Built, exclude: int, rng: np.random.Generator
) -> NDArray[np.bool_] | None:
    """Which of the edition's countries a draw has, shape (countries,); None for all.

    Only those of the index are drawn from: who has been screened out need not be left out.
    """
    if not exclude:
        return None
    codes = [country.iso3 for country in built.edition.countries]
    keep = np.ones(len(codes), bool)
    inside = np.flatnonzero(np.isin(codes, built.codes))
    keep[rng.choice(inside, exclude, replace=False)] = False
    return keep


def drawn_weights(built: index.Built, varying: Varying, rng: np.random.Generator) -> Floats:
    """Weights of all nodes among their siblings, on any scale."""
    count = len(built.framework.nodes)
    if varying.weights == SIMPLEX:
        return rng.standard_exponential(count)
    share = float(varying.weights)
    return np.nan_to_num(built.node_weights) * rng.uniform(1 - share, 1 + share, count)


def reweighted(plan: Plan, weights: Floats) -> Plan:
    """The plan with weights given for all nodes; those it computes from values are so no more."""
    batches = []
    for batch in plan.batches:
        groups = [
            dataclasses.replace(group, weights=weights[group.children], weighting=Given())
            for group in batch.groups
        ]
        batches.append(batch_of(groups))
    return dataclasses.replace(plan, batches=tuple(batches))


def scores_of(
    plan: Plan, built: index.Built, values: Floats, kept: NDArray[np.bool_] | None = None
) -> tuple[Floats, tuple[str, ...]]:
    """Scores, shape (nodes, units), and codes of the countries left, of other values."""
    work: Work = begin(plan, built.edition)
    work.values = values
    if kept is not None:
        work.screen(kept)
    for name, _ in plan.method.transforms:
        faults = Faults(name)
        transform(name, [work], faults)
        faults.finish()
    mirror = mirror_of(plan, len(work.values))
    return aggregated(plan, built.edition, work.rows, work.values, mirror).scores, work.codes


def aligned(built: index.Built, scores: Floats, codes: tuple[str, ...]) -> Floats:
    """Scores of the countries of the index, in its order; NaN where a draw has left one out."""
    if codes == built.codes:
        return scores
    row = {code: place for place, code in enumerate(codes)}
    found = np.full((len(scores), len(built.codes)), np.nan)
    for place, code in enumerate(built.codes):
        if code in row:
            found[:, place] = scores[:, row[code]]
    return found
