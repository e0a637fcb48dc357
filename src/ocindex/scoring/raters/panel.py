"""An edition's panel: its ratings, and what a fit says of those who gave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.observations import Observations, observe
from ocindex.scoring.raters.drift import Drift, drift_of
from ocindex.scoring.raters.effects import Effects, plain_effects
from ocindex.scoring.raters.estimates import Estimates, estimates_of
from ocindex.scoring.raters.links import Links, links_of
from ocindex.scoring.raters.next_expert import rater_errors
from ocindex.scoring.raters.words import of_units
from ocindex.vocabulary import Edition, Framework

Floats = NDArray[np.float64]
Which = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Panel:
    """All that a report on an edition's raters is made of.

    Attributes
    ----------
    edition : Edition
    seen : Observations
        The edition's ratings on which scores rest; raters may be numbered who have none.
    rounds : Observations
        Its ratings of every round, numbered on their own.
    effects : Effects
        Of the raters and ratings of `seen`.
    estimates : Estimates
    drift : Drift
        Of the raters, from their first edition to their last.
    stretch : float
        Standard deviation of how far raters stretch the scale, in shares.
    shares : ndarray of float64, shape (components, indicators)
        Effective weights of the edition's indicators.
    deviation, low, high : ndarray of float64, shape (countries, nodes)
        How well the score of each node is known: standard deviation and 90 % interval, in
        the order of the edition's countries and of its framework's nodes.
    """

    edition: Edition
    seen: Observations
    rounds: Observations
    effects: Effects
    estimates: Estimates
    drift: Drift
    stretch: float
    shares: Floats
    deviation: Floats
    low: Floats
    high: Floats

    @property
    def say(self) -> Callable[[str], str]:
        """Puts a text into the edition's words: its units may be no countries."""
        return of_units if self.edition.framework.free_codes else str

    @cached_property
    def cells(self) -> NDArray[np.int64]:
        """Country and indicator of each rating, as one number."""
        return self.seen.country.astype(np.int64) * self.seen.indicators + self.seen.indicator

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Ratings by country and indicator, in the edition's order."""
        size = self.seen.countries * self.seen.indicators
        count = np.bincount(self.cells, minlength=size)
        rows, columns = places(self.edition, self.seen)
        return count.reshape(self.seen.countries, -1)[np.ix_(rows, columns)]

    @cached_property
    def links(self) -> Links:
        seen = self.seen
        return links_of(seen.country, seen.rater, seen.countries, seen.raters)

    @cached_property
    def nodes(self) -> Floats:
        """Effective weights of the indicators in every node, shape (nodes, indicators)."""
        return np.vstack([self.shares, np.eye(self.shares.shape[1])])


def panel_of(
    editions: Sequence[Edition],
    place: int,
    observations: Observations,
    theta: NDArray[np.floating[Any]] | None = None,
    effects: Effects | None = None,
    estimates: Estimates | None = None,
    stretch: float = 0.0,
) -> Panel:
    """The panel of one of the editions that were fitted together.

    Parameters
    ----------
    editions : sequence of Edition
        In the order of `observations.edition_ids`.
    place : int
        Of the edition to report on.
    observations : Observations
    theta : ndarray, shape (draws, editions, countries, indicators), optional
        Draws of the scores, as a fit has them; predictions rest on plain variances without.
    effects : Effects, optional
        Of the raters and ratings of `observations`; made by comparison if left out.
    estimates : Estimates, optional
    stretch : float, optional
        Standard deviation of how far raters stretch the scale, in shares.

    Returns
    -------
    Panel
    """
    edition = editions[place]
    here = observations.edition == place
    seen = taken(observations, here)
    if effects is None:
        effects = plain_effects(seen)
        whole = plain_effects(observations) if observations.editions > 1 else effects
    else:
        whole, effects = effects, ratings_taken(effects, here)
    estimates = estimates or estimates_of(seen)
    draft = Panel(
        edition, seen, observe([edition], "all"), effects, estimates,
        drift_of(
            observations.edition, observations.country, observations.rater, whole.residual,
            observations.raters,
        ),
        stretch, shares_of(edition.framework), *[np.zeros((0, 0))] * 3,
    )  # fmt: skip
    deviation, low, high = known(draft) if theta is None else drawn(draft, theta[:, place])
    return replace(draft, deviation=deviation, low=low, high=high)


def taken(observations: Observations, which: Which) -> Observations:
    """Some of the ratings; codes keep their places."""
    names = ("country", "indicator", "rater", "edition", "round", "value", "confidence")
    return replace(observations, **{name: getattr(observations, name)[which] for name in names})


def ratings_taken(effects: Effects, which: Which) -> Effects:
    names = ("expected", "tail", "residual", "spread")
    return replace(effects, **{name: getattr(effects, name)[which] for name in names})


def shares_of(framework: Framework) -> Floats:
    """Effective weight of each indicator in each component, shape (components, indicators)."""
    names = [indicator.id for indicator in framework.indicators]
    rows = dict(zip(names, np.eye(len(names)), strict=True))
    for component in reversed(framework.components):
        children = framework.children(component.id)
        weights = [float(child.weight) for child in children]
        rows[component.id] = np.average([rows[c.id] for c in children], axis=0, weights=weights)
    return np.array([rows[component.id] for component in framework.components])


def places(edition: Edition, seen: Observations) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the edition's countries and indicators stand among those observed."""
    row = {code: i for i, code in enumerate(seen.country_codes)}
    column = {code: i for i, code in enumerate(seen.indicator_codes)}
    return (
        np.array([row[country.iso3] for country in edition.countries], np.int64),
        np.array([column[ind.id] for ind in edition.framework.indicators], np.int64),
    )


def drawn(panel: Panel, theta: NDArray[np.floating[Any]]) -> tuple[Floats, Floats, Floats]:
    """Deviations and intervals from draws, shape (draws, countries, indicators)."""
    rows, columns = places(panel.edition, panel.seen)
    cells = theta[:, rows][:, :, columns]
    parts = []
    # Node by node: draws of all nodes at once would take several times the memory.
    for weights in panel.nodes:
        used = np.flatnonzero(weights)
        draws = cells[:, :, used] @ weights[used].astype(cells.dtype)
        parts.append((draws.std(axis=0), *np.quantile(draws, (0.05, 0.95), axis=0)))
    deviation, low, high = np.moveaxis(np.array(parts, np.float64), 0, -1)
    return deviation, low, high


def known(panel: Panel) -> tuple[Floats, Floats, Floats]:
    """Deviations of plain means by the variances alone; intervals are about nothing."""
    error = rater_errors(panel.estimates.used, panel.nodes)
    used = panel.nodes > 0
    count = np.stack([panel.counts[:, own].mean(axis=1) for own in used], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        deviation = np.where(count > 0, error / np.sqrt(count), np.nan)
    return deviation, -1.645 * deviation, 1.645 * deviation
