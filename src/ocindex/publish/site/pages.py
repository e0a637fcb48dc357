"""What every page is made with: the templates, the links, the words of the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ocindex.publish.charts import tokens
from ocindex.publish.language import Language, language
from ocindex.publish.site import addresses
from ocindex.publish.site.addresses import ROOT
from ocindex.publish.site.fragments import fragments
from ocindex.publish.site.view import View
from ocindex.release import Release

# Kinds of page: the address and the name of each.
Kinds = tuple[tuple[str, str], ...]
THEME = (("light", tokens.LIGHT["page"]), ("dark", tokens.DARK["page"]))


@dataclass(frozen=True, slots=True)
class Page:
    """A page or file below an edition's `{lang}/`; `ROOT` stands in its text for the way up."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a site was asked to be.

    `languages` are those of the pages, the first for those who have not chosen; `profiles`
    those of the PDF profiles, `printed` the editions that have them, all if there is none.
    `base_url` ends with a slash, or is empty.
    """

    languages: tuple[str, ...] = ("en",)
    profiles: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    base_url: str = ""

    def prints(self, edition: str, code: str) -> bool:
        """Whether an edition has PDF profiles in a language."""
        return code in self.profiles and (not self.printed or edition in self.printed)


@dataclass(frozen=True)
class Site:
    """What all pages of a release in one language share."""

    release: Release
    views: Mapping[str, View]
    language: Language
    environment: Environment
    options: Options

    @property
    def base_url(self) -> str:
        return self.options.base_url

    def pdf(self, view: View) -> bool:
        """Whether the edition's countries have a PDF profile in this language."""
        return self.options.prints(view.id, self.language.code)

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
            "edition_basis": view.released.basis,
            "quadrants": view.framework.quadrants is not None,
            "partial": self.partial(view),
            "root": ROOT,
            "home": addresses.up(address),
            "canonical": self.base_url + own if self.base_url else ROOT + own,
            "base_url": self.base_url,
            "editions": self.switch(view, address),
            "languages": self.translations(view, address),
            "navigation": self.navigation(view, address),
            "more": self.links(view, address, more_pages(self.language)),
            "search": addresses.SEARCH if addresses.SEARCH in view.known else "",
            "theme": THEME,
            "card": self.card(view, address),
        }
        text = self.environment.get_template(template).render(frame | context)
        return Page(address + "index.html", text)

    def navigation(self, view: View, address: str) -> list[dict[str, str]]:
        """The kinds of page that readers choose from."""
        return self.links(view, address, main_pages(self.language))

    def links(self, view: View, address: str, kinds: Kinds) -> list[dict[str, str]]:
        """The kinds of page that the edition has; `here` is how near the page is to each."""
        return [
            {"address": kind, "name": name, "here": nearness(address, kind)}
            for kind, name in kinds
            if not kind or kind in view.known
        ]

    def translations(self, view: View, address: str) -> list[dict[str, str]]:
        """The same page in each language of the site."""
        return [
            {
                "code": code,
                "name": language(code).name,
                "address": addresses.edition(view.id, code) + address,
            }
            for code in self.options.languages
        ]

    def card(self, view: View, address: str) -> str:
        """The picture that stands for the page elsewhere: a country's own, or the edition's."""
        own = address if self.pdf(view) and address.startswith(addresses.COUNTRY) else ""
        return addresses.edition(view.id, self.language.code) + own + addresses.CARD

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


def main_pages(language: Language) -> Kinds:
    """The kinds of page that readers choose from, and what they are called."""
    text = language.text
    return (
        ("", text("Overview")),
        (addresses.RANKINGS, text("Rankings")),
        (addresses.INDICATORS, text("Indicators")),
        (addresses.MAPS, text("Maps")),
        (addresses.MATRIX, text("Matrix")),
        (addresses.CHANGE, text("Change")),
        (addresses.COMPARE, text("Compare")),
        (addresses.WEIGHTS, text("Your weights")),
        (addresses.METHODOLOGY, text("Methodology")),
        (addresses.DATA, text("Data")),
        (addresses.ABOUT, text("About")),
    )


def more_pages(language: Language) -> Kinds:
    """The kinds of page that stand at a page's foot."""
    text = language.text
    return (
        (addresses.ABOUT, text("About these pages")),
        (addresses.GLOSSARY, text("Glossary")),
        (addresses.CORRECTIONS, text("Corrections")),
        (addresses.SEARCH, text("Search")),
    )


def nearness(address: str, kind: str) -> str:
    """The value of `aria-current` of a link to `kind` on the page at `address`."""
    if address == kind:
        return "page"
    return "true" if kind and address.startswith(kind) else ""


def messages(language: Language) -> Callable[..., Markup]:
    """What `_` says in a template: a page has seventy messages, mostly those of all its kind."""

    @cache
    def plain(message: str) -> Markup:
        return Markup(language.translations.gettext(message))  # noqa: S704  ours, not a reader's

    @cache
    def whole(message: str) -> Markup:
        return plain(message) % {}

    def said(message: str, **values: object) -> Markup:
        return plain(message) % values if values else whole(message)

    return said


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
    found.globals["_"] = messages(language)
    found.filters |= fragments(language) | {"number": language.number}

    def places(change: int) -> str:
        """Ranks climbed towards the first, signed."""
        return language.number(f"{change:+d}") if change else "0"

    found.filters["places"] = places
    return found
