"""The colours that page, chart and PDF share: every one is named here, and only here.

Two hues, two meanings: the ramp `worse` runs warm from straw to oxblood, `better` cool from
pale to deep teal. Their nine steps are equally far apart in lightness (OKLCH), so that they
keep their order in greyscale and for colour-blind readers; dark pages have their own, whose
high end is the bright one. Steps side by side differ by 7.0 or more (CIE 1976, where 2.3 can
just be seen) to full protanopes, deuteranopes and tritanopes and in greyscale: 7.0 on dark
pages, 8.0 on light ones and paper. The tests measure it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ocindex.vocabulary import Meaning

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "page": "#fbfaf7",
        "surface": "#f5f3ef",
        "rule": "#dad7d2",
        "frame": "#898680",
        "muted": "#625d56",
        "ink": "#1f1915",
        "worse": "#862726",
        "better": "#04585c",
        "focus": "#305eb7",
        "notice": "#fae8a2",
        "notice-ink": "#3b2b0d",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "page": "#13161a",
        "surface": "#1d2125",
        "rule": "#383e43",
        "frame": "#6c7278",
        "muted": "#a5acb2",
        "ink": "#edebe7",
        "worse": "#f7a97c",
        "better": "#86d5cb",
        "focus": "#91b7fe",
        "notice": "#eacb6c",
        "notice-ink": "#2c1f09",
    }
)
LIGHT_RAMPS: Mapping[Meaning, tuple[str, ...]] = MappingProxyType(
    {
        "worse": (
            "#f5e8bf", "#e7cc98", "#dbaf73", "#cf9150", "#c3722e",
            "#ac5928", "#944123", "#7b2a1f", "#62141a",
        ),
        "better": (
            "#d4efe7", "#b2d9d0", "#8ec4ba", "#6aafa7", "#409a94",
            "#2c8280", "#176a6c", "#035458", "#033d43",
        ),
    }
)  # fmt: skip
DARK_RAMPS: Mapping[Meaning, tuple[str, ...]] = MappingProxyType(
    {
        "worse": (
            "#46332c", "#614032", "#7e4d36", "#9a5a38", "#b86937",
            "#cb7e49", "#de945d", "#f2aa70", "#ffc38f",
        ),
        "better": (
            "#253c41", "#2a5055", "#2e6469", "#327a7c", "#35908f",
            "#4ca59f", "#63b9b0", "#7acec0", "#92e4d1",
        ),
    }
)  # fmt: skip
STEPS = 9


def step_of(place: float) -> int:
    """The ramp's step (0 to 8) for a place on the scale, from 0 at its minimum to 1."""
    return min(STEPS - 1, max(0, int(place * STEPS + 1e-9)))
