"""Search: a page that lists all there is to go to, and finds it and the narratives by words.

Names stand in `index.json`, the narratives' words in `words-N.json`; `assets/search.js` loads
what it needs of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from ocindex.publish.language import Language
from ocindex.publish.site import addresses
from ocindex.publish.site.indexing import postings, shards
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import SIMULATED, Component, Narrative


class Entry(NamedTuple):
    """Something that has a page: its kind, name, address, and what else it is found by."""

    kind: str
    name: str
    address: str
    also: str = ""


def pages(site: Site, view: View) -> Iterator[Page]:
    """The page, and the index that it searches."""
    found = entries(site, view)
    kinds = kind_names(site.language)
    yield site.page(
        "search.html",
        addresses.SEARCH,
        view,
        description=site.language.text("Find countries, indicators and words of the texts"),
        lists=[
            {"name": name, "entries": [entry for entry in found if entry.kind == kind]}
            for kind, name in kinds.items()
        ],
        kinds=kind_of_each(site.language),
    )
    notice = {"notice": SIMULATED} if site.release.simulated else {}
    texts = [narrative_of(site, narratives) for narratives in by_country(view)]
    order = [section.id for section in view.framework.sections]
    parts = shards(postings([shown(text, order) for text in texts]))
    content = notice | {
        "shards": len(parts),
        "entries": found,
        "texts": [
            {"iso3": text.iso3, "lang": text.lang, "sections": sections_of(text, order)}
            for text in texts
        ],
        "sections": {section.id: section.name for section in view.framework.sections},
    }
    yield Page(f"{addresses.SEARCH}index.json", as_json(content))
    for i, part in enumerate(parts):
        yield Page(f"{addresses.SEARCH}words-{i}.json", as_json(notice | {"terms": part}))


def as_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def kind_names(language: Language) -> dict[str, str]:
    """The kinds of entry in the order in which they are listed."""
    return {
        "country": language.text("Countries"),
        "group": language.text("Continents and regions"),
        "node": language.text("Components and indicators"),
        "page": language.text("Pages"),
    }


def kind_of_each(language: Language) -> dict[str, str]:
    """What one entry of each kind is."""
    return {
        "country": language.text("Country"),
        "group": language.text("Continent or region"),
        "node": language.text("Component or indicator"),
        "page": language.text("Page"),
    }


def entries(site: Site, view: View) -> list[Entry]:
    """All that the edition has a page of."""
    # Whoever reads in one language may know a country by its name in the edition's own.
    own = (view.original or view.released).countries
    names = {iso3: [record.country.name] for iso3, record in own.items()}
    for other, iso3 in view.framework.aliases.items():
        if iso3 in names:
            names[iso3].append(other)
    found = [
        Entry(
            "country",
            record.country.name,
            addresses.country(record.country.iso3),
            " ".join([record.country.iso3, *names[record.country.iso3]]),
        )
        for record in view.countries
    ]
    found += [
        Entry("group", group.name, view.group_address(group.scope, group.name))
        for group in view.released.groups
        if group.scope != "world"
    ]
    for node, _ in view.node_list:
        slug = view.node_slugs[node.id]
        block = "" if isinstance(node, Component) else node.block
        also = f"{block} {node.definition}".strip()
        found.append(Entry("node", node.name, addresses.indicator(slug), also))
    found += [
        Entry("page", place["name"], place["address"])
        for place in site.navigation(view, addresses.SEARCH)
    ]
    text = site.language.text
    return [
        *found,
        Entry("page", text("Glossary"), addresses.GLOSSARY),
        Entry("page", text("Corrections"), addresses.CORRECTIONS),
    ]


def by_country(view: View) -> Iterator[dict[str, Narrative]]:
    for record in view.countries:
        if record.narratives:
            yield dict(record.narratives)


def narrative_of(site: Site, narratives: dict[str, Narrative]) -> Narrative:
    """The narrative that the country's page shows: in its language, else in the first."""
    return narratives.get(site.language.code) or next(iter(narratives.values()))


def sections_of(text: Narrative, order: list[str]) -> list[str]:
    """The sections that the text has, as its page shows them."""
    return [key for key in order if text.sections.get(key)]


def shown(text: Narrative, order: list[str]) -> list[tuple[str, ...]]:
    return [text.sections[key] for key in sections_of(text, order)]
