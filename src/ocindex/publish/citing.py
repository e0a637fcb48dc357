"""How to cite an edition, or a country's part of it: as CITATION.cff, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from ocindex.release import Release, ReleasedEdition
from ocindex.vocabulary import SIMULATED, Country

LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def citations(
    release: Release, released: ReleasedEdition, country: Country | None = None
) -> Mapping[str, str]:
    """The text of each file of citation, by the file's name.

    Parameters
    ----------
    release : Release
        Its fingerprint is the version that is cited.
    released : ReleasedEdition
    country : Country, optional
        Whose part of it is cited; the whole edition if left out.

    Returns
    -------
    mapping of str to str
        `CITATION.cff`, `citation.bib` and `citation.ris`. The author is the publisher to
        whom the edition attributes its data, else the framework's title.
    """
    edition = released.edition
    title = f"{edition.title}, {country.name}" if country else edition.title
    fields = {
        "title": f"{SIMULATED}: {title}" if release.simulated else title,
        "author": author(released),
        "year": str(edition.year),
        "version": release.fingerprint[:12],
        "note": f"{edition.attribution or 'No publisher is named'}. Computed by {release.made_by}",
        "print": release.fingerprint,
    }
    part = f"-{country.iso3}" if country else ""
    key = re.sub(r"[^A-Za-z0-9]+", "-", f"{edition.framework.id}-{edition.id}{part}").strip("-")
    return {
        "CITATION.cff": cff(fields),
        "citation.bib": bibtex(key, fields),
        "citation.ris": ris(fields),
    }


def author(released: ReleasedEdition) -> str:
    """Who is named in the attribution: what stands before its first comma."""
    edition = released.edition
    named = edition.attribution.removeprefix("Data:").split(",")[0].strip()
    return named or edition.framework.title


def cff(fields: Mapping[str, str]) -> str:
    """Citation File Format 1.2.0; a text of JSON is one of YAML too."""
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in fields.items()}
    return (
        "cff-version: 1.2.0\n"
        'message: "If you use these data, cite them so."\n'
        "type: dataset\n"
        f"title: {quoted['title']}\n"
        f"authors:\n  - name: {quoted['author']}\n"
        f"version: {quoted['version']}\n"
        f"abstract: {quoted['note']}\n"
        "identifiers:\n"
        f'  - type: other\n    value: "sha256:{fields["print"]}"\n'
        '    description: "Fingerprint of the release"\n'
        "preferred-citation:\n"
        "  type: data\n"
        f"  title: {quoted['title']}\n"
        f"  authors:\n    - name: {quoted['author']}\n"
        f"  year: {fields['year']}\n"
        f"  version: {quoted['version']}\n"
    )


def bibtex(key: str, fields: Mapping[str, str]) -> str:
    """An entry of BibTeX."""
    told = {name: "".join(LATEX.get(c, c) for c in text) for name, text in fields.items()}
    return (
        f"@misc{{{key},\n"
        f"  author = {{{{{told['author']}}}}},\n"
        f"  title = {{{{{told['title']}}}}},\n"
        f"  year = {{{told['year']}}},\n"
        f"  version = {{{told['version']}}},\n"
        f"  note = {{{told['note']}}}\n"
        "}\n"
    )


def ris(fields: Mapping[str, str]) -> str:
    """A reference of RIS."""
    lines = (
        ("TY", "DATA"), ("AU", fields["author"]), ("TI", fields["title"]),
        ("PY", fields["year"]), ("ET", fields["version"]), ("N1", fields["note"]), ("ER", ""),
    )  # fmt: skip
    # A field ends with its line.
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines)
