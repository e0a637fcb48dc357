"""Content to PDF: one typst compiler a process, pinned fonts, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import fontpkg_source_serif_4
import typst

from ocindex.publish.profile.content import profile_content
from ocindex.release import Release

TEMPLATE = Path(__file__).with_name("profile.typ")
# Tagged for screen readers; refuses a document that they could not read.
STANDARDS: list[typst.PDFStandard] = ["ua-1"]
# A document states when it was made; the same bytes each time need the same moment.
MADE = 946_684_800


@cache
def compiler() -> typst.Compiler:
    """The process's compiler; it knows the fonts that come with the package, and no others."""
    folders = [str(font.ROOT) for font in (fontpkg_source_sans_3, fontpkg_source_serif_4)]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    return typst.Compiler(TEMPLATE, font_paths=fonts, ignore_system_fonts=True)


def render_profile(release: Release, edition_id: str, iso3: str, lang: str = "en") -> bytes:
    """Set a country's profile.

    Parameters
    ----------
    release : Release
    edition_id, iso3 : str
        Which edition and country of it.
    lang : str, optional
        Language of the narrative.

    Returns
    -------
    bytes
        A tagged PDF (PDF/UA-1).
    """
    content = profile_content(release, edition_id, iso3, lang)
    inputs = {"profile": json.dumps(content, ensure_ascii=False)}
    document = compiler().compile(
        format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=MADE
    )
    assert isinstance(document, bytes)
    return document


def render_profiles(
    release: Release, edition_id: str, iso3s: Iterable[str], lang: str = "en"
) -> Iterator[tuple[str, bytes]]:
    """Set the profiles of some countries; yields iso3 and PDF of each."""
    for iso3 in iso3s:
        yield iso3, render_profile(release, edition_id, iso3, lang)
