"""A drawing and its words apart, for typst to set the words.

Within an SVG typst draws a variable font in its lightest weight, and takes no second font for
letters that the first lacks. So it gets the shapes as SVG, and the words as texts of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from html import unescape
from typing import Literal

from ocindex.publish.charts.chart import Drawing
from ocindex.publish.charts.style import VARIABLE, own_rules, rules
from ocindex.publish.charts.tokens import DARK, LIGHT

Colours = Literal["light", "dark"]

LABEL = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)" class="([^"]*)">([^<]*)</text>')
MOVED = re.compile(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\)">')
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


def lettered(drawing: Drawing, theme: Colours = "light") -> tuple[str, list[dict[str, object]]]:
    """The shapes of a drawing as SVG, and its words as plain data."""
    shapes = LINK.sub("", LABEL.sub("", drawing.body))
    width, height = drawing.width, drawing.height
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"><style>{own_rules(shapes, theme)}</style>'
        f"{shapes}</svg>"
    )
    colours = LIGHT if theme == "light" else DARK
    return svg, [
        asdict(word(x + dx, y + dy, classes, text, colours))
        for x, y, classes, text, dx, dy in labels(drawing.body)
    ]


def labels(body: str) -> Iterator[tuple[float, float, str, str, float, float]]:
    """Each text's place, classes and words, and how far a group around it is moved."""
    moved = MOVED.search(body)
    start, end = (moved.end(), body.rindex("</g>")) if moved else (0, 0)
    for match in LABEL.finditer(body):
        x, y, classes, text = match.groups()
        within = moved and start <= match.start() < end
        dx, dy = map(float, moved.groups()) if moved and within else (0.0, 0.0)
        yield float(x), float(y), classes, text, dx, dy


def word(x: float, y: float, classes: str, text: str, colours: Mapping[str, str]) -> Word:
    look = looks(classes)
    return Word(
        x,
        y,
        unescape(text),
        ANCHORS.get(look.get("text-anchor", ""), "left"),
        float(look["font-size"].removesuffix("px")),
        int(look.get("font-weight", "400")),
        VARIABLE.sub(lambda name: colours[name[1]], look["fill"]),
    )


@cache
def looks(classes: str) -> dict[str, str]:
    """What the style says of a text of these classes."""
    names = {"text", *(f".{name}" for name in classes.split())}
    declared = ";".join(text for selector, text in rules() if selector in names)
    return dict(pair.split(":", 1) for pair in declared.split(";") if pair)
