"""Profiles into an edition: a new one, or one that may have the country already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from ocindex.errors import Fault, IntakeError, RequestError
from ocindex.framework import BUNDLED, bundled_framework
from ocindex.intake.profile.reading import ReadProfile
from ocindex.vocabulary import Edition, Framework, Narrative, Printed


def framework_of_year(year: int) -> Framework:
    """The bundled framework of the Index's edition of `year`.

    Raises
    ------
    RequestError
        There is none.
    """
    found = [name for name in BUNDLED if name.endswith(f"-{year}")]
    if not found:
        known = ", ".join(name.rpartition("-")[2] for name in BUNDLED)
        raise RequestError(f"No framework of the year {year} is bundled. There are: {known}.")
    return bundled_framework(found[0])


def add_profiles(
    profiles: Iterable[ReadProfile],
    edition: Edition | None,
    *,
    id: str,  # noqa: A002 (an edition's own word)
    title: str,
    year: int,
    framework: Framework,
    lang: str = "en",
) -> Edition:
    """Put profiles into an edition.

    Parameters
    ----------
    profiles : iterable of ReadProfile
        Read by the edition's framework.
    edition : Edition or None
        Where to; None makes a new, partial one.
    id, title, year, framework
        Of a new edition; not looked at where there is one.
    lang : str
        Language of the narratives.

    Returns
    -------
    Edition
        A section of a profile's narrative takes the place of the edition's; credits and
        notices are added behind those that are there.

    Raises
    ------
    IntakeError
        With each score and printed figure that differs from the edition's.
    """
    if edition is None:
        edition = new_edition(id, title, year, framework)
    faults: list[Fault] = []
    for profile in profiles:
        faults.extend(differing(profile, edition))
        edition = with_profile(profile, edition, lang)
    if faults:
        raise IntakeError(faults)
    return edition


def new_edition(identity: str, title: str, year: int, framework: Framework) -> Edition:
    return Edition(
        id=identity,
        title=title,
        year=year,
        framework=framework,
        countries=(),
        units=np.zeros((0, len(framework.indicators)), np.int64),
        complete=False,
        attribution=f"Data: {framework.source}" if framework.source else "",
    )


def differing(profile: ReadProfile, edition: Edition) -> list[Fault]:
    """Where a profile says otherwise than the edition that has its country already."""
    iso3 = profile.country.iso3
    if iso3 not in edition.row:
        return []
    scale = edition.framework.scale
    faults = []
    for indicator in edition.framework.indicators:
        there = edition.score(iso3, indicator.id)
        here = profile.units[indicator.id] * scale.unit
        if there != here:
            rule = (
                f"{profile.country.name}, {indicator.name}: the profile has {scale.text(here)}, "
                f"the edition {edition.id} {scale.text(there)}"
            )
            faults.append(Fault(profile.file, rule, "Mend the one that is wrong."))
    known = {key(figure): figure for figure in edition.printed}
    for figure in profile.printed:
        other = known.get(key(figure), figure)
        if other != figure:
            rule = (
                f"{profile.country.name}, {figure.node}: the profile prints {said(figure)}, "
                f"the edition {edition.id} has {said(other)} as printed"
            )
            faults.append(Fault(profile.file, rule, "Mend the one that is wrong."))
    return faults


def key(figure: Printed) -> tuple[str, str, str]:
    return figure.iso3, figure.node, figure.quantity


def said(figure: Printed) -> str:
    scope = figure.quantity.partition("_")[2]
    return f"{figure.value} of {figure.of} ({scope})" if scope else figure.value


def with_profile(profile: ReadProfile, edition: Edition, lang: str) -> Edition:
    """The edition with a profile's country, text and printed figures."""
    edition = with_country(profile, edition)
    printed = {key(figure): figure for figure in (*edition.printed, *profile.printed)}
    return replace(
        edition,
        narratives=with_narrative(profile, edition, lang),
        printed=tuple(printed.values()),
        credits=tuple(dict.fromkeys((*edition.credits, *profile.credits))),
        notices=tuple(dict.fromkeys((*edition.notices, *profile.notices))),
    )


def with_country(profile: ReadProfile, edition: Edition) -> Edition:
    """The edition with the profile's country in the place that the members' order gives it."""
    if profile.country.iso3 in edition.row:
        return edition
    row = [profile.units[indicator.id] for indicator in edition.framework.indicators]
    order = {member.iso3: i for i, member in enumerate(edition.framework.members)}
    place = sum(order[c.iso3] < order[profile.country.iso3] for c in edition.countries)
    units = np.insert(edition.units, place, np.array(row, np.int64), axis=0)
    units.setflags(write=False)
    countries = (*edition.countries[:place], profile.country, *edition.countries[place:])
    return replace(edition, countries=countries, units=units)


def with_narrative(
    profile: ReadProfile, edition: Edition, lang: str
) -> Mapping[tuple[str, str], Narrative]:
    """The edition's narratives, the profile's sections put into its country's."""
    if not profile.narrative:
        return edition.narratives
    at = profile.country.iso3, lang
    old = edition.narratives[at].sections if at in edition.narratives else {}
    merged = {**old, **profile.narrative}
    sections = {s.id: merged[s.id] for s in edition.framework.sections if s.id in merged}
    narrative = Narrative(*at, MappingProxyType(sections))
    return MappingProxyType({**edition.narratives, at: narrative})
