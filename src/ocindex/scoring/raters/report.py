"""A report on an edition's raters: tables, findings, chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.findings import Audit, Chapter, Exhibit, Found, Tables, chapters_of, listing
from ocindex.scoring.observations import Observations
from ocindex.scoring.raters.detect.further import asked_about, next_expert, rounds
from ocindex.scoring.raters.detect.panel import agreement, sources, who_rated
from ocindex.scoring.raters.detect.people import raters
from ocindex.scoring.raters.effects import Effects
from ocindex.scoring.raters.estimates import estimates_of
from ocindex.scoring.raters.modelled import model_effects, model_variances, stretch_of
from ocindex.scoring.raters.panel import Panel, panel_of, taken
from ocindex.scoring.raters.tables.agreement import (
    agreement_table,
    concordance_table,
    indicators_table,
    movement_table,
    rounds_table,
)
from ocindex.scoring.raters.tables.bias import halo_table, leaning_table
from ocindex.scoring.raters.tables.people import raters_table
from ocindex.scoring.raters.tables.places import (
    links_table,
    next_expert_table,
    parts_table,
    scale_table,
    unexpected_table,
)
from ocindex.scoring.raters.tables.variance import dependability_table, variance_table
from ocindex.scoring.raters.words import TEXTS
from ocindex.vocabulary import SIMULATED, Edition

if TYPE_CHECKING:
    from ocindex.scoring.rater_model import Posterior

DETECTORS: tuple[Callable[[Panel, Tables], Iterator[Found]], ...] = (
    who_rated, agreement, sources, raters, rounds, asked_about, next_expert,
)  # fmt: skip


def audit_ratings(
    editions: Sequence[Edition],
    place: int,
    observations: Observations,
    theta: NDArray[np.floating[Any]] | None = None,
    posterior: Posterior | None = None,
) -> Audit:
    """Report on the raters and ratings of one of the editions that were fitted together.

    Parameters
    ----------
    editions : sequence of Edition
        In the order of `observations.edition_ids`.
    place : int
        Of the edition to report on.
    observations : Observations
        The ratings that were fitted.
    theta : ndarray, shape (draws, editions, countries, indicators), optional
        Draws of the scores; without them, certainty follows from plain variances.
    posterior : Posterior, optional
        Of the rater model. Without it raters are compared with each other.

    Returns
    -------
    Audit
        Raters appear by code.
    """
    edition = editions[place]
    seen = taken(observations, observations.edition == place)
    effects = estimates = None
    stretch = 0.0
    if posterior is not None:
        effects = model_effects(posterior, observations)
        estimates = estimates_of(seen, model_variances(posterior))
        stretch = stretch_of(posterior)
    panel = panel_of(editions, place, observations, theta, effects, estimates, stretch)
    tables = tables_of(panel)
    found = (detect(panel, tables) for detect in DETECTORS)
    chapters = telling(chapters_of(TEXTS, found, tables, panel.say), tables)
    notice = SIMULATED if edition.simulated else ""
    return Audit(edition.title or edition.id, facts(panel), chapters, tables, notice)


def tables_of(panel: Panel) -> dict[str, pl.DataFrame]:
    """Every table that the ratings allow, by name."""
    framework = panel.edition.framework
    concordance = concordance_table(panel)
    tables = {
        "raters": raters_table(panel),
        "agreement": agreement_table(panel, concordance),
        "agreement_indicators": indicators_table(panel),
        "concordance": concordance,
        "variance": variance_table(panel),
        "dependability": dependability_table(panel),
        "rounds": rounds_table(panel),
        "unexpected": unexpected_table(panel),
        "next_expert": next_expert_table(panel),
        "links": links_table(panel),
        "parts": parts_table(panel),
        "scale": scale_table(panel),
        "framework": pl.DataFrame(
            {"node": [n.id for n in framework.nodes], "name": [n.name for n in framework.nodes],
             "headline": [framework.headline_of(n).id == n.id for n in framework.nodes]}
        ),
    }  # fmt: skip
    if len(movement := movement_table(panel)):
        tables["movement"] = movement
    if panel.effects.halo is not None:
        tables["halo"] = halo_table(panel, panel.effects.halo)
    if panel.effects.leaning is not None:
        tables["leaning"] = leaning_table(panel, panel.effects.leaning)
    headlines = [c.id for c in framework.components if c.parent is None]
    tables["next_expert_headlines"] = tables["next_expert"].filter(pl.col("node").is_in(headlines))
    return tables


def facts(panel: Panel) -> tuple[tuple[str, str], ...]:
    """What was looked at, in words."""
    others = [name for name in panel.seen.edition_ids if name != panel.edition.id]
    numbers = [str(number) for number in np.unique(panel.seen.round)]
    rounds = len(np.unique(panel.rounds.round))
    told = (
        ("Edition", panel.edition.id),
        ("Fitted with", listing(others)),
        ("Ratings", f"{len(panel.seen):,}"),
        ("Round", f"{listing(numbers)} of {rounds}" if rounds > 1 else ""),
        ("Raters", f"{int((panel.links.rater_countries > 0).sum()):,}, by code only"),
        ("Scale", str(panel.edition.framework.scale)),
        ("Judged by", basis_of(panel.effects)),
    )
    return tuple((heading, text) for heading, text in told if text)


def basis_of(effects: Effects) -> str:
    """What raters were judged by."""
    if effects.basis == "plain":
        return "Comparison with the other raters of the same, without a model"
    has = {
        "severity": True,
        "halo": True,
        "leaning": effects.leaning is not None and len(effects.leaning.rater) > 0,
        "scale use": bool(np.isfinite(effects.stretch).any()),
        "noise": True,
    }
    return f"The rater model: {listing([name for name, it in has.items() if it])} of each rater"


def telling(chapters: Iterable[Chapter], tables: Tables) -> tuple[Chapter, ...]:
    """The chapters, their exhibits without the columns that say nothing of these ratings."""

    def spare(shown: Exhibit) -> Exhibit:
        table = tables[shown.table]
        kept = tuple(c for c in shown.columns if any(map(told_of, table[c.id])))
        return replace(shown, columns=kept)

    return tuple(replace(c, exhibits=tuple(map(spare, c.exhibits))) for c in chapters)


def told_of(value: object) -> bool:
    return value is not None and value != "" and value == value
