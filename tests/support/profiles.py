"""Made-up profiles as text and as PDF, in the order of the published ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import typst

from ocindex.index import Result
from ocindex.vocabulary import SCOPES, Component, Node

Sections = Mapping[str, Sequence[str]]
CREDITS = ("Paid for by the Lighthouse Keepers' Fund", "With thanks to the harbour's archive.")
NOTICES = ("The findings are the authors' and do not necessarily reflect those of the Fund.",)
SUFFIX = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True)
class MadeProfile:
    """One country of a computed edition, and the text that goes with it."""

    result: Result
    iso3: str
    sections: Sections = field(default_factory=dict)
    credits: Sequence[str] = CREDITS
    notices: Sequence[str] = NOTICES

    @property
    def name(self) -> str:
        return self.result.edition.countries[self.result.edition.row[self.iso3]].name

    def value(self, node: Node) -> str:
        return self.result.display(self.iso3, node.id)

    def ranks(self, node: Node) -> list[str]:
        """Rank lines as our own profiles print them."""
        country = self.result.edition.countries[self.result.edition.row[self.iso3]]
        lines = []
        for scope in SCOPES:
            rank, of = self.result.rank_of(self.iso3, node.id, scope)
            suffix = "th" if rank % 100 in (11, 12, 13) else SUFFIX.get(rank % 10, "th")
            group = "countries" if scope == "world" else f"in {country.group(scope)}"
            lines.append(f"{rank}{suffix} of {of} {group}")
        return lines


def front_lines(profile: MadeProfile) -> list[str]:
    """The scores of a profile, a line each, empty lines between groups."""
    framework = profile.result.edition.framework
    lines = [profile.name.upper(), ""]
    for root in framework.children(None):
        lines += [profile.value(root), f"{root.name.upper()} SCORE", "", *profile.ranks(root), ""]
        for child in framework.children(root.id):
            lines.append(f"{child.name.upper()}\t{profile.value(child)}")
            for leaf in framework.children(child.id):
                lines.append(f"{leaf.name.upper()}\t{profile.value(leaf)}")
    return [*lines, ""]


def narrative_lines(profile: MadeProfile) -> list[str]:
    """Headings in capitals and paragraphs, an empty line behind each."""
    framework = profile.result.edition.framework
    lines: list[str] = []
    said: set[str] = set()
    for section in framework.sections:
        if not profile.sections.get(section.id):
            continue
        for part in (*path_of(profile, section.component), section.name):
            if part not in said or part == section.name:
                if part not in said:
                    lines += [part.upper(), ""]
                said.add(part)
        for paragraph in profile.sections.get(section.id, ()):
            lines += [paragraph, ""]
    return lines


def path_of(profile: MadeProfile, component: str) -> list[str]:
    """Names of the components above a section, from the headline down."""
    framework = profile.result.edition.framework
    node = framework.node[component]
    names: list[str] = []
    while isinstance(node, Component):
        names.insert(0, node.name)
        if node.parent is None:
            break
        node = framework.node[node.parent]
    return names


def profile_text(profile: MadeProfile) -> str:
    """A profile as a text file: scores, credits, narrative, disclaimer."""
    lines = front_lines(profile)
    for credit in profile.credits:
        lines += [credit, ""]
    if profile.sections:
        lines += narrative_lines(profile)
    for notice in profile.notices:
        lines += [notice, ""]
    return "\n".join(lines)


TEMPLATE = r"""
#let given = json(bytes(sys.inputs.given))
#set document(title: given.name)
#set page(width: 420pt, height: 500pt, margin: 50pt,
  header: context if counter(page).get().first() > 1 [#given.name #h(1fr) Made-up index],
  footer: context [page #counter(page).display("1 of 1", both: true)])
#set text(font: "Libertinus Serif", size: 9pt, hyphenate: given.hyphenate)
#set smartquote(enabled: false)
#for row in given.front {
  if row.len() == 1 { block(spacing: 6pt, row.at(0)) }
  else { block(spacing: 6pt, grid(columns: (200pt, 60pt, 40pt), row.at(0), [], row.at(1))) }
}
#for credit in given.credits { block(spacing: 14pt, credit) }
#pagebreak()
#columns(2, gutter: 18pt)[
  #set par(justify: given.justify, first-line-indent: if given.indent { 1.2em } else { 0em },
    spacing: if given.indent { 0.65em } else { 1.6em })
  #for (name, paragraphs, note) in given.narrative {
    heading(name)
    if note != "" { block(text(size: 7pt, note)) }
    for paragraph in paragraphs { par(paragraph) }
  }
  #for notice in given.notices { block(above: 2em, text(size: 7pt, notice)) }
]
"""


def profile_pdf(
    profile: MadeProfile, *, indent: bool = True, justify: bool = False, hyphenate: bool = False,
    notes: bool = False, change: tuple[str, str] = ("", ""),
) -> bytes:  # fmt: skip
    """A profile as a PDF whose narrative runs in two columns.

    Parameters
    ----------
    profile : MadeProfile
    indent : bool
        Tell paragraphs by an indented first line; else by a gap.
    justify, hyphenate : bool
        How the narrative is set.
    notes : bool
        Repeat each section's scores in small type below its heading.
    change : tuple of str
        A text of the narrative, and what stands in its place where it stands first.
    """
    framework = profile.result.edition.framework
    narrative: list[tuple[str, list[str], str]] = []
    said: set[str] = set()
    for section in framework.sections:
        for part in path_of(profile, section.component):
            if part not in said and part != section.name:
                narrative.append((part, [], ""))
                said.add(part)
        leaves = [leaf for leaf in framework.indicators if leaf.section == section.id]
        note = " · ".join(f"{leaf.name} {profile.value(leaf)}" for leaf in leaves) if notes else ""
        narrative.append((section.name, list(profile.sections.get(section.id, ())), note))
    told = json.dumps(narrative if profile.sections else [], ensure_ascii=False)
    given = {
        "name": profile.name,
        "front": [line.split("\t") for line in front_lines(profile) if line],
        "credits": list(profile.credits),
        "narrative": json.loads(told.replace(*change, 1)),
        "notices": list(profile.notices),
        "indent": indent,
        "justify": justify,
        "hyphenate": hyphenate,
    }
    return typst.compile(
        TEMPLATE.encode(), ignore_system_fonts=True, sys_inputs={"given": json.dumps(given)}
    )
