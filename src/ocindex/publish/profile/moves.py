"""What has changed since the edition before, and which parts of a score moved it."""

from __future__ import annotations

from typing import Any

from ocindex.publish.language import Language
from ocindex.publish.profile.heads import latest_change, roots, signed
from ocindex.release import Change, CountryRecord, Part, Release, ReleasedEdition

# So many parts are told; what is left moved the score less than each of them.
MOST_PARTS = 6
# Contributions are shown with as many decimals as scores; a smaller one shows as nothing.
NOTHING = frozenset("+-0.,")


def moves(
    release: Release, released: ReleasedEdition, record: CountryRecord, language: Language
) -> dict[str, Any] | None:
    """The headline components' changes with their largest parts; None without an edition before.

    Returns
    -------
    dict or None
        `says` introduces the table; `heads` are the headline components, each with `rows` of
        a part's name, its score before and now, and how much of the change it is.
    """
    if not released.against:
        return None
    earlier = release.by_id[released.against[0]]
    before = earlier.countries.get(record.country.iso3)
    if before is None:
        return None
    heads = []
    for root in roots(released.edition.framework):
        change = latest_change(released, record, root.id)
        if change is None:
            continue
        parts = sorted(
            (part for part in change.parts if not NOTHING.issuperset(part.display)),
            key=lambda part: -abs(part.contribution),
        )[:MOST_PARTS]
        heads.append(
            {
                "name": root.name,
                "before": language.number(before.figures[root.id].display),
                "now": language.number(record.figures[root.id].display),
                "change": signed(change.display, language),
                "rows": [part_row(part, before, record, released, language) for part in parts],
                "note": comparable_note(change, language),
            }
        )
    if not heads:
        return None
    return {
        "title": language.text("What has changed"),
        "columns": [language.text("Part"), earlier.id, released.id, language.text("Change")],
        "says": language.text(
            "Below each score stand the parts that moved it most, and by how much each did."
        ),
        "none": language.text("No score moved."),
        "heads": heads,
    }


def part_row(
    part: Part, before: CountryRecord, record: CountryRecord, released: ReleasedEdition,
    language: Language,
) -> dict[str, str]:  # fmt: skip
    """A part's name, its scores in both editions, and its share of the change."""
    node = released.edition.framework.node.get(part.part)
    name = node.name if node else language.text("Change of the framework")
    then, now = before.figures.get(part.part), record.figures.get(part.part)
    return {
        "name": name,
        "before": language.number(then.display) if then else "",
        "now": language.number(now.display) if now else "",
        "change": signed(part.display, language),
    }


def comparable_note(change: Change, language: Language) -> str:
    """The change over what both editions measure, where that is another figure."""
    if change.comparable is None or change.comparable_display == change.display:
        return ""
    return language.text(
        "Over the indicators that both editions have: %(change)s.",
        change=signed(change.comparable_display, language),
    )
