"""Step 1, the theoretical framework: what is in it, and what its shape implies."""

from __future__ import annotations

from collections.abc import Iterator

from ocindex.findings import Figure, Found, Tables
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject

# Indicators whose weights differ by less are as good as equal.
EQUAL = 1.5


def structure(subject: Subject, _tables: Tables, _limits: Limits) -> Iterator[Found]:
    """How the framework is built, and whether its indicators weigh alike."""
    yield outline(subject)
    for headline in subject.headlines:
        yield from uneven(subject, headline)


def outline(subject: Subject) -> Found:
    headlines = tuple(subject.elements[h].name for h in subject.headlines)
    components = len(subject.elements) - len(subject.indicators) - len(headlines)
    figures: dict[str, Figure] = {
        "indicators": len(subject.indicators),
        "components": components,
        "headlines": headlines,
        "units": len(subject.codes),
        "levels": 1 + max(len(subject.above(i)) for i in subject.indicators),
    }
    kind = "one_headline" if len(headlines) == 1 else "several_headlines"
    return Found(kind, "sound", 0.0, figures, "framework")


def uneven(subject: Subject, headline: int) -> Iterator[Found]:
    """Indicators of one headline that carry very different shares of it."""
    places = [subject.indicators[column] for column in subject.below(headline)]
    places = [i for i in places if subject.effective[i, headline] > 0]
    if not places:
        return
    heavy = max(places, key=lambda i: subject.effective[i, headline])
    light = min(places, key=lambda i: subject.effective[i, headline])
    most, least = (float(subject.effective[i, headline]) for i in (heavy, light))
    if most < EQUAL * least:
        return
    owner, lighter = (subject.elements[i].parent for i in (heavy, light))
    count, other = (len(subject.below(i)) for i in (owner, lighter))
    yield Found(
        "uneven_weights" if owner == lighter else "uneven_indicators",
        "notable" if most >= 2 * EQUAL * least else "minor", most / least,
        {
            "headline": subject.elements[headline].name, "ratio": most / least,
            "heavy": subject.elements[heavy].name, "most": most, "least": least,
            "light": subject.elements[light].name, "count": count, "other": other,
            "heavy_group": subject.elements[owner].name,
            "light_group": subject.elements[lighter].name,
        },
        "influence",
    )  # fmt: skip
