"""What a profile says, as plain data for the template: looked up, never computed."""

from __future__ import annotations

from typing import Any

from ocindex.errors import RequestError
from ocindex.publish.charts.tokens import LIGHT, LIGHT_RAMPS, STEPS, step_of
from ocindex.publish.profile.narrative import narrative_in, narrative_parts
from ocindex.publish.profile.notes import about, citation
from ocindex.publish.profile.ranks import rank_lines
from ocindex.release import Change, CountryRecord, Release, ReleasedEdition
from ocindex.vocabulary import SIMULATED, Component, Framework, Indicator, Node

# From this step of a ramp on, white reads better upon it than ink.
DARK_STEP = STEPS // 2 + 1


def profile_content(release: Release, edition_id: str, iso3: str, lang: str) -> dict[str, Any]:
    """The texts, figures and colours of one country's profile.

    Returns
    -------
    dict
        For `profile.typ`: `heads` are the headline components with their `groups` of bars,
        `recap` the figures of the first repeated beside the last, `digits` the characters of
        the longest figure.

    Raises
    ------
    RequestError
        The release has no such edition, or the edition no such country.
    """
    released, record = found(release, edition_id, iso3)
    edition = released.edition
    narrative = narrative_in(record, lang)
    heads = [
        head(released, record, root, release)
        for root in edition.framework.children(None)
        if isinstance(root, Component)
    ]
    return {
        "title": edition.title,
        "country": record.country.name,
        "simulated": SIMULATED if edition.simulated else "",
        "colours": dict(LIGHT),
        "changes": bool(released.against),
        "digits": max(len(figure.display) for figure in record.figures.values()),
        "heads": heads,
        "recap": recap(record, edition.framework) if len(heads) > 1 else [],
        "credits": list(edition.credits),
        "narrative": narrative_parts(narrative, record, edition.framework),
        "narrative-lang": narrative.lang.partition("-")[0] if narrative else "en",
        "notices": list(edition.notices),
        "about": about(released),
        "cite": citation(release, released, record.country.name),
    }


def found(release: Release, edition_id: str, iso3: str) -> tuple[ReleasedEdition, CountryRecord]:
    """The country's record and the edition that it is of."""
    released = release.by_id.get(edition_id)
    if released is None:
        raise RequestError(
            f"The release has no edition '{edition_id}'. It has: {', '.join(release.by_id)}."
        )
    if iso3 not in released.countries:
        raise RequestError(
            f"Edition {edition_id} has no country '{iso3}'. Write its iso3, say KAZ."
        )
    return released, released.countries[iso3]


def head(
    released: ReleasedEdition, record: CountryRecord, root: Component, release: Release
) -> dict[str, Any]:
    """A headline component: its score, ranks, and the bars below it."""
    framework = released.edition.framework
    figure = record.figures[root.id]
    step = step_of(place(figure.score, framework))
    change = latest_change(released, record, root.id)
    return {
        "label": f"{root.name} score",
        "display": figure.display,
        "change": f"{change_text(change)} since {released.against[0]}" if change else "",
        "band": figure.band,
        "strong": LIGHT[framework.high(root)],
        "colour": LIGHT_RAMPS[framework.high(root)][step],
        "on": "#ffffff" if step >= DARK_STEP else LIGHT["ink"],
        "ranks": rank_lines(release, released, record, root.id),
        "groups": list(groups(released, record, root)),
    }


def groups(
    released: ReleasedEdition, record: CountryRecord, parent: Component, depth: int = 0
) -> list[dict[str, Any]]:
    """A component's own indicators, then its components in turn, each with theirs."""
    framework = released.edition.framework
    children = framework.children(parent.id)
    rows: list[dict[str, Any]] = []
    block: str | None = None
    for child in children:
        if isinstance(child, Indicator):
            opens = block not in (None, child.block)
            rows.append(row(released, record, child) | {"opens": opens})
            block = child.block
    own = row(released, record, parent)
    found = []
    if rows or depth:
        bands = [place(float(band.lower), framework) for band in framework.bands(parent)[1:]]
        title = {"name": own["name"] if depth else "", "display": own["display"]}
        found = [{**title, "change": own["change"], "rows": rows, "bands": bands}]
    for child in children:
        if isinstance(child, Component):
            found += groups(released, record, child, depth + 1)
    return found


def row(released: ReleasedEdition, record: CountryRecord, node: Node) -> dict[str, Any]:
    """A node's name, score and change, and where its bar ends."""
    framework = released.edition.framework
    figure = record.figures[node.id]
    change = latest_change(released, record, node.id)
    end = place(figure.score, framework)
    return {
        "name": node.name,
        "display": figure.display,
        "change": change_text(change) if released.against else "",
        "place": end,
        "before": place(figure.score - change.change, framework)
        if change and change.change
        else None,
        "colour": LIGHT_RAMPS[framework.high(node)][step_of(end)],
    }


def change_text(change: Change | None) -> str:
    """`+0.50`, `−0.50`, `±0.00`: always signed, so that no change is taken for a score."""
    if change is None:
        return "n/a"
    if change.display[0] in "+-":
        return change.display.replace("-", "\N{MINUS SIGN}")
    return f"\N{PLUS-MINUS SIGN}{change.display}"


def latest_change(released: ReleasedEdition, record: CountryRecord, node: str) -> Change | None:
    """Change since the edition before; None where it lacks the node or the country."""
    if not released.against:
        return None
    return record.changes.get(released.against[0], {}).get(node)


def place(score: float, framework: Framework) -> float:
    """Where a score lies on the scale, from 0 at its minimum to 1."""
    low, high = float(framework.scale.minimum), float(framework.scale.maximum)
    return (score - low) / (high - low)


def recap(record: CountryRecord, framework: Framework) -> list[tuple[str, str]]:
    """The first headline component's figures, for the page's end."""
    root = framework.children(None)[0]
    below = [node for node in framework.children(root.id) if isinstance(node, Component)]
    score = (f"{root.name} score", record.figures[root.id].display)
    return [score, *((node.name, record.figures[node.id].display) for node in below)]
