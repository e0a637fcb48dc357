"""How a node's scores lie on the scale: the world's as ticks, means as dots."""

from __future__ import annotations

from ocindex.publish.charts import Caption, Chart, Mark, strip
from ocindex.publish.site.pages import Site
from ocindex.publish.site.pictures import source
from ocindex.publish.site.view import View
from ocindex.release import GroupRecord
from ocindex.vocabulary import Node


def distribution(site: Site, view: View, node: Node) -> Chart | None:
    """The world on a node's scale; None where it is one country."""
    if len(view.countries) == 1:
        return None
    text, world = site.language.text, view.groups["world", "World"]
    mean = marked(site, world, node, text("World mean"))
    continents = [view.groups["continent", name] for name in view.regions]
    dots = [marked(site, group, node, group.name) for group in continents]
    title = text("%(node)s: world mean %(mean)s", node=node.name, mean=mean.display)
    said = [text("Ticks: all countries.")]
    if len(dots) > 1:
        said.append(text("Small dots: the means of continents."))
    if view.framework.bands(node):
        said.append(text("Pale lines: where bands begin."))
    caption = Caption(
        title,
        " ".join(said),
        source(site, view),
        f"{title}. {' '.join(said)}",
        (text("Group"), text("Mean")),
    )
    return strip(
        view.axes[node.id], mean, view.points[node.id], dots if len(dots) > 1 else (), caption
    )


def marked(site: Site, group: GroupRecord, node: Node, name: str) -> Mark:
    figure = group.figures[node.id]
    return Mark(name, figure.score, site.language.number(figure.display), group.name)
