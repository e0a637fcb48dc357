"""A country's page in a browser: figures are followed, pictures stand, nothing is too heavy."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Page, expect

from support.axe import find_nothing_by_day_and_night

KAZ = "2025/en/country/KAZ/"
REGION = "2025/en/region/central-asia-and-the-caucasus/"


def test_a_score_opens_what_it_is_made_of_without_javascript(
    simulated: str, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + KAZ)
        head = page.get_by_role("region", name="Criminality")
        made = head.locator("details.made")
        expect(made.get_by_role("table")).to_be_hidden()
        made.locator("summary").click()
        expect(made.get_by_role("rowheader", name="Exact, then rounded half up")).to_be_visible()
        part = made.get_by_role("link", name="Criminal markets")
        target = (part.get_attribute("href") or "").removeprefix("#")
        part.click()
        expect(page.locator(f"[id={target}]")).to_be_in_viewport()


def test_a_rank_leads_to_its_row(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + KAZ)
    head = chromium_page.get_by_role("region", name="Resilience")
    head.locator(".ranks a").first.click()
    chromium_page.wait_for_url("**/ranking/resilience/#KAZ")
    row = chromium_page.locator("#KAZ")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("Kazakhstan")


def test_every_indicator_says_what_it_measures(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + KAZ)
    row = chromium_page.get_by_role("row", name="Human smuggling").last
    expect(row).to_contain_text("People brought unlawfully across borders for profit.")
    expect(row.locator("svg.cell circle.main")).to_have_count(1)


def test_the_citation_is_copied(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(simulated + KAZ)
        page.get_by_role("button", name="Copy the citation").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#cite").text_content()
        assert "Kazakhstan" in copied


@pytest.mark.parametrize("path", [KAZ, REGION])
def test_axe_finds_nothing_where_all_is_open(simulated: str, chromium: Browser, path: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(simulated + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        find_nothing_by_day_and_night(page)


@pytest.mark.parametrize("address", ["2025/en/country/CCC/", "2025/en/continent/land/"])
def test_another_index_fits_a_phone(own: str, chromium: Browser, address: str) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(own + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_country_page_and_all_it_loads_weigh_little(
    simulated: str, simulated_site: Path, chromium_page: Page
) -> None:
    loaded: list[str] = []
    chromium_page.on("request", lambda request: loaded.append(request.url))
    chromium_page.goto(simulated + KAZ, wait_until="networkidle")
    paths = [re.sub(r"/$", "/index.html", urlsplit(url).path).lstrip("/") for url in loaded]
    files = [(simulated_site / path).read_bytes() for path in dict.fromkeys(paths)]
    assert len(files) > 2
    assert sum(len(brotli.compress(file)) for file in files) <= 20_000
