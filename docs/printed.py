"""Run the Python of docs/steps, ranks.md and workbench.md and write what it prints below it.

`python docs/printed.py` brings the pages up to date; with `--check` it fails where one of them
shows what its code does not print. Tables have two decimals.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

import polars as pl

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```\n(?P<shown>\n<!-- printed -->\n.*?<!-- end -->\n)?", re.M | re.S
)
TABLES = {
    "tbl_formatting": "MARKDOWN", "tbl_hide_dataframe_shape": True, "tbl_rows": 40,
    "tbl_hide_column_data_types": True, "tbl_cols": 12, "tbl_width_chars": 200,
    "fmt_str_lengths": 60, "float_precision": 2,
}  # fmt: skip


def run(page: Path) -> str:
    """The page, with what its blocks print; they share their names."""
    names: dict[str, object] = {}

    def printed(block: re.Match[str]) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(block["code"], names)
        return f"```python\n{block['code']}```\n{shown(out.getvalue().strip())}"

    with pl.Config(**TABLES), contextlib.chdir(ROOT):
        return BLOCK.sub(printed, page.read_text("utf-8"))


def shown(text: str) -> str:
    """Tables as such, anything else as text."""
    if not text:
        return ""
    bodies = [
        "\n".join(part) if part[0].startswith("|") else "\n".join(["```text", *part, "```"])
        for part in parts(text.splitlines())
    ]
    return "\n\n".join(["\n<!-- printed -->", *bodies, "<!-- end -->\n"])


def parts(lines: list[str]) -> list[list[str]]:
    """Lines in runs: each table, and what stands between tables."""
    found: list[list[str]] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        begins = after.startswith("|--")  # the line is the head of a table
        if begins or not found or line.startswith("|") != found[-1][0].startswith("|"):
            found.append([])
        found[-1].append(line)
    return found


def main() -> None:
    stale = []
    docs = ROOT / "docs"
    for page in [docs / "ranks.md", docs / "workbench.md", *sorted((docs / "steps").glob("*.md"))]:
        text = run(page)
        if text == page.read_text("utf-8"):
            continue
        stale.append(page)
        if "--check" not in sys.argv:
            page.write_text(text, "utf-8", newline="\n")
    if stale and "--check" in sys.argv:
        sys.exit(f"run make docs: {', '.join(os.path.relpath(page) for page in stale)}")


if __name__ == "__main__":
    main()
