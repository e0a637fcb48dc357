"""Shifts of ranks at points of a design, where scores or weights vary continuously."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocindex.index import built as index
from ocindex.robustness.grid import method_scores, rank_shift, ranks_of
from ocindex.robustness.montecarlo import Normalisation
from ocindex.workbench.elements import indicator_values, number_of, to_elements, tree_of
from ocindex.workbench.folding import INDICATORS, built_alike, orders_of, uncertain
from ocindex.workbench.noise import Noise, noise_of
from ocindex.workbench.rebuilding import drawn_weights
from ocindex.workbench.simulating import in_words
from ocindex.workbench.varying import Varying

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Evaluator:
    """Computes an index at points in the unit cube, a coordinate a factor.

    A coordinate chooses an option of a step, or one of many sets of weights or of scores that
    were drawn beforehand: a factor of many numbers is moved by one coordinate.

    Attributes
    ----------
    factors : tuple of str
    options : tuple of int
        0 for weights and scores.
    """

    def __init__(
        self, built: index.Built, varying: Varying, node: str, points: int, seed: int
    ) -> None:
        tree = tree_of(built)
        assert tree is not None
        self.built, self.tree, self.node, self.seed = built, tree, number_of(built, node), seed
        self.noise = noise_of(built, varying)
        self.methods = varying.methods(built.method, INDICATORS)
        self.matrices = [self.certain(place) for place in range(len(self.methods))]
        self.orders = [
            tree.order if order is None else np.full_like(tree.order, order)
            for order in orders_of(built, varying)
        ]
        drawn = 2 * points
        rng = np.random.default_rng(seed)
        own = np.nan_to_num(built.node_weights)[None]
        weights = (
            np.stack([drawn_weights(built, varying, rng) for _ in range(drawn)])
            if varying.weighty else own
        )  # fmt: skip
        self.weights = weights[:, to_elements(built)]
        counts = {name: len(varying.steps.get(name, ())) or 1 for name in INDICATORS}
        counts |= {"aggregate": len(self.orders), "weights": len(self.weights),
                   "scores": drawn if self.noise else 1}  # fmt: skip
        self.counts = counts
        self.factors = tuple(name for name, count in counts.items() if count > 1)
        self.options = tuple(
            0 if name in ("weights", "scores") else counts[name] for name in self.factors
        )

    def certain(self, place: int) -> Floats:
        """Normalised values without noise."""
        method = self.methods[place]
        if self.noise is not None or method == self.built.method:
            return indicator_values(self.built)
        return indicator_values(built_alike(self.built, method))

    def shifts(self, at: Floats, nominal: Floats) -> Floats:
        """Mean shift of ranks at points.

        Parameters
        ----------
        at : ndarray of float64, shape (points, factors)
            In [0, 1).
        nominal : ndarray of float64, shape (units,)

        Returns
        -------
        ndarray of float64, shape (points,)
        """
        chosen = {name: np.zeros(len(at), np.int64) for name in self.counts}
        for column, name in enumerate(self.factors):
            chosen[name] = (at[:, column] * self.counts[name]).astype(np.int64)
        place = np.zeros(len(at), np.int64)
        for name in INDICATORS:
            place = place * self.counts[name] + chosen[name]
        keys = np.column_stack([chosen["scores"], place, chosen["aggregate"]])
        kinds, kind_of = np.unique(keys, axis=0, return_inverse=True)
        result = np.empty(len(at))
        order = np.argsort(kind_of.ravel(), kind="stable")
        starts = np.searchsorted(kind_of.ravel()[order], np.arange(len(kinds) + 1))
        with in_words(self.built, "sensitivity"):
            for kind, (first, last) in enumerate(pairwise(starts.tolist())):
                rows = order[first:last]
                noise, option, aggregation = kinds[kind].tolist()
                scores = self.scores(noise, option, aggregation, chosen["weights"][rows])
                result[rows] = rank_shift(ranks_of(scores), nominal)  # type: ignore[arg-type]  # floats of whole numbers
        return result

    def scores(self, noise: int, place: int, aggregation: int, sets: Ints) -> Floats:
        """Scores, shape (sets, units), by one choice of all but weights."""
        matrix = (
            self.matrices[place] if self.noise is None else self.noisy(self.noise, noise, place)
        )
        found = method_scores(
            [matrix], self.weights[sets], self.tree, self.node, [self.orders[aggregation]]
        )
        scores: Floats = found[0, :, 0]
        return scores

    def noisy(self, noise: Noise, draw: int, place: int) -> Floats:
        """Normalised values of one draw of scores."""
        variant = uncertain(self.built, self.methods[place].normalise, noise, scored=True)
        own = variant.scores
        kind = Noise(noise.kind, own.width, -np.inf, np.inf)
        drawn = kind.drawn(variant.values, np.random.default_rng([self.seed, draw]))
        return normalised(np.clip(drawn, own.low, own.high), variant.normalisation)


def normalised(values: Floats, normalisation: Normalisation) -> Floats:
    """Values on the scale of a normalisation fitted to them, shape (units, indicators)."""
    first, second = normalisation.first, normalisation.second
    if normalisation.kind == "minmax":
        low = values.min(axis=0)
        return np.asarray(first + (values - low) / (values.max(axis=0) - low) * (second - first))
    if normalisation.kind == "zscore":
        apart = values - values.mean(axis=0)
        return np.asarray(first + apart / values.std(axis=0, ddof=1) * second)
    return values
