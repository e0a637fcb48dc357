"""A country's figures as csv and json, beside its page."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure
from ocindex.vocabulary import SCOPES, SIMULATED

HEADER = (
    "edition", "iso3", "country", "node", "name", "score", "display", "band",
    *(f"{what}_{scope}" for scope in SCOPES for what in ("rank", "of")), "as_published",
    "against", "change", "change_display", "comparable", "framework",
)  # fmt: skip


INTERVALS = (
    "n_raters", "median", "sd", "low68", "high68", "low90", "high90", "distance",
    *(f"rank_{scope}_{end}" for scope in SCOPES for end in ("low90", "high90")), "tier",
    "change_low90", "change_high90",
)  # fmt: skip


def country_csv(view: View, record: CountryRecord) -> str:
    """A row a node; changes against the last edition that it can be compared with."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    notice = [SIMULATED] if view.release.simulated else []
    header = [*HEADER, *INTERVALS] if view.released.basis else [*HEADER]
    writer.writerow([*header, "notice"] if notice else header)
    for node in view.framework.nodes:
        figure, change = record.figures[node.id], view.change(record, node.id)
        writer.writerow(
            [
                view.id, record.country.iso3, neutral(record.country.name), node.id,
                neutral(node.name), repr(figure.score), figure.display, neutral(figure.band),
                *(n or "" for s in SCOPES for n in (figure.rank[s].rank, figure.rank[s].of)),
                " ".join(s for s in SCOPES if figure.rank[s].as_published),
                *(change_fields(change) if change else [""] * 5),
                *(interval_fields(figure, change) if view.released.basis else []), *notice,
            ]
        )  # fmt: skip
    return file.getvalue()


def interval_fields(figure: Figure, change: Change | None) -> list[object]:
    """How sure a figure is, in the order of `INTERVALS`; empty where nobody knows."""
    score, world = figure.interval, figure.rank["world"].interval
    ends = [
        end for s in SCOPES for rank in [figure.rank[s].interval]
        for end in ((rank.low90, rank.high90) if rank else ("", ""))
    ]  # fmt: skip
    moved = change.interval if change else None
    return [
        *(
            (
                score.raters or "", score.median, score.sd, score.low68, score.high68,
                score.low90, score.high90, "" if score.distance is None else score.distance,
            )
            if score else [""] * 8
        ),
        *ends, (world.tier or "") if world else "",
        *((moved.low90, moved.high90) if moved else ("", "")),
    ]  # fmt: skip


def neutral(text: str) -> str:
    """`text`, behind an apostrophe where a spreadsheet would run it as a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def change_fields(change: Change) -> list[object]:
    comparable = "" if change.comparable is None else repr(change.comparable)
    return [change.against, repr(change.change), change.display, comparable, repr(change.framework)]


def country_json(view: View, record: CountryRecord) -> str:
    """All that the release says of a country; scores are decimal texts, exact ones fractions."""
    edition, country = view.released.edition, record.country
    content: dict[str, Any] = {
        "iso3": country.iso3,
        "country": country.name,
        "continent": country.continent,
        "region": country.region,
        "edition": view.id,
        "title": edition.title,
    }
    if view.release.simulated:
        content["notice"] = SIMULATED
    content |= {
        "attribution": edition.attribution,
        "release": view.release.fingerprint,
        "quadrant": record.quadrant,
        "nodes": {
            node.id: node_content(view, record, record.figures[node.id], node.name)
            for node in view.framework.nodes
        },
        "narratives": {
            lang: {key: list(texts) for key, texts in narrative.sections.items()}
            for lang, narrative in record.narratives.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def node_content(view: View, record: CountryRecord, figure: Figure, name: str) -> dict[str, Any]:
    """A node as `ocindex show --format json` gives it, with its name and all changes."""
    changes = {
        against: change_content(record.changes[against][figure.node])
        for against in view.released.against
        if figure.node in record.changes.get(against, {})
    }
    content: dict[str, Any] = {
        "name": name,
        "score": repr(figure.score),
        "display": figure.display,
        "exact": figure.exact,
        "band": figure.band,
        "rank": {
            scope: [figure.rank[scope].rank, figure.rank[scope].of]
            for scope in SCOPES
            if figure.rank[scope].of
        },
        "changes": changes,
    }
    published = [scope for scope in SCOPES if figure.rank[scope].as_published]
    if published:
        content["as_published"] = published
    if figure.interval:
        content["interval"] = asdict(figure.interval) | {"basis": view.released.basis}
        content["rank_interval"] = {
            scope: asdict(rank) for scope in SCOPES if (rank := figure.rank[scope].interval)
        }
    return content


def change_content(change: Change) -> dict[str, Any]:
    return {
        "score": repr(change.change),
        "display": change.display,
        "comparable": None if change.comparable is None else repr(change.comparable),
        "framework": repr(change.framework),
        "rank": dict(change.rank),
        "parts": {part.part: part.exact for part in change.parts},
        **({"interval": asdict(change.interval)} if change.interval else {}),
    }
