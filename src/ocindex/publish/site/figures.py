"""A country's figures as csv and json, beside its page."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure
from ocindex.vocabulary import SCOPES, SIMULATED

HEADER = (
    "edition", "iso3", "country", "node", "name", "score", "display", "band",
    *(f"{what}_{scope}" for scope in SCOPES for what in ("rank", "of")), "as_published",
    "against", "change", "change_display", "comparable", "framework",
)  # fmt: skip


def country_csv(view: View, record: CountryRecord) -> str:
    """A row a node; changes against the last edition that it can be compared with."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    notice = [SIMULATED] if view.release.simulated else []
    writer.writerow([*HEADER, "notice"] if notice else HEADER)
    for node in view.framework.nodes:
        figure, change = record.figures[node.id], view.change(record, node.id)
        writer.writerow(
            [
                view.id, record.country.iso3, neutral(record.country.name), node.id,
                neutral(node.name), repr(figure.score), figure.display, neutral(figure.band),
                *(n for s in SCOPES for n in (figure.rank[s].rank, figure.rank[s].of)),
                " ".join(s for s in SCOPES if figure.rank[s].as_published),
                *(change_fields(change) if change else [""] * 5), *notice,
            ]
        )  # fmt: skip
    return file.getvalue()


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
        "rank": {scope: [figure.rank[scope].rank, figure.rank[scope].of] for scope in SCOPES},
        "changes": changes,
    }
    published = [scope for scope in SCOPES if figure.rank[scope].as_published]
    return content | {"as_published": published} if published else content


def change_content(change: Change) -> dict[str, Any]:
    return {
        "score": repr(change.change),
        "display": change.display,
        "comparable": None if change.comparable is None else repr(change.comparable),
        "framework": repr(change.framework),
        "rank": dict(change.rank),
        "parts": {part.part: part.exact for part in change.parts},
    }
