"""PDF profiles, made in other processes while the pages are written."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path

from ocindex.publish.profile import render_profiles
from ocindex.release import Release, read_release

# A profile takes about 0.2 s, so that a batch is worth the way to another process.
BATCH = 12
Batch = tuple[str, tuple[str, ...]]


def profile_batches(release: Release) -> list[Batch]:
    """Countries in the batches in which their profiles are made."""
    batches: list[Batch] = []
    for released in release.editions:
        iso3s = tuple(released.countries)
        batches += [(released.id, iso3s[i : i + BATCH]) for i in range(0, len(iso3s), BATCH)]
    return batches


def start_profiles(
    release: Release, batches: list[Batch], folder: Path, processes: int, stack: ExitStack
) -> Iterator[int]:
    """Have profiles made beside the pages; yields how many, as each batch is done."""
    if processes == 1 or len(batches) < 2:
        return (write_profiles(release, batch, folder) for batch in batches)
    with interrupts_held():
        # A fork of a process that has threads (polars starts some) may hang.
        pool = ProcessPoolExecutor(
            min(processes, len(batches)), get_context("spawn"), keep_release, (release.path,)
        )
    stack.enter_context(pool)
    stack.callback(pool.shutdown, wait=True, cancel_futures=True)
    # Held anew: a pool starts Python's tracker of resources, which lets Ctrl-C through again.
    with interrupts_held():
        futures = [pool.submit(write_kept, batch, folder) for batch in batches]
    return (future.result() for future in as_completed(futures))


KEPT: list[Release] = []


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Start processes deaf to Ctrl-C and a closed terminal: all hear these, and one answers."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def keep_release(path: Path) -> None:
    """Read the release once in each process, which ends with the one that started it."""
    threading.Thread(target=follow_parent, daemon=True).start()
    KEPT.append(read_release(path))


def follow_parent() -> None:
    """End this process once its parent has, even killed: else it would wait for ever."""
    parent = parent_process()
    assert parent, "only started processes keep a release"
    parent.join()
    os._exit(1)


def write_kept(batch: Batch, folder: Path) -> int:
    return write_profiles(KEPT[0], batch, folder)


def write_profiles(release: Release, batch: Batch, folder: Path) -> int:
    """Make a batch of profiles and write them beside their countries' pages."""
    edition_id, iso3s = batch
    for iso3, content in render_profiles(release, edition_id, iso3s):
        path = folder / edition_id / "en" / "country" / iso3 / f"{iso3}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(iso3s)
