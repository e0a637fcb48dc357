"""`ocindex --help` must not wait for numpy."""

from __future__ import annotations

from benchmarks.measuring import OCINDEX, PYTHON, Bench, cpu_of_process


def benches() -> list[Bench]:
    return [
        Bench(
            "ocindex --help, whole process",
            lambda: cpu_of_process(OCINDEX, "--help"),
            lambda: cpu_of_process(PYTHON, "-c", "import click"),
            "import click",
            bar=0.2,
        )
    ]
