"""What links raters and countries: severity is told apart from a score only along these links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.parts import linked_parts

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Links:
    """Who shares what with whom. Countries and raters without ratings are in part -1.

    Attributes
    ----------
    country_part, rater_part : ndarray of int64, shape (countries,), (raters,)
        The connected part of the panel, the largest (most ratings) first.
    rater_countries : ndarray of int64, shape (raters,)
        How many countries each rater rated; one says nothing of severity.
    country_raters, country_bridges : ndarray of int64, shape (countries,)
        How many raters each country has, and how many of them rated another one too.
    """

    country_part: NDArray[np.int64]
    rater_part: NDArray[np.int64]
    rater_countries: NDArray[np.int64]
    country_raters: NDArray[np.int64]
    country_bridges: NDArray[np.int64]

    @property
    def parts(self) -> int:
        """How many parts no rater links."""
        return int(self.country_part.max(initial=-1)) + 1


def links_of(country: Places, rater: Places, countries: int, raters: int) -> Links:
    """Parts of the panel that no rater links, and the raters who are bridges.

    Parameters
    ----------
    country, rater : ndarray of int, shape (ratings,)
    countries, raters : int
        How many there are; vignettes count among countries.

    Returns
    -------
    Links

    References
    ----------
    Linacre, J. M. (1994). Many-Facet Rasch Measurement, 2nd ed., ch. 6 (disconnected subsets).
    Eckes, T. (2015). Introduction to Many-Facet Rasch Measurement, 2nd ed., ch. 9. Peter Lang.
    """
    pair = np.unique(country.astype(np.int64) * raters + rater)
    c, r = pair // max(1, raters), pair % max(1, raters)
    label = linked_parts(c, r, countries, raters)
    weight = np.bincount(label[country], minlength=int(label.max(initial=-1)) + 1)
    order = np.argsort(-weight, kind="stable")
    part = np.full(len(weight), -1, np.int64)
    rated = order[weight[order] > 0]
    part[rated] = np.arange(len(rated))
    own = np.bincount(r, minlength=raters)
    return Links(
        part[label[:countries]],
        part[label[countries:]],
        own,
        np.bincount(c, minlength=countries),
        np.bincount(c[own[r] > 1], minlength=countries),
    )
