"""Fits: the ratings of editions to draws, by whichever method, kept in a cache."""

from ocindex.scoring.fits.cache import VARIABLE
from ocindex.scoring.fits.fit import (
    USUAL,
    Effort,
    Fit,
    component_weights,
    fit_editions,
    shared_scoring,
    way_of,
)
from ocindex.scoring.fits.made import n_raters, scores_of, theta_of

__all__ = [
    "USUAL",
    "VARIABLE",
    "Effort",
    "Fit",
    "component_weights",
    "fit_editions",
    "n_raters",
    "scores_of",
    "shared_scoring",
    "theta_of",
    "way_of",
]
