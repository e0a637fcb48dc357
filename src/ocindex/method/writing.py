"""A `Method` to TOML."""

from __future__ import annotations

from typing import Any

import tomli_w

from ocindex.errors import Fault, MethodError
from ocindex.method.method import Method
from ocindex.method.options import options_of
from ocindex.method.steps import STEPS
from ocindex.method.technique import Custom, Step, Technique


def method_text(method: Method) -> str:
    """`Method.to_toml`: what differs from the defaults, in the order of the steps."""
    faults = [
        Fault("method", "A user's own function cannot be written to a file",
              "Keep the method in Python, or choose a technique.", column=name)
        for name in STEPS
        if (step := method.step(name)) is not None
        and any(isinstance(each, Custom) for each in step.techniques)
    ]  # fmt: skip
    if faults:
        raise MethodError(faults)
    content: dict[str, Any] = {"id": method.id, "title": method.title}
    content = {key: text for key, text in content.items() if text}
    if method.order:
        content["order"] = list(method.order)
    if method.directions:
        content["directions"] = dict(method.directions)
    usual = Method()
    for name in STEPS:
        step = method.step(name)
        if step is not None and step != usual.step(name):
            content[name] = step_table(step)
    if method.ranks != usual.ranks:
        content["ranks"] = options_table(method.ranks)
    return tomli_w.dumps(content)


def step_table(step: Step) -> dict[str, Any]:
    table = {"by": step.by.by, **options_table(step.by)}
    if step.only:
        table["only"] = [
            {
                **({"nodes": list(only.nodes)} if only.nodes else {}),
                **({"levels": list(only.levels)} if only.levels else {}),
                "by": only.by.by,
                **options_table(only.by),
            }
            for only in step.only
        ]
    return table


def options_table(technique: Technique) -> dict[str, Any]:
    """The options that differ from their defaults."""
    return {
        described.name: plain(value)
        for described in options_of(type(technique))
        if (value := getattr(technique, described.name)) != described.default
    }


def plain(value: Any) -> Any:
    """Lists for tuples, as TOML has them."""
    return [plain(each) for each in value] if isinstance(value, tuple) else value
