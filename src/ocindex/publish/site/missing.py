"""The page for addresses without a page."""

from __future__ import annotations

from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View


def missing_page(site: Site, view: View) -> Page:
    """What a server shows for an address without a page."""
    text = site.language.text("There is no page at this address.")
    # It stands nowhere in the edition: no link leads to where the reader is.
    nowhere = [link | {"here": ""} for link in site.navigation(view, "")]
    return site.page("missing.html", "", view, description=text, navigation=nowhere)
