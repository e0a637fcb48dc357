"""Print the spec examples of `tests/spec` as docs/methodology.md.

`python docs/specs.py` writes the page; with `--check` it fails where the page is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.specs import Example, Spec, Table, all_specs  # noqa: E402 (tests/ is no package)

PAGE = ROOT / "docs" / "methodology.md"
HEAD = """\
# Methodology

Each rule below is followed by examples: the parts of a framework, a table in, a table out.
They are tests as well, run against the code on every change, so that the page cannot say
what the code does not do. Scales run from 1 to 10 in steps of 0.5 where none is given.

This page is made from the files in `tests/spec` by `python docs/specs.py`; change it there.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(spec) for spec in all_specs())])


def section(spec: Spec) -> str:
    parts = [f"## {spec.title}\n", f"{spec.prose}\n"]
    shown = ""
    for example in spec.examples:
        if example.framework != shown:
            parts.append(code(example.framework))
            shown = example.framework
        parts += example_parts(example)
    return "\n".join(parts)


def example_parts(example: Example) -> list[str]:
    parts = [f"{example.says}\n"]
    if example.before:
        if example.framework_before != example.framework:
            parts += ["The earlier edition's framework:\n", code(example.framework_before)]
        parts += ["Earlier scores:\n", markdown(example.before), "Later scores:\n"]
    parts.append(markdown(example.scores))
    parts += [f"*{example.asks.capitalize()}*\n", markdown(example.expected)]
    return parts


def code(toml: str) -> str:
    return f"```toml\n{toml.strip()}\n```\n"


def markdown(rows: Table) -> str:
    """A table in Markdown; figures stand at the right."""
    header, *body = rows
    rule = [
        "---:" if all(set(row[i]) <= set("0123456789.+-/") for row in body) else "---"
        for i in range(len(header))
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, rule, *body)) + "\n"


def main() -> int:
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write("docs/methodology.md is stale: run python docs/specs.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
