"""Content to PDF: one typst compiler a process, pinned fonts, the same bytes each time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import fontpkg_source_serif_4
import typst

from ocindex.errors import Fault, InputError
from ocindex.publish.profile.content import profile_content
from ocindex.release import Release

TEMPLATE = Path(__file__).with_name("profile.typ")
# Tagged for screen readers; refuses a document that they could not read.
STANDARDS: list[typst.PDFStandard] = ["ua-1"]
# A document states when it was made; the same bytes each time need the same moment.
MADE = 946_684_800
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


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
        Language of the narrative; where there is none in it, the first that there is.

    Returns
    -------
    bytes
        A tagged PDF (PDF/UA-1).

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such country.
    InputError
        A text holds a character that the fonts lack.
    """
    content = profile_content(release, edition_id, iso3, lang)
    inputs = {"profile": json.dumps(content, ensure_ascii=False)}
    try:
        document = compiler().compile(
            format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=MADE
        )
    except typst.TypstError as error:
        lacking = UNPRINTABLE.findall(error.diagnostic)
        if not lacking:
            raise
        raise InputError(letter_faults(lacking, f"edition {edition_id}, {iso3}")) from None
    assert isinstance(document, bytes)
    return document


def letter_faults(lacking: Iterable[str], place: str) -> Iterator[Fault]:
    """A fault for each character that typst could not show, as its message writes them."""
    rule = "A profile's fonts have Latin, Greek and Cyrillic letters, and not this character"
    remedy = "Write it in those letters, or publish without profiles."
    for text in sorted(set(lacking)):
        code = ESCAPED.fullmatch(text)
        char = chr(int(code[1], 16)) if code else text
        points = " ".join(f"U+{ord(c):04X}" for c in char)
        yield Fault(place, f"{rule}: {points}", remedy, char)


def render_profiles(
    release: Release, edition_id: str, iso3s: Iterable[str], lang: str = "en"
) -> Iterator[tuple[str, bytes]]:
    """Set the profiles of some countries; yields iso3 and PDF of each."""
    for iso3 in iso3s:
        yield iso3, render_profile(release, edition_id, iso3, lang)
