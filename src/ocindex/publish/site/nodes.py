"""Where a node stands in its framework: what it is part of, and what is part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ocindex.publish.site.view import View
from ocindex.vocabulary import Component, Framework, Node


class NodeLink(NamedTuple):
    """A node's name, and its slug in addresses."""

    name: str
    slug: str


def link(view: View, node: Node) -> NodeLink:
    return NodeLink(node.name, view.node_slugs[node.id])


def above(framework: Framework, node: Node) -> list[Component]:
    """The components that a node is part of, from the headline down."""
    path: list[Component] = []
    while node.parent is not None:
        node = framework.component_of(framework.node[node.parent])
        path.insert(0, node)
    return path


def kinship(framework: Framework) -> Mapping[tuple[str, str], str]:
    """Of nodes that contain one another: `part` where the second is part of the first."""
    found = {}
    for node in framework.nodes:
        for component in above(framework, node):
            found[component.id, node.id] = "part"
            found[node.id, component.id] = "whole"
    return found
