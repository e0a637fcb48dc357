"""Clusters of countries and their raters shifted, indicator by indicator.

The raters of a region lean alike or its countries are alike: of one indicator, too, that is
settled by many small shifts or by one large one. A cluster's scores go up and its raters'
leanings down; but for ratings across clusters the likelihood stays as it is, and these enter
the shifts' normal conditional. Any partition is valid; a good one has few ratings across.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocindex.scoring.rater_model.latent import predicted
from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
ROUNDS = 20
# Of more clusters, the smallest are shifted as one.
MOST = 64


@dataclass(frozen=True, eq=False)
class Clusters:
    """A partition of countries and raters.

    Attributes
    ----------
    country, rater : ndarray of intp, shape (countries,), (raters,)
        The cluster of each.
    count : int
    across : ndarray of intp
        Ratings of a country by a rater of another cluster.
    scored, leaning : ndarray of float64, shape (indicators, count)
        How many scores of the first edition and how many leanings a shift moves.
    """

    country: Places
    rater: Places
    count: int
    across: Places
    scored: Floats
    leaning: Floats


def clusters_of(layout: Layout) -> Clusters:
    """Put countries together that share raters, and raters where they rate most."""
    _, countries, indicators, raters = layout.shape
    meetings = csr_array(
        (np.ones(len(layout.halo_rater)), (layout.halo_country, layout.halo_rater)),
        shape=(countries, raters),
    )
    country = merged(labels(csr_array(meetings @ meetings.T)))
    count = int(country.max(initial=0)) + 1
    inside = np.zeros((raters, count))
    np.add.at(inside, (layout.halo_rater, country[layout.halo_country]), 1.0)
    rater = inside.argmax(axis=1)
    of_country = country[layout.cell // indicators % countries]
    across = np.flatnonzero(of_country != rater[layout.rater])
    scored = np.broadcast_to(np.bincount(country, minlength=count), (indicators, count))
    leaning = by_indicator(
        layout.leaning_indicator, rater[layout.leaning_rater], None, (indicators, count)
    )
    return Clusters(country, rater, count, across, scored.astype(np.float64), leaning)


def labels(shared: csr_array) -> Places:
    """Communities by label propagation: each country takes the label it shares most raters with.

    References
    ----------
    Raghavan, U. N., R. Albert, and S. Kumara (2007). Near linear time algorithm to detect
    community structures in large-scale networks. Physical Review E 76: 036106.
    """
    found = np.arange(shared.shape[0])
    for _ in range(ROUNDS):
        before = found.copy()
        for country in range(len(found)):
            row = slice(shared.indptr[country], shared.indptr[country + 1])
            near = shared.indices[row] != country
            if near.any():
                votes = np.bincount(found[shared.indices[row]][near], shared.data[row][near])
                found[country] = votes.argmax()
        if (found == before).all():
            break
    return found


def merged(found: Places) -> Places:
    """Labels from 0, the smallest clusters as one where there are very many."""
    _, numbers, counts = np.unique(found, return_inverse=True, return_counts=True)
    place = np.empty(len(counts), np.intp)
    place[np.argsort(-counts, kind="stable")] = np.minimum(np.arange(len(counts)), MOST - 1)
    return place[numbers.reshape(-1)]


def by_indicator(
    indicator: Places, cluster: Places, values: Floats | None, shape: tuple[int, int]
) -> Floats:
    flat = np.bincount(indicator * shape[1] + cluster, values, shape[0] * shape[1])
    return flat.astype(np.float64).reshape(shape)


def shift_clusters(layout: Layout, clusters: Clusters, state: State) -> None:
    """Draw every cluster's shift of every indicator, those of one indicator together."""
    _, countries, indicators, _ = layout.shape
    shape = indicators, clusters.count
    theta = state.theta.reshape(-1, countries, indicators)
    prior, own = 1 / layout.priors.theta_sd**2, 1 / state.variance[2]
    away = np.zeros(shape[::-1])
    np.add.at(away, clusters.country, theta[0] - layout.priors.theta_mean)
    leans = by_indicator(
        layout.leaning_indicator, clusters.rater[layout.leaning_rater], state.leaning, shape
    )
    pull = own * leans - prior * away.T
    precision = np.zeros((*shape, clusters.count))
    diagonal = np.arange(clusters.count)
    precision[:, diagonal, diagonal] = prior * clusters.scored + own * clusters.leaning
    add_across(layout, clusters, state, precision, pull)
    root = np.linalg.cholesky(precision)
    mean = np.linalg.solve(precision, pull[..., None])
    noise = state.rng.standard_normal((*shape, 1))
    shift = (mean + np.linalg.solve(root.transpose(0, 2, 1), noise))[..., 0]
    theta += shift.T[clusters.country]
    rows = clusters.rater[layout.leaning_rater]
    state.leaning -= shift[layout.leaning_indicator, rows]


def add_across(
    layout: Layout, clusters: Clusters, state: State, precision: Floats, pull: Floats
) -> None:
    """What ratings across clusters say of shifts: they hold two clusters together."""
    some = clusters.across
    if not len(some):
        return
    _, countries, indicators, _ = layout.shape
    weight = (state.weight / state.noise[layout.rater])[some]
    rest = weight * (state.latent - predicted(layout, state))[some]
    indicator = layout.cell[some] % indicators
    up = clusters.country[layout.cell[some] // indicators % countries]
    down = clusters.rater[layout.rater[some]]
    for one, other, sign in ((up, up, 1), (down, down, 1), (up, down, -1), (down, up, -1)):
        np.add.at(precision, (indicator, one, other), sign * weight)
    np.add.at(pull, (indicator, up), rest)
    np.add.at(pull, (indicator, down), -rest)
