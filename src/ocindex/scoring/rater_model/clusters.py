"""Clusters of countries and their raters shifted, indicator by indicator.

The raters of a region lean alike or its countries are alike: of one indicator, too, that is
settled by many small shifts or by one large one. A cluster's scores go up and its raters'
leanings down; but for ratings across clusters the likelihood stays as it is, and these enter
the shifts' normal conditional. Any partition is valid; a good one has few ratings across.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ocindex.scoring.rater_model.latent import precisions, predicted
from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
# Countries in a cluster, about; and clusters at the most, whose shifts are drawn together.
USUAL, MOST = 8, 32
# Distances of more countries would fill memory; parts that share no rater are clusters then.
MOST_LINKED = 3000


@dataclass(frozen=True, eq=False)
class Clusters:
    """A partition of countries and raters.

    Attributes
    ----------
    country, rater : ndarray of intp, shape (countries,), (raters,)
        The cluster of each.
    member : sparse array, shape (count, countries)
        One where a country is of a cluster.
    count : int
    across : ndarray of intp
        Ratings of a country by a rater of another cluster.
    leaning : ndarray of float64, shape (indicators, count)
        How many leanings a shift moves.
    """

    country: Places
    rater: Places
    member: Any
    count: int
    across: Places
    leaning: Floats


def clusters_of(layout: Layout) -> Clusters:
    """Put countries together that share raters, and raters where they rate most."""
    _, countries, indicators, raters = layout.shape
    meetings = csr_array(
        (np.ones(len(layout.halo_rater)), (layout.halo_country, layout.halo_rater)),
        shape=(countries, raters),
    )
    country = merged(labels(meetings))
    count = int(country.max(initial=0)) + 1
    inside = np.zeros((raters, count))
    np.add.at(inside, (layout.halo_rater, country[layout.halo_country]), 1.0)
    rater = inside.argmax(axis=1)
    of_country = country[layout.cell // indicators % countries]
    across = np.flatnonzero(of_country != rater[layout.rater])
    leaning = by_indicator(
        layout.leaning_indicator, rater[layout.leaning_rater], None, (indicators, count)
    )
    ones = np.ones(countries)
    member = csr_array((ones, (country, np.arange(countries))), shape=(count, countries))
    return Clusters(country, rater, member, count, across, leaning)


def merged(found: Places) -> Places:
    """Labels from 0, the smallest clusters as one where there are very many."""
    _, numbers, counts = np.unique(found, return_inverse=True, return_counts=True)
    place = np.empty(len(counts), np.intp)
    place[np.argsort(-counts, kind="stable")] = np.minimum(np.arange(len(counts)), MOST - 1)
    return place[numbers.reshape(-1)]


def labels(meetings: csr_array) -> Places:
    """Clusters by average linkage of the share of raters that two countries have in common."""
    from scipy.cluster.hierarchy import fcluster, linkage  # it takes 0.1 s to import

    countries = meetings.shape[0]
    few = min(MOST, countries // USUAL)
    if few < 2 or countries > MOST_LINKED:
        parts: Places = connected_components(meetings @ meetings.T, directed=False)[1]
        return parts
    shared = (meetings @ meetings.T).toarray()
    size = np.sqrt(np.maximum(np.diag(shared), 1))
    apart = np.maximum(0, 1 - shared / size / size[:, None])
    tree = linkage(apart[np.triu_indices(countries, 1)], "average")
    found: Places = fcluster(tree, few, "maxclust") - 1
    return found


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
    own = 1 / state.variance[2]
    held = clusters.member @ state.precision.reshape(countries, -1)
    away = state.precision * (state.centre - state.theta[0])
    pulled = clusters.member @ away.reshape(countries, -1)
    leans = by_indicator(
        layout.leaning_indicator, clusters.rater[layout.leaning_rater], state.leaning, shape
    )
    pull = own * leans + pulled.T
    precision = np.zeros((*shape, clusters.count))
    diagonal = np.arange(clusters.count)
    precision[:, diagonal, diagonal] = held.T + own * clusters.leaning
    add_across(layout, clusters, state, precision, pull)
    root = np.linalg.cholesky(precision)
    noise = root @ state.rng.standard_normal((*shape, 1))
    shift = np.linalg.solve(precision, pull[..., None] + noise)[..., 0]
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
    weight = precisions(layout, state)[some]
    rest = weight * (state.latent - predicted(layout, state))[some]
    indicator = layout.cell[some] % indicators
    up = clusters.country[layout.cell[some] // indicators % countries]
    down = clusters.rater[layout.rater[some]]
    rows, columns = np.concatenate([up, down, up, down]), np.concatenate([up, down, down, up])
    places = (np.tile(indicator, 4) * clusters.count + rows) * clusters.count + columns
    held = np.concatenate([weight, weight, -weight, -weight])
    precision += np.bincount(places, held, precision.size).reshape(precision.shape)
    pull += by_indicator(indicator, up, rest, pull.shape)
    pull -= by_indicator(indicator, down, rest, pull.shape)
