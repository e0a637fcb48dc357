"""The page about an edition: what it is, what it does not say, whose data it is."""

from __future__ import annotations

from collections.abc import Iterator

from ocindex.publish.site import addresses
from ocindex.publish.site.country import citation
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View


def pages(site: Site, view: View) -> Iterator[Page]:
    """The edition's page about itself."""
    said = site.language.text(
        "The %(title)s covers %(countries)s by %(indicators)s.",
        title=view.released.edition.title,
        countries=site.language.counted("%(n)d country", "%(n)d countries", len(view.countries)),
        indicators=site.language.counted(
            "%(n)d indicator", "%(n)d indicators", len(view.framework.indicators)
        ),
    )
    yield site.page(
        "about.html",
        addresses.ABOUT,
        view,
        description=said,
        sentence=said,
        citation=citation(site, view),
    )
