"""A site as a browser meets it: bytes over the wire, Lighthouse, every single page."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import Finding
from support.browser import FLAGS, find_browser

LIGHTHOUSE = Path(__file__).with_name("lighthouse")
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3
# All that a page has asked for, as it came over the wire.
BYTES = """() => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource")].reduce((sum, e) => sum + e.encodedBodySize, 0)"""

# A link within a drawing is no text but an object.
LINKS = """[...document.querySelectorAll("a[href]")]
  .map((a) => new URL(a.getAttribute("href"), document.baseURI).href)"""
HAS_ID = "id => !!document.getElementById(id)"


def weights(address: str, pages: Sequence[tuple[str, str, float]]) -> Iterator[Finding]:
    """Bytes that a page and everything it loads take; `pages` are name, path and bar in kB."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for name, path, bar in pages:
            with browser.new_context() as context:
                page = context.new_page()
                page.goto(address + path, wait_until="networkidle")
                size = page.evaluate(BYTES) / 1024
            yield Finding(f"{name} with all that it loads, brotli", size, bar, "KB")
        browser.close()


def lighthouse(address: str, paths: Sequence[str]) -> Iterator[Finding]:
    """Lighthouse's four scores of each page, on its slow telephone."""
    subprocess.run(["npm", "ci", "--no-fund", "--no-audit", "--silent"], cwd=LIGHTHOUSE, check=True)
    for path in paths:
        # One run's figure wanders with what else the machine does.
        runs = [lighthouse_of(address + path) for _ in range(RUNS)]
        for category, bar in BARS.items():
            what = f"Lighthouse, {category}: /{path}"
            score = statistics.median(run[category] for run in runs)
            yield Finding(what, score, bar, at_least=True)


def lighthouse_of(url: str) -> dict[str, float]:
    """Scores of 0 to 100 by category."""
    flags = " ".join(["--headless=new", *FLAGS])
    done = subprocess.run(
        ["node_modules/.bin/lighthouse", url, "--output=json", "--quiet", f"--chrome-flags={flags}",
         f"--only-categories={','.join(BARS)}"],
        cwd=LIGHTHOUSE, env=os.environ | {"CHROME_PATH": find_browser()},
        check=True, capture_output=True,
    )  # fmt: skip
    found = json.loads(done.stdout)["categories"]
    return {category: 100 * found[category]["score"] for category in BARS}


# The root's page leads on to the latest edition.
LEADING = "index.html"


def whole_site(address: str, site: Path) -> Iterator[Finding]:
    """Every page at 320 px: broken links, other hosts, console errors, overflow."""
    faults: dict[str, list[str]] = {
        "broken links": [], "other hosts contacted": [], "console errors": [],
        "pages wider than 320 px": [],
    }  # fmt: skip
    paths = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for path in paths:
            visit(browser, address, path, site, faults)
        browser.close()
    for what, found in faults.items():
        for fault in found[:5]:
            print(f"  {what}: {fault}")
        yield Finding(f"{what}, over {len(paths):,} pages", len(found), 0)


def visit(
    browser: Browser, address: str, path: str, site: Path, faults: dict[str, list[str]]
) -> None:
    """Open one page as a small telephone does, and note what is wrong with it."""
    page = browser.new_page(viewport={"width": 320, "height": 640})

    def asked(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            faults["other hosts contacted"].append(f"{path}: {url}")

    page.on("request", lambda request: asked(request.url))

    def said(kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            faults["console errors"].append(f"{path}: {text}")

    page.on("console", lambda message: said(message.type, message.text))
    page.on("pageerror", lambda error: said("error", str(error)))
    page.goto(address + path, wait_until="load")
    if path == LEADING:
        page.wait_for_url(lambda url: url != address + path)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 320:
        faults["pages wider than 320 px"].append(f"{path}: {width} px")
    faults["broken links"] += [f"{path}: {link}" for link in broken(page, address, site)]
    page.close()


def broken(page: Page, address: str, site: Path) -> Iterator[str]:
    """Links of a page that lead to no file, or to no place on it."""
    for link in page.evaluate(LINKS):
        if not link.startswith(address):
            continue
        bare, fragment = urldefrag(link)
        file = site / unquote(urlsplit(bare).path.lstrip("/"))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            yield link
        here = fragment and "=" not in fragment and bare == urldefrag(page.url)[0]
        if here and not page.evaluate(HAS_ID, unquote(fragment)):
            yield link
