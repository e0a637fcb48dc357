"""What raters of whom nothing is known would say, by the model and by plain means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Posterior
from ocindex.scoring.split_panel.splitting import cells_of

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
# Of the model's noise.
FREEDOM = 5
MOST_DRAWS = 500
UPPER = 0.95


def ratings_of_others(
    asked: Observations, kept: Observations, posterior: Posterior, rng: np.random.Generator
) -> Floats:
    """Draws of what new raters would say where held-out ones did, shape (draws, ratings).

    A new rater's effects are drawn by their standard deviations; noise and grid are those of
    one of the raters who were kept.
    """
    step = -(-len(posterior.theta) // MOST_DRAWS)
    known = np.unique(kept.rater)
    raters, rater = np.unique(asked.rater, return_inverse=True)
    places = {
        "severity": rater,
        "halo": pairs(rater, asked.country),
        "leaning": pairs(rater, asked.indicator),
    }
    # Of one indicator there are no leanings, and scale use may be left out.
    places = {name: place for name, place in places.items() if name in posterior.scales}
    stretches = posterior.scales.get("scale_use", np.zeros(len(posterior.theta)))
    away = distance(asked, kept)
    found = np.empty((-(-len(posterior.theta) // step), len(asked)))
    for row, scores in enumerate(posterior.theta[::step]):
        said = scores[asked.edition, asked.country, asked.indicator].astype(np.float64)
        for name, place in places.items():
            spread = posterior.scales[name][row * step]
            said += (spread * rng.standard_normal(place.max() + 1))[place]
        stretch = stretches[row * step] * rng.standard_normal(len(raters))
        said += stretch[rater] * away
        alike = rng.choice(known, len(raters))[rater]
        said += posterior.noise.mean[alike] * rng.standard_t(FREEDOM, len(said))
        grid = posterior.grid[alike]
        found[row] = np.clip(np.rint(said / grid) * grid, asked.low, asked.high)
    return found


def distance(asked: Observations, kept: Observations) -> Floats:
    """How far from the middle of the scale those kept have put each cell that is asked for.

    Over all editions, as the model takes it.
    """
    columns = kept.indicators
    cells, place = np.unique(kept.country * columns + kept.indicator, return_inverse=True)
    means = np.bincount(place, kept.value) / np.bincount(place)
    wanted = np.searchsorted(cells, asked.country * columns + asked.indicator)
    found: Floats = means[wanted] - (kept.low + kept.high) / 2
    return found


def pairs(one: Places, other: NDArray[np.int32]) -> Places:
    """Places of pairs, from 0 on."""
    _, places = np.unique(np.stack([one, other]), axis=1, return_inverse=True)
    return places.reshape(-1)


def plain_means(
    kept: Observations, cells: NDArray[np.int64], held: Places
) -> tuple[Floats, Floats, float]:
    """Means of the others' ratings, to predict the means of those held out.

    Also the variance of their error, and half the width, in standard errors, of an interval
    of 90 %.

    Parameters
    ----------
    kept : Observations
    cells : ndarray of int64
        Those that are asked for, in order.
    held : ndarray of int
        Ratings held out in each.
    """
    own, place = np.unique(cells_of(kept), return_inverse=True)
    count = np.bincount(place)
    mean = np.bincount(place, kept.value) / count
    freedom = max(1, len(place) - len(own))
    pooled = ((kept.value - mean[place]) ** 2).sum() / freedom
    wanted = np.searchsorted(own, cells)
    reach = float(stdtrit(freedom, UPPER))
    return mean[wanted], pooled * (1 / count[wanted] + 1 / held), reach
