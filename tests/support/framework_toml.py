"""A `Framework` as the TOML that would be read as it; weights and scale as exact texts."""

from __future__ import annotations

import tomli_w

from ocindex.vocabulary import Framework


def framework_toml(framework: Framework) -> str:
    """The TOML of a framework without bands, quadrants and members."""
    scale = framework.scale
    return tomli_w.dumps(
        {
            "id": framework.id,
            "title": framework.title,
            "scale": {
                "minimum": str(scale.minimum),
                "maximum": str(scale.maximum),
                "step": str(scale.step),
            },
            "components": [
                {
                    "id": c.id, "name": c.name, "weight": str(c.weight), "high": c.high,
                    "definition": c.definition,
                    **({"parent": c.parent} if c.parent else {}),
                }
                for c in framework.components
            ],
            "sections": [
                {"id": s.id, "name": s.name, "component": s.component} for s in framework.sections
            ],
            "indicators": [
                {
                    "id": i.id, "name": i.name, "parent": i.parent, "weight": str(i.weight),
                    "section": i.section, "definition": i.definition,
                }
                for i in framework.indicators
            ],
        }
    )  # fmt: skip
