"""Variance components of a generalizability study, of any pattern of who rated what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]

EFFECTS = (
    "country", "indicator", "rater", "country x indicator", "country x rater",
    "indicator x rater", "residual",
)  # fmt: skip
# Beyond this condition the equations tell no two effects apart.
CONDITION = 1e10


@dataclass(frozen=True)
class VarianceComponents:
    """Estimated variances of the effects that make up a rating.

    Attributes
    ----------
    estimates : mapping of str to float
        By the names in `EFFECTS`. Below zero where chance makes it so: it is to be read as
        zero. NaN where the design cannot tell the effect.
    within : mapping of str to str
        Effects that the design cannot tell from another one, and that one's name: of raters
        of one country each, how they see that country cannot be told from how they rate.
    """

    estimates: Mapping[str, float]
    within: Mapping[str, str]

    def value(self, effect: str) -> float:
        """A variance as it is used: zero where the estimate is below, or there is none."""
        found = self.estimates[effect]
        return max(0.0, found) if np.isfinite(found) else 0.0


def variance_components(
    country: Places, indicator: Places, rater: Places, value: Floats
) -> VarianceComponents:
    """Variance components of ratings crossed by country, indicator and rater.

    Sums of squares of the group means are equated to what they are expected to be
    (Henderson's first method, Brennan's analogous ANOVA). Of a complete table these are the
    estimates of the analysis of variance.

    Parameters
    ----------
    country, indicator, rater : ndarray of int, shape (ratings,)
    value : ndarray of float64, shape (ratings,)

    Returns
    -------
    VarianceComponents

    References
    ----------
    Henderson, C. R. (1953). Estimation of variance and covariance components. Biometrics 9:
    226-252 (method 1).
    Brennan, R. L. (2001). Generalizability Theory, ch. 7. Springer.
    """
    groups = groupings(country, indicator, rater)
    within = confounded(groups)
    kept = [name for name in EFFECTS if name not in within]
    x = value - (value.mean() if len(value) else 0.0)
    labels = {"mean": np.zeros(len(x), np.int64), **{name: groups[name] for name in kept}}
    squares = np.array([sum_of_squares(label, x) for label in labels.values()])
    expected = np.array(
        [[coefficient(one, other) for other in labels.values()] for one in labels.values()]
    )
    estimates = dict.fromkeys(EFFECTS, np.nan)
    if len(x) > 1 and np.linalg.cond(expected) < CONDITION:
        found = np.linalg.solve(expected, squares)
        estimates |= dict(zip(kept, found[1:].tolist(), strict=True))
    return VarianceComponents(estimates, within)


def groupings(country: Places, indicator: Places, rater: Places) -> dict[str, Places]:
    """For each effect the group of each rating, numbered from zero."""
    c, i, r = (np.unique(x, return_inverse=True)[1] for x in (country, indicator, rater))
    return {
        "country": c,
        "indicator": i,
        "rater": r,
        "country x indicator": crossed(c, i),
        "country x rater": crossed(c, r),
        "indicator x rater": crossed(i, r),
        "residual": np.arange(len(c)),
    }


def crossed(one: Places, other: Places) -> Places:
    """The groups of two groupings crossed."""
    across = int(other.max()) + 1 if len(other) else 1
    codes: Places = np.unique(one.astype(np.int64) * across + other, return_inverse=True)[1]
    return codes


def confounded(groups: Mapping[str, Places]) -> dict[str, str]:
    """Effects that part the ratings as another does, or not at all: "mean"."""
    found: dict[str, str] = {}
    sizes = {name: int(codes.max(initial=-1)) + 1 for name, codes in groups.items()}
    for k, name in enumerate(EFFECTS):
        if sizes[name] <= 1:
            found[name] = "mean"
            continue
        for other in EFFECTS[k + 1 :]:
            same = sizes[name] == sizes[other]
            if same and crossed(groups[name], groups[other]).max() + 1 == sizes[name]:
                # A residual stays the residual; of two effects the simpler one stays.
                later, first = (name, other) if other == "residual" else (other, name)
                found.setdefault(later, first)
    return {name: root(found, name) for name in found}


def root(found: Mapping[str, str], name: str) -> str:
    """The effect that stays where one is within another that is within a third."""
    while name in found:
        name = found[name]
    return name


def sum_of_squares(group: Places, x: Floats) -> float:
    """Sum over groups of the squared sum by the number of ratings."""
    return float((np.bincount(group, x) ** 2 / np.bincount(group)).sum())


def coefficient(one: Places, other: Places) -> float:
    """How often the variance of `other` stands in the expected sum of squares of `one`."""
    size = np.bincount(one)
    # Finer groups lie in one of the other's each.
    if len(size) == len(one):
        return float(len(one))
    across = int(other.max()) + 1
    pair, times = np.unique(one.astype(np.int64) * across + other, return_counts=True)
    return float((times.astype(np.float64) ** 2 / size[pair // across]).sum())
