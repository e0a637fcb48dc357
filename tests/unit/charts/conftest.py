"""Results to draw: three countries of a made-up index, and two editions of the whole Index."""

from __future__ import annotations

import pytest

from ocindex import Result, build, bundled_framework, simulate


@pytest.fixture(scope="session")
def results() -> list[Result]:
    frameworks = [bundled_framework(name) for name in ("ocindex-2021", "ocindex-2025")]
    return [build(simulate(f, 1, int(f.id[-4:]), f.members)) for f in frameworks]


@pytest.fixture(scope="session")
def result(results: list[Result]) -> Result:
    return results[-1]
