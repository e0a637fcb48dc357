"""The page of the data: every file, what the columns hold, terms, how to cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ocindex.publish.citing import citations
from ocindex.publish.language import Language
from ocindex.publish.site import addresses
from ocindex.publish.site.country import citation
from ocindex.publish.site.dataset import Listed, json_ld
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View

Dictionary = Mapping[str, Sequence[tuple[str, str, str]]]


def data_page(site: Site, view: View, files: Sequence[Listed], dictionary: Dictionary) -> Page:
    """Every data file with its size, and what the columns of the tables hold.

    `dictionary` gives name, type and description of the columns by table.
    """
    language = site.language
    listed: dict[str, list[dict[str, str]]] = {}
    for file in files:
        entry = {"name": file.name, "size": size_text(language, file.size)}
        listed.setdefault(file.title, []).append(entry)
    return site.page(
        "data.html",
        addresses.DATA,
        view,
        description=language.text("Data files: %(title)s", title=view.released.edition.title),
        tables=[said(language, title) | {"files": entries} for title, entries in listed.items()],
        total=size_text(language, sum(file.size for file in files)),
        place=addresses.data(view.id),
        dictionary=[
            {
                "name": name,
                "columns": [{"name": n, "type": t} | said(language, d) for n, t, d in columns],
            }
            for name, columns in dictionary.items()
        ],
        citation=citation(site, view),
        bibtex=citations(site.release, view.original or view.released)["citation.bib"],
        json_ld=json_ld(site, view, files),
    )


def said(language: Language, text: str) -> dict[str, Any]:
    """A text of the data files in this language, or as they have it, which is English."""
    called = language.called(text)
    return {"text": called, "lang": "en" if called == text and language.code != "en" else ""}


def size_text(language: Language, size: int) -> str:
    """`812 B`, `23 kB`, `1.4 MB`."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{language.number(f'{size / 1_000_000:.1f}')} MB"
