"""An edition's own part of a fit, and the scores that are made of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.consensus import refuse_unrated
from ocindex.scoring.fits.fit import Draws, Fit
from ocindex.scoring.observations import Observations
from ocindex.vocabulary import Edition


def theta_of(fit: Fit, edition: Edition) -> Draws:
    """The draws of one edition, its countries and indicators in their own order.

    Parameters
    ----------
    fit : Fit
        One that the edition takes part in.
    edition : Edition

    Returns
    -------
    ndarray of float32, shape (draws, countries, indicators)
    """
    place, rows, columns = own_places(fit.observations, edition)
    found: Draws = fit.theta[:, place][:, rows[:, None], columns]
    return found


def n_raters(observations: Observations, edition: Edition) -> NDArray[np.int32]:
    """How many raters have rated each cell of an edition, shape (countries, indicators)."""
    place, rows, columns = own_places(observations, edition)
    own = observations.edition == place
    shape = observations.countries, observations.indicators, observations.raters
    rated = observations.country, observations.indicator, observations.rater
    # One whole number each: there may be millions, and to sort rows of three takes a minute.
    judged = np.unique(np.ravel_multi_index([codes[own] for codes in rated], shape))
    count = np.bincount(judged // shape[2], minlength=shape[0] * shape[1]).reshape(shape[:2])
    return count[rows[:, None], columns].astype(np.int32)


def scores_of(fit: Fit, edition: Edition) -> NDArray[np.int64]:
    """The scores that the ratings make: the fit's centre, rounded half up to the grid.

    Parameters
    ----------
    fit : Fit
    edition : Edition

    Returns
    -------
    ndarray of int64, shape (countries, indicators)
        In units of the scale.

    Raises
    ------
    EditionError
        For each country and indicator that nobody has rated.
    """
    refuse_unrated(n_raters(fit.observations, edition), edition.framework, edition.countries)
    place, rows, columns = own_places(fit.observations, edition)
    scale = edition.framework.scale
    points = fit.centre[place][rows[:, None], columns]
    steps = np.floor((points - float(scale.minimum)) / float(scale.step) + 0.5)
    last = int((scale.maximum - scale.minimum) / scale.step)
    low, step = int(scale.minimum / scale.unit), int(scale.step / scale.unit)
    units: NDArray[np.int64] = low + step * steps.clip(0, last).astype(np.int64)
    return units


def own_places(
    observations: Observations, edition: Edition
) -> tuple[int, NDArray[np.intp], NDArray[np.intp]]:
    """The place of an edition among the observed ones, of its countries and its indicators."""
    countries = {code: i for i, code in enumerate(observations.country_codes)}
    indicators = {code: i for i, code in enumerate(observations.indicator_codes)}
    return (
        observations.edition_ids.index(edition.id),
        np.array([countries[country.iso3] for country in edition.countries], np.intp),
        np.array([indicators[each.id] for each in edition.framework.indicators], np.intp),
    )
