"""The style sheet: the tokens as CSS variables, then the rules of `assets/styles`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from ocindex.publish.charts import tokens
from ocindex.publish.charts.style import page_rules
from ocindex.publish.language import Language
from ocindex.vocabulary import Meaning

# A file a part of the pages, in the order in which they may override one another. Pages of
# countries and groups, which are most, do without the second sheet.
STYLES = ("base", "charts", "country")
MORE = ("map", "rankings", "tools", "front")


def stylesheet(simulated: Sequence[Language] = ()) -> str:
    """The text of the style sheet of every page; of made-up data in some languages, if any."""
    light = variables(tokens.LIGHT, tokens.LIGHT_RAMPS)
    dark = variables(tokens.DARK, tokens.DARK_RAMPS)
    steps = "".join(
        f".{meaning}-{i}{{--step:var(--{meaning}-{i})}}\n"
        for meaning in tokens.LIGHT_RAMPS
        for i in range(tokens.STEPS)
    )
    return (
        f":root{{color-scheme:light dark;{light}}}\n{inks(tokens.LIGHT_RAMPS)}"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{{dark}}}\n{inks(tokens.DARK_RAMPS)}}}\n{steps}{page_rules()}"
        + rules(STYLES)
        + "".join(map(simulated_sheets, simulated))
    )


def more_styles() -> str:
    """The text of the style sheet of all pages but those of countries and groups."""
    return rules(MORE)


def rules(names: Sequence[str]) -> str:
    """The rules of some parts of the pages, without comments and space that says nothing."""
    source = files("ocindex.publish.site") / "assets" / "styles"
    text = "".join((source / f"{name}.css").read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|(:)\s+", r"\1\2", text).replace(";}", "}")


def simulated_sheets(language: Language) -> str:
    """What every printed sheet says at its top; the banner stands on the first alone."""
    name, text = f"simulated-{language.code}", language.text("Simulated data")
    return (
        f":lang({language.code}) body:has(.simulated){{page:{name}}}\n"
        f'@page {name}{{@top-center{{content:"{text}";font:700 9pt sans-serif}}}}\n'
    )


def variables(colours: Mapping[str, str], ramps: Mapping[Meaning, tuple[str, ...]]) -> str:
    named = [f"--{name}:{colour}" for name, colour in colours.items()]
    for meaning, ramp in ramps.items():
        named += [f"--{meaning}-{i}:{colour}" for i, colour in enumerate(ramp)]
    return ";".join(named)


def inks(ramps: Mapping[Meaning, tuple[str, ...]]) -> str:
    """The ink of words upon each step."""
    steps: dict[str, list[str]] = {}
    for meaning, ramp in ramps.items():
        for i, colour in enumerate(ramp):
            steps.setdefault(ink_on(colour), []).append(f".{meaning}-{i}")
    return "".join(f"{','.join(on)}{{--on:{ink}}}\n" for ink, on in steps.items())


def ink_on(colour: str) -> str:
    """Black or white, whichever can be read better on `colour` (WCAG contrast)."""
    light = luminance(colour)
    return "#000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
