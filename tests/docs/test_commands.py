"""Every command and option is in the manual, every make target in CONTRIBUTING.md."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ocindex.cli.app import app
from support.documents import DOCUMENTS, ROOT, blocks, section


def leaves(command: click.Command, names: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield " ".join(names), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below
        yield from leaves(below, (*names, name))


COMMANDS = dict(leaves(app, ("ocindex",)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    text = section(ROOT / "docs" / "cli.md", name)
    for parameter in COMMANDS[name].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            shown = option if option.startswith("-") else (parameter.metavar or option.upper())
            assert shown in text, option


def test_the_manual_documents_no_other_command() -> None:
    headings = re.findall(r"^## (ocindex .*)$", (ROOT / "docs" / "cli.md").read_text("utf-8"), re.M)
    assert headings == list(COMMANDS)


def lines(document: Path) -> list[str]:
    """The command lines of a document, without comments and the shell's own parts."""
    texts = [text for kind, text in blocks(document) if kind in ("shell", "text")]
    found = re.findall(r"^ *(ocindex [^#>\n]*)", "\n".join(texts), re.M)
    return [line for line in found if "--help" not in line]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_command_lines_in_documents_are_understood(document: Path) -> None:
    for line in lines(document):
        words = shlex.split(line)
        name = max((n for n in COMMANDS if line.startswith(f"{n} ")), key=len, default="")
        assert name, line
        command = COMMANDS[name]
        parser = command.make_parser(click.Context(command))
        parser.parse_args(words[len(name.split()) :])


def test_some_documents_have_command_lines() -> None:
    having = {document.name for document in DOCUMENTS if lines(document)}
    assert having == {
        "README.md", "audit-of-the-index.md", "audit.md", "cli.md", "coinr.md", "intake.md",
        "method.md", "scoring.md", "tutorial.md", "uncertainty.md", "what-if.md",
    }  # fmt: skip


def test_make_targets_are_documented_and_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.M))
    texts = [(ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    documented = set(re.findall(r"`make (\w+)", " ".join(texts)))
    assert documented == targets - {"clean"}
