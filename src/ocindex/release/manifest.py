"""The manifest: the SHA-256 of every file of a release, in the form of sha256sum."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

FILE = "MANIFEST.sha256"


def files_below(folder: Path) -> list[str]:
    """Every file's path within `folder`, the manifest's own left out, sorted."""
    paths = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())
    return sorted(path for path in paths if path != FILE)


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def manifest_text(folder: Path) -> str:
    """The manifest that `folder` should have."""
    return "".join(f"{digest(folder / name)}  {name}\n" for name in files_below(folder))


def read_fingerprint(folder: Path) -> str:
    """SHA-256 of the manifest of a release: the same for the same release anywhere."""
    return digest(folder / FILE)


def read_manifest(text: str) -> dict[str, str]:
    """Digests by file from a manifest's text; lines that are none are left out."""
    lines = (line.partition("  ") for line in text.splitlines())
    return {name: value for value, two, name in lines if two and len(value) == 64}
