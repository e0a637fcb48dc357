"""Sentences with places for figures."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from typing import Any

Figure = str | int | float | tuple[str, ...]
# A sentence names so many; the table has all.
NAMED = 4


class Sentence(string.Formatter):
    """Puts figures into sentences: names as a listing, nouns in their number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple):
            return listing(value)
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return f"{value:,} {one if value == 1 else many}"
        if isinstance(value, float):
            return figure(value, format_spec)
        return format(value, format_spec)


def figure(value: float, spec: str) -> str:
    """A figure in a sentence: with a true minus, and none before zero."""
    text = format(value, spec)
    digits = any(c in "123456789" for c in text)
    return text.replace("-", "−" if digits else "")


def say(template: str, figures: Mapping[str, Figure]) -> str:
    """A sentence with its figures."""
    return Sentence().vformat(template, (), figures)


def listing(names: Sequence[str]) -> str:
    """Names with commas, and "and" before the last.

    With semicolons where names hold commas; where they hold an "and", with a comma before it.
    """
    if len(names) <= 1:
        return "".join(names)
    if any(", " in name for name in names):
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    if any(" and " in name for name in names):
        return f"{', '.join(names[:-1])}, and {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def some(names: Sequence[str], most: int = NAMED) -> tuple[str, ...]:
    """The first names, and how many others there are."""
    if len(names) <= most + 1:
        return tuple(names)
    return (*names[:most], f"{len(names) - most:,} others")


def are(count: int) -> str:
    return "is" if count == 1 else "are"
