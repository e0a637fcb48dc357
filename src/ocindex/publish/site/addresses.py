"""Where every page stands. Addresses never change; a new kind of page gets its line here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import quote

# Stands for the way up to the site's root until it is known how deep a copy of a page lies.
ROOT = "\x02"
RANKINGS, INDICATORS, MAPS, MATRIX = "ranking/", "indicator/", "maps/", "matrix/"
COMPARE, CHANGE, WEIGHTS, SEARCH = "compare/", "change/", "weights/", "search/"
METHODOLOGY, GLOSSARY, DATA, CORRECTIONS = "methodology/", "glossary/", "data/", "corrections/"
ABOUT, COUNTRY = "about/", "country/"
# A picture beside the page for links to it elsewhere.
CARD = "card.png"
REPORT = "report.pdf"
# Pages of which every edition has one; the home page's address is empty.
FIXED = (
    RANKINGS,
    INDICATORS,
    COMPARE,
    WEIGHTS,
    SEARCH,
    METHODOLOGY,
    GLOSSARY,
    DATA,
    CORRECTIONS,
    ABOUT,
)


def country(iso3: str) -> str:
    return f"{COUNTRY}{iso3}/"


def group(scope: str, slug: str) -> str:
    return f"{scope}/{slug}/"


def ranking(slug: str) -> str:
    return f"{RANKINGS}{slug}/"


def indicator(slug: str) -> str:
    return f"{INDICATORS}{slug}/"


def edition(edition_id: str, lang: str) -> str:
    """An edition's own pages, below the site's root."""
    return f"{quote(edition_id)}/{lang}/"


def data(edition_id: str) -> str:
    return f"{quote(edition_id)}/data/"


def up(address: str) -> str:
    """The way from a page back to where its address starts from."""
    return "../" * address.count("/") or "./"


def slugs(names: Iterable[str]) -> Mapping[str, str]:
    """A short ASCII name of its own for each name, for addresses."""
    result: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        slug = base = re.sub(r"[^a-z0-9_]+", "-", plain.lower()).strip("-") or "group"
        count = 1
        while slug in taken:
            count += 1
            slug = f"{base}-{count}"
        taken.add(slug)
        result[name] = slug
    return result
