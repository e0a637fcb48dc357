"""What has changed in the data: their form from version to version, and where they are from."""

from __future__ import annotations

from collections.abc import Iterator

from ocindex.release import Release

# The form of the files; the first number moves when a column goes or changes its meaning.
FORMAT = "2.1"
FORMS = (
    ("2.1", "Where figures have intervals: of scores, ranks and changes, pairs, draws."),
    (
        "2.0",
        "Stata, SPSS, dictionary, correlations, citations; sheet Ranks is now Ranks, world.",
    ),
    ("1.0", "csv, json, parquet, a workbook, a Data Package and checksums."),
)


def changelog(release: Release) -> str:
    """`CHANGELOG.md` of an edition's data.

    Parameters
    ----------
    release : Release

    Returns
    -------
    str
        The forms of the files, then each edition's framework, countries and origin.
    """
    return "\n".join(lines(release)) + "\n"


def lines(release: Release) -> Iterator[str]:
    yield "# Changes of the data\n"
    yield f"Release {release.fingerprint}, made by {release.made_by}.\n"
    yield "## Form of the files\n"
    yield from (f"* {version}: {what}" for version, what in FORMS)
    yield "\n## Editions\n"
    for released in reversed(release.editions):
        edition = released.edition
        framework = edition.framework
        told = [
            f"{len(edition.countries)} countries",
            f"{len(framework.indicators)} indicators",
            f"framework {framework.id}",
            edition.attribution,
            f"read from {edition.origin}" if edition.origin else "",
            "simulated data" if edition.simulated else "",
        ]
        yield f"* {edition.id}: {'; '.join(part for part in told if part)}"
