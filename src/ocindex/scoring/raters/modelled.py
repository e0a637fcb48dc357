"""What a fitted rater model says of raters, ratings and variances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.agreement.components import crossed
from ocindex.scoring.observations import Observations
from ocindex.scoring.raters.effects import FREEDOM, Bias, Effects, tail_of
from ocindex.scoring.raters.estimates import Range
from ocindex.scoring.raters.severity import Severity

if TYPE_CHECKING:
    from ocindex.scoring.rater_model import Posterior, Summary

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]
# The variance of a t distribution, in squares of its scale.
WIDER = FREEDOM / (FREEDOM - 2)
# The model's standard deviations, by the names of the effects.
SCALES = {
    "rater": ("severity", 1.0),
    "country x rater": ("halo", 1.0),
    "indicator x rater": ("leaning", 1.0),
    "residual": ("noise", WIDER),
}


def model_effects(posterior: Posterior, observations: Observations) -> Effects:
    """Effects as the rater model has them.

    Parameters
    ----------
    posterior : Posterior
    observations : Observations
        That it was fitted to.

    Returns
    -------
    Effects
        Noise is the standard deviation, wider than the scale of its t distribution. The fit
        of a rating is judged without what the model has learnt of the rater beside severity.
    """
    seen = observations
    cell = crossed(crossed(seen.country, seen.indicator), seen.edition)
    severity = known_severity(posterior, seen.high - seen.low)
    residual, spread = apart(posterior, seen, cell, severity.value)
    expected = posterior.expected.astype(np.float64)
    off, noise = seen.value - expected, posterior.noise.mean[seen.rater]
    return Effects(
        "model",
        *severity,
        np.sqrt(WIDER) * posterior.noise.mean,
        np.sqrt(WIDER) * posterior.noise.sd,
        *stretches(posterior),
        expected,
        tail_of(off, noise, np.bincount(cell)[cell], seen.step),
        residual,
        spread,
        bias_of(posterior.halo_rater, posterior.halo_country, posterior.halo),
        bias_of(posterior.leaning_rater, posterior.leaning_indicator, posterior.leaning),
    )


def known_severity(posterior: Posterior, length: float) -> Severity:
    """Severities that the ratings tell; NaN of those that may be anywhere on the scale.

    So they are where all ratings lie at an end of it.
    """
    mean, error = posterior.severity.mean, posterior.severity.sd
    told = error < length / 2
    return Severity(np.where(told, mean, np.nan), np.where(told, error, np.nan))


def apart(
    posterior: Posterior, seen: Observations, cell: Places, severity: Floats
) -> tuple[Floats, Floats]:
    """How far ratings are from the score that the others give, and how far they should be.

    A rating has a part in the score that it is held against, by its weight among those of the
    cell: what is left of it there is taken for the rest. NaN where there are no others, or where
    the rater's severity is unknown.
    """
    score = posterior.theta.mean(axis=0, dtype=np.float64)
    score = score[seen.edition, seen.country, seen.indicator]
    variances = {name: value for name, (value, _, _) in model_variances(posterior).items()}
    shared = variances["country x rater"] + variances.get("indicator x rater", 0.0)
    weight = 1 / (shared + WIDER * posterior.noise.mean[seen.rater] ** 2)
    weight /= np.bincount(cell, weight)[cell]
    others = np.bincount(cell)[cell] - 1
    stretched = stretch_of(posterior) * (score - (seen.low + seen.high) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        residual = (seen.value - score - severity[seen.rater]) / (1 - weight)
        spread = np.sqrt((shared + variances["residual"] + stretched**2) * (1 + 1 / others))
    return np.where(others > 0, residual, np.nan), np.where(others > 0, spread, np.nan)


def bias_of(rater: Places, other: Places, found: Summary) -> Bias:
    return Bias(rater, other, found.mean, found.sd)


def model_variances(posterior: Posterior) -> Mapping[str, Range]:
    """Variances of what raters add, each with its 90 % interval.

    One indicator has no leanings: what would be one goes with severity and halo.
    """
    return {name: ranged(posterior.scales[scale] ** 2 * wider)
            for name, (scale, wider) in SCALES.items() if scale in posterior.scales}  # fmt: skip


def stretches(posterior: Posterior) -> tuple[Floats, Floats]:
    """By how much raters stretch the scale, and its error; NaN where the model has none of it."""
    mean, error = posterior.scale_use.mean, posterior.scale_use.sd
    if "scale_use" not in posterior.scales:
        return np.full(len(mean), np.nan), np.full(len(mean), np.nan)
    # Than others: how far all raters go together is no more than how the scale is read.
    return mean - np.median(mean), error


def stretch_of(posterior: Posterior) -> float:
    """Standard deviation of how far raters stretch the scale; 0 where the model has none."""
    scale = posterior.scales.get("scale_use")
    return 0.0 if scale is None else float(np.median(scale))


def ranged(draws: NDArray[np.floating[Any]]) -> Range:
    low, middle, high = np.quantile(draws, (0.05, 0.5, 0.95)).tolist()
    return middle, low, high
