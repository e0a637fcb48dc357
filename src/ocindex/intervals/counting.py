"""How many raters a figure rests on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.weights import weighting
from ocindex.vocabulary import Edition


def raters_of(edition: Edition) -> NDArray[np.int32]:
    """Different raters of each node in each country, shape (countries, nodes).

    Raters of a component are those of any indicator of some weight in it; ratings of
    vignettes count for no country.
    """
    framework, ratings = edition.framework, edition.ratings
    below = np.concatenate(
        [weighting(framework).matrix != 0, np.eye(len(framework.indicators), dtype=np.bool_)],
        axis=1,
    )
    own = ratings.country < len(edition.countries)
    country, rater = ratings.country[own].astype(np.int64), ratings.rater[own]
    pairs = np.stack([country * (len(ratings.raters) or 1) + rater, ratings.indicator[own]])
    pairs = np.unique(pairs, axis=1)
    # A row a rater and country, with the indicators that were rated.
    keys, place = np.unique(pairs[0], return_inverse=True)
    rated = np.zeros((len(keys), len(framework.indicators)), np.bool_)
    rated[place, pairs[1]] = True
    found = np.zeros((len(edition.countries), below.shape[1]), np.int32)
    some = (rated.astype(np.int32) @ below.astype(np.int32)) > 0
    np.add.at(found, keys // (len(ratings.raters) or 1), some)
    return found
