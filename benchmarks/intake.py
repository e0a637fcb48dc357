"""The publisher's workbook to three edition folders."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks.measuring import OCINDEX, PYTHON, Bench, cpu_of_process


def benches() -> list[Bench]:
    """The bench, where $OCINDEX_WORKBOOK names the workbook."""
    workbook = os.environ.get("OCINDEX_WORKBOOK")
    if not workbook:
        print("intake workbook: not measured; name the workbook in OCINDEX_WORKBOOK")
        return []
    return [
        Bench(
            "intake workbook, three editions, whole process",
            lambda: intake(workbook),
            lambda: cpu_of_process(PYTHON, "-c", "import numpy, polars"),
            "import numpy, polars",
            bar=4,
            bar_of="ratio",
            rounds=9,
        )
    ]


def intake(workbook: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "editions")
        return cpu_of_process(OCINDEX, "intake", "workbook", workbook, "--out", out)
