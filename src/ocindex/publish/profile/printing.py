"""Profiles and what else is printed of a release: content to typst, a file at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocindex.publish.language import ENGLISH, Language
from ocindex.publish.profile.card import country_card, edition_card
from ocindex.publish.profile.country import country_content
from ocindex.publish.profile.group import group_content
from ocindex.publish.profile.report import report_content
from ocindex.publish.profile.typesetting import typeset_pdf, typeset_png
from ocindex.release import Release
from ocindex.vocabulary import Scope


def render_profile(
    release: Release, edition_id: str, iso3: str, language: Language = ENGLISH, address: str = ""
) -> bytes:
    """Set a country's profile.

    Parameters
    ----------
    release : Release
        With its names in `language`.
    edition_id, iso3 : str
        Which edition and country of it.
    language : Language, optional
        What the profile is written in; where there is no narrative in it, the first that there
        is is printed with a notice.
    address : str, optional
        Where the country's page stands on the web, for a QR code that leads there.

    Returns
    -------
    bytes
        A tagged PDF (PDF/UA-1 and PDF/A-2a).

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such country.
    InputError
        A text holds a character that the fonts lack.
    """
    content = country_content(release, edition_id, iso3, language, address)
    return typeset_pdf("country", content, f"edition {edition_id}, {iso3}")


def render_profiles(
    release: Release, edition_id: str, iso3s: Iterable[str], language: Language = ENGLISH
) -> Iterator[tuple[str, bytes]]:
    """Set the profiles of some countries; yields iso3 and PDF of each."""
    for iso3 in iso3s:
        yield iso3, render_profile(release, edition_id, iso3, language)


def render_group(
    release: Release, edition_id: str, scope: Scope, name: str, language: Language = ENGLISH,
    address: str = "",
) -> bytes:  # fmt: skip
    """Set the profile of a region or continent.

    Parameters
    ----------
    release : Release
        With its names in `language`.
    edition_id : str
    scope : {"world", "continent", "region"}
    name : str
        The group's, in `language`.
    language : Language, optional
    address : str, optional
        Where the group's page stands on the web, for a QR code that leads there.

    Returns
    -------
    bytes
        A tagged PDF (PDF/UA-1 and PDF/A-2a).

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such group.
    InputError
        A text holds a character that the fonts lack.
    """
    content = group_content(release, edition_id, scope, name, language, address)
    return typeset_pdf("group", content, f"edition {edition_id}, {name}")


def render_report(
    release: Release, edition_id: str, language: Language = ENGLISH, address: str = ""
) -> bytes:
    """Set the report of an edition: findings, rankings, regions, method.

    Parameters
    ----------
    release : Release
        With its names in `language`.
    edition_id : str
    language : Language, optional
    address : str, optional
        Where the edition's page stands on the web, for a QR code that leads there.

    Returns
    -------
    bytes
        A tagged PDF (PDF/UA-1 and PDF/A-2a).

    Raises
    ------
    RequestError
        The release has no such edition.
    InputError
        A text holds a character that the fonts lack.
    """
    content = report_content(release, edition_id, language, address)
    return typeset_pdf("report", content, f"edition {edition_id}")


def render_card(
    release: Release, edition_id: str, iso3: str = "", language: Language = ENGLISH
) -> bytes:
    """Set a social card, 1200 by 630 pixels.

    Parameters
    ----------
    release : Release
        With its names in `language`.
    edition_id : str
    iso3 : str, optional
        The country that it is of; the edition as a whole if left out.
    language : Language, optional

    Returns
    -------
    bytes
        A PNG.

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such country.
    InputError
        A text holds a character that the fonts lack.
    """
    place = f"edition {edition_id}"
    if not iso3:
        return typeset_png("card", edition_card(release, edition_id, language), place)
    return typeset_png(
        "card", country_card(release, edition_id, iso3, language), f"{place}, {iso3}"
    )
