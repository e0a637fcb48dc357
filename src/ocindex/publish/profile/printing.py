"""Profiles and what else is printed of a release: content to typst, a file at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocindex.publish.language import ENGLISH, Language
from ocindex.publish.profile.country import country_content
from ocindex.publish.profile.typesetting import typeset_pdf
from ocindex.release import Release


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
