"""A report on an edition's raters: tables, findings, chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.findings import Audit, Chapter, Column, Exhibit, Finding, Wording
from ocindex.scoring.observations import Observations
from ocindex.scoring.raters.detect.found import Found
from ocindex.scoring.raters.detect.further import asked_about, next_expert, rounds
from ocindex.scoring.raters.detect.panel import agreement, sources, who_rated
from ocindex.scoring.raters.detect.people import raters
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
from ocindex.scoring.raters.tables.people import raters_table
from ocindex.scoring.raters.tables.places import (
    links_table,
    next_expert_table,
    parts_table,
    scale_table,
    unexpected_table,
)
from ocindex.scoring.raters.tables.variance import dependability_table, variance_table
from ocindex.scoring.raters.texts import texts
from ocindex.vocabulary import SIMULATED, Edition

if TYPE_CHECKING:
    from ocindex.scoring.rater_model import Posterior

Tables = Mapping[str, pl.DataFrame]
Say = Callable[[str], str]
DETECTORS: tuple[Callable[[Panel, Tables], Iterator[Found]], ...] = (
    who_rated, agreement, sources, raters, rounds, asked_about, next_expert,
)  # fmt: skip
BASIS = {
    "model": "The rater model: severity, halo, leaning and noise of each rater",
    "plain": "Comparison with the other raters of the same, without a model",
}


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
    chapters = tuple(
        chapter(
            step, told, tuple(worded(step, found, panel.say) for found in detect(panel, tables)),
            tables, panel.say,
        )
        for step, (told, detect) in enumerate(zip(outlines(), DETECTORS, strict=True), 1)
    )  # fmt: skip
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
    headlines = [c.id for c in framework.components if c.parent is None]
    tables["next_expert_headlines"] = tables["next_expert"].filter(pl.col("node").is_in(headlines))
    return tables


def facts(panel: Panel) -> tuple[tuple[str, str], ...]:
    """What was looked at, in words."""
    told = (
        ("Edition", panel.edition.id),
        ("Ratings", f"{len(panel.seen):,}"),
        ("Raters", f"{int((panel.links.rater_countries > 0).sum()):,}, by code only"),
        ("Scale", str(panel.edition.framework.scale)),
        ("Judged by", BASIS[panel.effects.basis]),
    )
    return tuple(told)


def worded(step: int, found: Found, say: Say) -> Finding:
    """A finding with its sentences."""
    told = Wording(**{name: say(text) for name, text in texts("wording")[found.kind].items()})
    return Finding(
        found.kind, step, found.severity, found.weight, found.figures, told, found.table
    )  # fmt: skip


def chapter(
    step: int, told: Mapping[str, Any], found: tuple[Finding, ...], tables: Tables, say: Say
) -> Chapter:
    """A chapter with the exhibits of which there are tables."""
    exhibits = tuple(
        exhibit(shown, tables[shown["table"]], say)
        for shown in told["exhibits"]
        if len(tables.get(shown["table"], ()))
    )
    asks, did = say(told["asks"]), say(told["did"])
    return Chapter(step, say(told["title"]), asks, did, found, exhibits)


def exhibit(shown: Mapping[str, Any], table: pl.DataFrame, say: Say) -> Exhibit:
    """An exhibit with the columns that say anything."""
    columns = tuple(
        Column(name, say(heading), *rest)
        for name, heading, *rest in shown["columns"]
        if any(map(said, table[name]))
    )
    told = {"title": say(shown["title"]), "note": say(shown.get("note", ""))}
    return Exhibit(**{**shown, **told, "columns": columns})


def said(value: object) -> bool:
    return value is not None and value != "" and value == value


@cache
def outlines() -> tuple[Mapping[str, Any], ...]:
    """What every chapter asks, did and shows."""
    return tuple(texts("chapters")["chapters"])
