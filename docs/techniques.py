"""The parts of docs/steps that are made from the code: what a technique is, its keys, formula,
refusals and source.

Formula, refusals and source are those of the kernel's docstring, so that the page and whoever
reads the code have them from one place. When to use a technique is written in the page.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from kernels import EXAMPLES
from numpydoc.docscrape import FunctionDoc, NumpyDocString

from ocindex import method as m
from ocindex.index.steps import treat_log
from ocindex.method.options import Option, options_of
from ocindex.robustness.audit.limits import Limits


def overview(name: str) -> str:
    """A section of the method's page: the step, its stage and techniques, with links."""
    step = m.STEPS[name]
    stage = f" The stage after it is `{step.stage}`." if step.stage else ""
    rows = [
        f'| [`"{by}"`](steps/{name}.md#{by}){", if left out" if by == step.usual else ""} '
        f"| {first_line(technique)} | `{technique.__name__}` |"
        for by, technique in step.techniques.items()
    ]
    head = [
        f"## {name}", "",
        f"{step.meaning}: [formulas, keys, when to use which](steps/{name}.md).{stage}", "",
        "| by | what it does | class |", "|---|---|---|",
    ]  # fmt: skip
    return "\n".join([*head, *rows])


def entry(step: str, by: str) -> str:
    """All that the code says of a technique, as Markdown."""
    technique, kernels = example(step, by)
    own = [each for each in options_of(type(technique)) if each not in common(step)]
    parts = [
        f"{meaning(type(technique))} In Python: `{type(technique).__name__}`.",
        written(step, technique),
        *(formula(kernel, step, by) for kernel in kernels),
        table(own) if own else "",
        *refusals(kernels),
        *sources(kernels),
    ]
    return "\n\n".join(part for part in parts if part)


def example(step: str, by: str) -> tuple[m.Technique, tuple[Callable[..., Any], ...]]:
    kind = m.STEPS[step].techniques[by]
    return next((each, kernels) for each, kernels in EXAMPLES if type(each) is kind)


def meaning(technique: type[m.Technique]) -> str:
    """The class's docstring without its own line breaks."""
    return " ".join((technique.__doc__ or "").split())


def first_line(technique: type[m.Technique]) -> str:
    return " ".join((technique.__doc__ or "").split("\n\n")[0].split())


def written(step: str, technique: m.Technique) -> str:
    text = m.Method(**{step: m.Step(technique)}).to_toml() or usual(step)  # type: ignore[arg-type]
    for pattern, short in ((r"\[\s+", "["), (r",\s+\]", "]"), (r",\s+", ", ")):  # lists in a line
        text = re.sub(pattern, short, text)
    return f"```toml\n{text}```"


def usual(step: str) -> str:
    """What a method writes by leaving it out."""
    return f'[{step}]\nby = "{m.STEPS[step].usual}"\n'


def formula(kernel: Callable[..., Any], step: str, by: str) -> str:
    notes = markdown("\n".join(FunctionDoc(kernel)["Notes"]))
    kernels = example(step, by)[1]
    if len(kernels) == 1:
        return notes
    return f"*{label(kernel)}*\n\n{notes}"


def label(kernel: Callable[..., Any]) -> str:
    forms = {function: f"`{name}`: " for name, function in treat_log.LOGS.items()}
    return forms.get(kernel, "") + " ".join(FunctionDoc(kernel)["Summary"]).replace("`", "")


def markdown(text: str) -> str:
    """A docstring's mathematics and roles as MyST has them."""
    text = re.sub(r"^\.\. math:: *(\S.*)$", r"$$\n\1\n$$", text, flags=re.M)
    text = re.sub(
        r"^\.\. math::\n\n((?:    .*\n?)+)",
        lambda found: "$$\n" + re.sub(r"^    ", "", found[1], flags=re.M).strip() + "\n$$\n",
        text,
        flags=re.M,
    )
    return re.sub(r":math:`([^`]*)`", r"$\1$", text).strip()


def refusals(kernels: tuple[Callable[..., Any], ...]) -> Iterator[str]:
    said = [" ".join(each.desc) for kernel in kernels for each in FunctionDoc(kernel)["Raises"]]
    if said:
        yield f"*Refused.* {' '.join(dict.fromkeys(said))}"


def sources(kernels: tuple[Callable[..., Any], ...]) -> Iterator[str]:
    said: list[str] = []
    for kernel in kernels:
        text = " ".join(" ".join(FunctionDoc(kernel)["References"]).split())
        said += [] if text in " ".join(said) else [text]
    yield f"*Source.* {' '.join(said)}"


def shared(step: str) -> str:
    """The keys that all techniques of a step have."""
    return table(common(step))


def common(step: str) -> list[Option]:
    kinds = [options_of(each) for by, each in m.STEPS[step].techniques.items() if by != "none"]
    return [each for each in kinds[0] if len(kinds) > 1 and all(each in own for own in kinds)]


def table(options: list[Option]) -> str:
    rows = [
        f"| `{each.name}` | {default(each)} | {kind_of(each)} | {each.meaning} |"
        for each in options
    ]
    return "\n".join(["| key | default | is | meaning |", "|---|---|---|---|", *rows])


def default(described: Option) -> str:
    value = described.default
    if described.required:
        return "required"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f'`"{value}"`' if value else ""
    if isinstance(value, tuple):
        return "`[" + ", ".join(f"{each:g}" for each in value) + "]`" if value else ""
    return f"`{value:g}`" if isinstance(value, int | float) else ""


def kind_of(described: Option) -> str:
    if described.kind == "choice":
        return ", ".join(f'`"{choice}"`' for choice in described.choices)
    names = {
        "whole": "whole number", "switch": "true or false", "matrix": "rows of numbers",
        "table": "table of numbers by id",
    }  # fmt: skip
    return names.get(described.kind, described.kind)


def limits() -> str:
    """From where on an audit flags a figure."""
    rows = [
        f"| `{', '.join(names)}` | {', '.join(f'{getattr(Limits(), name):g}' for name in names)} "
        f"| {' '.join(each.desc)} |"
        for each in NumpyDocString(inspect.cleandoc(Limits.__doc__ or ""))["Attributes"]
        for names in [each.name.split(", ")]
    ]
    return "\n".join(["| limit | value | meaning |", "|---|---|---|", *rows])
