"""Priors that are weak in every margin.

Were all scores independent about the middle of the scale, the mean of very many would be known
beforehand: a few raters who agree that all is high would be held for lenient. So the centre of
a score's prior is unknown as well: a level of each linked part of the panel, and what a country
and an indicator lie above it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.priors import Priors

Floats = NDArray[np.float64]


@dataclass(eq=False)
class Margins:
    """What the centre of a score's prior is made of; changed in place.

    Attributes
    ----------
    level : ndarray of float64, shape (parts,)
        Of each linked part of the panel.
    country, indicator : ndarray of float64, shape (countries,), (indicators,)
    """

    level: Floats
    country: Floats
    indicator: Floats


def begin_margins(layout: Layout) -> Margins:
    _, countries, indicators, _ = layout.shape
    parts = int(layout.part.max()) + 1
    middle = np.full(parts, layout.priors.theta_mean)
    return Margins(middle, np.zeros(countries), np.zeros(indicators))


def draw_margins(
    margins: Margins, layout: Layout, theta: Floats, rng: np.random.Generator
) -> Floats:
    """Draw each margin, given scores and the others.

    Scores that nobody has rated are integrated out: drawn from the margins themselves, they
    would hold them where they are.

    Parameters
    ----------
    margins : Margins
    layout : Layout
    theta : ndarray of float64, shape (cells,)
        Of the first edition.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float64, shape (cells,)
        The centre of each score's prior.
    """
    _, countries, indicators, _ = layout.shape
    priors, part = layout.priors, layout.part[:countries]
    parts = len(margins.level)
    scores, rated = (each.reshape(countries, indicators) for each in (theta, layout.rated))
    rest = rated * (scores - margins.level[part][:, None] - margins.indicator)
    margins.country = drawn(rest.sum(axis=1), rated.sum(axis=1), priors, rng)
    rest = rated * (scores - (margins.level[part] + margins.country)[:, None])
    margins.indicator = drawn(rest.sum(axis=0), rated.sum(axis=0), priors, rng)
    rest = rated * (scores - margins.country[:, None] - margins.indicator - priors.theta_mean)
    sums, count = (np.bincount(part, each.sum(axis=1), parts) for each in (rest, rated))
    margins.level = priors.theta_mean + drawn(
        sums.astype(np.float64), count.astype(np.intp), priors, rng
    )
    centre = (margins.level[part] + margins.country)[:, None] + margins.indicator
    return np.asarray(centre.reshape(-1), np.float64)


def drawn(
    sums: Floats, count: NDArray[np.intp], priors: Priors, rng: np.random.Generator
) -> Floats:
    """Normal about zero beforehand, given sums of so many scores' distances from the rest."""
    precision = count / priors.theta_sd**2 + 1 / priors.margin_sd**2
    found: Floats = sums / priors.theta_sd**2 / precision
    found += rng.standard_normal(len(sums)) / np.sqrt(precision)
    return found
