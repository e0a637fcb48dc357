"""Normalising: from a plan to the kernels; the values of the scope set the scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Part
from ocindex.index.steps import normalise, normalise_posts, normalise_ranks
from ocindex.index.steps.normalise import score
from ocindex.index.steps.refusal import Refusal
from ocindex.index.working import Work
from ocindex.method import (
    Borda,
    Categorical,
    Goalposts,
    MaximumDistance,
    MaximumFraction,
    MinMax,
    PercentileRank,
    RankNormalise,
    ReferenceDistance,
    Scaled,
    TargetDistance,
    Technique,
    ZScore,
)

Floats = NDArray[np.float64]
Directions = NDArray[np.int64]


def normalised(part: Part, work: Work, works: Sequence[Work]) -> Floats:
    """Scores of a part's indicators in one edition of a panel, high values good."""
    technique: Any = part.technique
    plan = work.plan
    directions = plan.directions[len(plan.framework.components) :][part.columns]
    if isinstance(technique, Goalposts):
        return by_posts(technique, work.of(part), directions)
    if isinstance(technique, Scaled):
        line = normalise.fit_posts(
            directions, full(technique.lower, part), full(technique.upper, part),
            technique.low, technique.high, truncated=False,
        )  # fmt: skip
        return score(work.of(part), line)
    if isinstance(technique, TargetDistance):
        options = {"targets": targets(part, work), "capped": technique.capped}
    elif isinstance(technique, ReferenceDistance):
        source = base_of(technique.base, works) if technique.scope == "base" else work
        options = {"reference": reference(part, source), "capped": technique.capped}
    else:
        options = {name: getattr(technique, name) for name in OPTIONS[type(technique)]}
    fit, apply = FITS[type(technique)]
    scale = fit(scope_values(part, work, works), directions, **options)
    if isinstance(technique, PercentileRank):
        return apply(work.of(part), scale, technique.constant)
    return apply(work.of(part), scale)


def scope_values(part: Part, work: Work, works: Sequence[Work]) -> Floats:
    """The values that set the scale."""
    technique: Any = part.technique
    if technique.scope == "all":
        return np.concatenate([each.of(part) for each in works])
    return (base_of(technique.base, works) if technique.scope == "base" else work).of(part)


def base_of(base: str, works: Sequence[Work]) -> Work:
    found = [work for work in works if work.edition.id == base]
    if not found:
        there = ", ".join(work.edition.id for work in works)
        rule = f"There is no base edition '{base}' in the panel"
        raise Refusal(rule, f"Name one in `base`: {there}", [])
    return found[0]


def full(value: float, part: Part) -> Floats:
    """The same for each of the part's indicators."""
    return np.full(len(part.columns), value)


def by_posts(technique: Goalposts, values: Floats, directions: Directions) -> Floats:
    """Fixed goalposts: a line, a line of logarithms, or a trapezoid."""
    count = values.shape[1]
    lower, upper = np.full(count, technique.lower), np.full(count, technique.upper)
    ends = technique.low, technique.high
    if technique.fall is not None or technique.end is not None:
        if technique.fall is None or technique.end is None:
            rule = "A trapezoid needs both `fall` and `end`"
            raise Refusal(rule, "Add the other", [])
        down = np.full(count, technique.fall), np.full(count, technique.end)
        return normalise_posts.score_trapezoid(
            values, directions, lower, upper, *down, *ends, log=technique.log
        )
    if technique.log:
        return normalise_posts.score_log_posts(values, directions, lower, upper, *ends)
    return score(values, normalise.fit_posts(directions, lower, upper, *ends))


def targets(part: Part, work: Work) -> Floats:
    """Target of each indicator."""
    assert isinstance(part.technique, TargetDistance)
    if part.technique.target is not None:
        return full(part.technique.target, part)
    indicators = [work.plan.framework.indicators[column] for column in part.columns]
    without = [(None, i) for i, indicator in enumerate(indicators) if indicator.target is None]
    if without:
        rule = "A distance to a target needs a target"
        raise Refusal(rule, "Give it in the framework, or in the method", without)
    return np.array([indicator.target for indicator in indicators], np.float64)


def reference(part: Part, work: Work) -> Floats:
    """Values of the country of reference."""
    assert isinstance(part.technique, ReferenceDistance)
    code = part.technique.country
    if code not in work.codes:
        rule = f"The country of reference, {code}, is not in edition {work.edition.id}"
        raise Refusal(rule, "Name another in `country`", [])
    values: Floats = work.of(part)[work.codes.index(code)]
    return values


def fit_categories(
    values: Floats,
    directions: Directions,
    percentiles: tuple[float, ...],
    scores: tuple[float, ...],
) -> Any:
    """Classes, scored 0, 1, 2 ... where no scores are given."""
    points = scores or tuple(map(float, range(len(percentiles) + 1)))
    return normalise_ranks.fit_classes(values, directions, percentiles, points)


Fit = tuple[Callable[..., Any], Callable[..., Floats]]
FITS: Mapping[type[Technique], Fit] = {
    MinMax: (normalise.fit_min_max, score),
    ZScore: (normalise.fit_z_score, score),
    MaximumDistance: (normalise.fit_maximum_distance, score),
    MaximumFraction: (normalise.fit_maximum_fraction, score),
    ReferenceDistance: (normalise.fit_reference_distance, score),
    TargetDistance: (normalise.fit_target_distance, score),
    PercentileRank: (normalise_ranks.fit_ranks, normalise_ranks.score_percentile_ranks),
    RankNormalise: (normalise_ranks.fit_ranks, normalise_ranks.score_ranks),
    Borda: (normalise_ranks.fit_ranks, normalise_ranks.score_borda),
    Categorical: (fit_categories, normalise_ranks.score_classes),
}
OPTIONS: Mapping[type[Technique], tuple[str, ...]] = {
    MinMax: ("low", "high", "constant"),
    ZScore: ("mean", "deviation", "constant"),
    MaximumDistance: ("constant",),
    MaximumFraction: (),
    PercentileRank: (),
    RankNormalise: (),
    Borda: (),
    Categorical: ("percentiles", "scores"),
}
