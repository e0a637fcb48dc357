"""What may vary in an index, as one frozen value, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.method import BenefitOfTheDoubt, DirectionalBenefit, Method, Step
from ocindex.workbench.techniques import written

Floats = NDArray[np.float64]
Weights = float | Literal["simplex"]
SIMPLEX: Literal["simplex"] = "simplex"
# The steps among whose techniques one may choose; the indices of a grid stand in this order.
CHOSEN = ("impute", "treat", "normalise", "aggregate")


@dataclass(frozen=True, eq=False)
class Varying:
    """What may vary.

    Attributes
    ----------
    scores : float
        Width of the interval, uniform, in which a score may lie; 0 for scores as they are.
    deviations : ndarray of float64, shape (countries, indicators), or None
        In its place, the standard deviation of each score's normal distribution.
    weights : float or 'simplex'
        Share of itself by which each weight may be more or less, from 0 to 1; or any weights.
    steps : dict of str to tuple of (Step or None)
        The steps to choose among, by name of the step; None for not doing it.
    exclude : int
        Indicators left out, at random.
    exclude_countries : int
        Countries left out, at random.
    score_draws : ndarray of float32, shape (draws, countries, indicators), or None
        In place of `scores`, all scores as they were drawn together.
    """

    scores: float
    deviations: Floats | None
    weights: Weights
    steps: dict[str, tuple[Step | None, ...]]
    exclude: int = 0
    exclude_countries: int = 0
    score_draws: NDArray[np.floating[Any]] | None = None

    @property
    def noisy(self) -> bool:
        given = self.deviations is not None or self.score_draws is not None
        return self.scores > 0 or given

    @property
    def weighty(self) -> bool:
        return self.weights != 0

    def aggregations(self, method: Method) -> tuple[Step, ...]:
        """The aggregations to choose among; the method's own if there is no choice."""
        steps = tuple(step for step in self.steps.get("aggregate", ()) if step is not None)
        return steps or (method.aggregate,)

    def methods(self, method: Method, names: tuple[str, ...] = CHOSEN) -> list[Method]:
        """The method with every combination of the steps to choose among."""
        lists = [self.steps.get(name) or (method.step(name),) for name in names]
        return [
            changed(method, dict(zip(names, chosen, strict=True))) for chosen in product(*lists)
        ]


def changed(method: Method, steps: Mapping[str, Any]) -> Method:
    """The method by other steps; those that are not done fall out of its order."""
    done = {name: steps.get(name, method.step(name)) is not None for name in method.order}
    kept = {"order": tuple(name for name in method.order if done[name])}
    return method.replace(**{**kept, **steps})


def step_of_scale(built: index.Built, scores: float | None) -> float:
    """The width asked for; where none is, the grid's step, or none where values are measured."""
    grid = built.framework.grid
    if scores is None:
        return 0.0 if grid is None else float(grid.step)
    return scores


def checked(built: index.Built, varying: Varying) -> Varying:
    """Refuse what cannot be; RequestError."""
    if not np.isfinite(varying.scores) or varying.scores < 0:
        raise RequestError(f"Scores vary by {varying.scores}; give a width that is not below 0.")
    if isinstance(varying.weights, str):
        if varying.weights != SIMPLEX:
            raise RequestError(
                f"Weights vary by '{varying.weights}'; give a share from 0 to 1, or '{SIMPLEX}'."
            )
    elif not 0 <= varying.weights <= 1:
        raise RequestError(f"Weights vary by {varying.weights}; give a share from 0 to 1.")
    if not 0 <= varying.exclude < len(built.framework.indicators):
        raise RequestError(
            f"{varying.exclude} of {len(built.framework.indicators)} indicators cannot be left out."
        )
    # Of fewer than two there are no ranks, and no scale to be normalised by.
    if not 0 <= varying.exclude_countries <= max(0, len(built.codes) - 2):
        raise RequestError(
            f"{varying.exclude_countries} of {len(built.codes)} countries cannot be left out: two "
            "must stay."
        )
    refuse_own_weights(built, varying)
    shape = built.edition.values.shape
    if varying.deviations is not None and varying.deviations.shape != shape:
        raise RequestError(
            f"Deviations of shape {varying.deviations.shape} stand beside values of {shape}: a row "
            "a country of the edition, a column an indicator."
        )
    if varying.score_draws is not None and varying.score_draws.shape[1:] != shape:
        raise RequestError(
            f"Draws of scores of shape {varying.score_draws.shape} stand beside values of {shape}: "
            "a draw, a row a country of the edition, a column an indicator."
        )
    return varying


def refuse_own_weights(built: index.Built, varying: Varying) -> None:
    """Weights that each country has for itself are not varied by one share; RequestError."""
    own = {
        group.id
        for batch in built.plan.batches
        for group in batch.groups
        if isinstance(group.weighting, BenefitOfTheDoubt | DirectionalBenefit)
    }
    if varying.weighty and own:
        raise RequestError(
            f"In {', '.join(sorted(own))} each country has weights of its own; vary weights by 0."
        )


def described(varying: Varying) -> Iterator[str]:
    """What varies, a line each."""
    if varying.deviations is not None:
        yield "Scores: each normally distributed, by a standard deviation of its own"
    elif varying.score_draws is not None:
        yield f"Scores: {len(varying.score_draws):,} draws of all of them together"
    elif varying.scores:
        yield f"Scores: each uniform within {varying.scores:g} of its own value"
    if varying.weights == SIMPLEX:
        yield "Weights: any that sum to one among siblings, all as likely"
    elif varying.weights:
        yield f"Weights: each within {100 * float(varying.weights):g} % of itself, uniform"
    for name, steps in varying.steps.items():
        yield f"{name.capitalize()}: {', '.join(written(step) for step in steps)}"
    if varying.exclude:
        yield f"Indicators: {varying.exclude} left out at a time, at random"
    if varying.exclude_countries:
        yield f"Countries: {varying.exclude_countries} left out at a time, at random"
