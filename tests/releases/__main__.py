"""Keeps what this version keeps, for the tests of all that come after: python -m tests.releases, before a release."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from decision_aid import __version__, bootstrap
from decision_aid.settings import Settings
from tests import releases
from tests.reliability.writers import NOTED, Browser
from tests.serving import serving
from tests.web.ways import CODE

NOTES = ("Kolibri, the first draft", "Ob ich 中 mitmache 😀")


def begun(port: int, note: str) -> str:
    """Go through the first pages, write the note, and return the code."""
    address, question, choice = NOTED[0]
    with closing(Browser(port)) as browser:
        browser.begin()
        form = {**browser.form(address), f"{question}-codes": choice, f"{question}-note": note}
        assert browser.post(address, form).status == 303
        return str(CODE.findall(browser.get("/keep").html)[0])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with serving(Path(folder)) as address:
            notes = {begun(int(address.rpartition(":")[2]), note): note for note in NOTES}
        state = Settings(state=Path(folder) / "var").state
        releases.write(__version__, state, bootstrap.now().date(), notes)


if __name__ == "__main__":
    main()
