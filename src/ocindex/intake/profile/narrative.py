"""A profile's narrative: its sections and their paragraphs, and what closes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.intake.names import plain
from ocindex.intake.profile.document import SENTENCE_END, Document, Line, paragraphs
from ocindex.intake.profile.labels import CLOSING, PAGE, section_labels
from ocindex.intake.profile.recaps import recap_at
from ocindex.vocabulary import Framework

# A section's heading may be broken into as many lines.
MOST_LINES = 3
LONGEST_HEADING = 80
DISCLAIMER = re.compile(
    r"do(es)? not necessarily (reflect|represent)|funded in (part|whole) by", re.IGNORECASE
)


@dataclass(frozen=True)
class Text:
    """A profile's text: paragraphs by section in the framework's order, credits, notices."""

    sections: Mapping[str, tuple[str, ...]]
    credits: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """Lines by section and, behind the narrative, by what they are; headings by section.

    What a publication says of itself (how it was made, how to cite it) is nobody's narrative
    and is not kept.
    """

    sections: dict[str, list[Line]] = field(default_factory=dict)
    closing: dict[str, list[Line]] = field(default_factory=dict)
    headings: dict[str, Line] = field(default_factory=dict)


@dataclass(frozen=True)
class Furniture:
    """What recurs on the pages and is no narrative.

    Plain text of lines; values as printed by node, and the nodes' labels.
    """

    lines: Collection[str]
    values: Mapping[str, str]
    labels: Mapping[str, str]


def read_narrative(
    document: Document, lines: Sequence[Line], furniture: Furniture, framework: Framework,
    faults: list[Fault], *, reorder: bool,
) -> Text:  # fmt: skip
    """Put every line from the narrative's first heading on in its section.

    Parameters
    ----------
    document : Document
    lines : sequence of Line
    furniture : Furniture
    framework : Framework
    faults : list of Fault
        Unknown headings, text below none and a wrong order are added.
    reorder : bool
        Take sections in any order.
    """
    parts = parted(document, lines, furniture, framework, faults)
    if not reorder:
        faults.extend(order_faults(document, parts, framework))
    for section, heading in parts.headings.items():
        if not parts.sections[section]:
            rule = "There is no text below this heading"
            faults.append(document.fault(heading, rule, "Add it, or remove the heading."))
    notices: list[Line] = []
    for last in list(parts.sections)[-1:]:
        kept = parts.sections[last]
        while kept and kept[-1].kind == "note":
            notices.insert(0, kept.pop())
    sections = {
        section.id: paragraphs(parts.sections[section.id])
        for section in framework.sections
        if parts.sections.get(section.id)
    }
    closing: tuple[str, ...] = ()
    for last in list(parts.sections)[-1:]:
        kept_text, closing = without_disclaimer(sections.pop(last, ()))
        sections |= {last: kept_text} if kept_text else {}
    notices += parts.closing.get("notices", [])
    return Text(
        {
            section.id: sections[section.id]
            for section in framework.sections
            if section.id in sections
        },
        paragraphs(parts.closing.get("credits", [])),
        (*closing, *paragraphs(notices)),
    )


def parted(
    document: Document, lines: Sequence[Line], furniture: Furniture, framework: Framework,
    faults: list[Fault],
) -> Parts:  # fmt: skip
    sections = section_labels(framework)
    components = {plain(component.name) for component in framework.components}
    known = components | sections.keys() | CLOSING.keys()
    parts = Parts()
    here: list[Line] | None = None
    i = 0
    while i < len(lines):
        # What a publication says of itself comes last, and repeats names and figures freely.
        of_itself = here is not None and here is parts.closing.get("publication")
        name, length = heading_at(lines, i, CLOSING.keys() if of_itself else known)
        heading = lines[i]
        repeated, rows = recap_at(lines, i, furniture.labels)
        if of_itself and not length:
            length = 1
        elif length:
            here = place_of(name, heading, parts, sections)
            if name in sections and here:
                rule = "A section stands once"
                faults.append(document.fault(heading, rule, "Join the two.", heading.bare))
        elif repeated:
            faults.extend(recap_faults(document, heading, repeated, furniture.values))
            length = rows
        elif heading.before != "none" and is_furniture(heading, furniture):
            length = 1
        elif set_apart(heading) and (heading.kind == "heading" or alone(lines, i)):
            faults.append(unknown_heading(document, heading, framework))
            here, length = [], 1
        else:
            length = 1
            if here is None:
                rule = "Text must stand below the heading of a section"
                remedy = "Put a heading above it."
                faults.append(document.fault(heading, rule, remedy, heading.bare))
                here = []
            here.append(heading)
        i += length
    return parts


def is_furniture(line: Line, furniture: Furniture) -> bool:
    return plain(line.bare) in furniture.lines or bool(PAGE.fullmatch(line.bare))


def recap_faults(
    document: Document, line: Line, repeated: Sequence[tuple[str, str]], values: Mapping[str, str]
) -> list[Fault]:
    return [
        document.fault(line, f"{node} is printed as {values[node]} before", "Mend one.", value)
        for node, value in repeated
        if values.get(node, value) != value
    ]


def place_of(
    name: str, heading: Line, parts: Parts, sections: Mapping[str, str]
) -> list[Line] | None:
    """The list to which the lines below a heading go; None below a component's."""
    if name in sections:
        parts.headings.setdefault(sections[name], heading)
        return parts.sections.setdefault(sections[name], [])
    if name in CLOSING:
        return parts.closing.setdefault(CLOSING[name], [])
    return None


def heading_at(lines: Sequence[Line], start: int, known: Collection[str]) -> tuple[str, int]:
    """The plain name of the known heading at `start` and its number of lines, 0 for none."""
    for length in range(1, MOST_LINES + 1):
        part = lines[start : start + length]
        name = plain(" ".join(line.bare for line in part))
        by_itself = length == 1 and alone(lines, start)
        if name in known and (by_itself or all(set_apart(line) for line in part)):
            return name, length
    return "", 0


def alone(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a paragraph by itself."""
    after = lines[i + 1].before if i + 1 < len(lines) else "start"
    return lines[i].before != "none" and after != "none"


def set_apart(line: Line) -> bool:
    """Whether a line looks like a heading: by its type, or short and in capitals."""
    if line.kind == "heading":
        return True
    text = line.bare
    short = len(text) <= LONGEST_HEADING and not SENTENCE_END.search(text)
    return short and text.isupper()


def unknown_heading(document: Document, heading: Line, framework: Framework) -> Fault:
    names = {plain(section.name): section.name for section in framework.sections}
    near = get_close_matches(plain(heading.bare), names, 1)
    remedy = (
        f"Did you mean '{near and names[near[0]]}'?"
        if near
        else (f"Use one of: {', '.join(names.values())}.")
    )
    rule = "This heading is no section of the framework"
    return document.fault(heading, rule, remedy, heading.bare)


def order_faults(document: Document, parts: Parts, framework: Framework) -> list[Fault]:
    names = {section.id: section.name for section in framework.sections}
    expected = [section for section in names if section in parts.headings]
    for found, right in zip(parts.headings, expected, strict=True):
        if found != right:
            rule = f"Sections stand in the framework's order; here belongs {names[right]}"
            remedy = "Put them in order, or pass --reorder."
            heading = parts.headings[found]
            return [document.fault(heading, rule, remedy, heading.bare)]
    return []


def without_disclaimer(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The last section's paragraphs, and those from the closing disclaimer on."""
    for i, text in enumerate(texts):
        if DISCLAIMER.search(text):
            return tuple(texts[:i]), tuple(texts[i:])
    return tuple(texts), ()
