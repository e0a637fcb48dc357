"""Ratings held out, predicted, and compared with what was predicted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Posterior
from ocindex.scoring.split_panel.outcome import Predicted, SplitPanel
from ocindex.scoring.split_panel.predicting import plain_means, ratings_of_others
from ocindex.scoring.split_panel.splitting import cells_of, held_out, taken

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
TAILS = (5.0, 95.0)
RESAMPLES = 1000


def split_panel(
    observations: Observations,
    fit: Callable[[Observations], Posterior],
    *,
    seed: int,
    share: float = 0.5,
) -> SplitPanel:
    """Fit part of the raters and predict the others' mean ratings.

    Parameters
    ----------
    observations : Observations
        Of one or several editions.
    fit : callable
        Observations to a posterior, such as `functools.partial(fit, seed=1)`.
    seed : int
        Decides who is held out, and the predictions.
    share : float, optional
        About this share of the ratings is held out, whole raters at a time; every country keeps
        a rater.

    Returns
    -------
    SplitPanel

    Raises
    ------
    RequestError
        The share is not between 0 and 1, or nobody can be held out.

    References
    ----------
    Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. Journal
    of the Royal Statistical Society B 36(2): 111-147.
    """
    if not 0 < share < 1:
        raise RequestError(f"The share of ratings held out lies between 0 and 1, this is {share}.")
    rng = np.random.default_rng(seed)
    away = held_out(observations, share, rng)
    kept, asked = taken(observations, ~away), taken(observations, away)
    asked = taken(asked, np.isin(cells_of(asked), cells_of(kept)))
    if not len(asked):
        raise RequestError(
            "Nobody can be held out: the check needs countries of which several raters rated "
            "the same indicators, and raters with few enough ratings for the share."
        )
    said = ratings_of_others(asked, kept, fit(kept), rng)
    return compared(asked, kept, said, rng)


def compared(
    asked: Observations, kept: Observations, said: Floats, rng: np.random.Generator
) -> SplitPanel:
    """What was said against what was predicted, by cell and by country."""
    cells, cell, held = np.unique(cells_of(asked), return_inverse=True, return_counts=True)
    rows, row, count = np.unique(cells // kept.indicators, return_inverse=True, return_counts=True)

    def by_cell(values: Floats) -> Floats:
        return np.bincount(cell, values) / held

    def by_country(values: Floats) -> Floats:
        return np.bincount(row, values) / count

    def judged(said: Floats, middle: Floats, low: Floats, high: Floats) -> Predicted:
        """Of one value a cell, or a country."""
        owner = rows[row] if len(said) == len(cells) else rows
        return outcome(said, middle, low, high, owner % kept.countries, rng)

    truth = by_cell(asked.value)
    drawn = np.stack([by_cell(draw) for draw in said])
    of_countries = np.stack([by_country(draw) for draw in drawn])
    middle, variance, reach = plain_means(kept, cells, held)
    spread = reach * np.sqrt(variance)
    far = reach * np.sqrt(by_country(variance) / count)
    means = by_country(middle)
    return SplitPanel(
        len(np.unique(kept.rater)),
        len(np.unique(asked.rater)),
        judged(truth, drawn.mean(axis=0), *np.percentile(drawn, TAILS, axis=0)),
        judged(
            by_country(truth),
            of_countries.mean(axis=0),
            *np.percentile(of_countries, TAILS, axis=0),
        ),
        judged(truth, middle, middle - spread, middle + spread),
        judged(by_country(truth), means, means - far, means + far),
    )


def outcome(
    said: Floats,
    middle: Floats,
    low: Floats,
    high: Floats,
    country: NDArray[np.int64],
    rng: np.random.Generator,
) -> Predicted:
    """Coverage with its interval: countries are resampled, for errors within one go together."""
    within = (said >= low) & (said <= high)
    own, place = np.unique(country, return_inverse=True)
    hits, count = np.bincount(place, within), np.bincount(place)
    times = rng.multinomial(len(own), np.full(len(own), 1 / len(own)), RESAMPLES)
    shares = times @ hits / (times @ count)
    ends = np.percentile(shares, [2.5, 97.5])
    rmse = float(np.sqrt(np.mean((said - middle) ** 2)))
    return Predicted(len(said), float(within.mean()), float(ends[0]), float(ends[1]), rmse)
