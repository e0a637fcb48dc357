"""The page of corrections: how to report an error, and which data the release rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View


def pages(site: Site, view: View) -> Iterator[Page]:
    """The page of corrections."""
    yield site.page(
        "corrections.html",
        addresses.CORRECTIONS,
        view,
        description=site.language.text("How to report an error, and what has been corrected"),
        sources=[released.edition for released in reversed(site.release.editions)],
    )
