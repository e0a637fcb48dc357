"""Ratings of one or several editions to draws of what they say, by the editions' method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.framework.means import node_score
from ocindex.ratings import Scoring
from ocindex.scoring.estimators import Estimated, estimated
from ocindex.scoring.fits.cache import kept
from ocindex.scoring.fits.checksums import fit_checksum, ratings_checksum
from ocindex.scoring.fits.smoothing import (
    REMEDY,
    check_smoothed,
    refuse_uncovered,
    smoothing_priors,
)
from ocindex.scoring.observations import Observations, Round, observe
from ocindex.scoring.rater_model import Posterior, fit
from ocindex.scoring.split_panel import SplitPanel, split_panel
from ocindex.vocabulary import Edition, Framework

Draws = NDArray[np.float32]
Progress = Callable[[str, int, int], None]
FitOne = Callable[[Observations], Posterior]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long the model is run, and in how many processes: their number moves no figure.

    The sweeps are the scoring's own where they are not given. To `check` is to hold half of the
    experts out first, and to predict them. A Dask `client` runs chains on its cluster.
    """

    chains: int = 4
    sweeps: int | None = None
    processes: int | None = None
    check: bool = False
    client: Any = None


USUAL = Effort()
# Fewer where there are fewer sweeps.
DRAWS = 1000
CHECK_REMEDY = "Leave the check out, or score by the model."


@dataclass(frozen=True, eq=False)
class Kept:
    """What a fit has found: of the model its posterior, of other methods their estimates."""

    posterior: Posterior | None = None
    estimated: Estimated | None = None


@dataclass(frozen=True, eq=False)
class Fit:
    """What the ratings of some editions say.

    Attributes
    ----------
    observations : Observations
        The ratings that it rests on.
    scoring : Scoring
        The method and the seed.
    posterior : Posterior or None
        Of the model; None of other methods.
    theta : ndarray of float32, shape (draws, editions, countries, indicators)
        In points of the scale; vignettes are the last of the countries. NaN where the method
        can say nothing.
    centre : ndarray of float64, shape (editions, countries, indicators)
        The median of the draws, or the method's estimate.
    checksum : str
        SHA-256 of the ratings, as they were observed.
    check : SplitPanel or None
        Of smoothed scores, and where it is asked for: how experts who were held out are
        predicted.
    """

    observations: Observations
    scoring: Scoring
    posterior: Posterior | None
    theta: Draws
    centre: NDArray[np.float64]
    checksum: str
    check: SplitPanel | None = None


def fit_editions(
    editions: Sequence[Edition],
    *,
    which: Round = "first",
    scoring: Scoring | None = None,
    effort: Effort = USUAL,
    progress: Progress | None = None,
) -> Fit:
    """Fit the ratings of some editions together.

    Parameters
    ----------
    editions : sequence of Edition
        In the order of time; what they share of raters, countries and indicators is known by
        its code.
    which : "first", "last" or int, optional
        The round whose ratings count; see `observe`.
    scoring : Scoring, optional
        Method and seed; the editions' own if left out.
    effort : Effort, optional
    progress : callable, optional
        Told stage, done and total.

    Returns
    -------
    Fit
        From the cache where the same has been fitted before.

    Raises
    ------
    RequestError
        The editions have several methods or scales, or no ratings, or ask for smoothed scores
        whose intervals do not cover, or for a check of what has none.
    """
    own = scoring or shared_scoring(editions)
    observations = observe(editions, which)
    if not len(observations):
        names = ", ".join(edition.id for edition in editions)
        raise RequestError(f"There are no ratings in {names}: nothing says how sure scores are.")
    weights = component_weights(editions[-1].framework, observations.indicator_codes)
    data = ratings_checksum(observations)
    key = fit_checksum(data, own, effort.chains, effort.sweeps or own.sweeps, weights)
    fit_one = fitting_of(observations, own, effort, weights, progress)
    check = checked(observations, own, effort, key, fit_one)
    found = kept(key, Kept, lambda: fitted(observations, own, fit_one))
    if found.posterior is not None:
        theta = found.posterior.theta
        return Fit(observations, own, found.posterior, theta, medians(theta), data, check)
    assert found.estimated is not None, "a fit is of the one or of the other"
    return Fit(observations, own, None, found.estimated.theta, found.estimated.estimate, data)


def shared_scoring(editions: Sequence[Edition], **asked: Any) -> Scoring:
    """The method and seed that all editions have, or that are asked for.

    Vignettes, and who has decided the scores, are each edition's own.

    Raises
    ------
    RequestError
        They differ.
    """
    found = {replace(way_of(edition), **asked) for edition in editions}
    if len(found) > 1:
        named = "; ".join(
            sorted(f"{each.method}, seed {each.seed}, {each.sweeps:,} sweeps" for each in found)
        )
        raise RequestError(
            f"Editions that are scored together have one method and seed, these have {named}. "
            "Choose by --method and --seed, or score each by itself."
        )
    return found.pop() if found else Scoring()


def checked(
    observations: Observations, scoring: Scoring, effort: Effort, key: str, fit_one: FitOne
) -> SplitPanel | None:
    """How experts who were held out are predicted; None where nobody asks and nothing needs it.

    Raises
    ------
    RequestError
        Another method than the model is to be smoothed or checked, or smoothed scores do not
        cover, or nobody can be held out.
    """
    if not (scoring.smoothed or effort.check):
        return None
    if scoring.method != "model":
        what, remedy = ("smoothed", REMEDY) if scoring.smoothed else ("checked", CHECK_REMEDY)
        raise RequestError(
            f"Scores are {what} by method 'model' alone, this is '{scoring.method}'. {remedy}"
        )
    name = sha256(f"{key} split panel".encode()).hexdigest()
    outcome = check_smoothed if scoring.smoothed else split_panel
    check = kept(name, SplitPanel, lambda: outcome(observations, fit_one, seed=scoring.seed))
    if scoring.smoothed:
        refuse_uncovered(check)
    return check


def way_of(edition: Edition) -> Scoring:
    """How an edition is scored, without what is its own alone."""
    return replace(edition.scoring, vignettes=(), decided=True)


def fitting_of(
    observations: Observations, scoring: Scoring, effort: Effort,
    weights: NDArray[np.float64], progress: Progress | None,
) -> FitOne:  # fmt: skip
    """How these ratings, or some of them, are fitted by the model."""
    sweeps = effort.sweeps or scoring.sweeps
    return partial(
        fit, seed=scoring.seed, chains=effort.chains, sweeps=sweeps,
        draws=min(DRAWS, effort.chains * (sweeps - sweeps // 2)),
        processes=effort.processes, monitor=weights, progress=progress, client=effort.client,
        priors=smoothing_priors(observations) if scoring.smoothed else None,
    )  # fmt: skip


def fitted(observations: Observations, scoring: Scoring, fit_one: FitOne) -> Kept:
    """A fit that is not in the cache."""
    if scoring.method == "model":
        return Kept(posterior=fit_one(observations))
    return Kept(estimated=estimated(observations, scoring.method, seed=scoring.seed))


def medians(theta: Draws) -> NDArray[np.float64]:
    """Over the draws."""
    return np.median(theta, axis=0).astype(np.float64)


def component_weights(framework: Framework, indicators: Sequence[str]) -> NDArray[np.float64]:
    """The weight of each indicator in each component, shape (indicators, components).

    Their sums are what is watched for convergence; the framework's, of several editions the
    last's.
    """
    known = {indicator.id for indicator in framework.indicators}
    weights = np.zeros((len(indicators), len(framework.components)))
    for row, name in enumerate(indicators):
        if name in known:
            # A mean of means is linear: its weights are its values at ones among zeros.
            scores = {other: Fraction(other == name) for other in known}
            for column, component in enumerate(framework.components):
                weights[row, column] = node_score(framework, scores, component.id) or 0
    return weights
