"""What the report of an edition says: findings, rankings, regions, method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ocindex.publish import certainty
from ocindex.publish.language import Language
from ocindex.publish.profile.frame import citation, edition_of, ended, frame
from ocindex.publish.profile.group import group_of, notch
from ocindex.publish.profile.heads import latest_change, plate, roots, signed
from ocindex.publish.profile.neighbours import members_table
from ocindex.publish.profile.notes import about, band_keys
from ocindex.publish.profile.pictures import pyramid_picture, world_picture, world_strip_picture
from ocindex.release import CountryRecord, GroupRecord, Release, ReleasedEdition
from ocindex.vocabulary import Component

# So many countries are named at either end of a list.
NAMED = 5


def report_content(
    release: Release, edition_id: str, language: Language, address: str
) -> dict[str, Any]:
    """The texts, figures, colours and pictures of an edition's report.

    Raises
    ------
    RequestError
        The release has no such edition.
    """
    released = edition_of(release, edition_id)
    world = group_of(released, "world", "World")
    edition, text, framework = released.edition, language.text, released.edition.framework
    count = len(released.countries)
    return {
        **frame(released, text("Report"), language, address),
        "size": language.counted("%(n)d country", "%(n)d countries", count),
        "attribution": ended(edition.attribution),
        "contents": text("Contents"),
        "pyramid": pyramid_picture(released, world, language),
        "findings": {
            "title": text("Findings"),
            "heads": [
                finding(release, released, world, root, language) for root in roots(framework)
            ],
            "quadrants": quadrants(released, language),
        },
        "rankings": rankings(released, language) if count > 1 else None,
        "regions": {"title": text("Regions"), "continents": regions(released, language)}
        if count > 1
        else None,
        "credits": {"title": text("Credits"), "texts": list(edition.credits)},
        "notices": {"title": text("Disclaimer"), "texts": list(edition.notices)},
        "about": {
            "title": text("About this report"),
            "texts": [*about(released, language, bars=False), notch(released, world, language)],
            "bands": band_keys(framework, language),
        },
        "cite": {
            "title": text("How to cite"),
            "texts": citation(release, released, text("Report"), language),
        },
    }


def finding(
    release: Release, released: ReleasedEdition, world: GroupRecord, root: Component,
    language: Language,
) -> dict[str, Any]:  # fmt: skip
    """A headline's mean, its ends, and what has moved most: each a name and a text."""
    text = language.text
    ranked = sorted(released.countries.values(), key=lambda r: -r.figures[root.id].score)
    rows = []
    if released.against:
        rows += before(release.by_id[released.against[0]], root, language)
    if len(ranked) > 2 * NAMED:
        rows += [
            (text("Highest"), named(ranked[:NAMED], root, language)),
            (text("Lowest"), named(ranked[: -NAMED - 1 : -1], root, language)),
        ]
    continents = [g for g in released.groups if g.scope == "continent"]
    if len(continents) > 1:
        ordered = sorted(continents, key=lambda g: -g.figures[root.id].score)
        said = [f"{g.name} {language.number(g.figures[root.id].display)}" for g in ordered]
        rows.append((text("Means of the continents"), language.listing(said)))
    rows += moved(released, root, language)
    figure = world.figures[root.id]
    return {
        "label": text("%(node)s, mean", node=root.name),
        "rows": rows,
        "strip": world_strip_picture(released, world, root, language),
        "map": world_picture(released, root, language),
        **plate(figure, root, released.edition.framework, language),
    }


def before(earlier: ReleasedEdition, root: Component, language: Language) -> list[tuple[str, str]]:
    """The world's mean in the edition before."""
    figure = group_of(earlier, "world", "World").figures.get(root.id)
    if figure is None:
        return []
    return [(language.text("Mean in %(edition)s", edition=earlier.id),
             language.number(figure.display))]  # fmt: skip


def named(records: Sequence[CountryRecord], root: Component, language: Language) -> str:
    """Countries with their scores."""
    return language.listing(
        [f"{r.country.name} {language.number(r.figures[root.id].display)}" for r in records]
    )


def moved(released: ReleasedEdition, root: Component, language: Language) -> list[tuple[str, str]]:
    """The countries whose scores rose and fell most since the edition before."""
    found = [
        (change, record.country.name)
        for record in released.countries.values()
        for change in [latest_change(released, record, root.id)]
        if change and change.change
    ]
    found.sort(key=lambda pair: -pair[0].change)
    rises = [pair for pair in found if pair[0].change > 0][:NAMED]
    falls = [pair for pair in found[::-1] if pair[0].change < 0][:NAMED]
    rows = []
    for says, some in (
        (language.text("Largest rises"), rises),
        (language.text("Largest falls"), falls),
    ):
        texts = [f"{name} {signed(change.display, language)}" for change, name in some]
        if texts:
            rows.append((says, language.listing(texts)))
    return rows


def quadrants(released: ReleasedEdition, language: Language) -> list[tuple[str, str]]:
    """How many countries each quadrant holds."""
    counts = Counter(r.quadrant for r in released.countries.values() if r.quadrant)
    return [
        (name, language.counted("%(n)d country", "%(n)d countries", count))
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def rankings(released: ReleasedEdition, language: Language) -> dict[str, Any]:
    """All countries by each component."""
    text = language.text
    return {
        "title": text("Rankings"),
        "columns": [text("Rank"), text("Country"), text("Score")],
        "sure": certainty.glued(text("Rank, 90 %%")) if released.basis else "",
        "note": rank_note(released, language),
        "change": text("Change") if released.against else "",
        "tables": [
            {"name": node.name, "rows": ranking(released, node, language)}
            for node in released.edition.framework.components
        ],
    }


def rank_note(released: ReleasedEdition, language: Language) -> str:
    """What the intervals of ranks are; empty where there are none."""
    if released.basis is None:
        return ""
    if released.basis == "robustness":
        said = language.text(
            "Small: where the rank lies in 90 %% of cases if each score may be half a step off."
        )
    else:
        said = language.text("Small: the 90 %% interval of the rank.")
    return certainty.glued(said)


def ranking(released: ReleasedEdition, node: Component, language: Language) -> list[dict[str, str]]:
    """The countries by one component, equal ones by name."""
    records = sorted(released.countries.values(), key=lambda r: language.order(r.country.name))
    return [
        ranked(released, record, node, language)
        for record in sorted(records, key=lambda r: r.figures[node.id].rank["world"].rank)
    ]


def ranked(
    released: ReleasedEdition, record: CountryRecord, node: Component, language: Language
) -> dict[str, str]:
    """A country's rank, score and change."""
    figure, change = record.figures[node.id], latest_change(released, record, node.id)
    world = figure.rank["world"]
    return {
        "rank": str(world.rank),
        "sure": certainty.rank_cell(world.interval, language) if world.interval else "",
        "name": record.country.name,
        "change": signed(change.display, language) if change else "",
        **plate(figure, node, released.edition.framework, language),
    }


def regions(released: ReleasedEdition, language: Language) -> list[dict[str, Any]]:
    """Continents with their regions, each with its members and means."""
    continents = [group for group in released.groups if group.scope == "continent"]
    return [
        {
            "name": continent.name,
            "regions": [
                {"name": region.name, "table": members_table(released, region, language)}
                for region in released.groups
                if region.scope == "region"
                and released.countries[region.countries[0]].country.continent == continent.name
            ],
        }
        for continent in sorted(continents, key=lambda group: language.order(group.name))
    ]
