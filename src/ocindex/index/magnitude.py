"""Numbers that a computer cannot square or hold, and weights that mean nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Group
from ocindex.index.steps.refusal import Refusal
from ocindex.method import AdjustedMazziottaPareto, Arithmetic, Custom, MazziottaPareto, Wroclaw

Floats = NDArray[np.float64]
# Squares of what lies between can be held, and sums of them.
SMALLEST, LARGEST = 1e-150, 1e150
SQUARING = (MazziottaPareto, AdjustedMazziottaPareto, Wroclaw)
Places = list[tuple[int | None, int | None]]
REMEDY = "Normalise the indicators first"


def refuse_size(group: Group, values: Floats) -> None:
    """Refuse children that must be squared and cannot be; values of shape (units, children)."""
    judged = not group.fixed and not isinstance(group.weighting, Custom)
    if not judged and not isinstance(group.aggregation, SQUARING):
        return
    sizes = np.abs(np.where(np.isnan(values), 0.0, values)).max(axis=0, initial=0.0)
    wrong = (sizes > LARGEST) | ((sizes < SMALLEST) & (sizes > 0))
    if wrong.any():
        places = [(None, int(column)) for column in np.flatnonzero(wrong)]
        raise Refusal("Values are too large or too small for their squares", REMEDY, places)


def refuse_overflow(scores: Floats) -> None:
    """Refuse scores, shape (units,), beyond the largest number there is."""
    places: Places = [(int(row), None) for row in np.flatnonzero(np.isinf(scores))]
    if places:
        raise Refusal("The score is beyond the largest number there is", REMEDY, places)


def refuse_negative(group: Group, weights: Floats) -> None:
    """Refuse weights below zero, as loadings may be, where they would mean nothing."""
    below = np.flatnonzero((weights < 0).reshape(-1, weights.shape[-1]).any(axis=0))
    if len(below) and not isinstance(group.aggregation, Arithmetic | Custom):
        rule = f"Weights below zero go with arithmetic means, not with {group.aggregation.by}"
        remedy = 'Choose negative = "zero" or "refuse", or aggregate by `arithmetic`'
        raise Refusal(rule, remedy, [(None, int(column)) for column in below])
