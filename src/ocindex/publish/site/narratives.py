"""A country's narrative, each section beside its indicators' scores."""

from __future__ import annotations

from typing import Any

from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord


def narrative(site: Site, view: View, record: CountryRecord) -> dict[str, Any] | None:
    """The narrative in the page's language, else in the first that there is."""
    if not record.narratives:
        return None
    lang = site.language.code
    found = record.narratives.get(lang) or next(iter(record.narratives.values()))
    sections = [
        {
            "name": section.name,
            "scores": section_scores(view, record, section.id),
            "paragraphs": found.sections[section.id],
        }
        for section in view.framework.sections
        if found.sections.get(section.id)
    ]
    return {"lang": found.lang, "foreign": found.lang != lang, "sections": sections}


def section_scores(view: View, record: CountryRecord, section: str) -> list[dict[str, Any]]:
    """The scores of the indicators that a section covers."""
    return [
        {
            "name": indicator.name,
            "slug": view.node_slugs[indicator.id],
            "figure": record.figures[indicator.id],
            "ramp": view.ramp(indicator.id, record.figures[indicator.id].score),
        }
        for indicator in view.framework.indicators
        if indicator.section == section
    ]
