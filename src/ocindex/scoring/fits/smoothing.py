"""Smoothed scores: asked for, and refused where held-out experts show that they do not cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ocindex.errors import RequestError
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Posterior, Priors, usual_number, usual_priors
from ocindex.scoring.split_panel import SplitPanel, split_panel

REMEDY = "Take smoothed out of [scoring] in edition.toml: scores then rest on their own ratings."


def smoothing_priors(observations: Observations) -> Priors:
    """The usual priors, with a factor prior of scores.

    Raises
    ------
    RequestError
        There are too few indicators.
    """
    factors = usual_number(observations.indicators)
    if not factors:
        raise RequestError(
            f"Smoothed scores borrow from other indicators, and want four or more; there are "
            f"{observations.indicators}. {REMEDY}"
        )
    return replace(usual_priors(observations), factors=factors)


def check_smoothed(
    observations: Observations, fit: Callable[[Observations], Posterior], *, seed: int
) -> SplitPanel:
    """Hold half of the experts out, and predict what they said from smoothed scores.

    Parameters
    ----------
    observations : Observations
    fit : callable
        With the factor prior.
    seed : int

    Returns
    -------
    SplitPanel

    Raises
    ------
    RequestError
        Nobody can be held out, so that nothing shows whether they cover.
    """
    try:
        return split_panel(observations, fit, seed=seed)
    except RequestError as error:
        raise RequestError(f"Smoothed scores cannot be checked. {error} {REMEDY}") from error


def refuse_uncovered(check: SplitPanel) -> None:
    """Refuse smoothed scores whose intervals do not hold what others said."""
    if not check.covers:
        found = check.sentence[0].lower() + check.sentence[1:]
        raise RequestError(
            f"Scores are not smoothed: with half of the experts held out, {found} {REMEDY}"
        )
