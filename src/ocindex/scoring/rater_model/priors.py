"""Priors of the rater model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocindex.scoring.observations import Observations


@dataclass(frozen=True, slots=True)
class Priors:
    """What is held for likely before a rating is seen; in points of the scale.

    Attributes
    ----------
    theta_mean, theta_sd : float
        Of each country and indicator (of the first edition, where there are several): normal
        about a centre, as wide as the scale, so that a score rests on its own ratings. The
        centre is unknown too, and by its own prior lies about the mean as widely.
    effect_scale : float
        Scale of the half-Cauchy priors of the standard deviations of severity, halo, leaning
        and innovations.
    scale_use : float
        The same of the standard deviation of scale use, a share; 0 where raters are held to
        use the scale alike.
    noise_scale : float
        The common level of the raters' noise variances is exponential, of this root mean.
    noise_df : tuple of float
        Bounds of the degrees of freedom by which raters' noise variances keep to the common
        level; log-uniform between them.
    factors : int
        Of the factor prior, by which scores borrow from other countries and indicators; 0 where
        they do not.
    """

    theta_mean: float
    theta_sd: float
    effect_scale: float
    scale_use: float
    noise_scale: float
    noise_df: tuple[float, float] = (2.0, 200.0)
    factors: int = 0

    @property
    def margin_sd(self) -> float:
        """Of each of the three that a centre is made of: level, country and indicator."""
        return float(self.theta_sd / np.sqrt(3))


def usual_priors(observations: Observations) -> Priors:
    """Weak priors by the length of the scale: on 1 to 10, effects of about a point."""
    length = observations.high - observations.low
    middle = (observations.low + observations.high) / 2
    return Priors(middle, length, length / 9, 0.5, length / 9)
