"""Links between documents lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.documents import DOCUMENTS, FENCE, ROOT

LINK = re.compile(r"\]\((?!\w+:)(?P<file>[^)#\s]*)(#(?P<anchor>[^)\s]+))?\)")


def anchors(document: Path) -> set[str]:
    """Headings as GitHub and myst make anchors of them."""
    text = FENCE.sub("", document.read_text("utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def test_documents_were_found() -> None:
    assert {"README.md", "GLOSSARY.md", "cli.md"} <= {document.name for document in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(document: Path) -> None:
    broken = []
    for link in LINK.finditer(FENCE.sub("", document.read_text("utf-8"))):
        target = document.parent / link["file"] if link["file"] else document
        if not target.exists() or (link["anchor"] and link["anchor"] not in anchors(target)):
            broken.append(link[0])
    assert not broken
