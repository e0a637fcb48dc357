"""Texts and names that mean harm, or are longer than anybody writes, in every form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pypdfium2
import pyreadstat
import pytest
from playwright.sync_api import Browser

from ocindex.publish import publish
from ocindex.release import freeze
from ocindex.vocabulary import Country, Edition, Fact, Narrative, Source
from support.frameworks import OWN, edition_of, framework_of
from support.serving import served

HARMFUL = (
    "<script>document.title = 'taken'</script> & <img src=x onerror=alert(1)>",
    "\N{RIGHT-TO-LEFT OVERRIDE}this paragraph is turned",
    '=HYPERLINK("javascript:alert(1)")',
)
TYPESETTING = '#import "x" $y$ *b* @ref <lab> \\ [a](javascript:alert(1)) `raw`'
WORDS, WORD = "word " * 20_000, "w" * 5_000
NAME = "Unbroken" * 30
PAGES = ("en/", "en/country/AAA/", "en/country/BBB/", "en/weights/", "en/compare/", "en/matrix/",
         "en/methodology/")  # fmt: skip


def hostile_edition(folder: Path) -> Edition:
    framework = framework_of(OWN.replace('"Risk"', f'"{NAME}"'), folder)
    countries = (
        Country("AAA", "Ærø <b>Land</b>", "Land", "North"),
        Country("BBB", "Same", "Land", '=cmd|"/C calc"!A0'),
        Country("CCC", "Same", "Sea", "مملكة"),
        Country("DDD", "Long " * 50, "Sea", "North"),
    )
    written = edition_of(framework, countries, [[10, 20, 30, 40, 50]] * 4)
    short = (f"Paragraph {n}." for n in range(300))
    paragraphs = (*HARMFUL, TYPESETTING, WORDS.strip(), WORD, *short)
    text = Narrative("AAA", "en", MappingProxyType({"wet": paragraphs}))
    return replace(
        written,
        narratives=MappingProxyType({("AAA", "en"): text}),
        facts=(Fact("AAA", "=Capital", "=1+1", "2024"),),
        sources=(
            Source("AAA", "A bad source", " JaVaScript:alert(1)"),
            Source("AAA", "Another", "data:text/html,<script>1</script>"),
        ),
        credits=("=1+1 <due>",),
    )


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    freeze([hostile_edition(folder)], folder / "release")
    publish(folder / "release", folder / "site", processes=1)
    return folder / "site"


@pytest.fixture(scope="module")
def hostile(hostile_site: Path) -> Iterator[str]:
    """Address of the hostile site."""
    yield from served(hostile_site)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_harmless_and_fit_a_phone(hostile: str, chromium: Browser, path: str) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
        page.on("pageerror", lambda error: troubles.append(error.message))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.goto(hostile + path)
        page.wait_for_load_state("networkidle")
        assert page.title() != "taken"
        assert (
            page.locator('a[href^="javascript:" i], main script:not([src]), img[src="x"]').count()
            == 0
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert troubles == []


def test_a_profile_prints_the_whole_text_and_leads_nowhere_else(hostile_site: Path) -> None:
    printed = hostile_site / "2025/en/country/AAA/AAA.pdf"
    document = pypdfium2.PdfDocument(printed)
    text = "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    assert text.count("word") >= 20_000
    assert all(f"Paragraph {n}." in text for n in range(300))
    assert "<script>document.title" in text
    assert "`raw`" in text
    assert re.sub(r"[^w]", "", text).count("w") >= 25_000
    data = printed.read_bytes()
    assert b"/JavaScript" not in data
    assert b"(javascript:" not in data
    document.close()


def test_names_come_back_from_statistics_as_they_are(hostile_site: Path) -> None:
    data = hostile_site / "2025" / "data"
    readers = {".dta": pyreadstat.read_dta, ".sav": pyreadstat.read_sav}
    files = sorted(path for path in data.iterdir() if path.suffix in readers)
    assert {path.suffix for path in files} == set(readers)
    for path in files:
        frame, _ = readers[path.suffix](path, output_format="dict")
        cells = {str(cell) for column in frame.values() for cell in column}
        assert "AAA" in cells, path
        assert any(cell.startswith("Ærø <b>Land</b>") for cell in cells), path
