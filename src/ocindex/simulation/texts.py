"""Narratives made up from the scores; every section says that it is simulated."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import floor
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ocindex.ratings import Ratings
from ocindex.vocabulary import Country, Framework, Narrative, Section

LANGUAGE = "en"
Spread = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Scored:
    """What the texts speak of.

    Attributes
    ----------
    units : ndarray of int64, shape (countries, indicators)
    means : mapping of str to ndarray of float64, shape (indicators,)
        Mean score of each region, in points.
    spreads : mapping of (row, column) to (least, most)
        Lowest and highest rating of the last round.
    """

    framework: Framework
    units: NDArray[np.int64]
    means: Mapping[str, NDArray[np.float64]]
    spreads: Mapping[tuple[int, int], Spread]


def narratives_of(
    framework: Framework,
    countries: Sequence[Country],
    units: NDArray[np.int64],
    ratings: Ratings,
    rng: np.random.Generator,
) -> Mapping[tuple[str, str], Narrative]:
    """A narrative in English of every country, each section in one to three paragraphs."""
    scored = Scored(
        framework, units, region_means(framework, countries, units), spreads_of(ratings, framework)
    )
    return MappingProxyType(
        {
            (country.iso3, LANGUAGE): Narrative(
                country.iso3,
                LANGUAGE,
                MappingProxyType(
                    {
                        section.id: section_text(scored, country, row, section, rng)
                        for section in framework.sections
                    }
                ),
            )
            for row, country in enumerate(countries)
        }
        if framework.sections
        else {}
    )


@cache
def sentences() -> Mapping[str, list[str]]:
    """The templates, by what they say."""
    return tomllib.loads(files("ocindex.simulation").joinpath("sentences.toml").read_text("utf-8"))


def region_means(
    framework: Framework, countries: Sequence[Country], units: NDArray[np.int64]
) -> Mapping[str, NDArray[np.float64]]:
    rows: dict[str, list[int]] = {}
    for row, country in enumerate(countries):
        rows.setdefault(country.region, []).append(row)
    unit = float(framework.scale.unit)
    return {region: units[found].mean(axis=0) * unit for region, found in rows.items()}


def spreads_of(ratings: Ratings, framework: Framework) -> Mapping[tuple[int, int], Spread]:
    last = ratings.take(ratings.round == ratings.round.max(initial=0))
    unit = framework.scale.unit
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column, units in zip(
        last.country.tolist(), last.indicator.tolist(), last.units.tolist(), strict=True
    ):
        least, most = found.get((row, column), (units, units))
        found[row, column] = min(least, units), max(most, units)
    return {key: (least * unit, most * unit) for key, (least, most) in found.items()}


def section_text(
    scored: Scored, country: Country, row: int, section: Section, rng: np.random.Generator
) -> tuple[str, ...]:
    """The paragraphs of one section: what it scores, then by lot its region and its raters."""
    columns = [
        column
        for column, indicator in enumerate(scored.framework.indicators)
        if indicator.section == section.id
    ]
    pick = rng.random(5).tolist()
    lead = lead_of(scored, country, row, columns)
    paragraphs = [f"{said('opening', pick[0], lead)} {said(lead['kind'], pick[1], lead)}"]
    if columns and pick[2] < 0.75:
        paragraphs.append(said("region", pick[3], lead))
    if columns and pick[2] > 0.4:
        words = spread_of(scored, row, columns)
        paragraphs.append(said(words["kind"], pick[4], words))
    return tuple(paragraphs)


def said(kind: str, share: float, words: Mapping[str, str]) -> str:
    """One of the templates of a kind, filled in; the first letter is a capital."""
    templates = sentences()[kind]
    text = templates[int(share * len(templates))].format_map(words)
    return text[0].upper() + text[1:]


def lead_of(scored: Scored, country: Country, row: int, columns: list[int]) -> dict[str, str]:
    """What a section's scores say, in words."""
    if not columns:
        return {"kind": "empty", "country": country.name}
    scale = scored.framework.scale
    units = scored.units[row].tolist()
    top, low = (choice(columns, key=lambda column: units[column]) for choice in (max, min))
    own = float(np.mean([units[column] for column in columns])) * float(scale.unit)
    mean = float(scored.means[country.region][columns].mean())
    near = abs(own - mean) < float(scale.step) / 4
    level = "level" if units[top] == units[low] else "range"
    return {
        "kind": "single" if len(columns) == 1 else level,
        "country": country.name,
        "region": country.region,
        "count": str(len(columns)),
        "top": called(scored.framework, top),
        "top_score": scale.text(units[top] * scale.unit),
        "low": called(scored.framework, low),
        "low_score": scale.text(units[low] * scale.unit),
        "own": hundredths(own),
        "mean": hundredths(mean),
        "side": "close to" if near else "above" if own > mean else "below",
    }


def hundredths(value: float) -> str:
    """Two decimals, rounded half up like every printed figure."""
    return f"{floor(value * 100 + 0.5) / 100:.2f}"


def spread_of(scored: Scored, row: int, columns: list[int]) -> dict[str, str]:
    """Where the raters of a section were farthest apart, in words."""
    scale = scored.framework.scale
    spreads = {c: scored.spreads[row, c] for c in columns}
    widest = max(columns, key=lambda column: spreads[column][1] - spreads[column][0])
    least, most = spreads[widest]
    return {
        "kind": "spread" if most > least else "agreed",
        "apart": called(scored.framework, widest),
        "least": scale.text(least),
        "most": scale.text(most),
    }


def called(framework: Framework, column: int) -> str:
    """An indicator's name within a sentence; an abbreviation keeps its capitals."""
    name = framework.indicators[column].name
    return name if name[1:2].isupper() else name[0].lower() + name[1:]
