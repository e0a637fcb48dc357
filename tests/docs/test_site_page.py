"""docs/site.md has a line for every file of a site, and none for another."""

from __future__ import annotations

import re
from pathlib import Path

import ocindex
from ocindex.intervals import robustness_intervals
from support.documents import ROOT, section

NAMES = {
    "EDITION": r"20\d\d", "ISO3": r"[A-Z]{3}", "GROUP": r"[a-z-]+", "NODE": r"[a-z_]+",
    "FILE": r"[\w.-]+", r"\.\.\.": r".+",
}  # fmt: skip


def patterns() -> list[re.Pattern[str]]:
    """The addresses of the page, as expressions that the files' paths must match."""
    found = []
    for address in re.findall(r"^\| `(.+?)` \|", section(ROOT / "docs/site.md", "Addresses"), re.M):
        expression = re.escape(address)
        for name, pattern in NAMES.items():
            expression = expression.replace(name, pattern)
        found.append(re.compile(expression))
    return found


def test_every_address_is_there_and_documented(tmp_path: Path) -> None:
    framework = ocindex.bundled_framework("ocindex-2025")
    # Two regions: a map of one alone hatches nothing.
    some = (*framework.members[:3], framework.members[-1])
    editions = [ocindex.simulate(framework, 1, y, some) for y in (2023, 2024, 2025)]
    sure = {edition.id: robustness_intervals(edition, draws=20) for edition in editions}
    ocindex.freeze(editions, tmp_path / "release", intervals=sure)
    ocindex.publish_release(tmp_path / "release", tmp_path / "site", processes=1)
    files = [p for p in (tmp_path / "site").rglob("*") if p.is_file()]
    paths = [path.relative_to(tmp_path / "site").as_posix() for path in files]
    known = patterns()
    assert [path for path in paths if not any(p.fullmatch(path) for p in known)] == []
    assert [p.pattern for p in known if not any(p.fullmatch(path) for path in paths)] == []
