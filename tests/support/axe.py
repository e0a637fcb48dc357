"""axe-core on a page as it stands, in the light and in the dark."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

# Only violations are listed whole.
ALL: dict[str, Any] = {"resultTypes": ["violations"]}
# What the dark can change.
COLOURS = {**ALL, "runOnly": ["color-contrast", "link-in-text-block"]}


def find_nothing(page: Page) -> None:
    """Fail where axe-core finds anything in the scheme that the page has."""
    complain_of(page, ALL)


def find_nothing_by_day_and_night(page: Page) -> None:
    """Fail where axe-core finds anything in the light, or colours that fail in the dark."""
    page.emulate_media(color_scheme="light")
    complain_of(page, ALL)
    page.emulate_media(color_scheme="dark")
    complain_of(page, COLOURS)


def complain_of(page: Page, options: dict[str, Any]) -> None:
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()
