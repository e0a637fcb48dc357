"""Draws of cells to draws of all nodes, by the framework's own means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index.weights import weighting
from ocindex.vocabulary import Edition, Framework

Singles = NDArray[np.float32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NodeDraws:
    """Draws of an edition's nodes.

    Attributes
    ----------
    edition : Edition
    components : ndarray of float64, shape (draws, countries, components)
    indicators : ndarray of float32, shape (draws, countries, indicators)
        Within the scale.
    """

    edition: Edition
    components: Floats
    indicators: Singles

    def __len__(self) -> int:
        return len(self.indicators)

    def known(self, place: int) -> NDArray[np.bool_]:
        """Countries of which draws say something of a node."""
        found: NDArray[np.bool_] = np.logical_and.reduce(np.isfinite(self.node(place)), axis=0)
        return found

    def node(self, place: int) -> Floats:
        """Draws of the node at a place in `framework.nodes`, shape (draws, countries)."""
        components = self.components.shape[-1]
        if place < components:
            return np.ascontiguousarray(self.components[..., place])
        return np.ascontiguousarray(self.indicators[..., place - components], np.float64)


def node_draws(edition: Edition, theta: Singles) -> NodeDraws:
    """Every component and indicator on every draw.

    Parameters
    ----------
    edition : Edition
    theta : ndarray of float32, shape (draws, countries, indicators)
        Scores in points of the scale, in the edition's order; NaN where nothing can be said,
        which then goes for the components above as well. May reach beyond the scale.

    Returns
    -------
    NodeDraws

    Raises
    ------
    RequestError
        The draws are not of this edition.

    Notes
    -----
    Components are means of the draws as they are, and indicators are held to the scale. So
    components of draws that `around` has moved stand around the edition's own.
    """
    check(edition, theta)
    scale = edition.framework.scale
    low, high = np.float32(scale.minimum), np.float32(scale.maximum)
    return NodeDraws(
        edition, component_draws(theta, matrix_of(edition.framework)), np.clip(theta, low, high)
    )


def matrix_of(framework: Framework) -> Floats:
    """Weight of each indicator in each component, shape (indicators, components)."""
    weights = weighting(framework)
    return weights.matrix.astype(np.float64) / weights.denominator


def component_draws(theta: Singles, matrix: Floats) -> Floats:
    """Weighted sums of draws; NaN where a cell of some weight is.

    Summed one by one, and not by a product of matrices: that would round in an order which
    depends on the machine and its number of threads.
    """
    found = np.zeros((*theta.shape[:2], matrix.shape[1]))
    for indicator, component in np.argwhere(matrix).tolist():
        found[..., component] += theta[..., indicator] * matrix[indicator, component]
    return found


def around(edition: Edition, theta: Singles) -> Singles:
    """Draws moved so that the mean of each cell is the edition's score.

    Parameters
    ----------
    edition : Edition
        Its scores are the editors' decision.
    theta : ndarray of float32, shape (draws, countries, indicators)

    Returns
    -------
    ndarray of float32, shape (draws, countries, indicators)
        May reach beyond the scale, as far as the score lies from the ratings: were they cut off
        there, means of several would no longer stand around the editors'.
    """
    check(edition, theta)
    mean = theta.mean(axis=0, dtype=np.float64)
    shift: Singles = (edition.values - mean).astype(np.float32)
    return theta + shift


def centred(edition: Edition, theta: Singles) -> Singles:
    """Draws around the editors' scores where these are the edition's, else as they are."""
    return around(edition, theta) if edition.scored and edition.scoring.decided else theta


def check(edition: Edition, theta: Singles) -> None:
    shape = len(edition.countries), len(edition.framework.indicators)
    if theta.ndim != 3 or len(theta) < 2 or theta.shape[1:] != shape:
        raise RequestError(
            f"Draws of edition {edition.id} are two or more, of {shape[0]} countries and "
            f"{shape[1]} indicators; these have the shape {theta.shape}."
        )
