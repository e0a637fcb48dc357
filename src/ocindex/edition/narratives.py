"""Narratives: one Markdown file a country and language, a heading a section.

Below the headings stand paragraphs of plain text, one a line, parted by empty lines.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from ocindex.errors import Fault
from ocindex.vocabulary import Framework, Narrative

NAME = re.compile(r"(?P<iso3>[A-Z]{3})\.(?P<lang>[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)\.md")
HEADING = re.compile(r"##\s+(?P<name>.*?)\s*(\{#(?P<id>[\w-]+)\})?\s*")


def narrative_text(narrative: Narrative, framework: Framework, country: str) -> str:
    """A narrative as its file's text."""
    parts = [f"# {one_line(country)}"]
    for section in framework.sections:
        paragraphs = [one_line(p) for p in narrative.sections.get(section.id, ()) if one_line(p)]
        if paragraphs:
            parts.append(f"## {one_line(section.name)} {{#{section.id}}}")
            parts.extend(escape(paragraph) for paragraph in paragraphs)
    return "\n\n".join(parts) + "\n"


def one_line(text: str) -> str:
    """A text without line breaks or white space at its ends; within, it is left as it is."""
    return re.sub(r"\s*[\r\n]+\s*", " ", text.strip())


def escape(paragraph: str) -> str:
    """A paragraph that would read as a heading is kept from it by a backslash."""
    return "\\" + paragraph if paragraph.startswith(("#", "\\")) else paragraph


def read_narrative(text: str, file: str, framework: Framework, faults: list[Fault]) -> Narrative:
    """A narrative from its file's text; `file` bears the country and the language."""
    by_name = {s.name.casefold(): s.id for s in framework.sections}
    known = {s.id for s in framework.sections}
    sections: dict[str, list[str]] = {}
    here: list[str] | None = None
    broken = True
    for number, line in enumerate(re.split(r"\r?\n", text), 1):
        heading = HEADING.fullmatch(line)
        if heading:
            section = heading["id"] or by_name.get(heading["name"].casefold(), "")
            here, broken = sections.setdefault(section, []), True
            if section not in known:
                rule = "This heading is no section of the framework"
                remedy = f"Use one of: {', '.join(s.name for s in framework.sections)}"
                faults.append(Fault(file, rule, remedy, heading["name"], row=number))
            elif here:
                rule = "A section stands once"
                faults.append(Fault(file, rule, "Join the two.", heading["name"], row=number))
        elif not line.strip():
            broken = True
        elif here is None:
            if not line.startswith("# ") or number > 1:
                rule = "Text must stand below the heading of a section"
                faults.append(Fault(file, rule, "Put a heading (## ...) above it.", row=number))
        elif broken:
            here.append(line.strip())
            broken = False
        else:
            here[-1] += " " + line.strip()
    name = NAME.fullmatch(file.rsplit("/", 1)[-1])
    assert name, "the caller lists only files with such a name"
    ordered = {
        s.id: tuple(p[1:] if p.startswith("\\") else p for p in sections[s.id])
        for s in framework.sections
        if sections.get(s.id)
    }
    return Narrative(name["iso3"], name["lang"], MappingProxyType(ordered))
