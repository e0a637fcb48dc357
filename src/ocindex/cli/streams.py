"""The process around the commands: its standard streams, and the signals that end it."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
from types import FrameType


def open_streams() -> None:
    """Make standard output and standard error take every text.

    Files and pipes get UTF-8 whatever the locale: the same inputs give the same bytes. A
    terminal of another encoding shows `?` for what it lacks. A stream that the shell has
    closed is one that nobody reads.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            if codecs.lookup(stream.encoding).name == "utf-8" or not stream.isatty():
                # A path may hold bytes that are no UTF-8; they are printed as they are.
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")
            else:
                stream.reconfigure(errors="replace")


def end_cleanly() -> None:
    """Have the signals that ask for an end unwind the stack, so that nothing is left aside."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            # Who was told to ignore it (nohup) goes on ignoring it.
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, stop)


def stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def give_up_output() -> None:
    """Drop what is still buffered: Python would try once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
