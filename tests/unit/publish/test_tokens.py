"""The colours keep their order in grey, and texts can be read on them."""

from __future__ import annotations

import re

import pytest

from ocindex.publish.charts import tokens
from ocindex.publish.site.stylesheet import MORE, STYLES, ink_on, luminance, rules, stylesheet


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK])
def test_texts_can_be_read(colours: dict[str, str]) -> None:
    for ink in ("ink", "muted", "worse", "better"):
        for ground in ("page", "surface"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["notice-ink"], colours["notice"]) >= 7
    for edge in ("focus", "frame"):
        assert contrast(colours[edge], colours["page"]) >= 3, edge


@pytest.mark.parametrize("meaning", ["worse", "better"])
def test_ramps_keep_their_order_in_grey(meaning: str) -> None:
    light = [luminance(c) for c in tokens.LIGHT_RAMPS[meaning]]  # type: ignore[index]
    dark = [luminance(c) for c in tokens.DARK_RAMPS[meaning]]  # type: ignore[index]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)
    assert len(light) == len(dark) == tokens.STEPS


@pytest.mark.parametrize("ramps", [tokens.LIGHT_RAMPS, tokens.DARK_RAMPS])
def test_figures_on_a_ramp_can_be_read(ramps: dict[str, tuple[str, ...]]) -> None:
    for colour in (c for ramp in ramps.values() for c in ramp):
        assert contrast(ink_on(colour), colour) >= 4.5, colour


@pytest.mark.parametrize(
    ("place", "step"), [(0, 0), (1 / 9, 1), (0.5, 4), (1 - 1e-12, 8), (1, 8), (-0.1, 0), (1.1, 8)]
)
def test_places_fall_on_steps(place: float, step: int) -> None:
    assert tokens.step_of(place) == step


def test_the_style_sheet_names_colours_by_tokens_alone() -> None:
    written = rules(STYLES) + rules(MORE)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", written)
    assert "http" not in written
    for name in tokens.LIGHT:
        assert f"--{name}:" in stylesheet()
