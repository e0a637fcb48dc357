"""COINr's results on a real index, from the folder that OCINDEX_ASEM names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def asem() -> Path:
    """The folder of the reference."""
    named = os.environ.get("OCINDEX_ASEM", "")
    if not named:
        pytest.skip("set OCINDEX_ASEM to a folder with COINr's results on the ASEM index")
    return Path(named)
