"""Draws of scores to ranks, what holds for all of them at once, and tiers."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.index.groups import groups_of
from ocindex.intervals.drawing import NodeDraws
from ocindex.intervals.values import RankSummary
from ocindex.robustness.confidence import (
    above_shares,
    estimates_of_draws,
    rank_quantiles,
    ranks_of_draws,
    sets_of,
    surely_above,
    tiers,
    top_shares,
)
from ocindex.vocabulary import SCOPES, Scope

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Columns = dict[str, NDArray[Any]]
LEVEL = 0.9
SHARES = (0.5, 0.05, 0.95)
TOP = 10
# Of larger groups no two countries are compared: pairs would take minutes, and gigabytes.
PAIRED = 1000


def rank_summaries(draws: NodeDraws, published: Floats) -> dict[Scope, RankSummary]:
    """Ranks in the world, the continents and the regions.

    Parameters
    ----------
    draws : NodeDraws
    published : ndarray of float64, shape (countries, nodes)
        Scores whose order tiers cut, and that hold a country's place among the others where
        its draws say nothing; NaN where there is none: it is then ranked without.

    Returns
    -------
    dict of Scope to RankSummary
    """
    edition = draws.edition
    shape = len(edition.countries), len(edition.framework.nodes)
    found = {scope: blank(*shape) for scope in SCOPES}
    groups: dict[tuple[int, ...], list[Scope]] = {}
    for group in groups_of(edition.countries):
        groups.setdefault(group.rows, []).append(group.scope)
    for place in range(shape[1]):
        scores, known = draws.node(place), draws.known(place)
        filled = held(scores, known, published[:, place])
        for members, scopes in groups.items():
            every = np.array(members)
            rows = every[known[every]]
            columns = marginal(filled[:, every], known[every])
            if place < len(edition.framework.components) and len(rows) <= PAIRED:
                columns |= simultaneous(scores[:, rows], published[rows, place])
            for scope, (name, values) in product(scopes, columns.items()):
                found[scope][name][rows, place] = values
    return {scope: RankSummary(**columns) for scope, columns in found.items()}


def blank(countries: int, nodes: int) -> Columns:
    """Nothing known."""
    names = ("median", "low90", "high90", "set_low", "set_high", "tier")
    found: Columns = {name: np.zeros((countries, nodes), np.int32) for name in names}
    return found | {"p_top10": np.full((countries, nodes), np.nan)}


def held(scores: Floats, known: Bools, published: Floats) -> Floats:
    """Scores with those published where draws say nothing, and below all where none are."""
    if known.all():
        return scores
    lowest = scores[:, known].min(initial=0) - 1
    fixed = np.where(np.isnan(published), lowest, published)
    return np.where(known, scores, fixed)


def marginal(scores: Floats, known: Bools) -> Columns:
    """Ranks of each country of a group by itself, of those that are known."""
    ranks = ranks_of_draws(scores)[:, known]
    median, low, high = rank_quantiles(ranks, SHARES)
    return {"median": median, "low90": low, "high90": high, "p_top10": top_shares(ranks, TOP)}


def simultaneous(scores: Floats, published: Floats) -> Columns:
    """Confidence sets for the ranks of all countries of a group at once, and tiers.

    Tiers cut the order of the published scores where there are any, so that a ranking can be
    shown in tiers; rounded to a grid, they may part or tie what draws do not.
    """
    estimates = estimates_of_draws(scores)
    units = np.arange(scores.shape[1])
    above = surely_above(estimates, units[:, None] != units, coverage=LEVEL)
    sets = sets_of(above, units)
    order = estimates.value if np.isnan(published).any() else published
    return {"set_low": sets.low, "set_high": sets.high, "tier": tiers(order, above)}


def pairs_above(draws: NodeDraws) -> dict[str, NDArray[np.float32]]:
    """Probability that one country stands above another, by component; of none if too many."""
    edition = draws.edition
    if len(edition.countries) > PAIRED:
        return {}
    return {node.id: above_in(draws, i) for i, node in enumerate(edition.framework.components)}


def above_in(draws: NodeDraws, place: int) -> NDArray[np.float32]:
    """The same of one component, shape (countries, countries)."""
    scores, known = draws.node(place), np.flatnonzero(draws.known(place))
    found = np.full((scores.shape[1],) * 2, np.nan, np.float32)
    if known.size:
        found[np.ix_(known, known)] = above_shares(ranks_of_draws(scores[:, known]))
    found.setflags(write=False)
    return found
