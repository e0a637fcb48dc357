"""A drawing and its words apart, for typst to set the words.

Within an SVG typst draws a variable font in its lightest weight, and takes no second font for
letters that the first lacks. So it gets the shapes as SVG, and the words as texts of its own.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from html import unescape

from ocindex.publish.charts.style import VARIABLE, own_rules, rules
from ocindex.publish.charts.tokens import LIGHT

LABEL = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)" class="([^"]*)">([^<]*)</text>')
LINK = re.compile(r"</?a\b[^>]*>")
ANCHORS = {"middle": "center", "end": "right"}


@dataclass(frozen=True, slots=True)
class Word:
    """A text whose base line begins, ends or has its middle at (x, y)."""

    x: float
    y: float
    text: str
    anchor: str
    size: float
    weight: int
    colour: str


def lettered(body: str, width: float, height: float) -> tuple[str, list[dict[str, object]]]:
    """The shapes of a drawing as SVG in light colours, and its words as plain data."""
    shapes = LINK.sub("", LABEL.sub("", body))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"><style>{own_rules(shapes, "light")}</style>'
        f"{shapes}</svg>"
    )
    words = (word(*match.groups()) for match in LABEL.finditer(body))
    return svg, [asdict(word) for word in words]


def word(x: str, y: str, classes: str, text: str) -> Word:
    look = looks(classes)
    return Word(
        float(x),
        float(y),
        unescape(text),
        ANCHORS.get(look.get("text-anchor", ""), "left"),
        float(look["font-size"].removesuffix("px")),
        int(look.get("font-weight", "400")),
        VARIABLE.sub(lambda name: LIGHT[name[1]], look["fill"]),
    )


@cache
def looks(classes: str) -> dict[str, str]:
    """What the style says of a text of these classes."""
    names = {"text", *(f".{name}" for name in classes.split())}
    declared = ";".join(text for selector, text in rules() if selector in names)
    return dict(pair.split(":", 1) for pair in declared.split(";") if pair)
