"""From longitude and latitude to the plane, both ways true to area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# The map begins here, within the Bering Strait, so that no country is cut in two.
WEST = -169.0
MIDDLE = WEST + 180
# Equal Earth's polynomial: Savric, Patterson and Jenny (2018), doi:10.1080/13658816.2018.1504949.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Equal Earth on a sphere of radius 1, y upwards; degrees in, `MIDDLE` at x = 0."""
    root = np.sqrt(3) / 2
    theta = np.arcsin(root * np.sin(np.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = np.radians(longitude - MIDDLE) * np.cos(theta) / (root * slope)
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y


def azimuthal(
    longitude: Floats, latitude: Floats, centre: tuple[float, float]
) -> tuple[Floats, Floats]:
    """Lambert's azimuthal equal-area projection about `centre`, y upwards, radius 1."""
    east = np.radians(longitude - centre[0])
    north, middle = np.radians(latitude), np.radians(centre[1])
    near = np.sin(middle) * np.sin(north) + np.cos(middle) * np.cos(north) * np.cos(east)
    # The point opposite the centre has no place; what is far is clipped away anyhow.
    stretch = np.sqrt(2 / np.maximum(1 + near, 1e-6))
    x = stretch * np.cos(north) * np.sin(east)
    y = stretch * (np.cos(middle) * np.sin(north) - np.sin(middle) * np.cos(north) * np.cos(east))
    return x, y
