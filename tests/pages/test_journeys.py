"""What readers come for, from end to end, in a language that runs left to right and one that
runs right to left, with a script and without, by pointer and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ocindex.publish import publish
from ocindex.publish.language import Language, language
from support.serving import served

CODES = ("en", "ar")


@pytest.fixture(scope="module")
def site(simulated_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("journeys") / "site"
    publish(simulated_release, folder, languages=CODES, profiles=False)
    yield from served(folder)


@pytest.fixture(params=CODES)
def spoken(request: pytest.FixtureRequest) -> Language:
    return language(request.param)


@pytest.fixture
def unscripted(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def name_of(page: Page, site: str, code: str, iso3: str) -> str:
    """What a country is called in a language."""
    page.goto(f"{site}2025/{code}/country/{iso3}/")
    return page.get_by_role("heading", level=1).inner_text()


def test_a_country_is_sought_from_any_page(
    site: str, spoken: Language, chromium_page: Page
) -> None:
    name = name_of(chromium_page, site, spoken.code, "UZB")
    chromium_page.goto(f"{site}2025/{spoken.code}/methodology/")
    box = chromium_page.locator("header input[type=search]")
    box.fill(name[:4])
    box.press("Enter")
    chromium_page.wait_for_url(re.compile(r"/search/\?q="))
    found = chromium_page.locator("#found a").first
    expect(found).to_contain_text(name)
    found.press("Enter")
    chromium_page.wait_for_url("**/country/UZB/")


def test_a_figure_is_followed_to_the_scores_it_rests_on(
    site: str, spoken: Language, unscripted: Page
) -> None:
    unscripted.goto(f"{site}2025/{spoken.code}/country/KAZ/")
    head = unscripted.locator(".head").first
    head.locator("summary").first.click()
    parts = head.locator("details.made tbody tr")
    assert parts.count() == 2
    parts.first.get_by_role("link").click()
    here = unscripted.locator(":target")
    expect(here).to_be_visible()
    expect(here).to_contain_text(re.compile(r"\d[.,]\d\d"))


def test_a_rank_leads_to_all_who_are_ranked(site: str, spoken: Language, unscripted: Page) -> None:
    unscripted.goto(f"{site}2025/{spoken.code}/country/KAZ/")
    unscripted.locator(".ranks tbody tr").first.get_by_role("link").click()
    expect(unscripted.locator("tr:target")).to_be_visible()
    assert unscripted.url.endswith("/ranking/criminality/#KAZ")


def test_countries_are_compared_and_the_choice_sent_on(
    site: str, spoken: Language, chromium: Browser, chromium_page: Page
) -> None:
    name = name_of(chromium_page, site, spoken.code, "UZB")
    chromium_page.goto(f"{site}2025/{spoken.code}/country/KAZ/")
    chromium_page.locator("a[href*='compare/?c=KAZ']").click()
    box = chromium_page.locator("#compare input[type=search]")
    box.fill(name)
    box.press("Enter")
    expect(chromium_page.locator("#compare .chips li")).to_have_count(2)
    address = chromium_page.url
    assert "UZB" in address
    with chromium.new_context() as context:
        other = context.new_page()
        other.goto(address)
        expect(other.locator("#compare .chips li")).to_have_count(2)
        expect(other.locator("#compare")).to_contain_text(name)


def test_weights_move_ranks_by_keyboard_and_stay_in_the_address(
    site: str, spoken: Language, chromium_page: Page
) -> None:
    chromium_page.goto(f"{site}2025/{spoken.code}/weights/")
    slider = chromium_page.get_by_role("slider").nth(2)
    slider.focus()
    before = chromium_page.locator(".standings tbody").inner_text()
    for _ in range(6):
        slider.press("ArrowUp")
    expect(chromium_page.locator(".standings tbody")).not_to_have_text(before)
    value, address = slider.input_value(), chromium_page.url
    chromium_page.goto("about:blank")
    chromium_page.goto(address)
    expect(chromium_page.get_by_role("slider").nth(2)).to_have_value(value)


def test_from_the_top_of_a_page_to_a_country_by_keyboard_alone(
    site: str, spoken: Language, chromium_page: Page
) -> None:
    chromium_page.goto(f"{site}2025/{spoken.code}/ranking/criminality/")
    chromium_page.keyboard.press("Tab")
    focused = chromium_page.locator(":focus")
    expect(focused).to_have_attribute("href", "#main")
    chromium_page.keyboard.press("Enter")
    for _ in range(60):
        chromium_page.keyboard.press("Tab")
        href = chromium_page.locator(":focus").get_attribute("href") or ""
        box = chromium_page.locator(":focus").bounding_box()
        assert box, "what has the focus must be seen"
        if "country/" in href:
            break
    chromium_page.keyboard.press("Enter")
    chromium_page.wait_for_url("**/country/*/")
    expect(chromium_page.get_by_role("heading", level=1)).to_be_visible()
