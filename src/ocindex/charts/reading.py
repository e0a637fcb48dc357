"""Results as charts take them: marks, axes, captions."""

from __future__ import annotations

from ocindex.errors import RequestError
from ocindex.exact import display_change
from ocindex.index import Result
from ocindex.publish import charts as drawing
from ocindex.vocabulary import SIMULATED, Component, Indicator


def axis(result: Result, node: str) -> drawing.Axis:
    result.node_column(node)
    return drawing.axis(result.edition.framework, node)


def axes(
    result: Result, nodes: tuple[str, str, str]
) -> tuple[drawing.Axis, drawing.Axis, drawing.Axis]:
    return axis(result, nodes[0]), axis(result, nodes[1]), axis(result, nodes[2])


def mark(
    result: Result, iso3: str, node: str, earlier: Result | None = None, label: str = ""
) -> drawing.Mark:
    """A country's score, with that of an earlier edition where it has one."""
    score, framework = result.score(iso3, node), result.edition.framework
    name = label or country_name(result, iso3)
    text = result.display(iso3, node)
    if (
        earlier is None
        or iso3 not in earlier.edition.row
        or node not in earlier.edition.framework.node
    ):
        return drawing.Mark(name, float(score), text, iso3)
    before = earlier.score(iso3, node)
    return drawing.Mark(
        name, float(score), text, iso3, float(before),
        change=display_change(score - before, framework.decimals),
        was=earlier.display(iso3, node),
    )  # fmt: skip


def country_name(result: Result, iso3: str) -> str:
    return result.edition.countries[result.country_row(iso3)].name


def captioned(result: Result, title: str, said: str, header: tuple[str, ...]) -> drawing.Caption:
    """A caption whose foot names the source, and says where data are made up."""
    edition = result.edition
    # Many publishers name the edition where they are named.
    own = "" if edition.title in edition.attribution else edition.title
    parts = [SIMULATED if edition.simulated else "", own, edition.attribution]
    foot = ". ".join(part for part in parts if part)
    return drawing.Caption(title, said, foot, f"{title}. {said}", header)


def below(result: Result, top: str) -> list[Indicator]:
    """The indicators of a component, or of the components below it."""
    framework = result.edition.framework
    found: list[Indicator] = []
    for child in framework.children(top):
        found += below(result, child.id) if isinstance(child, Component) else [child]
    return found


def three(result: Result) -> tuple[str, str, str]:
    nodes = drawing.pyramid_nodes(result.edition.framework)
    if nodes is None:
        raise RequestError(
            f"The framework {result.edition.framework.id} makes no pyramid: that takes one "
            "headline of two components, and a second headline."
        )
    return nodes


def trio_of(result: Result, iso3: str, nodes: tuple[str, str, str]) -> drawing.Trio:
    names = result.edition.framework.node
    return drawing.Trio(*(mark(result, iso3, node, label=names[node].name) for node in nodes))
