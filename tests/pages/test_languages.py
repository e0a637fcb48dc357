"""Every page in every language: the same addresses, the right direction, ways between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ocindex.errors import RequestError
from ocindex.publish import publish
from support.axe import find_nothing
from support.serving import served

SPOKEN = ("en", "ar", "fr", "zh")
BASE = "https://site.test/x/"
KINDS = (
    "", "country/KAZ/", "ranking/", "ranking/criminality/", "indicator/prevention/", "change/",
    "region/australia-and-new-zealand/", "compare/", "weights/", "methodology/", "data/", "about/",
    "search/",
)  # fmt: skip


@pytest.fixture(scope="module")
def spoken_site(simulated_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken") / "site"
    publish(simulated_release, folder, languages=SPOKEN, profiles=False, base_url=BASE)
    return folder


@pytest.fixture(scope="module")
def spoken(spoken_site: Path) -> Iterator[str]:
    """Address of a site in several languages."""
    yield from served(spoken_site)


def test_every_language_has_every_page(spoken_site: Path) -> None:
    def pages(code: str) -> set[str]:
        top = spoken_site / "2025" / code
        return {path.relative_to(top).as_posix() for path in top.rglob("index.html")}

    english = pages("en")
    assert len(english) > 50
    assert all(pages(code) == english for code in SPOKEN)
    content = json.loads((spoken_site / "site.json").read_text("utf-8"))
    assert content["languages"] == list(SPOKEN)


def test_the_sitemap_and_each_page_name_all_languages(spoken_site: Path) -> None:
    sitemap = (spoken_site / "sitemap.xml").read_text("utf-8")
    text = (spoken_site / "2025/fr/country/KAZ/index.html").read_text("utf-8")
    for code in SPOKEN:
        place = f"{BASE}2025/{code}/country/KAZ/"
        assert f"<loc>{place}</loc>" in sitemap
        assert f'<link rel="alternate" hreflang="{code}" href="{place}">' in text
    assert f'hreflang="x-default" href="{BASE}2025/en/country/KAZ/"' in text
    assert f'<link rel="canonical" href="{BASE}2025/fr/country/KAZ/">' in text


def test_figures_are_the_same_in_every_language(spoken_site: Path) -> None:
    def nodes(code: str) -> dict[str, dict[str, object]]:
        file = spoken_site / "2025" / code / "country/KAZ/KAZ.json"
        content = json.loads(file.read_text("utf-8"))
        return {
            node: {key: figure[key] for key in ("score", "display", "exact", "rank", "changes")}
            for node, figure in content["nodes"].items()
        }

    assert all(nodes(code) == nodes("en") for code in SPOKEN)


def test_each_printed_sheet_says_simulated_in_its_language(spoken_site: Path) -> None:
    style = (spoken_site / "assets" / "site.css").read_text("utf-8")
    for code in SPOKEN:
        assert f":lang({code}) body:has(.simulated)" in style
        assert f"@page simulated-{code}{{@top-center{{content:" in style


def test_a_reader_changes_the_language_and_stays_on_the_page(
    spoken: str, chromium_page: Page
) -> None:
    chromium_page.goto(f"{spoken}2025/en/country/KAZ/")
    switch = chromium_page.locator(".languages")
    switch.locator("summary").press("Enter")
    expect(switch.get_by_role("link", name="English")).to_have_attribute("aria-current", "true")
    switch.get_by_role("link", name="العربية").press("Enter")
    expect(chromium_page).to_have_url(f"{spoken}2025/ar/country/KAZ/")
    html = chromium_page.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    expect(chromium_page.locator("h1")).to_contain_text("كازاخستان")
    # What is drawn on a scale runs from low to high as everywhere.
    for svg in chromium_page.locator("main svg:has(text)").all():
        expect(svg).to_have_css("direction", "ltr")


def test_figures_bear_the_decimal_sign_of_the_language(spoken: str, chromium_page: Page) -> None:
    shown = {}
    for code in ("en", "fr", "ar"):
        chromium_page.goto(f"{spoken}2025/{code}/ranking/criminality/")
        shown[code] = chromium_page.locator("tbody tr").first.inner_text()
    point = next(word for word in shown["en"].split() if "." in word)
    assert point in shown["ar"]
    assert point.replace(".", ",") in shown["fr"]


@pytest.mark.parametrize("path", KINDS)
def test_arabic_and_chinese_pages_fit_a_phone(spoken: str, chromium: Browser, path: str) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        for code in ("ar", "zh", "fr"):
            page.goto(f"{spoken}2025/{code}/{path}")
            page.locator(".pages summary").click()
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= 320, code


@pytest.mark.parametrize("path", ["", "country/KAZ/", "ranking/criminality/", "weights/"])
def test_axe_finds_nothing_right_to_left(spoken: str, chromium: Browser, path: str) -> None:
    with chromium.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{spoken}2025/ar/{path}")
        for summary in page.locator("summary:visible").all():
            summary.click()
        find_nothing(page)


def test_the_menu_opens_without_a_script(spoken: str, chromium: Browser) -> None:
    with chromium.new_context(
        java_script_enabled=False, viewport={"width": 375, "height": 700}
    ) as context:
        page = context.new_page()
        page.goto(f"{spoken}2025/en/")
        link = page.locator(".pages").get_by_role("link", name="Methodology")
        expect(link).to_be_hidden()
        page.locator(".pages summary").press("Enter")
        link.press("Enter")
        expect(page).to_have_url(f"{spoken}2025/en/methodology/")
    with chromium.new_context(viewport={"width": 1280, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{spoken}2025/en/")
        expect(page.locator(".pages").get_by_role("link", name="Methodology")).to_be_visible()
        expect(page.locator(".pages summary")).to_be_hidden()


def test_an_unknown_language_is_refused(simulated_release: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="No language 'tlh'"):
        publish(simulated_release, tmp_path / "site", languages=["tlh"], profiles=False)
    with pytest.raises(RequestError, match="Name a language: en"):
        publish(simulated_release, tmp_path / "site", languages=[], profiles=False)
    assert not (tmp_path / "site").exists()
