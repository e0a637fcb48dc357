"""`make bench`: every bench, as a table; exit 1 where a bar is missed."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from benchmarks import building, intake, publishing, robustness, starting, workbench
from benchmarks.measuring import Outcome, run


def table(outcomes: list[Outcome]) -> Table:
    """Figures, yardsticks and bars; a ratio says how often the yardstick fits in."""
    result = Table(title="CPU time, medians of alternating rounds", title_justify="left")
    for name in ("", "measured", "yardstick", "", "ratio", "bar", ""):
        result.add_column(name, justify="right" if name else "left")
    for outcome in outcomes:
        bench = outcome.bench
        unit = bench.unit if bench.bar_of == "figure" else "x"
        result.add_row(
            bench.name,
            f"{outcome.figure:.3g} {bench.unit}",
            f"{outcome.yardstick:.3g} {bench.unit}",
            bench.against,
            f"{outcome.ratio:.2f}x",
            f"{bench.bar:g} {unit}",
            "pass" if outcome.passed else "FAIL",
        )
    return result


def main() -> int:
    modules = (starting, intake, building, robustness, workbench, publishing)
    outcomes = [run(bench) for module in modules for bench in module.benches()]
    Console(width=140).print(table(outcomes))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
