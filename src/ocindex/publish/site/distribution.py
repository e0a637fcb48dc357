"""How a node's scores lie on the scale: a dot a country, the first and the last named."""

from __future__ import annotations

from dataclasses import replace

from ocindex.publish.charts import Caption, Chart, Mark, beeswarm
from ocindex.publish.site import rankings
from ocindex.publish.site.pages import Site
from ocindex.publish.site.pictures import source
from ocindex.publish.site.view import View
from ocindex.vocabulary import Node

# So many countries are named at an end of the scale; more that tie there have no room.
NAMED = 2


def distribution(site: Site, view: View, node: Node) -> Chart | None:
    """The world on a node's scale; None where it is one country."""
    if len(view.countries) == 1:
        return None
    text, records = site.language.text, rankings.ranked(view, node)
    mean = view.groups["world", "World"].figures[node.id]
    number = site.language.number(mean.display)
    title = text("%(node)s: world mean %(mean)s", node=node.name, mean=number)
    read = [text("Each dot is a country.")]
    if view.framework.bands(node):
        read.append(text("Pale lines: where bands begin."))
    said = rankings.says(site, view, node, records)
    caption = Caption(
        title,
        " ".join(read),
        source(site, view),
        f"{title}. {' '.join(read)} {said}",
        (text("Country"), text("Score")),
    )
    # So many links so close to one another could be told apart neither by finger nor by key.
    marks = [replace(mark, href="") for mark in view.points[node.id]]
    return beeswarm(view.axes[node.id], marks, caption, ends(marks))


def ends(marks: list[Mark]) -> frozenset[str]:
    """The countries at either end of the scale, where they are few."""
    scores = [mark.score for mark in marks]
    groups = ([m.id for m in marks if m.score == end] for end in (min(scores), max(scores)))
    return frozenset(iso3 for group in groups if len(group) <= NAMED for iso3 in group)
