"""The ramps keep their order and stay apart for every eye, and in grey."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.publish.charts import tokens

Floats = NDArray[np.float64]
# Full dichromacy, in linear RGB: Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113.
EYES = {
    "all three cones": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
    "greyscale": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}  # fmt: skip
RAMPS = [
    (name, meaning, ramp)
    for name, ramps in (("light", tokens.LIGHT_RAMPS), ("dark", tokens.DARK_RAMPS))
    for meaning, ramp in ramps.items()
]


def lab(colours: tuple[str, ...], eye: Floats) -> Floats:
    """CIE L*a*b* (D65) of colours as an eye sees them."""
    rgb = np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in colours])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ eye.T, 0, 1)
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                       [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
    ratio = seen @ to_xyz.T / np.array([0.95047, 1.0, 1.08883])
    cube = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.stack([116 * cube[:, 1] - 16, 500 * (cube[:, 0] - cube[:, 1]),
                     200 * (cube[:, 1] - cube[:, 2])], axis=1)  # fmt: skip


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("theme", "meaning", "ramp"), RAMPS)
def test_steps_are_ordered_and_apart(
    theme: str, meaning: str, ramp: tuple[str, ...], eye: str
) -> None:
    found = lab(ramp, EYES[eye])
    lightness = np.diff(found[:, 0])
    assert (lightness < 0).all() if theme == "light" else (lightness > 0).all()
    apart = np.sqrt((np.diff(found, axis=0) ** 2).sum(axis=1))
    # As the docstring of the tokens says; a difference of 2.3 can just be seen.
    assert apart.min() >= {"light": 7.95, "dark": 6.95}[theme]
