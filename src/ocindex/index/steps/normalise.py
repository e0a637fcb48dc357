"""Normalising on a straight line: fitted to the values of a scope, applied to any edition's."""

from ocindex.index.steps.normalise_distance import fit_reference_distance, fit_target_distance
from ocindex.index.steps.normalise_line import Line, score
from ocindex.index.steps.normalise_posts import fit_posts
from ocindex.index.steps.normalise_range import (
    fit_maximum_distance,
    fit_maximum_fraction,
    fit_min_max,
    fit_z_score,
)

__all__ = [
    "Line",
    "fit_maximum_distance",
    "fit_maximum_fraction",
    "fit_min_max",
    "fit_posts",
    "fit_reference_distance",
    "fit_target_distance",
    "fit_z_score",
    "score",
]
