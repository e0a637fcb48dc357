"""What docs/specs.py gives the site: whole, and leading only where there is something."""

from __future__ import annotations

from ocindex.publish.site.glossary import entries
from ocindex.publish.site.methodology import all_rules
from support.specs import all_specs


def test_every_rule_is_there_with_its_examples() -> None:
    rules = all_rules()
    assert [rule["title"] for rule in rules] == [spec.title for spec in all_specs()]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule, spec in zip(rules, all_specs(), strict=True):
        assert [e["says"] for e in rule["examples"]] == [e.says for e in spec.examples]
        for made, example in zip(rule["examples"], spec.examples, strict=True):
            header, *rows = example.expected
            assert made["tables"][-1]["header"] == header
            assert made["tables"][-1]["rows"] == rows
    assert [rule["id"] for rule in rules if rule["ratings"]] == ["consensus"]


def test_words_lead_to_words_that_have_an_entry() -> None:
    words = [entry["word"] for entry in entries()]
    led_to = {piece["word"] for entry in entries() for piece in entry["meaning"]} - {""}
    assert len(words) > 25
    assert led_to <= set(words)
    assert all("*" not in piece["text"] for entry in entries() for piece in entry["meaning"])
