"""The workbook is had from a named file, the cache or a server, whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from ocindex.errors import IntakeError
from ocindex.intake import fetching
from ocindex.intake.fetching import find_workbook

CONTENT = b"workbook" * 20_000


class Publisher(BaseHTTPRequestHandler):
    """A publisher of one file, in several moods."""

    requests: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.requests.append(self.path)
        if self.path == "/missing":
            self.send_error(404)
            return
        self.send_response(200)
        if self.path != "/unsized":
            self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        cut = len(CONTENT) // 2 if self.path == "/truncated" else len(CONTENT)
        self.wfile.write(CONTENT[:cut])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    monkeypatch.delenv("OCINDEX_WORKBOOK", raising=False)
    monkeypatch.setattr(fetching, "user_cache_path", lambda _name: tmp_path / "cache")
    Publisher.requests.clear()
    with HTTPServer(("127.0.0.1", 0), Publisher) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_named_file_comes_first(
    publisher: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.xlsx"
    file.write_bytes(CONTENT)
    monkeypatch.setenv("OCINDEX_WORKBOOK", str(file))
    found = find_workbook(publisher)
    assert (found.path, found.known) == (file, False)
    assert Publisher.requests == []


def test_a_named_file_that_is_not_there_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCINDEX_WORKBOOK", "nowhere.xlsx")
    with pytest.raises(IntakeError, match="names a file that does not exist"):
        find_workbook()


@pytest.mark.parametrize("path", ["/workbook", "/unsized"])
def test_it_is_fetched_once_and_then_cached(publisher: str, path: str) -> None:
    told: list[tuple[int, int]] = []
    found = find_workbook(publisher + path, lambda done, total: told.append((done, total)))
    assert found.path.read_bytes() == CONTENT
    assert found.origin == publisher + path
    assert told[-1] == (len(CONTENT), 0 if path == "/unsized" else len(CONTENT))
    assert find_workbook(publisher + path).origin == "the cache"
    assert len(Publisher.requests) == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/missing", "404"), ("/truncated", "80,000 of 160,000 bytes came|Incomplete")],
)
def test_what_does_not_come_whole_is_not_kept(publisher: str, path: str, reason: str) -> None:
    with pytest.raises(IntakeError, match=reason):
        find_workbook(publisher + path)
    assert find_workbook(publisher + "/workbook").origin != "the cache"


def test_a_server_that_is_not_there_is_a_fault(publisher: str) -> None:
    with pytest.raises(IntakeError, match=r"cannot be fetched: Connection refused\. Try again"):
        find_workbook("http://127.0.0.1:1/workbook")


def test_more_than_a_workbook_can_hold_is_refused(
    publisher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1_000)
    with pytest.raises(IntakeError, match="larger than 1,000 bytes"):
        find_workbook(publisher + "/workbook")


def test_the_version_we_know_is_known_by_its_checksum(
    publisher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not find_workbook(publisher + "/workbook").known
    monkeypatch.setattr(fetching, "KNOWN", sha256(CONTENT).hexdigest())
    assert find_workbook(publisher + "/workbook").known


def test_the_real_workbook_is_the_version_we_know(workbook: Path) -> None:
    assert fetching.is_known(workbook)
