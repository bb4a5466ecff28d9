"""A real server of the form, and one person who writes on one of its pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.reliability.writers import NOTED, Browser, Reply
from tests.serving import free_port, wait_for
from tests.test_cli import COMMAND
from tests.web.page import fields, read

ADDRESS, QUESTION, CODE = NOTED[0]
NOTE = f"{QUESTION}-note"


@dataclass
class Form:
    """A form that is served; `folder` is where its log is."""

    port: int
    folder: Path
    process: subprocess.Popen[str]

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@contextmanager
def served(
    folder: Path, before: Sequence[str] = (), environment: Mapping[str, str] | None = None, **settings: str
) -> Iterator[Form]:
    """Serve the form in `folder/var`; `before` comes before the command."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    named = {f"DECISION_AID_{name.upper()}": value for name, value in settings.items()}
    given = {**kept, "DECISION_AID_STATE": str(folder / "var"), "DECISION_AID_PRINT_WORKERS": "1", **named}
    command = [*before, sys.executable, *COMMAND[1:], "serve", "--port", str(port)]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=folder, env={**given, **(environment or {})}, stdout=log, stderr=log, text=True
        ) as process,
    ):
        try:
            wait_for(process, f"http://127.0.0.1:{port}/healthz")
            yield Form(port, folder, process)
        finally:
            process.terminate()


class Person:
    """Somebody who has begun, and writes a note on one page."""

    def __init__(self, form: Form) -> None:
        self.browser = Browser(form.port)
        self.browser.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()

    def press_continue(self, note: str) -> Reply:
        return self.browser.post(ADDRESS, {**self.form, NOTE: note})

    @property
    def form(self) -> dict[str, list[str] | str]:
        """Return what the page sends, opened anew, without a note."""
        return {**self.browser.form(ADDRESS), f"{QUESTION}-codes": CODE}

    def try_again(self, page: Reply) -> Reply:
        """Press the button of a page that says that nothing could be kept."""
        return self.browser.post(ADDRESS, fields(read(page.html).form(ADDRESS)))

    def note(self) -> str:
        """Return what the page shows when it is opened."""
        return self.browser.form(ADDRESS)[NOTE][0]


def told(page: Reply) -> tuple[str, str]:
    """Return heading and first sentence of a page."""
    main = read(page.html).one("main")
    return main.one("h1").text, next(main.all("p")).text


def own_words(page: Reply) -> list[str]:
    """Return what a page shows of what was typed."""
    return [own.text for own in read(page.html).by_class("own")]
