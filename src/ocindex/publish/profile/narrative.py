"""A country's narrative, section by section, each with its headings and scores."""

from __future__ import annotations

from typing import Any

from ocindex.publish.language import Language
from ocindex.publish.profile.typesetting import parted
from ocindex.release import CountryRecord
from ocindex.vocabulary import Framework, Narrative, Section

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def narrative_in(record: CountryRecord, lang: str) -> Narrative | None:
    """The narrative in a language, else in the first that there is."""
    return record.narratives.get(lang) or next(iter(record.narratives.values()), None)


def narrative_content(
    record: CountryRecord, framework: Framework, language: Language
) -> dict[str, Any]:
    """The narrative with its own language, and a notice where that is not the reader's.

    Returns
    -------
    dict
        `parts` are the sections that have text, in the framework's order; none without a
        narrative.
    """
    narrative = narrative_in(record, language.code)
    own = (narrative.lang if narrative else language.code).partition("-")[0]
    other = narrative is not None and narrative.lang != language.code
    return {
        "lang": own,
        "between": language.semicolon,
        "dir": "rtl" if own in RIGHT_TO_LEFT else "ltr",
        "notice": language.text(
            "This text has not been translated; it stands in its own language (%(lang)s).",
            lang=language.locale.languages.get(own, own),
        )
        if other
        else "",
        "parts": narrative_parts(narrative, record, framework, language),
    }


def narrative_parts(
    narrative: Narrative | None, record: CountryRecord, framework: Framework, language: Language
) -> list[dict[str, Any]]:
    """The sections that have text.

    Returns
    -------
    list of dict
        `headings` are level, kind and name of what stands anew above the section: the
        headline component, other components, the section itself.
    """
    parts: list[dict[str, Any]] = []
    above: list[tuple[str, str]] = []
    for section in framework.sections:
        paragraphs = narrative.sections.get(section.id, ()) if narrative else ()
        if not paragraphs:
            continue
        path = heading_path(section, framework)
        parts.append(
            {
                "headings": new_headings(path, above),
                "scores": scores_of(section, record, framework, language),
                "paragraphs": parted(paragraphs),
            }
        )
        above = path
    return parts


def heading_path(section: Section, framework: Framework) -> list[tuple[str, str]]:
    """Kind and name of each heading from the headline component down, each name once."""
    node = framework.component_of(framework.node[section.component])
    path = [("component" if node.parent else "headline", node.name)]
    while node.parent is not None:
        node = framework.component_of(framework.node[node.parent])
        path.insert(0, ("component" if node.parent else "headline", node.name))
    return path if path[-1][1] == section.name else [*path, ("section", section.name)]


def new_headings(
    path: list[tuple[str, str]], above: list[tuple[str, str]]
) -> list[tuple[int, str, str]]:
    """The headings of `path` that do not stand above already; the last always is new."""
    same = 0
    while same < len(path) - 1 and path[: same + 1] == above[: same + 1]:
        same += 1
    return [(level + 2, *path[level]) for level in range(same, len(path))]


def scores_of(
    section: Section, record: CountryRecord, framework: Framework, language: Language
) -> list[tuple[str, str]]:
    """Names and scores of the indicators that a section covers."""
    return [
        (indicator.name, language.number(record.figures[indicator.id].display))
        for indicator in framework.indicators
        if indicator.section == section.id
    ]
