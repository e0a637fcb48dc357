"""A local preview of a site."""

from __future__ import annotations

import functools
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from ocindex.cli.console import flag
from ocindex.errors import OutputError, RequestError

HOST = "127.0.0.1"


class Handler(SimpleHTTPRequestHandler):
    """Files of the site, its own page where there is none, and nothing kept by the browser."""

    verbose = False

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".parquet": "application/vnd.apache.parquet",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its signature)
        # Requests are told on another thread, where click knows no flags.
        if self.verbose:
            super().log_message(format, *args)


def serve(site: Path, port: int) -> None:
    """Serve `site` on this machine's own address until Ctrl-C.

    Raises
    ------
    RequestError
        `site` holds no index.html.
    OutputError
        The port is taken.
    """
    if not (site / "index.html").is_file():
        raise RequestError(
            f"{site} is no site: it holds no index.html. Make one by 'ocindex publish'."
        )
    Handler.verbose = flag("verbose")
    handler = functools.partial(Handler, directory=str(site))
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise OutputError(
            f"Port {port} is taken ({error.strerror}). Choose another by --port."
        ) from None
    with server:
        click.echo(f"Serving {site} on http://{HOST}:{server.server_port}/ (stop by Ctrl-C)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
