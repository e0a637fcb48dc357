"""Print the spec examples of `tests/spec` and GLOSSARY.md, for the manual and for the site.

`python docs/specs.py` writes docs/methodology.md and the texts of the site's pages on method
and words; with `--check` it fails where one of them is stale.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.specs import Example, Spec, Table, all_specs  # noqa: E402 (tests/ is no package)

TEXTS = ROOT / "src" / "ocindex" / "publish" / "site" / "texts"
# What readers of a site meet; the other words are those of its makers.
READERS = frozenset(
    {
        "band", "block", "change", "comparable", "component", "country", "display", "edition",
        "exact", "fact", "fingerprint", "framework", "group", "headline", "indicator",
        "narrative", "node", "part", "printed", "profile", "quadrant", "rank", "rater", "rating",
        "release", "round", "scale", "scope", "score", "section", "simulated", "source", "weight",
    }
)  # fmt: skip
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
    rule = ["---:" if right else "---" for right in numeric(rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, rule, *body)) + "\n"


def numeric(rows: Table) -> list[bool]:
    """Of each column, whether it holds figures alone."""
    header, *body = rows
    return [all(set(row[i]) <= set("0123456789.+-/") for row in body) for i in range(len(header))]


def methodology() -> str:
    """The rules and their examples as the site prints them."""
    return as_json([rule(spec) for spec in all_specs()])


def rule(spec: Spec) -> dict[str, Any]:
    shown, examples = "", []
    for example in spec.examples:
        tables = [titled("Scores", example.scores)]
        if example.before:
            tables = [titled("Earlier scores", example.before), titled("Scores", example.scores)]
        tables.append(titled(example.asks.capitalize(), example.expected))
        framework = example.framework.strip()
        examples.append(
            {
                "says": example.says,
                "framework": "" if framework == shown else framework,
                "tables": tables,
            }
        )
        shown = framework
    return {
        "id": spec.name.partition("_")[2].replace("_", "-"),
        "title": spec.title,
        "paragraphs": [" ".join(part.split()) for part in spec.prose.split("\n\n")],
        # Editions that are read from a publisher have no ratings for it to be applied to.
        "ratings": any(example.asks == "score from ratings" for example in spec.examples),
        "examples": examples,
    }


def titled(title: str, rows: Table) -> dict[str, Any]:
    header, *body = rows
    return {"caption": title, "header": header, "numeric": numeric(rows), "rows": body}


def glossary() -> str:
    """The words that readers meet: each with its meaning, cut where it leads to another one."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    entries = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", text, re.MULTILINE)
    missing = READERS - {word for word, _ in entries}
    assert not missing, f"GLOSSARY.md has no entry for {sorted(missing)}"
    return as_json(
        [
            {"word": word, "meaning": list(cut(meaning))}
            for word, meaning in entries
            if word in READERS
        ]
    )


def cut(meaning: str) -> Iterator[dict[str, str]]:
    """The pieces of a meaning; one that is a word of the list says which."""
    for i, piece in enumerate(re.split(r"\*(.+?)\*", meaning.replace("`", ""))):
        word = piece.removesuffix("s") if piece not in READERS else piece
        if i % 2 and word in READERS:
            yield {"text": piece, "word": word}
        elif piece:
            yield {"text": piece, "word": ""}


def as_json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    made = {
        ROOT / "docs" / "methodology.md": page(),
        TEXTS / "methodology.json": methodology(),
        TEXTS / "glossary.json": glossary(),
    }
    if "--check" not in sys.argv[1:]:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in made.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    if stale:
        sys.stderr.write(f"{', '.join(stale)}: stale, run python docs/specs.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
