"""What a fit follows from, as checksums."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
import scipy
from numpy.typing import NDArray

from ocindex.ratings import Scoring
from ocindex.scoring.observations import Observations
from ocindex.version import __version__


def ratings_checksum(observations: Observations) -> str:
    """The SHA-256 of ratings, their codes and their scale."""
    digest = sha256()
    for name, value in sorted(vars(observations).items()):
        digest.update(name.encode())
        digest.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return digest.hexdigest()


@cache
def code_checksum() -> str:
    """The SHA-256 of the code that fits: what another one has made is not taken for its own."""
    digest = sha256()
    for name in ("ocindex.scoring.rater_model", "ocindex.scoring.estimators"):
        for file in sorted(files(name).iterdir(), key=lambda each: each.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def fit_checksum(
    data: str, scoring: Scoring, chains: int, sweeps: int, weights: NDArray[np.float64]
) -> str:
    """What a fit follows from, as one SHA-256: ratings, method, versions of what computes."""
    versions = (__version__, code_checksum(), np.__version__, scipy.__version__)
    settings = (scoring.method, scoring.seed, scoring.smoothed)
    run = (chains, sweeps, weights.tolist()) if scoring.method == "model" else ()
    return sha256(repr((data, versions, settings, run)).encode()).hexdigest()
