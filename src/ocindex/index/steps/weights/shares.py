"""Bounds on the share of each child in a score, and whether any shares keep within them."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.complete import Floats

# Bounds such as ten times 0.1 sum to one but for rounding.
ROUNDING = 1e-12


def refuse_bounds(values: Floats, low: Floats, high: Floats) -> None:
    """Refuse bounds that no shares keep, of all units or of some.

    Raises
    ------
    Refusal
        Naming children whose bounds are out of order; zeros of which a share is asked; units
        that lack so many children that the others may not fill the score.
    """
    crossed = np.flatnonzero(~((low >= 0) & (low <= high) & (high <= 1)))
    if len(crossed) or low.sum() > 1 + ROUNDING or high.sum() < 1 - ROUNDING:
        raise Refusal(
            "Shares lie between 0 and 1, the least not above the largest, and can sum to one",
            "Widen the bounds.",
            [(None, int(column)) for column in crossed] or [(None, None)],
        )
    zeros = [(int(row), int(column)) for row, column in np.argwhere((values == 0) & (low > 0))]
    if zeros:
        rule = "A child of value zero has no share in any score, and a least share is asked"
        raise Refusal(rule, "Normalise to a range above zero, or ask for no share.", zeros)
    # A zero of which no share is asked still cannot fill a score.
    room = np.where(values > 0, high, 0.0).sum(axis=1)
    short = (room < 1 - ROUNDING) & ~np.isnan(values).all(axis=1)
    if short.any():
        rule = "The children above zero may not have shares that sum to one"
        places = [(int(row), None) for row in np.flatnonzero(short)]
        raise Refusal(rule, "Impute what is missing, or raise the largest shares.", places)
