"""What the tests of pages ask of axe-core: all of the light, and of the dark its colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from support.axe import find_nothing_by_day_and_night

PAGE = """<!doctype html><html lang="en"><title>A page</title><style>
:root {{ color-scheme: light dark }} @media (prefers-color-scheme: {scheme}) {{ p {{ {rule} }} }}
</style><main><h1>A heading</h1><p>Some text{extra}</p></main></html>"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pale_text_is_found_in_either_scheme(chromium_page: Page, scheme: str) -> None:
    chromium_page.set_content(PAGE.format(scheme=scheme, rule="margin: 0", extra=""))
    find_nothing_by_day_and_night(chromium_page)
    pale = "color: #777; background: #888"
    chromium_page.set_content(PAGE.format(scheme=scheme, rule=pale, extra=""))
    with pytest.raises(AssertionError, match="color-contrast"):
        find_nothing_by_day_and_night(chromium_page)


def test_what_is_no_colour_is_found(chromium_page: Page) -> None:
    picture = '<img src="data:,">'
    chromium_page.set_content(PAGE.format(scheme="dark", rule="", extra=picture))
    with pytest.raises(AssertionError, match="image-alt"):
        find_nothing_by_day_and_night(chromium_page)
