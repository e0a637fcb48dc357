"""What may vary as a plan of the simulation's kernels, where the index is a tree of means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index import build
from ocindex.index import built as index
from ocindex.index.steps.normalise import fit_posts, score
from ocindex.method import (
    Goalposts,
    MaximumDistance,
    Method,
    MinMax,
    Scaled,
    Step,
    Technique,
    ZScore,
)
from ocindex.robustness.montecarlo import (
    Normalisation,
    ScoreNoise,
    Variant,
    WeightNoise,
    exact_scores,
)
from ocindex.workbench.elements import indicator_values, power_of, tree_of, turned_over
from ocindex.workbench.noise import Noise, noise_of
from ocindex.workbench.varying import Varying

Floats = NDArray[np.float64]
# Steps whose every combination makes values of indicators.
INDICATORS = ("impute", "treat", "normalise")


def obstacle(built: index.Built, varying: Varying) -> str:
    """Why the kernels will not do and each draw must be built anew; empty where they will."""
    return next(obstacles(built, varying), "")


def obstacles(built: index.Built, varying: Varying) -> Iterator[str]:
    own = built.method.aggregate
    others = [step for step in varying.aggregations(built.method) if step != own]
    if tree_of(built) is None or any(power_of(each.by) is None for each in others):
        yield "an aggregation is no weighted mean of a power"
    if turned_over(built):
        yield "a component is turned over before it enters its parent"
    groups = [group for batch in built.plan.batches for group in batch.groups]
    if not varying.weighty and not all(group.fixed for group in groups):
        yield "weights are computed from values"
    if varying.score_draws is not None:
        yield "scores are drawn together"
    if varying.exclude_countries:
        yield "countries are left out, and the others normalised and ranked without them"
    if np.isnan(indicator_values(built)).any() and "impute" not in varying.steps:
        yield "values are missing"
    if not varying.noisy:
        return
    if np.isnan(built.edition.values).any():
        yield "scores vary, and some are missing"
    for method in varying.methods(built.method, INDICATORS):
        if [name for name, _ in method.transforms] not in ([], ["normalise"]):
            yield "scores vary before they are filled in, put over a size, or treated"
        if not affine(method.normalise):
            yield "scores vary before a normalisation that is no straight line"


def affine(step: Step | None) -> bool:
    """Whether a normalisation is a line that the kernels know."""
    if step is None:
        return True
    technique = step.by
    if step.only or getattr(technique, "scope", "edition") != "edition":
        return False
    if isinstance(technique, Goalposts):
        return technique.fall is None and technique.end is None and not technique.log
    if isinstance(technique, MinMax | ZScore | MaximumDistance):
        return getattr(technique, "constant", None) is None
    return isinstance(technique, Scaled)


def orders_of(built: index.Built, varying: Varying) -> tuple[float | None, ...]:
    """Powers of the means to choose among; None for the method's own."""
    steps = varying.aggregations(built.method)
    return tuple(None if step == built.method.aggregate else power_of(step.by) for step in steps)


def weight_noise(built: index.Built, varying: Varying) -> WeightNoise:
    elements = len(built.framework.nodes)
    if varying.weights == "simplex":
        return WeightNoise("simplex", np.ones(elements))
    kind: Literal["share", "fixed"] = "share" if varying.weighty else "fixed"
    return WeightNoise(kind, np.full(elements, float(varying.weights)))


def variants_of(built: index.Built, varying: Varying) -> tuple[Variant, ...]:
    """Every way to come to normalised values, those on the scale of the scores first."""
    methods = varying.methods(built.method, INDICATORS)
    scale = scale_of(built, varying)
    methods.sort(key=lambda method: method.normalise != scale)
    noise = noise_of(built, varying)
    return tuple(
        certain(built, method, method.normalise == scale)
        if noise is None
        else uncertain(built, method.normalise, noise, method.normalise == scale)
        for method in methods
    )


def scale_of(built: index.Built, varying: Varying) -> Step | None:
    """The normalisation whose scores are counted: the method's, else the first to choose from."""
    steps = varying.steps.get("normalise", ())
    if not steps or built.method.normalise in steps:
        return built.method.normalise
    return steps[0]


def certain(built: index.Built, method: Method, scored: bool) -> Variant:
    """Normalised values as a build has them."""
    other = built if method == built.method else built_alike(built, method)
    values = indicator_values(other)
    return Variant(values, exact_scores(values), Normalisation("none"), scored)


def built_alike(built: index.Built, method: Method) -> index.Built:
    """The same by another method; RequestError where it leaves other countries out."""
    from ocindex.errors import RequestError  # only where this goes wrong

    other = build(built.edition, method)
    if other.codes != built.codes:
        raise RequestError(
            "One of the methods to choose among leaves out other countries than another; ranks "
            "cannot be set side by side. Screen in the same way in all of them."
        )
    return other


def uncertain(built: index.Built, step: Step | None, noise: Noise, scored: bool) -> Variant:
    """Values that vary, and the line that normalises them in each draw."""
    values = built.edition.values
    directions = built.plan.directions[len(built.framework.components) :]
    technique = None if step is None else step.by
    if isinstance(technique, Scaled | Goalposts):
        return posted(values, directions, technique, noise, scored)
    columns = np.ones(values.shape[1])
    ends = noise.low * columns, noise.high * columns
    if technique is None:
        return Variant(
            values, ScoreNoise(noise.kind, noise.width, *ends), Normalisation("none"), scored
        )
    down = directions < 0
    low, high = np.where(down, -ends[1], ends[0]), np.where(down, -ends[0], ends[1])
    turned = ScoreNoise(noise.kind, noise.width, low, high)
    return Variant(values * directions, turned, refitted(technique), scored)


def refitted(technique: Technique) -> Normalisation:
    """What is fitted anew to the values of each draw."""
    if isinstance(technique, MinMax):
        return Normalisation("minmax", technique.low, technique.high)
    if isinstance(technique, ZScore):
        return Normalisation("zscore", technique.mean, technique.deviation)
    return Normalisation("minmax", 0.0, 1.0)  # the distance to the best value, over the range


def posted(
    values: Floats,
    directions: NDArray[np.int64],
    technique: Scaled | Goalposts,
    noise: Noise,
    scored: bool,
) -> Variant:
    """Values on a fixed line, with its ends where it has some."""
    columns = np.ones(values.shape[1])
    line = fit_posts(
        directions, columns * technique.lower, columns * technique.upper,
        technique.low, technique.high, truncated=False,
    )  # fmt: skip
    slope = (technique.high - technique.low) / (technique.upper - technique.lower)
    corners = [score(columns[None] * end, line)[0] if np.isfinite(end) else columns * end * slope
               for end in (noise.low, noise.high)]  # fmt: skip
    if not np.isfinite(noise.low):
        corners = [-np.inf * columns, np.inf * columns]
    low, high = np.minimum(*corners), np.maximum(*corners)
    if isinstance(technique, Goalposts):
        first, last = sorted((technique.low, technique.high))
        low, high = np.clip(low, first, last), np.clip(high, first, last)
    width = noise.width * abs(slope)
    return Variant(
        score(values, line), ScoreNoise(noise.kind, width, low, high), Normalisation("none"), scored
    )
