"""What every page is made with: the templates, the links, the words of the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ocindex.publish.language import Language
from ocindex.publish.site import addresses
from ocindex.publish.site.addresses import ROOT
from ocindex.publish.site.fragments import fragments
from ocindex.publish.site.view import View
from ocindex.release import Release


@dataclass(frozen=True, slots=True)
class Page:
    """A page or file below an edition's `{lang}/`; `ROOT` stands in its text for the way up."""

    path: str
    text: str


@dataclass(frozen=True)
class Site:
    """What all pages of a site share."""

    release: Release
    views: Mapping[str, View]
    language: Language
    environment: Environment
    base_url: str
    pdf: bool

    def page(self, template: str, address: str, view: View, **context: Any) -> Page:
        """A page of one edition from its template.

        `address` is its folder below the edition's `{lang}/`, empty for the home page.
        """
        own = addresses.edition(view.id, self.language.code) + address
        frame = {
            "edition": view.released.edition,
            "framework": view.framework,
            "release": self.release,
            "simulated": self.release.simulated,
            "language": self.language,
            "earlier": view.earlier,
            "quadrants": view.framework.quadrants is not None,
            "partial": self.partial(view),
            "root": ROOT,
            "home": addresses.up(address),
            "canonical": self.base_url + own if self.base_url else ROOT + own,
            "editions": self.switch(view, address),
        }
        text = self.environment.get_template(template).render(frame | context)
        return Page(address + "index.html", text)

    def partial(self, view: View) -> str:
        """What a page says where the edition does not cover all countries."""
        if view.released.edition.complete:
            return ""
        return self.language.counted(
            "This edition covers %(n)d country alone; means and ranks are those of the edition, "
            "but for ranks marked as published.",
            "This edition covers %(n)d countries alone; means and ranks are those of the edition, "
            "but for ranks marked as published.",
            len(view.countries),
        )

    def switch(self, view: View, address: str) -> list[dict[str, object]]:
        """The same page in each edition, or the edition's home where it has none."""
        links = []
        for other in self.views.values():
            same = address if address in other.known else ""
            link = addresses.edition(other.id, self.language.code) + same
            links.append({"id": other.id, "address": link, "here": other is view})
        return links


def environment(language: Language) -> Environment:
    """The templates with their filters; texts go through the language's gettext."""
    found = Environment(
        loader=PackageLoader("ocindex.publish.site"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    found.filters |= fragments(language) | {"number": language.number}

    def places(change: int) -> str:
        """Ranks climbed towards the first, signed."""
        return language.number(f"{change:+d}") if change else "0"

    found.filters["places"] = places
    return found
