"""Fresh processes: how long one takes to start, and what memory one holds after serving a whole journey."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from decision_aid.bench.processes import memory
from decision_aid.bench.table import Row
from decision_aid.settings import PREFIX

_MODULE = [sys.executable, "-m"]
_MOST_PAGES = 400
_FORM = re.compile(r'name="(token|revision)" value="(\w+)"')
_FIRST = re.compile(r'href="(/q/\w+)"')  # on the page that shows the way back
_CHOICE = re.compile(r'name="([\w-]+)" id="[\w-]+" value="(\w+)"')


def starts(state: Path, times: int, at_most: tuple[float, float]) -> tuple[Row, Row]:
    """Return the CPU seconds of the import and of the start, over fresh processes on a database that is there."""
    _started(state)
    found = [_started(state) for _ in range(times)]
    heavy = ", ".join(found[0]["heavy"]) or "neither WeasyPrint nor Alembic imported"
    imported, ready = (median(one[name] for one in found) for name in ("imported", "ready"))
    return (
        Row("import", imported, "s CPU", at_most[0], "a fresh process, the interpreter's own start included"),
        Row("start to ready, questionnaire read and checked", ready, "s CPU", at_most[1], heavy),
    )


def _started(state: Path) -> dict[str, Any]:
    command = [*_MODULE, "decision_aid.bench.starting"]
    done = subprocess.run(command, env=_environment(state), capture_output=True, check=True, text=True)  # noqa: S603 - our own
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def resident(state: Path, choices: dict[str, str], target: float) -> Row:
    """Return the memory of a serving process after a whole journey over HTTP."""
    with served(state) as (process, port):
        with closing(HTTPConnection("127.0.0.1", port)) as server:
            pages = _journey(server, choices)
        rss, pss = memory(process)
    return Row(
        "memory of a serving process", rss, "MB resident", target, f"after {pages} pages; proportional {pss:.0f} MB"
    )


@contextmanager
def served(state: Path, given: Mapping[str, str] = MappingProxyType({})) -> Iterator[tuple[int, int]]:
    """Serve the form as its command does, with these settings too, and give process and port; the log goes nowhere."""
    command, nowhere = [*_MODULE, "decision_aid", "serve", "--port", str(_free_port())], subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - our own
        command, env=_environment(state) | dict(given), stdout=subprocess.PIPE, stderr=nowhere, text=True
    ) as server:
        try:
            told: str = next(iter(server.stdout or ()))
            yield server.pid, int(re.findall(r":(\d+)", told)[0])
        finally:
            server.terminate()


def _environment(state: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return ours | {f"{PREFIX}STATE": str(state)}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _journey(server: HTTPConnection, choices: dict[str, str]) -> int:
    """Go through the form as a browser does, choosing the first answer or the one named; return how many pages."""
    first, page = _sent(server, "GET", "/", "")
    cookie = first.getheader("Set-Cookie", "").partition(";")[0]
    started, _ = _sent(server, "POST", "/start", cookie, dict(_FORM.findall(page)))
    cookie = started.getheader("Set-Cookie", "").partition(";")[0]
    _, page = _sent(server, "GET", started.getheader("Location", ""), cookie)
    address = _FIRST.findall(page)[0]
    count = 0
    while count < _MOST_PAGES:
        _, page = _sent(server, "GET", address, cookie)
        if address == "/answers":
            _sent(server, "GET", "/summary", cookie)
            return count
        given = dict(_FORM.findall(page)) | dict(reversed(_CHOICE.findall(page)))
        given |= {name: code for name, code in choices.items() if name in given}
        answered, _ = _sent(server, "POST", address, cookie, given)
        if pause := answered.getheader("Retry-After"):  # faster than any person
            time.sleep(int(pause))
            continue
        address, count = answered.getheader("Location", ""), count + 1
    raise RuntimeError("the journey did not end")


def _sent(
    server: HTTPConnection,
    method: str,
    address: str,
    cookie: str,
    form: dict[str, str] | Sequence[tuple[str, str]] = (),
) -> tuple[HTTPResponse, str]:
    headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    server.request(method, address, urlencode(form) if method == "POST" else None, headers)
    reply = server.getresponse()
    return reply, reply.read().decode()
