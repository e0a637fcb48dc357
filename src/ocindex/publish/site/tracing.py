"""From a printed figure back to what it was made from."""

from __future__ import annotations

from typing import Any, NamedTuple

from ocindex.publish.site import sentences
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure
from ocindex.vocabulary import Component, Indicator, Node


class Ingredient(NamedTuple):
    """A part of a component; `anchor` is where it stands on the page."""

    name: str
    anchor: str
    figure: Figure
    exact: str
    weight: str


class Trace(NamedTuple):
    """How a component's score is made; `alike` where all parts weigh the same."""

    figure: Figure
    parts: list[Ingredient]
    alike: bool
    rule: str


def trace(site: Site, view: View, record: CountryRecord, component: Component) -> Trace:
    """The parts of a component's score, down to the next level."""
    children = view.framework.children(component.id)
    alike = len({child.weight for child in children}) == 1
    parts = [ingredient(view, record, child) for child in children]
    return Trace(record.figures[component.id], parts, alike, rule(site, len(parts), alike))


def ingredient(view: View, record: CountryRecord, node: Node) -> Ingredient:
    figure = record.figures[node.id]
    # An indicator's score is exact as it is printed.
    exact = "" if isinstance(node, Indicator) else figure.exact
    return Ingredient(node.name, view.node_slugs[node.id], figure, exact, str(node.weight))


def rule(site: Site, parts: int, alike: bool) -> str:
    """How the parts become one, in words."""
    if parts == 1:
        return site.language.text("The score of its only part.")
    if alike:
        return site.language.text("The mean of the parts, which weigh alike.")
    return site.language.text("The weighted mean of the parts.")


def changed(site: Site, view: View, change: Change) -> dict[str, Any]:
    """A component's change since one earlier edition and its parts, the largest first."""
    text, number = site.language.text, site.language.number
    values = {
        "size": number(change.display),
        "both": number(change.comparable_display),
        "edition": change.against,
    }
    summary = text("Since %(edition)s: %(size)s", **values)
    if change.comparable_display != change.display:
        summary = text(
            "Since %(edition)s: %(size)s as published, %(both)s over the indicators that both "
            "editions have",
            **values,
        )
    summary = sentences.sure_change(view, summary, change, site.language)
    parts = sorted(change.parts, key=lambda part: -abs(part.contribution))
    return {
        "summary": summary,
        "change": change,
        "parts": [
            {"name": part_title(site, view, part.part), "display": part.display} for part in parts
        ],
    }


def part_title(site: Site, view: View, part: str) -> str:
    if part == "framework":
        return site.language.text("Change of the framework")
    return view.framework.node[part].name
