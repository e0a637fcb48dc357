"""Headline components as a profile shows them: score, ranks, and the bars of what is below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ocindex.publish import certainty
from ocindex.publish.charts.tokens import LIGHT, LIGHT_RAMPS, STEPS, step_of
from ocindex.publish.language import Language
from ocindex.publish.profile.ranks import rank_lines
from ocindex.release import Change, CountryRecord, Figure, Release, ReleasedEdition
from ocindex.vocabulary import Component, Framework, Indicator, Node

RowMaker = Callable[[Node], dict[str, Any]]
# From this step of a ramp on, white reads better upon it than ink.
DARK_STEP = STEPS // 2 + 1


def roots(framework: Framework) -> tuple[Component, ...]:
    """The headline components."""
    return tuple(node for node in framework.components if node.parent is None)


def head(
    release: Release, released: ReleasedEdition, record: CountryRecord, root: Component,
    language: Language,
) -> dict[str, Any]:  # fmt: skip
    """A headline component: its score, ranks, and the bars below it."""
    framework = released.edition.framework
    change = latest_change(released, record, root.id)
    since = ""
    if change:
        shown = change_text(change, language)
        since = language.text("%(change)s since %(edition)s", change=shown, edition=change.against)
    if change and change.interval:
        span = certainty.change_span(change.interval, framework, language)
        since = certainty.beside(since, span, released.basis, language)
    return {
        "label": language.text("%(node)s score", node=root.name),
        "change": since,
        "span": span_text(released, record.figures[root.id], language),
        "strong": LIGHT[framework.high(root)],
        "ranks": rank_lines(release, released, record, root.id, language),
        "groups": groups(framework, root, partial(row, released, record, language)),
        **plate(record.figures[root.id], root, framework, language),
    }


def span_text(released: ReleasedEdition, figure: Figure, language: Language) -> str:
    """A score's interval; empty where there is none."""
    if figure.interval is None:
        return ""
    span = certainty.score_span(figure.interval, released.edition.framework, language)
    if released.basis == "robustness":
        return language.text("Half a step off: %(span)s", span=span)
    return certainty.glued(language.text("90 %%: %(span)s", span=span))


def plate(figure: Figure, node: Node, framework: Framework, language: Language) -> dict[str, str]:
    """A score as it stands on a ground of its colour."""
    ramp, step = LIGHT_RAMPS[framework.high(node)], step_of(place(figure.score, framework))
    return {
        "display": language.number(figure.display),
        "band": figure.band,
        "colour": ramp[step],
        "on": "#ffffff" if step >= DARK_STEP else LIGHT["ink"],
    }


def groups(
    framework: Framework, parent: Component, row_of: RowMaker, depth: int = 0
) -> list[dict[str, Any]]:
    """A component's own indicators, then its components in turn, each with theirs."""
    children = framework.children(parent.id)
    rows: list[dict[str, Any]] = []
    block: str | None = None
    for child in children:
        if isinstance(child, Indicator):
            opens = block not in (None, child.block)
            rows.append(row_of(child) | {"opens": opens})
            block = child.block
    found = []
    if rows or depth:
        own = row_of(parent)
        bands = [place(float(band.lower), framework) for band in framework.bands(parent)[1:]]
        title = {"name": own["name"] if depth else "", "display": own["display"]}
        found = [{**title, "change": own["change"], "rows": rows, "bands": bands}]
    for child in children:
        if isinstance(child, Component):
            found += groups(framework, child, row_of, depth + 1)
    return found


def row(
    released: ReleasedEdition, record: CountryRecord, language: Language, node: Node
) -> dict[str, Any]:
    """A node's name, score and change, and where its bar ends."""
    framework = released.edition.framework
    figure = record.figures[node.id]
    change = latest_change(released, record, node.id)
    end = place(figure.score, framework)
    return {
        "name": node.name,
        "display": language.number(figure.display),
        "change": change_text(change, language) if released.against else "",
        "place": end,
        "before": place(figure.score - change.change, framework)
        if change and change.change
        else None,
        "span": span_places(figure, framework),
        "colour": LIGHT_RAMPS[framework.high(node)][step_of(end)],
    }


def span_places(figure: Figure, framework: Framework) -> tuple[float, float] | None:
    """Where the line of a figure's interval begins and ends."""
    found = figure.interval
    return (place(found.low90, framework), place(found.high90, framework)) if found else None


def change_text(change: Change | None, language: Language) -> str:
    """`+0.50`, `−0.50`, `±0.00`: always signed, so that no change is taken for a score."""
    if change is None:
        return language.text("n/a")
    return signed(change.display, language)


def signed(display: str, language: Language) -> str:
    """A change as printed, with its sign."""
    if display[0] in "+-":
        return language.number(display)
    return f"\N{PLUS-MINUS SIGN}{language.number(display)}"


def latest_change(released: ReleasedEdition, record: CountryRecord, node: str) -> Change | None:
    """Change since the edition before; None where it lacks the node or the country."""
    if not released.against:
        return None
    return record.changes.get(released.against[0], {}).get(node)


def place(score: float, framework: Framework) -> float:
    """Where a score lies on the scale, from 0 at its minimum to 1."""
    low, high = float(framework.scale.minimum), float(framework.scale.maximum)
    return (score - low) / (high - low)


def recap(record: CountryRecord, framework: Framework, language: Language) -> list[tuple[str, str]]:
    """The first headline component's figures, for the page's end."""
    root = roots(framework)[0]
    below = [node for node in framework.children(root.id) if isinstance(node, Component)]
    first = language.text("%(node)s score", node=root.name)
    named = [(first, root), *((node.name, node) for node in below)]
    return [(name, language.number(record.figures[node.id].display)) for name, node in named]
