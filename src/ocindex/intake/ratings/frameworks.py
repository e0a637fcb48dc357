"""A framework made on the spot, for ratings that come without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from ocindex.errors import RequestError
from ocindex.framework import framework_text
from ocindex.vocabulary import Component, Framework, Indicator, Scale

FILE = "framework.toml"
OVERALL = "overall"
# No farther out and no finer than the scale of a framework may be.
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?")


def parse_scale(text: str) -> Scale:
    """`0,10,1` as the grid from 0 to 10 in steps of 1.

    Raises
    ------
    RequestError
        These are not three numbers that make a grid.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(NUMBER.fullmatch(part) for part in parts):
        raise RequestError(
            f"'{text}' is no scale. Write its minimum, maximum and step: --scale 0,10,1."
        )
    low, high, step = map(Fraction, parts)
    if step <= 0 or high <= low or (high - low) % step:
        raise RequestError(
            f"'{text}' is no scale: its maximum must be the minimum plus a whole number of "
            "steps above zero."
        )
    return Scale(low, high, step)


def framework_on_the_spot(title: str, scale: Scale, items: Mapping[str, str]) -> Framework:
    """One component whose children are the items, by label with their names."""
    ids = codes_of(items, r"[^A-Za-z0-9_-]")
    overall = OVERALL
    while overall in ids:
        overall += "_"
    plain = Framework(
        id=codes_of([title], r"[^A-Za-z0-9_-]")[0].lower(),
        title=title,
        grid=scale,
        components=(Component(overall, title),),
        indicators=tuple(
            Indicator(code, name, overall) for code, name in zip(ids, items.values(), strict=True)
        ),
        reference=FILE,
        codes="free",
    )
    return replace(plain, files=MappingProxyType({FILE: framework_text(plain)}))


def codes_of(labels: Iterable[str], strange: str) -> list[str]:
    """A code for each label: itself, or what is left of it without letters that are strange.

    No two are alike, in small letters too: codes become the names of files.
    """
    codes: list[str] = []
    taken: set[str] = set()
    for label in labels:
        code = plain = code_of(label, strange)
        number = 1
        while code.lower() in taken:
            number += 1
            code = f"{plain}-{number}"
        taken.add(code.lower())
        codes.append(code)
    return codes


def code_of(label: str, strange: str) -> str:
    if label and label[0].isalnum() and not re.search(strange, label):
        return label
    letters = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"-{2,}", "-", re.sub(strange, "-", letters)).strip("-_.") or "unnamed"
