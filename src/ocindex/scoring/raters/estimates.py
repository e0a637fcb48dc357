"""Variances of what makes up a rating, with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ocindex.scoring.agreement.components import (
    EFFECTS,
    VarianceComponents,
    variance_components,
)
from ocindex.scoring.agreement.dependability import Variances
from ocindex.scoring.agreement.rounds import pooled_deviation
from ocindex.scoring.observations import Observations

Range = tuple[float, float, float]
# Countries are left out in so many groups: as good as one by one, and always as fast.
GROUPS = 20
# Of so many ratings variances are known well, and each group left out takes seconds.
LARGE, FEWER = 300_000, 8
NORMAL_90 = 1.645


@dataclass(frozen=True, eq=False)
class Estimates:
    """Variances by effect: estimate, and the ends of its 90 % interval.

    Attributes
    ----------
    anova : mapping of str to tuple of three float
        Of the analysis of variance, by the names in `EFFECTS`.
    model : mapping of str to tuple of three float
        Of the rater model, for the effects that it has; empty without one.
    within : mapping of str to str
        Effects that the design cannot tell from others.
    used : Variances
        What predictions are made with: the model's where there is one.
    """

    anova: Mapping[str, Range]
    model: Mapping[str, Range]
    within: Mapping[str, str]
    used: Variances


def estimates_of(seen: Observations, model: Mapping[str, Range] | None = None) -> Estimates:
    """Variances from the ratings, beside those of a model.

    Parameters
    ----------
    seen : Observations
    model : mapping of str to tuple of three float, optional
        By effect: rater, country x rater, indicator x rater, residual.

    Returns
    -------
    Estimates
        Intervals of the analysis of variance are the jackknife's, by groups of countries.

    References
    ----------
    Brennan, R. L. (2001). Generalizability Theory, ch. 6. Springer (jackknife).
    """
    found = components_of(seen, np.ones(len(seen), bool))
    errors = jackknife(seen)
    anova = {
        name: (x, max(0.0, x - NORMAL_90 * errors[name]), x + NORMAL_90 * errors[name])
        for name, x in found.estimates.items()
    }
    return Estimates(anova, dict(model or {}), found.within, used(seen, found, model or {}))


def components_of(seen: Observations, which: np.ndarray) -> VarianceComponents:
    return variance_components(
        seen.country[which], seen.indicator[which], seen.rater[which], seen.value[which]
    )


def jackknife(seen: Observations) -> dict[str, float]:
    """Standard error of each effect's variance, groups of countries left out in turn."""
    there = np.unique(seen.country)
    groups = min(GROUPS if len(seen) < LARGE else FEWER, len(there))
    if groups < 3:
        return dict.fromkeys(EFFECTS, np.nan)
    group = np.searchsorted(there, seen.country) % groups
    left = np.array(
        [list(components_of(seen, group != k).estimates.values()) for k in range(groups)]
    )
    errors = np.sqrt((groups - 1) / groups * ((left - left.mean(axis=0)) ** 2).sum(axis=0))
    return dict(zip(EFFECTS, errors.tolist(), strict=True))


def used(seen: Observations, found: VarianceComponents, model: Mapping[str, Range]) -> Variances:
    def value(name: str) -> float:
        return model[name][0] if name in model else found.value(name)

    variances = Variances(
        value("country"), value("country x indicator"), value("rater"),
        value("country x rater"), value("indicator x rater"), value("residual"),
    )  # fmt: skip
    if any((variances.rater, variances.halo, variances.leaning, variances.noise)):
        return variances
    # A design that tells no effect from another still shows how far ratings of a cell differ.
    cell = seen.country.astype(np.int64) * seen.indicators + seen.indicator
    within = float(np.nan_to_num(pooled_deviation(cell, seen.value)))
    return Variances(variances.country, variances.country_indicator, 0, 0, 0, within**2)
