"""The text of a framework's files."""

from __future__ import annotations

from pathlib import Path

from ocindex.errors import Fault, FrameworkError

LARGEST = 10_000_000


def read_text(path: Path) -> str:
    """A file's text, or a FrameworkError where it is too large or is no UTF-8 text."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # To read a pipe or a device would wait, or go on, for ever.
            fault = Fault(str(path), "This is no regular file", "Put a file there.")
            raise FrameworkError([fault])
        if path.stat().st_size > LARGEST:
            rule = f"A framework's file holds at most {LARGEST:,} bytes"
            raise FrameworkError([Fault(str(path), rule, "Name the right file.")])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule = f"Text must be UTF-8; byte {error.start} is not"
        raise FrameworkError([Fault(str(path), rule, "Save it as UTF-8.")]) from None
    except OSError as error:
        rule = f"The file cannot be read: {error.strerror}"
        raise FrameworkError([Fault(str(path), rule, "Put a readable file there.")]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        fault = Fault(str(path), "Text holds no NUL byte", "Save it as text.", row=line)
        raise FrameworkError([fault])
    return text
