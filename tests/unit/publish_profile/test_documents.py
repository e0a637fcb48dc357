"""Profiles of groups, the report and cards; every document in every script, for every ear."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import outloud
import pdfua
import pypdfium2 as pdfium
import pytest
from babel import Locale

from ocindex.errors import RequestError
from ocindex.publish.language import CODES, Language, language, translated
from ocindex.publish.profile import render_card, render_group, render_profile, render_report
from ocindex.release import Release, freeze, read_release
from ocindex.vocabulary import SIMULATED
from support.frameworks import OWN, countries_of, edition_of, framework_of

REGION = "Central Asia and the Caucasus"
WEB = "https://example.org/index/"


def spoken(code: str) -> Language:
    """A language; one that has no catalogue yet speaks English in its own script and numbers."""
    return language(code) if code in CODES else Language(code, Locale.parse(code))


def documents(release: Release, code: str) -> dict[str, bytes]:
    lang = spoken(code)
    named = translated(release, lang)
    latest = named.latest
    region = next(group.name for group in latest.groups if group.scope == "region")
    first = next(iter(latest.countries))
    return {
        "profile": render_profile(named, latest.id, first, lang, WEB),
        "group": render_group(named, latest.id, "region", region, lang, WEB),
        "report": render_report(named, latest.id, lang, WEB),
    }


def text_of(document: bytes) -> str:
    with pdfium.PdfDocument(document) as pdf:
        pages = (pdf[i].get_textpage().get_text_range() for i in range(len(pdf)))
        return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("code", sorted({*CODES, "ar", "ru", "zh"}))
def test_checkers_of_tagged_pdf_find_nothing(code: str, printable: Release, tmp_path: Path) -> None:
    for name, document in documents(printable, code).items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(document)
        heard = outloud.check(str(file))
        assert not heard.error
        assert not heard.errors, (name, [str(finding) for finding in heard.errors])
        assert not heard.warnings, (name, [str(finding) for finding in heard.warnings])
        found = [str(finding) for finding in pdfua.validate(str(file)).findings]
        assert not found, (name, found)


@pytest.mark.parametrize(("code", "text"), [("ru", "Два слова."), ("zh", "两个词。")])
def test_a_narrative_is_printed_in_the_readers_language(
    code: str, text: str, printable: Release
) -> None:
    lang = spoken(code)
    first = next(iter(printable.latest.countries))
    said = text_of(render_profile(translated(printable, lang), printable.latest.id, first, lang))
    assert text in said
    assert "not been translated" not in said


def test_an_untranslated_narrative_says_in_which_language_it_is(printable: Release) -> None:
    lang = spoken("fr")
    first = next(iter(printable.latest.countries))
    document = render_profile(translated(printable, lang), printable.latest.id, first, lang)
    notice = "This text has not been translated; it stands in its own language (%(lang)s)."
    said = lang.text(notice, lang=lang.locale.languages["ar"])
    assert " ".join(said.split()) in text_of(document)


def test_the_code_leads_to_the_page_and_is_left_out_without_an_address(
    printable: Release,
) -> None:
    first = next(iter(printable.latest.countries))
    with_code = render_profile(printable, printable.latest.id, first, address=WEB)
    without = render_profile(printable, printable.latest.id, first)
    assert WEB in text_of(with_code)
    assert "On the web" not in text_of(without)


@pytest.mark.parametrize("code", CODES)
def test_a_profile_without_texts_has_two_pages_with_the_regions_map(
    code: str, printable: Release
) -> None:
    lang = spoken(code)
    latest = translated(printable, lang).latest
    for iso3 in list(latest.countries)[1:4]:
        document = render_profile(translated(printable, lang), latest.id, iso3, lang, WEB)
        assert len(pdfium.PdfDocument(document)) == 2
        first = latest.edition.framework.children(None)[0].name
        note = lang.text("Colours: %(node)s. Boundaries imply no opinion.", node=first)
        said = text_of(document)
        # How a reader of PDFs orders Arabic letters is its own affair.
        assert " ".join(note.split()) in said or lang.direction == "rtl"
        assert len(document) < 250_000


def test_a_groups_profile_has_its_members_and_means(printable: Release) -> None:
    latest = printable.latest
    group = next(g for g in latest.groups if g.name == REGION)
    document = render_group(printable, latest.id, "region", REGION)
    said = text_of(document)
    for iso3 in group.countries:
        assert latest.countries[iso3].country.name in said
    for node in latest.edition.framework.nodes:
        assert group.figures[node.id].display in said
    assert f"Mean: {REGION}" in said
    assert "Boundaries imply no opinion." in said
    assert said.count(SIMULATED) >= len(pdfium.PdfDocument(document))


def test_the_report_ranks_every_country_by_every_component(printable: Release) -> None:
    latest = printable.latest
    said = text_of(render_report(printable, latest.id))
    components = latest.edition.framework.components
    for record in latest.countries.values():
        assert said.count(record.country.name) >= len(components)
        for component in components:
            assert record.figures[component.id].display in said
    for heading in ("Contents", "Findings", "Rankings", "Regions", "How to cite"):
        assert heading in said


def test_what_is_not_there_is_said(printable: Release) -> None:
    with pytest.raises(RequestError, match="has no region 'Atlantis'"):
        render_group(printable, printable.latest.id, "region", "Atlantis")
    with pytest.raises(RequestError, match="no edition '1999'"):
        render_report(printable, "1999")
    with pytest.raises(RequestError, match="no country 'QQQ'"):
        render_card(printable, printable.latest.id, "QQQ")


def size_of(card: bytes) -> tuple[int, int]:
    assert card.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", card[16:24])
    return width, height


def test_cards_are_small_pictures_of_one_size(printable: Release) -> None:
    latest = printable.latest
    for iso3 in ("", *list(latest.countries)[:3]):
        card = render_card(printable, latest.id, iso3)
        assert size_of(card) == (1200, 630)
        assert len(card) < 60_000
        assert card == render_card(printable, latest.id, iso3)


@pytest.mark.parametrize("count", [1, 2])
def test_own_frameworks_and_single_countries_are_printed_whole(count: int, tmp_path: Path) -> None:
    rows = [[1, 2, 3, 4, 5], [60, 70, 80, 90, 100]][:count]
    edition = edition_of(framework_of(OWN, tmp_path), countries_of(count), rows)
    freeze([edition], tmp_path / "release")
    release = read_release(tmp_path / "release")
    group = next(g for g in release.latest.groups if g.scope == "region")
    makers: list[Callable[[], bytes]] = [
        lambda: render_group(release, edition.id, "region", group.name),
        lambda: render_report(release, edition.id),
    ]
    for make in makers:
        said = text_of(make())
        assert edition.countries[0].name in said or count == 1
        assert ("Rank" in said) == (count > 1) or "Rank 1 is" in said
    assert size_of(render_card(release, edition.id, edition.countries[0].iso3)) == (1200, 630)
