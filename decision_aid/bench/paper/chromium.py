"""Headless Chromium, kept open, by its own command to print."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from decision_aid.bench.paper.ways import Missing
from decision_aid.bench.paper.worker import Spent
from decision_aid.bench.processes import cpu_of_named

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_INSTALL = "not on this machine: apt-get install chromium; pip install playwright"


@contextmanager
def opened() -> Iterator[Callable[[str], Spent]]:
    """Give what prints a plain document. Raises Missing."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if not (program and find_spec("playwright")):
        raise Missing(_INSTALL)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - on few machines

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        page = browser.new_page()

        def printed(html: str) -> Spent:
            before = cpu_of_named("chrom")
            page.set_content(html)
            pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
            return cpu_of_named("chrom") - before, pdf

        yield printed
        browser.close()
