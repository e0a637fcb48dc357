"""`datapackage.json`: an edition described as a Data Package, version 2."""

from __future__ import annotations

import json
from typing import Any

from ocindex.edition.parsing import CODE, ISO3
from ocindex.edition.schema import TableSchema
from ocindex.framework import BUNDLED
from ocindex.vocabulary import SIMULATED, Edition

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage_text(edition: Edition, tables: list[TableSchema]) -> str:
    """The descriptor of an edition's folder that holds `tables`."""
    description = edition.attribution
    if edition.simulated:
        description = f"{SIMULATED}. {description}".strip()
    resources = [table_resource(table, edition) for table in tables]
    resources += [
        file_resource(f"narrative-{iso3.lower()}-{lang.lower()}", f"narratives/{iso3}.{lang}.md",
                      "text/markdown")
        for iso3, lang in sorted(edition.narratives)
    ]  # fmt: skip
    resources.append(file_resource("edition", "edition.toml", "application/toml"))
    if edition.framework.reference not in BUNDLED:
        for name in edition.framework.files:
            kind = "application/toml" if name.endswith(".toml") else "text/csv"
            resources.append(file_resource(slug(f"framework-{name}"), name, kind))
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": slug(f"{edition.framework.id}-edition-{edition.id}"),
        "title": edition.title,
        "version": edition.id,
    }
    if description:
        package["description"] = description
    package["resources"] = resources
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def slug(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in text.lower())


def file_resource(name: str, path: str, mediatype: str) -> dict[str, Any]:
    return {"name": name, "path": path, "mediatype": mediatype, "encoding": "utf-8"}


def table_resource(table: TableSchema, edition: Edition) -> dict[str, Any]:
    fields = []
    scale = edition.framework.grid
    # Vignettes are rated beside countries, and are none.
    all_countries = table.file != "ratings.csv" or not edition.scoring.vignettes
    pattern = (CODE if edition.framework.free_codes else ISO3).pattern
    for column in table.columns:
        field: dict[str, Any] = {
            "name": column.name,
            "type": column.type,
            "description": column.description,
        }
        constraints: dict[str, Any] = {"required": True} if column.required else {}
        if column.name == "iso3" and all_countries:
            constraints["pattern"] = pattern
        if column.name == "score" and scale:
            constraints |= {"minimum": float(scale.minimum), "maximum": float(scale.maximum)}
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.file != "countries.csv" and all_countries:
        reference = {"resource": "countries", "fields": ["iso3"]}
        schema["foreignKeys"] = [{"fields": ["iso3"], "reference": reference}]
    return {
        "name": table.file.removesuffix(".csv"),
        "type": "table",
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
