"""Words in a drawing: how wide they are, where they break, how they are written.

A drawing cannot ask the reader's browser how wide a word is, and its fonts differ from the
paper's. Widths are those of a wide sans serif, so that what fits here fits there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from markupsafe import escape

SIZE = 12
LEADING = 15
NARROW, BROAD = frozenset("iljtf.,:;'!|()[] I"), frozenset("mwMWQOG@%&—ЖШЩЮФМжшщюфм")


def width(text: str, size: float = SIZE) -> float:
    """How wide a text is at most, in the units of the drawing."""
    return size * letters_width(text)


# The same names stand in hundreds of drawings.
@lru_cache(maxsize=1 << 14)
def letters_width(text: str) -> float:
    return sum(map(letter_width, text))


@cache
def letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if letter in NARROW:
        return 0.32
    if letter in BROAD:
        return 0.88
    return 0.68 if letter.isupper() else 0.57


@lru_cache(maxsize=1 << 12)
def wrapped(text: str, room: float, size: float = SIZE) -> tuple[str, ...]:
    """A text in lines no wider than `room`, if no word is."""
    lines: list[str] = []
    taken = 0.0
    for word in breakable(text):
        wide = width(word, size)
        bare = wide - width(" ", size) if word.endswith(" ") else wide
        if lines and taken + bare <= room:
            lines[-1] += word
            taken += wide
        else:
            lines.append(word)
            taken = wide
    return tuple(line.strip() for line in lines)


def breakable(text: str) -> Iterable[str]:
    """The pieces between which a line may end: words, and each letter of Chinese."""
    piece = ""
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF"
        if wide and piece:
            yield piece
            piece = ""
        piece += letter
        if letter == " " or (wide and not unicodedata.category(letter).startswith("P")):
            yield piece
            piece = ""
    if piece:
        yield piece


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """A text cut to `room`, with an ellipsis where it was too long."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


# Drawings of one kind share most of their coordinates.
@lru_cache(maxsize=1 << 16)
def n(value: float) -> str:
    """A coordinate, as short as a drawing needs it."""
    return f"{round(value, 1):g}"


# Names stand in hundreds of drawings, each several times.
@lru_cache(maxsize=1 << 14)
def quoted(text: str) -> str:
    """A text as it stands in SVG."""
    return str(escape(text))


def label(x: float, y: float, text: str, classes: str = "say") -> str:
    """A text whose base line begins at (x, y); classes `mid` and `end` move it."""
    return f'<text x="{n(x)}" y="{n(y)}" class="{classes}">{quoted(text)}</text>'


def lines(
    x: float, y: float, texts: Iterable[str], classes: str = "say", leading: float = LEADING
) -> str:
    """Lines of text, one below the other."""
    return "".join(label(x, y + i * leading, text, classes) for i, text in enumerate(texts))
