"""Random weights and scores of a few draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo.plan import Plan, ScoreNoise
from ocindex.robustness.tree import sibling_shares

Floats = NDArray[np.float64]
Array = NDArray[np.floating[Any]]


def draw_shares(plan: Plan, draws: int, rng: np.random.Generator) -> Floats:
    """Weights of every element among its siblings.

    Parameters
    ----------
    plan : Plan
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float64, shape (elements, draws)
        As `sibling_shares` gives them.
    """
    tree, noise = plan.tree, plan.weights
    if noise.kind == "share":
        weights = rng.random((len(tree.weight), draws))
        weights *= (2 * noise.share * tree.weight)[:, None]
        weights += ((1 - noise.share) * tree.weight)[:, None]
    else:
        weights = np.repeat(tree.weight[:, None], draws, axis=1)
    if noise.kind == "simplex":
        for children in tree.children.values():
            if (noise.share[children] > 0).any():
                weights[children] = rng.standard_exponential((children.size, draws))
    if plan.exclude:
        lots = rng.random((tree.indicators, draws))
        out = np.argpartition(lots, plan.exclude - 1, axis=0)[: plan.exclude]
        np.put_along_axis(weights, out, 0.0, axis=0)
    return sibling_shares(tree, weights)


@dataclass(frozen=True, eq=False)
class Noisy:
    """Scores and their noise, laid out to be drawn from: units innermost.

    Attributes
    ----------
    base, width : ndarray of float32 or float64, shape (indicators, units)
    ends : tuple of ndarray, each of shape (indicators, 1), or None
    normal : bool
    """

    base: Array
    width: Array
    ends: tuple[Array, Array] | None
    normal: bool

    def buffer(self, draws: int) -> Array:
        """Room for some draws, of shape (draws, indicators, units)."""
        return np.empty((draws, *self.base.shape), self.base.dtype)


def noisy(values: Floats, noise: ScoreNoise) -> Noisy:
    """Lay scores out; in single precision, unless units without noise may tie."""
    without = int((noise.width == 0).all(axis=1).sum())
    kind = np.float32 if without < 2 else np.float64
    normal = noise.kind == "normal"
    step = 1.0 if normal else 2.0**-15
    # Points lie in the middle of 65,536 equal strips, so that noise has mean zero.
    base = values if normal else values + noise.width * step / 2
    bounded = np.isfinite(noise.low).any() or np.isfinite(noise.high).any()
    low: Array = noise.low[:, None].astype(kind)
    high: Array = noise.high[:, None].astype(kind)
    return Noisy(
        np.ascontiguousarray(base.T, kind),
        np.ascontiguousarray(noise.width.T * step, kind),
        (low, high) if bounded else None,
        normal,
    )


def draw_scores(noise: Noisy, room: Array, rng: np.random.Generator) -> None:
    """Fill `room`, of shape (draws, indicators, units), with scores."""
    # A quarter of a random word a score: a double for each would take longer than the rest.
    words = rng.integers(0, 2**64 - 1, -(-room.size // 4), np.uint64, endpoint=True)
    if noise.normal:
        points = words.view(np.uint16)[: room.size].reshape(room.shape)
        room[...] = _normal_points()[points]
    else:
        room[...] = words.view(np.int16)[: room.size].reshape(room.shape)
    room *= noise.width
    room += noise.base
    if noise.ends is not None:
        np.clip(room, *noise.ends, out=room)


@cache
def _normal_points() -> NDArray[np.float32]:
    """Medians of 65,536 equally likely strips of the standard normal distribution."""
    from scipy.special import ndtri  # slow to import

    return np.asarray(ndtri((np.arange(65_536) + 0.5) / 65_536), np.float32)
