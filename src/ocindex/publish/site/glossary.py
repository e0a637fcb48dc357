"""The glossary: GLOSSARY.md's words that readers meet, as docs/specs.py prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View

TEXTS = files("ocindex.publish.site") / "texts"


def pages(site: Site, view: View) -> Iterator[Page]:
    """The page of words."""
    yield site.page(
        "glossary.html",
        addresses.GLOSSARY,
        view,
        description=site.language.text("One word for one thing: what the words here mean"),
        entries=entries(),
    )


@cache
def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((TEXTS / "glossary.json").read_text("utf-8"))
    return found
