"""`edition.toml`: what an edition says of itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli_w

from ocindex.edition.scored_by import read_scoring, scoring_table
from ocindex.errors import Fault, FrameworkError
from ocindex.framework import BUNDLED, bundled_framework, read_framework
from ocindex.ratings import Scoring
from ocindex.vocabulary import Edition, Framework

FILE = "edition.toml"
KEYS: dict[str, type] = {
    "id": str, "title": str, "year": int, "framework": str, "coverage": str,
    "simulated": bool, "attribution": str, "origin": str, "credits": list, "notices": list,
    "scoring": dict,
}  # fmt: skip
REQUIRED = ("id", "title", "year", "framework")
TYPES = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list of texts",
    dict: "a table",
}


@dataclass(frozen=True)
class Settings:
    """The keys of `edition.toml`, checked, and the framework that it names."""

    id: str
    title: str
    year: int
    framework: Framework
    complete: bool
    simulated: bool
    attribution: str
    origin: str
    credits: tuple[str, ...]
    notices: tuple[str, ...]
    scoring: Scoring = field(default_factory=Scoring)


def settings_text(edition: Edition) -> str:
    """An edition's `edition.toml`."""
    # Where there are no scores, their lack says that nobody has decided them.
    decided = edition.scoring.decided or not edition.scored
    scoring = scoring_table(replace(edition.scoring, decided=decided))
    return tomli_w.dumps(
        {
            "id": edition.id,
            "title": edition.title,
            "year": edition.year,
            "framework": edition.framework.reference,
            "coverage": "complete" if edition.complete else "partial",
            "simulated": edition.simulated,
            "attribution": edition.attribution,
            "origin": edition.origin,
            "credits": list(edition.credits),
            "notices": list(edition.notices),
            **({"scoring": scoring} if scoring else {}),
        }
    )


def read_settings(text: str, folder: Path, shown: str, faults: list[Fault]) -> Settings | None:
    """The settings in `text`; None, with faults, where nothing else can be read by them."""
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        faults.append(Fault(shown, f"This is not TOML: {error}", "Mend the file at that place."))
        return None
    found = list(setting_faults(content, shown))
    faults.extend(found)
    name = content.get("framework")
    framework = named_framework(name, folder, shown, faults) if isinstance(name, str) else None
    if framework is None or any(fault.column in REQUIRED for fault in found):
        return None
    return Settings(
        content["id"],
        content["title"],
        content["year"],
        framework,
        content.get("coverage", "complete") != "partial",
        content.get("simulated", False) is True,
        str(content.get("attribution", "")),
        str(content.get("origin", "")),
        texts(content.get("credits")),
        texts(content.get("notices")),
        read_scoring(content.get("scoring", {}), shown, faults),
    )


def texts(value: Any) -> tuple[str, ...]:
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def setting_faults(content: dict[str, Any], shown: str) -> list[Fault]:
    faults = [
        Fault(shown, "This key is missing", f"Add {key} = ...", column=key)
        for key in REQUIRED
        if key not in content
    ]
    for key, value in content.items():
        kind = KEYS.get(key)
        if kind is None:
            near = get_close_matches(key, KEYS, 1)
            remedy = f"Did you mean {near[0]}?" if near else "Remove it."
            faults.append(Fault(shown, "This key is not known", remedy, column=key))
        elif type(value) is not kind or (
            isinstance(value, list) and not all(type(v) is str for v in value)
        ):
            rule = f"This must be {TYPES[kind]}"
            faults.append(Fault(shown, rule, "Mend it.", str(value), column=key))
    if content.get("coverage", "complete") not in ("complete", "partial"):
        rule = "Coverage is complete or partial"
        found = str(content["coverage"])
        faults.append(Fault(shown, rule, "Choose one.", found, column="coverage"))
    year = content.get("year")
    if type(year) is int and not 1 <= year <= 9999:
        rule = "A year lies from 1 to 9999"
        # Python refuses to write out a number of more than 4,300 digits.
        text = str(year) if abs(year) < 10**9 else f"{year:#x}"
        faults.append(Fault(shown, rule, "Write, say, 2023.", text, column="year"))
    name = content.get("id")
    if isinstance(name, str) and not (name and all(c.isalnum() or c in "-_" for c in name)):
        rule = "An id is made of letters, digits, - and _"
        faults.append(Fault(shown, rule, "Write, say, 2023.", name, column="id"))
    return faults


def named_framework(name: str, folder: Path, shown: str, faults: list[Fault]) -> Framework | None:
    """A bundled framework, or the file of that name in the edition's own folder."""
    if name in BUNDLED:
        return bundled_framework(name)
    if not name.endswith(".toml") or Path(name).name != name:
        near = get_close_matches(name, BUNDLED, 1)
        remedy = f"Did you mean {near[0]}?" if near else "Name one, or a .toml file in the folder."
        rule = f"A framework is one of {', '.join(BUNDLED)}, or a file of the edition"
        faults.append(Fault(shown, rule, remedy, name, column="framework"))
        return None
    try:
        return read_framework(folder / name)
    except FrameworkError as error:
        faults.extend(error.faults)
        return None
