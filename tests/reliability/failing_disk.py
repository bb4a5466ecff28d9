"""A real server whose disk fails for some calls while somebody writes on a page, and what became of the text."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.serving_group import serving
from tests.reliability.writers import NOTED, Browser, Form
from tests.serving import free_port, wait_for
from tests.web.page import fields, read

PRESSES = 115  # pages to send for one draft: within the limit of saves
DRAFTS = 3  # to write in, one after the other, until the fault must have come, whichever thread serves
IN_A_ROW = 3  # faults for each thread, so that pressing again fails as well
AGAIN = 80  # times to press again until what failed must work, if every thread in turn is at its faults
AFTER = 3  # pages to send then, to the same process

_ADDRESS, _QUESTION, _CODE = NOTED[0]
_NOTE = f"{_QUESTION}-note"
_CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)


@dataclass
class Seen:
    """What somebody saw who wrote while the disk failed."""

    refused: int = 0
    unshown: int = 0  # refusals whose page did not have the text
    lost: int = 0  # acknowledged, but not on the page when it was opened again
    acknowledged: str = ""
    found: str = ""  # what a server started afterwards shows on that page


def calls_of_a_start(folder: Path, program: Sequence[str], calls: Sequence[str]) -> dict[str, int]:
    """Return how many of each of these calls a start makes at most; every second one tidies up after the one before."""
    _begun(folder)
    most: Counter[str] = Counter()
    for _ in range(2):
        with _traced(folder, program, ",".join(calls)):
            made = Counter(_CALL.findall((folder / "trace").read_text()))
            most |= made
    return {call: most[call] for call in calls}


def seen(folder: Path, program: Sequence[str], call: str, error: str, beyond: int) -> Seen:
    """Write until the disk fails for this call, go on with the same process, then look what another server shows.

    Strace counts the calls of each thread by itself: the faults come after so many of them.
    """
    told, begun = Seen(), [_begun(folder) for _ in range(DRAFTS)]
    fault = f"inject={call}:error={error}:when={beyond + 1}..{beyond + IN_A_ROW}"
    with _traced(folder, program, call, fault) as port:
        for browser in begun:
            writing = Browser(port, browser.cookies)
            _write_until(told, writing)
            writing.close()
            if told.refused or told.lost:
                break
    with serving(folder) as after:
        reading = Browser(after.port, browser.cookies)
        told.found = reading.form(_ADDRESS)[_NOTE][0]
        reading.close()
    return told


@contextmanager
def _traced(folder: Path, program: Sequence[str], call: str, *faults: str) -> Iterator[int]:
    """Serve the form with a trace of a call on the database's own files, and faults in it; give the port."""
    port, state = free_port(), folder / "state"
    own = [option for name in ("drafts.sqlite", "drafts.sqlite-journal") for option in ("-P", str(state / name))]
    strace = ["strace", "-f", "--seccomp-bpf", "-o", str(folder / "trace"), "-e", f"trace={call}"]
    expressions = [option for fault in faults for option in ("-e", fault)]
    command = [*strace, *own, *expressions, sys.executable, "-P", *program, "--port", str(port)]
    environment = os.environ | {"DECISION_AID_STATE": str(state), "DECISION_AID_PRINT_WORKERS": "1"}
    with (
        (folder / "traced.log").open("w") as log,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, text=True, start_new_session=True
        ) as server,
    ):
        try:
            wait_for(server, f"http://127.0.0.1:{port}/healthz")
            yield port
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # a session of its own: strace, the server and its workers


def _begun(folder: Path) -> Browser:
    """Begin a visit with a server that is ended then; return who has its cookies."""
    with serving(folder) as before:
        browser = Browser(before.port)
        browser.begin()
        browser.close()
    return browser


def _write_until(told: Seen, browser: Browser) -> None:
    after = 0
    for number in range(PRESSES):
        _write(told, browser, f"CANARY words {number}")
        after += bool(told.refused or told.lost)
        if after > AFTER:
            break


def _write(told: Seen, browser: Browser, text: str) -> None:
    """Press Continue, and again on every page that says it could not be kept; then open the page again."""
    sent: Form = {**browser.form(_ADDRESS), f"{_QUESTION}-codes": _CODE, _NOTE: text}
    for _ in range(AGAIN):
        reply = browser.post(_ADDRESS, sent)
        if reply.status == 303:
            break
        assert reply.status == 503, f"{_ADDRESS}: {reply.status}"
        page = read(reply.html)
        told.refused += 1
        told.unshown += [own.text for own in page.by_class("own")] != [text]
        sent = fields(page.form(_ADDRESS))
    else:
        raise AssertionError("what failed did not work again without a restart")
    told.acknowledged = text
    told.lost += browser.form(_ADDRESS)[_NOTE] != [text]
