"""What a country's profile says, as plain data for its template: looked up, never computed."""

from __future__ import annotations

from typing import Any

from ocindex.publish import sureness
from ocindex.publish.language import Language
from ocindex.publish.profile.frame import citation, country_of, edition_of, frame
from ocindex.publish.profile.heads import head, recap, roots
from ocindex.publish.profile.moves import moves
from ocindex.publish.profile.narrative import narrative_content
from ocindex.publish.profile.neighbours import in_region
from ocindex.publish.profile.notes import about, band_keys
from ocindex.publish.profile.pictures import pyramid_picture, region_picture, strip_picture
from ocindex.release import CountryRecord, Release, ReleasedEdition


def country_content(
    release: Release, edition_id: str, iso3: str, language: Language, address: str
) -> dict[str, Any]:
    """The texts, figures, colours and pictures of one country's profile.

    Returns
    -------
    dict
        For `country.typ`: `heads` are the headline components with their `groups` of bars,
        `recap` the figures of the first repeated beside the last, `digits` the characters of
        the longest figure.

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such country.
    """
    released = edition_of(release, edition_id)
    record = country_of(released, iso3)
    edition, text = released.edition, language.text
    heads = [
        head(release, released, record, root, language)
        | {"strip": strip_picture(released, record, root, language)}
        for root in roots(edition.framework)
    ]
    return {
        **frame(released, record.country.name, language, address),
        "place": place_line(record, language),
        "facts": {"title": text("Facts"), "rows": facts(released, iso3)},
        "changes": bool(released.against),
        "digits": max(len(figure.display) for figure in record.figures.values()),
        "heads": heads,
        "recap": recap(record, edition.framework, language) if len(heads) > 1 else [],
        "credits": {"title": text("Credits"), "texts": list(edition.credits)},
        "narrative": narrative_content(record, edition.framework, language),
        "moves": moves(release, released, record, language),
        "region-table": in_region(released, record, language),
        "region-map": region_picture(released, record.country.region, language, record),
        "notices": {"title": text("Disclaimer"), "texts": list(edition.notices)},
        "sources": {"title": text("Sources"), "texts": sources(released, iso3)},
        "about": {
            "title": text("About this profile"),
            "texts": [*about(released, language), *sure(released, record, language)],
            "bands": band_keys(edition.framework, language),
        },
        "cite": {
            "title": text("How to cite"),
            "texts": citation(release, released, record.country.name, language),
        },
        "pyramid": pyramid_picture(released, record, language),
    }


def sure(released: ReleasedEdition, record: CountryRecord, language: Language) -> list[str]:
    """How sure the figures are, as one paragraph; none where nobody knows."""
    said = sureness.sentences(released, record, language)
    return [" ".join(said)] if said else []


def place_line(record: CountryRecord, language: Language) -> str:
    """Region and continent, once where they bear the same name."""
    region, continent = record.country.region, record.country.continent
    if region == continent or not region:
        return continent
    return language.text("%(region)s, %(continent)s", region=region, continent=continent)


def facts(released: ReleasedEdition, iso3: str) -> list[tuple[str, str]]:
    """The country's facts, each with its year where it has one."""
    return [
        (fact.fact, f"{fact.value} ({fact.year})" if fact.year else fact.value)
        for fact in released.edition.facts
        if fact.iso3 == iso3
    ]


def sources(released: ReleasedEdition, iso3: str) -> list[str]:
    """The works that the country's assessment cites."""
    return [
        f"{source.citation} {source.url}".strip()
        for source in released.edition.sources
        if source.iso3 == iso3
    ]
