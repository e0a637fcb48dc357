"""The words of a report on raters, whose texts stand in TOML files beside this module."""

from __future__ import annotations

import re

# The package whose files have them.
TEXTS = "ocindex.scoring.raters"
# Not the names of figures, which stand in braces.
WORD = re.compile(r"(?<!\{)\b([Cc])ountr(y|ies)\b")


def of_units(text: str) -> str:
    """A text in the words of an edition whose units are no countries: parties, firms."""
    return WORD.sub(
        lambda m: f"{'U' if m[1] == 'C' else 'u'}nit{'s' if m[2] == 'ies' else ''}", text
    )
