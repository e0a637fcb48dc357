"""`make bench-scoring`: whether scores' intervals cover what they claim, as a table.

Assessments of the Index's size are made up with three kinds of raters; each is scored by the
model, by the plain mean and by a mixed model. What has been measured of one is kept below
`build/`, so that a run that was broken off goes on where it stopped. How long fits take, how well
chains agree, and a panel of years come last.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import fitting
from benchmarks.coverage import Figures, measured, pooled
from ocindex.scoring.rater_model import MODEL_VERSION
from ocindex.simulation import KINDS

FOLDER = Path("build/bench-scoring")
Study = dict[str, dict[str, Figures]]
# Figure, name, least and most (of the model, over all kinds; None where there is no bar).
BARS = (
    ("cells", "90 % intervals of cells cover", 0.88, 0.92),
    ("components", "of components", 0.88, 0.93),
    ("ranks", "of ranks in the world", 0.88, 0.93),
    ("joint", "joint sets of ranks hold all at once", 0.90, None),
    ("auc", "planted raters found by their noise (AUC)", 0.93, None),
    ("auc_misfit", "by their distance from the scores", None, None),
    ("component_ratio", "components' errors to their sd", None, None),
    ("rank_width", "width of rank intervals", None, None),
)
# Of aligned raters, whose leanings are those of the bar.
ERRORS = (
    ("cell_rmse", "RMSE of a cell", 0.65),
    ("mean_cell_rmse", "its mean in the place of its median", None),
    ("component_rmse", "RMSE of a component", 0.285),
    ("mean_component_rmse", "its mean in the place of its median", None),
)


def kept(kind: str, seed: int, chains: int, sweeps: int) -> dict[str, Figures]:
    """What was measured of one assessment, now or earlier."""
    name = f"{kind}-{seed}-{chains}x{sweeps}-v{MODEL_VERSION}.json"
    path = FOLDER / name
    if not path.exists():
        found = measured(next(each for each in KINDS if each == kind), seed, chains, sweeps)
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found) + "\n", encoding="utf-8")
    result: dict[str, Figures] = json.loads(path.read_text(encoding="utf-8"))
    return result


def study(sets: int, chains: int, sweeps: int, console: Console) -> Study:
    """Figures by kind of raters and by method."""
    found: dict[str, list[dict[str, Figures]]] = {kind: [] for kind in KINDS}
    for seed in range(1, sets + 1):
        for kind in KINDS:
            found[kind].append(kept(kind, seed, chains, sweeps))
            model = found[kind][-1]["model"]
            told = ", ".join(f"{x} {model[x]:.3f}" for x in ("cells", "components", "ranks"))
            console.print(f"{kind} {seed}: {told}", highlight=False)
    return {
        kind: {method: pooled([each[method] for each in some]) for method in some[0]}
        for kind, some in found.items()
    }


def held(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or round(value, 3) >= least) and (most is None or round(value, 3) <= most)


def bar_text(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"{least:g} to {most:g}"
    return f"at least {least:g}" if least is not None else f"at most {most:g}" if most else ""


def table(found: Study) -> tuple[Table, bool]:
    """Figures beside their bars, and whether all bars are held."""
    result = Table(title="Scores of made-up assessments", title_justify="left")
    for column in ("", "mean", "mixed", "model", *(f"model, {kind}" for kind in found), "bar", ""):
        result.add_column(column, justify="right" if column else "left")
    methods = ("mean", "mixed", "model")
    whole = {method: pooled([found[kind][method] for kind in found]) for method in methods}
    fine = True
    for figure, name, least, most in BARS:
        values = [whole[method].get(figure) for method in methods]
        own = [found[kind]["model"].get(figure) for kind in found]
        passed = held(whole["model"][figure], least, most)
        fine &= passed
        bar = bar_text(least, most)
        verdict = ("pass" if passed else "FAIL") if bar else ""
        result.add_row(name, *map(text, [*values, *own]), bar, verdict)
    for figure, name, most in ERRORS:
        errors = [found["aligned"][method][figure] for method in methods]
        own = [found[kind]["model"][figure] for kind in found]
        passed = held(errors[-1], None, most)
        fine &= passed
        bar = bar_text(None, most)
        verdict = ("pass" if passed else "FAIL") if bar else ""
        result.add_row(f"{name}, aligned", *map(text, [*errors, *own]), bar, verdict)
    return result, fine


def text(value: float | None) -> str:
    return "" if value is None or value != value else f"{value:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one assessment of each kind")
    parser.add_argument("--sets", type=int, default=4, help="assessments of each kind")
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--sweeps", type=int, default=2000)
    asked = parser.parse_args()
    console = Console(width=160)
    found = study(1 if asked.quick else asked.sets, asked.chains, asked.sweeps, console)
    covered, fine = table(found)
    console.print(covered)
    fitted, quick = fitting.table()
    console.print(fitted)
    return 0 if fine and quick else 1


if __name__ == "__main__":
    sys.exit(main())
