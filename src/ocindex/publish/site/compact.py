"""`figures.json`: an edition's scores in one small file, from which scripts draw and weigh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import SIMULATED, Component, Node

NAME = "figures.json"


def pages(site: Site, view: View) -> Iterator[Page]:
    """The one file, at the top of the edition's pages."""
    content = compact(site, view)
    yield Page(NAME, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def compact(site: Site, view: View) -> dict[str, Any]:
    """An edition's names, weights and scores.

    Returns
    -------
    dict
        `units` has a row a country, in the order of `countries`, and a whole number an
        indicator, in that of `nodes`: times `unit`, a fraction's text as each `weight`, it is
        the score. `components` has what is printed, a text a component.
    """
    edition, framework = view.released.edition, view.framework
    countries = [record.country for record in view.countries]
    notice = {"notice": SIMULATED} if view.release.simulated else {}
    return notice | {
        "edition": view.id,
        "language": site.language.code,
        "title": edition.title,
        "low": float(framework.scale.minimum),
        "high": float(framework.scale.maximum),
        "unit": str(framework.scale.unit),
        "decimals": framework.decimals,
        "nodes": [node_entry(view, node) for node in framework.nodes],
        "countries": [[c.iso3, c.name, c.continent, c.region] for c in countries],
        "units": [edition.units[edition.row[c.iso3]].tolist() for c in countries],
        "components": [
            [record.figures[component.id].display for component in framework.components]
            for record in view.countries
        ],
    }


def node_entry(view: View, node: Node) -> dict[str, Any]:
    component = isinstance(node, Component)
    block = {} if isinstance(node, Component) else {"block": node.block}
    return {
        "id": node.id,
        "name": node.name,
        "slug": view.node_slugs[node.id],
        "parent": node.parent,
        "weight": str(node.weight),
        "high": view.meaning[node.id],
        "component": component,
    } | block
