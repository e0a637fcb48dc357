"""The fonts of what is printed: those that come as packages, and never the system's."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Literal

import fontpkg_ibm_plex_sans_arabic
import fontpkg_source_sans_3
import fontpkg_source_serif_4
import typst

# Chinese letters take 20 MB, which only those who print Chinese need to have.
CHINESE = "pylopdf_fonts_zh_cn"


@cache
def has_chinese() -> bool:
    """Whether the fonts of the extra `publish-cjk` are installed."""
    return find_spec(CHINESE) is not None


def families(style: Literal["sans", "serif"]) -> list[str]:
    """The font families of a style, each for the letters that those before it lack."""
    latin, chinese = {
        "sans": ("Source Sans 3", "Noto Sans SC"),
        "serif": ("Source Serif 4", "Noto Serif SC"),
    }[style]
    return [latin, "IBM Plex Sans Arabic", *([chinese] if has_chinese() else [])]


@cache
def pinned() -> typst.Fonts:
    """The fonts that a compiler knows, and no others."""
    packages = [fontpkg_source_sans_3, fontpkg_source_serif_4, fontpkg_ibm_plex_sans_arabic]
    folders = [str(package.ROOT) for package in packages]
    if has_chinese():
        folders += find_spec(CHINESE).submodule_search_locations or []  # type: ignore[union-attr]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
