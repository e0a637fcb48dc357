"""Charts in a real browser: taken as a picture, shown on another site, legible on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

COUNTRY = "2025/en/country/KAZ/"


@pytest.fixture
def taken(chromium_page: Page, simulated: str) -> Page:
    """A country's page with what can be taken of its pyramid open."""
    chromium_page.goto(simulated + COUNTRY)
    chromium_page.locator("figure:has(.chart.pyramid) summary").click()
    return chromium_page


def test_a_chart_is_taken_as_png(taken: Page) -> None:
    with taken.expect_download() as download:
        taken.locator('[data-png="pyramid.svg"]').click()
    assert download.value.suggested_filename == "pyramid.png"
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    width = taken.locator(".chart.pyramid").get_attribute("width")
    assert int.from_bytes(content[16:20], "big") == 2 * round(float(width or 0))


def test_the_snippet_shows_the_chart_on_another_site(
    taken: Page, simulated: str, simulated_site: Path, chromium: Browser
) -> None:
    snippet = taken.locator("figure:has(.chart.pyramid) code.embed").inner_text()
    file = f"{COUNTRY}pyramid.svg"
    assert f'src="{simulated}{file}"' in snippet
    with chromium.new_context() as context:
        page = context.new_page()
        # Chromium keeps other sites from servers of this machine, so that both are played.
        page.route("https://elsewhere.test/", lambda route: route.fulfill(
            body=f"<!doctype html><title>Elsewhere</title>{snippet}", content_type="text/html"
        ))  # fmt: skip
        page.route(simulated + file, lambda route: route.fulfill(path=simulated_site / file))
        page.goto("https://elsewhere.test/")
        frame = page.frame_locator("iframe")
        expect(frame.locator("text=/Simulated data/").first).to_be_visible()
        shown = frame.locator("svg").evaluate(
            "() => [document.documentElement.getBoundingClientRect(), innerWidth, innerHeight]"
        )
        assert shown[0]["width"] <= shown[1]
        assert shown[0]["height"] <= shown[2]


def test_without_a_script_the_snippet_and_the_file_are_there(
    simulated: str, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + COUNTRY)
        page.locator("figure:has(.chart.pyramid) summary").click()
        expect(page.locator("figure:has(.chart.pyramid) code.embed")).to_be_visible()
        expect(page.locator('[data-png="pyramid.svg"]')).to_be_hidden()
        address = page.locator('figure:has(.chart.pyramid) a[href="pyramid.svg"]')
        expect(address).to_be_visible()
        assert page.request.get(simulated + COUNTRY + "pyramid.svg").ok


@pytest.mark.parametrize("address", [COUNTRY, "2025/en/matrix/"])
def test_words_in_charts_can_be_read_on_a_phone(
    simulated: str, chromium: Browser, address: str
) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(simulated + address)
        sizes = page.locator("svg.chart:visible text").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize)"
            " * one.getScreenCTM().a)"
        )
        assert sizes
        assert min(sizes) >= 8.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_alone_takes_the_colours_that_its_reader_prefers(
    simulated: str, chromium: Browser, scheme: str
) -> None:
    with chromium.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(simulated + COUNTRY + "pyramid.svg")
        fill = page.locator(".paper").evaluate("paper => getComputedStyle(paper).fill")
        red = int(fill.removeprefix("rgb(").split(",")[0])
        assert (red > 200) == (scheme == "light")
