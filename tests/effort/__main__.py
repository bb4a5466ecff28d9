"""Measure and print: python -m tests.effort [grouping].

Without a word, the table of docs/accessibility.md. With `grouping`, what the full form takes as it is, with pages of
one set of answers put together, and with each of their questions on a page of its own.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from decision_aid import assets
from tests.conftest import BROWSERS, FLAGS
from tests.effort.journeys import AT_ONCE, USUAL, Form, Way
from tests.effort.report import counts, rows
from tests.effort.variants import VARIANTS
from tests.effort.yard import measuring, serving_listed, serving_plain
from tests.serving import serving

GROUPED: tuple[Form, ...] = (USUAL, AT_ONCE)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright, closing(playwright.chromium.launch(executable_path=path, args=FLAGS)) as it:
        yield it


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def print_table() -> None:
    with (
        chromium() as browser,
        folder() as place,
        folder() as other,
        serving(place) as home,
        serving_plain() as plain,
        serving_listed(other) as listed,
    ):
        for line in rows(measuring(browser, home, plain, listed)):
            say(line)


def print_grouping() -> None:
    shipped = yaml.safe_load(assets.questions().read_text(encoding="utf-8"))
    with chromium() as browser:
        for name, change in VARIANTS.items():
            with folder() as place:
                file = place / "questions.yaml"
                file.write_text(yaml.safe_dump(change(shipped), allow_unicode=True, sort_keys=False), encoding="utf-8")
                with serving(place, questions=str(file)) as home:
                    _print_variant(browser, home, name)


def _print_variant(browser: Browser, home: str, name: str) -> None:
    measure = measuring(browser, home, home, home)
    for form in GROUPED:
        say(" | ".join(map(str, (name, form, *counts(measure(form, Way("full", "self", "one")))))))


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    print_grouping() if sys.argv[1:] == ["grouping"] else print_table()
