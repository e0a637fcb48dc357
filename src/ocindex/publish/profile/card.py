"""What a social card says: a picture that stands beside a link to a page."""

from __future__ import annotations

from typing import Any

from ocindex.publish.language import Language
from ocindex.publish.profile.country import place_line
from ocindex.publish.profile.frame import country_of, edition_of, frame
from ocindex.publish.profile.group import group_of
from ocindex.publish.profile.heads import plate, roots
from ocindex.publish.profile.pictures import pyramid_picture
from ocindex.publish.profile.ranks import line
from ocindex.release import CountryRecord, GroupRecord, Release, ReleasedEdition


def country_card(
    release: Release, edition_id: str, iso3: str, language: Language
) -> dict[str, Any]:
    """A country's headline scores with their ranks in the world."""
    released = edition_of(release, edition_id)
    record = country_of(released, iso3)
    ranks = [
        line(standing, "", "world", language) if standing.of > 1 else ""
        for root in roots(released.edition.framework)
        for standing in [record.figures[root.id].rank["world"]]
    ]
    place = place_line(record, language)
    return card(released, record, record.country.name, place, ranks, language)


def edition_card(release: Release, edition_id: str, language: Language) -> dict[str, Any]:
    """The means of all countries of an edition."""
    released = edition_of(release, edition_id)
    world = group_of(released, "world", "World")
    count = len(world.countries)
    said = language.counted("mean of %(n)d country", "mean of %(n)d countries", count)
    size = language.counted("%(n)d country", "%(n)d countries", count)
    title = released.edition.framework.title
    return card(released, world, title, size, [said] * 2, language)


def card(
    released: ReleasedEdition, record: CountryRecord | GroupRecord, name: str, place: str,
    below: list[str], language: Language,
) -> dict[str, Any]:  # fmt: skip
    """A name with scores; `below` says a word of each."""
    framework = released.edition.framework
    return {
        **frame(released, name, language, ""),
        "place": place,
        # A card is read at a glance: two scores are as much as it can say.
        "heads": [
            {"label": root.name, "below": said}
            | plate(record.figures[root.id], root, framework, language)
            for root, said in zip(roots(framework)[:2], below, strict=False)
        ],
        "pyramid": pyramid_picture(released, record, language),
    }
