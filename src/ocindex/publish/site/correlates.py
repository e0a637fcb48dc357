"""What a node goes with: its correlations with every other, from the closest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocindex.publish.language import Language
from ocindex.publish.site.nodes import NodeLink, kinship, link
from ocindex.publish.site.view import View
from ocindex.release import Correlation
from ocindex.vocabulary import Node

NAMED, SHOWN = 3, 5
# Half of a bar's picture: from -1 to 0, or from 0 to 1.
HALF = 450
HEADER = ("node", "other", "spearman", "pearson", "n")


class Correlate(NamedTuple):
    """Another node; `kin` is `part` or `whole` where one contains the other."""

    other: NodeLink
    kin: str
    found: Correlation
    x: int
    width: int


class Correlates(NamedTuple):
    """`closest` of those that have nothing in common with it, then `all` others."""

    sentence: str
    closest: list[Correlate]
    all: list[Correlate]


def correlates(view: View, node: Node, language: Language) -> Correlates | None:
    """A node's correlations; None where it has none."""
    rows = sorted(correlate_rows(view, node), key=lambda row: -row.found.spearman)
    if not rows:
        return None
    apart = [row for row in rows if not row.kin]
    alike = [row for row in apart if row.found.spearman > 0][:SHOWN]
    against = [row for row in apart if row.found.spearman < 0][-SHOWN:]
    closest = alike + against
    return Correlates(says(apart, language), closest, rows)


def correlate_rows(view: View, node: Node) -> Iterator[Correlate]:
    framework = view.framework
    kin = kinship(framework)
    for found in view.released.correlations:
        if node.id in (found.node, found.other):
            other = found.other if found.node == node.id else found.node
            width = round(abs(found.spearman) * HALF)
            yield Correlate(
                link(view, framework.node[other]),
                kin.get((node.id, other), ""),
                found,
                HALF - width if found.spearman < 0 else HALF,
                width,
            )


def says(rows: Sequence[Correlate], language: Language) -> str:
    """The nodes that it goes with most closely, and those it runs against."""
    alike = [named(row, language) for row in rows if row.found.spearman > 0][:NAMED]
    against = [named(row, language) for row in rows[::-1] if row.found.spearman < 0][:NAMED]
    said = []
    if alike:
        names = language.listing(alike)
        said.append(language.text("Goes most closely with: %(names)s.", names=names))
    if against:
        names = language.listing(against)
        said.append(language.text("Runs most against: %(names)s.", names=names))
    return " ".join(said)


def named(row: Correlate, language: Language) -> str:
    return f"{row.other.name} ({language.number(row.found.spearman_display)})"


def correlate_table(view: View, node: Node) -> list[tuple[object, ...]]:
    """The rows of the files beside the page, in the order of the nodes."""
    return [
        (node.id, c.other if c.node == node.id else c.node, c.spearman, c.pearson, c.n)
        for c in view.released.correlations
        if node.id in (c.node, c.other)
    ]
