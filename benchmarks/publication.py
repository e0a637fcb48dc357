"""The publication as its readers get it: making, weight, Lighthouse, every page in a browser.

It takes some minutes and has a command of its own, `make bench-site`. It is of the real
workbook where $OCINDEX_WORKBOOK names it, else of simulated editions of the same size.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import looking, making
from benchmarks.measuring import Finding
from benchmarks.serving import Hasty, served
from ocindex.pipeline import demo_editions, intake_profiles, no_progress, release

LATEST = "2025/en/"
KINDS = (
    LATEST,
    f"{LATEST}country/KAZ/",
    f"{LATEST}ranking/criminality/",
    f"{LATEST}indicator/human_trafficking/",
    f"{LATEST}region/central-asia-and-the-caucasus/",
    f"{LATEST}methodology/",
)
WEIGHTS = (("home page", LATEST, 60), ("country page", f"{LATEST}country/KAZ/", 20))


def findings(folder: Path) -> Iterator[Finding]:
    """Every figure that the publication is held to, as it is measured."""
    editions = demo_editions(folder / "editions", print, no_progress)
    weights = list(WEIGHTS)
    if "OCINDEX_PROFILES" in os.environ:
        # The real text, of Kazakhstan in 2023: pages with a narrative weigh more.
        texts = sorted(Path(os.environ["OCINDEX_PROFILES"]).glob("*.txt"))
        print(*intake_profiles(texts, editions[1]), sep="\n")
        weights.append(("country page with its narrative", "2023/en/country/KAZ/", 20))
    release(editions, folder / "all")
    release(editions[-1:], folder / "one")
    yield from making.site(folder / "all", folder / "site")
    with served(folder / "site") as address:
        yield from looking.weights(address, weights)
        yield from looking.lighthouse(address, KINDS)
    with served(folder / "site", Hasty) as address:
        yield from looking.whole_site(address, folder / "site")
    yield from making.profiles(folder / "one", folder / "printed")


def main() -> int:
    console = Console(width=120)
    result = Table(title="The publication", title_justify="left")
    result.add_column("")
    result.add_column("measured", justify="right")
    result.add_column("bar", justify="right")
    result.add_column("")
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for found in findings(Path(scratch)):
            verdict = "pass" if found.passed else "FAIL"
            console.print(f"{verdict}  {found.what}: {found.text}")
            result.add_row(found.what, found.text, found.bar_text, verdict)
            missed += not found.passed
    console.print(result)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
