"""The names by which a profile calls the parts of a framework."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ocindex.framework import BUNDLED, bundled_framework
from ocindex.intake.names import by_plain_name, plain
from ocindex.vocabulary import Framework

SCORE = re.compile(r"\s+(score|average|avg\.?)$", re.IGNORECASE)
PAGE = re.compile(r"(page )?\d{1,4}( ?(/|of) ?\d{1,4})?", re.IGNORECASE)

# Headings of what stands beside the narrative, by plain name.
CLOSING = {
    **dict.fromkeys(("notice", "notices", "disclaimer"), "notices"),
    **dict.fromkeys(("credits", "funders", "funding", "acknowledgements"), "credits"),
    **dict.fromkeys(("method", "howtocite", "aboutthisprofile", "source"), "publication"),
    **dict.fromkeys(("whathaschanged", "initsregion", "facts", "sources"), "publication"),
}


def node_labels(framework: Framework) -> Mapping[str, str]:
    """Node ids by plain name; those of the bundled frameworks too, to tell another layout."""
    layouts = [*(bundled_framework(name) for name in BUNDLED), framework]
    return by_plain_name((node.id, node.name) for layout in layouts for node in layout.nodes)


def node_of(text: str, labels: Mapping[str, str]) -> str | None:
    """The node that a label names, with or without the word score behind it."""
    return labels.get(plain(SCORE.sub("", text.strip())))


def section_labels(framework: Framework) -> Mapping[str, str]:
    """Section ids by plain name."""
    return by_plain_name((section.id, section.name) for section in framework.sections)


def layouts_of(indicators: frozenset[str]) -> tuple[str, ...]:
    """The bundled frameworks that have just these indicators."""
    return tuple(
        name
        for name in BUNDLED
        if {indicator.id for indicator in bundled_framework(name).indicators} == indicators
    )
