"""axe-core finds nothing on any kind of page, light or dark, with all that opens open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from support.axe import find_nothing_by_day_and_night

SAMPLE = (
    "2025/en/",
    "2025/en/country/KAZ/",
    "2025/en/ranking/",
    "2025/en/ranking/criminality/",
    "2025/en/region/australia-and-new-zealand/",
    "2025/en/data/",
    "2025/en/about/",
    "404.html",
)


@pytest.mark.parametrize("path", SAMPLE)
def test_axe_finds_nothing(simulated: str, chromium: Browser, path: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(simulated + path)
        for summary in page.locator("summary:visible").all():
            summary.click()
        find_nothing_by_day_and_night(page)


@pytest.mark.parametrize(
    "path", ["2025/en/", "2025/en/country/AUS/", "2025/en/ranking/fauna_crimes/"]
)
def test_pages_fit_a_phone_without_javascript(simulated: str, chromium: Browser, path: str) -> None:
    with chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    ) as context:
        page = context.new_page()
        page.goto(simulated + path)
        # Playwright's own script runs even where the page's does not.
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
