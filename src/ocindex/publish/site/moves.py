"""What moved in a country since the earlier edition, the most first."""

from __future__ import annotations

from typing import Any, NamedTuple

from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure
from ocindex.vocabulary import Component


class Move(NamedTuple):
    name: str
    slug: str
    before: Figure
    figure: Figure
    change: Change


class Group(NamedTuple):
    """The indicators below a headline that moved, the most first."""

    name: str
    slug: str
    rows: list[Move]


def moves(site: Site, view: View, record: CountryRecord) -> dict[str, Any] | None:
    """The indicators that moved and those that are new; None without an earlier edition."""
    if view.earlier is None or view.earlier.id not in record.changes:
        return None
    text, indicators = site.language.text, view.framework.indicators
    groups = [
        Group(root.name, view.node_slugs[root.id], moved(view, record, root)) for root in view.roots
    ]
    new = [i.name for i in indicators if view.change(record, i.id) is None]
    listed = site.language.listing(new)
    return {
        "title": text("What moved since %(edition)s", edition=view.earlier.id),
        "groups": groups,
        "none": "" if any(group.rows for group in groups) else text("No score moved."),
        "new": text("New in %(edition)s: %(names)s.", edition=view.id, names=listed) if new else "",
    }


def moved(view: View, record: CountryRecord, root: Component) -> list[Move]:
    found = []
    for node in view.framework.indicators:
        change, before = view.change(record, node.id), view.before(record, node.id)
        if change and before and change.change and view.framework.headline_of(node) is root:
            slug, figure = view.node_slugs[node.id], record.figures[node.id]
            found.append(Move(node.name, slug, before, figure, change))
    return sorted(found, key=lambda move: -abs(move.change.change))
