"""How a drawing's marks look: the rules of `marks.css`, in a page or in a file of its own."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from ocindex.publish.charts import tokens

Theme = Literal["auto", "light", "dark"]
# The first is embedded in PDF; browsers take their own where they lack it.
FONT = "'Source Sans 3','IBM Plex Sans Arabic','Noto Sans SC',system-ui,sans-serif"
CLASS = re.compile(r'class="([^"]*)"')
VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Selector and declarations of each rule; `marks.css` has one a line."""
    text = (files("ocindex.publish.charts") / "marks.css").read_text(encoding="utf-8")
    return tuple(
        (selector, declared.rstrip("}"))
        for selector, declared in (line.split("{") for line in text.splitlines())
    )


def page_rules() -> str:
    """The rules for drawings that stand in a page, which brings the colours as variables."""
    ramps = "".join(
        f".chart .{meaning}-{i}{{fill:var(--{meaning}-{i})}}\n"
        for meaning in tokens.LIGHT_RAMPS
        for i in range(tokens.STEPS)
    )
    return "".join(f".chart {selector}{{{declared}}}\n" for selector, declared in rules()) + ramps


def own_rules(body: str, theme: Theme) -> str:
    """The rules that `body` needs, with the colours in them."""
    used = frozenset(name for names in set(CLASS.findall(body)) for name in names.split())
    base = f"text{{font-family:{FONT}}}"
    if theme != "auto":
        return base + coloured(used, theme)
    dark = f"@media(prefers-color-scheme:dark){{{coloured(used, 'dark')}}}"
    return f"{base}{coloured(used, 'light')}{dark}"


# Thousands of drawings need few sets of rules.
@lru_cache(maxsize=512)
def coloured(used: frozenset[str], theme: Literal["light", "dark"]) -> str:
    colours = tokens.LIGHT if theme == "light" else tokens.DARK
    ramps = tokens.LIGHT_RAMPS if theme == "light" else tokens.DARK_RAMPS
    found = [
        f"{selector}{{{VARIABLE.sub(lambda name: colours[name[1]], declared)}}}"
        for selector, declared in rules()
        if selector.lstrip(".") in used or selector == "text"
    ]
    found += [
        f".{meaning}-{i}{{fill:{colour}}}"
        for meaning, ramp in ramps.items()
        for i, colour in enumerate(ramp)
        if f"{meaning}-{i}" in used
    ]
    return "".join(found)
