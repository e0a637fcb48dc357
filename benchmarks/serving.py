"""A site as a good web server gives it: compressed by brotli, with long-lived files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".csv", ".xml", ".txt", ".jsonld")


@cache
def compressed(path: Path, quality: int) -> bytes:
    return bytes(brotli.compress(path.read_bytes(), quality=quality))


class Compressing(SimpleHTTPRequestHandler):
    """Answers with brotli where the browser takes it and the file is a text."""

    protocol_version = "HTTP/1.1"
    quality = 11

    def handle(self) -> None:
        # A browser that has left the page hangs up, whatever was said.
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *arguments: object) -> None:
        """Keep requests out of the bench's output."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                super().do_GET()
                return
            path /= "index.html"
        if not path.is_file() or path.suffix not in TEXTS:
            super().do_GET()
            return
        body = compressed(path, self.quality)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=31536000")
        self.end_headers()
        self.wfile.write(body)


class Hasty(Compressing):
    """Compresses little, for those who read every page once."""

    quality = 1


@contextmanager
def served(folder: Path, kind: type[Compressing] = Compressing) -> Iterator[str]:
    """A local server of `folder`; gives its address."""
    handler = partial(kind, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
