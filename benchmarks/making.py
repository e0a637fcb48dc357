"""What it takes to make the publication, and whether it is the same each time."""

from __future__ import annotations

import filecmp
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import OCINDEX, Finding, usage_of


def publish(release: Path, site: Path, *options: str) -> tuple[float, float]:
    """CPU seconds and peak MB of one `ocindex publish`."""
    return usage_of(OCINDEX, "publish", str(release), "--out", str(site), "--quiet", *options)


def site(release: Path, out: Path) -> Iterator[Finding]:
    """The English site of all editions without profiles, by one process."""
    base = ("--base-url", "https://example.org/")
    cpu, peak = publish(release, out, "--no-profiles", "--processes", "1", *base)
    pages = len(list(out.rglob("*.html")))
    yield Finding(f"English site, all data, no PDF ({pages:,} pages): CPU", cpu, 12, "s")
    yield Finding("the same: peak memory of the process", peak, 300, "MB")


def profiles(release: Path, out: Path) -> Iterator[Finding]:
    """PDF profiles of one edition: by one process for the CPU, by two for the clock."""
    bare, _ = publish(release, out / "bare", "--no-profiles", "--processes", "1")
    full, _ = publish(release, out / "full", "--processes", "1")
    found = sorted((out / "full").glob("*/en/country/*/*.pdf"))
    sizes = [path.stat().st_size / 1000 for path in found]
    # What is printed beside the profiles (reports, cards) is in this figure too.
    yield Finding(f"all that is printed, a profile ({len(found)} of them): CPU",
                  (full - bare) / len(found), 0.18, "s")  # fmt: skip
    yield Finding("the largest profile", max(sizes), 250, "kB")
    yield Finding("the median profile", statistics.median(sizes), 250, "kB")
    pages = clock_of(release, out / "pages", "--no-profiles", "--processes", "2")
    whole = clock_of(release, out / "two", "--processes", "2")
    yield Finding(f"the same {len(found)} on two cores: clock", whole - pages, 20, "s")
    yield Finding("files that differ between one process and two",
                  different(out / "full", out / "two"), 0)  # fmt: skip


def clock_of(release: Path, site: Path, *options: str) -> float:
    """Seconds of the clock of one `ocindex publish`."""
    start = time.monotonic()
    publish(release, site, *options)
    return time.monotonic() - start


def different(one: Path, other: Path) -> int:
    """Files that only one folder has, or whose bytes differ."""
    names = [{p.relative_to(top) for p in top.rglob("*") if p.is_file()} for top in (one, other)]
    both = names[0] & names[1]
    unlike = [name for name in both if not filecmp.cmp(one / name, other / name, shallow=False)]
    return len(names[0] ^ names[1]) + len(unlike)
