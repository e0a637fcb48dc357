"""Draws of an edition's cells to its intervals."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ocindex.index.exactly import nearest
from ocindex.index.result import compute
from ocindex.intervals.counting import raters_of
from ocindex.intervals.drawing import NodeDraws, Singles, centred, matrix_of, node_draws
from ocindex.intervals.ranking import pairs_above, rank_summaries
from ocindex.intervals.summing import summary_of
from ocindex.intervals.values import Intervals
from ocindex.vocabulary import Edition

Floats = NDArray[np.float64]


def intervals_of(
    edition: Edition,
    theta: Singles,
    *,
    n_raters: NDArray[np.integer] | None = None,
    method: str = "model",
) -> Intervals:
    """How sure the figures of a rated edition are.

    Parameters
    ----------
    edition : Edition
        Has ratings. Where its scores are the editors' decision, the intervals stand around
        them, and `distance` says how far they lie from the ratings.
    theta : ndarray of float32, shape (draws, countries, indicators)
        Draws of what the ratings say of each score, in points of the scale and in the
        edition's order; NaN where they say nothing.
    n_raters : ndarray of int, shape (countries, indicators), optional
        Raters whose ratings each cell rests on; counted from the edition's if left out.
    method : str, optional
        How the draws were made.

    Returns
    -------
    Intervals

    Raises
    ------
    RequestError
        The draws are not of this edition.
    """
    decided = edition.scored and edition.scoring.decided
    found = summed_up(node_draws(edition, centred(edition, theta)))
    counts = raters_of(edition)
    if n_raters is not None:
        counts[:, found.components :] = n_raters
    counts.setflags(write=False)
    distance = distances(edition, theta, counts) if decided else found.distance
    return replace(found, method=method, n_raters=counts, distance=distance)


def distances(edition: Edition, theta: Singles, raters: NDArray[np.int32]) -> Floats:
    """How far the editors' scores lie above the ratings' medians; NaN where nobody rated."""
    found: Floats = published(edition) - summary_of(node_draws(edition, theta)).median
    matrix = matrix_of(edition.framework)
    unrated = raters[:, matrix.shape[1] :] == 0
    found[np.concatenate([(unrated @ (matrix != 0)), unrated], axis=1)] = np.nan
    found.setflags(write=False)
    return found


def robustness_intervals(edition: Edition, *, draws: int = 1000, seed: int = 1) -> Intervals:
    """How far an edition's figures move where each score may lie half a step off.

    Parameters
    ----------
    edition : Edition
        Needs no ratings.
    draws : int, optional
    seed : int, optional

    Returns
    -------
    Intervals
        With the basis "robustness": they say nothing of experts' uncertainty.

    Notes
    -----
    A score on the grid stands for anything that rounds to it, so each is drawn evenly within
    half a step of itself and independently of all others.
    """
    shape = (draws, *edition.values.shape)
    half = float(edition.framework.scale.step) / 2
    noise = np.random.default_rng(seed).uniform(-half, half, shape).astype(np.float32)
    found = summed_up(node_draws(edition, noise + edition.values.astype(np.float32)))
    return replace(found, basis="robustness", method="")


def summed_up(draws: NodeDraws) -> Intervals:
    """Everything that follows from the draws alone."""
    edition = draws.edition
    framework = edition.framework
    shape = len(edition.countries), len(framework.nodes)
    none, nobody = np.full(shape, np.nan), np.zeros(shape, np.int32)
    none.setflags(write=False)
    nobody.setflags(write=False)
    return Intervals(
        edition=edition.id,
        basis="ratings",
        method="model",
        countries=tuple(country.iso3 for country in edition.countries),
        nodes=tuple(node.id for node in framework.nodes),
        components=len(framework.components),
        draws=len(draws),
        n_raters=nobody,
        summary=summary_of(draws),
        rank=MappingProxyType(
            rank_summaries(draws, published(edition) if edition.scored else none)
        ),
        above=MappingProxyType(pairs_above(draws)),
        distance=none,
        simulated=edition.simulated,
    )


def published(edition: Edition) -> Floats:
    """The edition's own scores, shape (countries, nodes)."""
    return nearest(compute(edition))
