"""A real server with its real printing processes, pressed as hard as can be."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

from decision_aid.bootstrap import now
from decision_aid.core.draft import Draft
from decision_aid.loader import Loaded
from decision_aid.store.drafts import open_store
from tests.serving import free_port, wait_for
from tests.web import worst

CROWD = 20
PATIENCE = 35.0  # seconds, for paper
QUESTION_PAGE = "/offer/1/q/offer"


@dataclass
class Reply:
    status: int
    headers: HTTPMessage
    body: bytes


@dataclass
class Server:
    process: subprocess.Popen[str]
    port: int
    database: Path

    def get(self, address: str, token: str = "", seconds: float = PATIENCE) -> Reply:
        """Ask for an address; fails when there is no reply within so many seconds."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=seconds)) as connection:
            connection.request("GET", address, headers={"Cookie": f"__Host-decision-aid={token}"} if token else {})
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())

    def keep(self, draft: Draft) -> str:
        """Return the token of a session with this draft, as if somebody had answered so."""
        with closing(open_store(self.database, clock=now)) as store:
            return store.start(draft)

    def children(self) -> list[int]:
        """Return the processes that the server started and those that they started."""
        parents = {int(path.name): _parent(path) for path in Path("/proc").glob("[0-9]*")}
        found = [self.process.pid]
        for pid in sorted(parents):
            found += [pid] if parents[pid] in found else []
        return found[1:]


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it ended meanwhile
        return 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-P", "-m", "decision_aid", "serve", "--port", str(port)]
    environment = {**os.environ, "DECISION_AID_STATE": str(tmp_path / "state")}
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        wait_for(process, f"http://127.0.0.1:{port}/healthz")
        yield Server(process, port, tmp_path / "state" / "drafts.sqlite")
        process.kill()


@pytest.fixture
def small(shipped: Loaded) -> Draft:
    return worst.longest(shipped.questionnaire, shipped.digest, "")


def gone(process: int) -> bool:
    """Wait until a process that is not our child has ended."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 20)[0])
    finally:
        os.close(handle)


def crowd(server: Server, shipped: Loaded) -> list[str]:
    drafts = [worst.longest(shipped.questionnaire, shipped.digest, words) for words in worst.WORDS.values()]
    assert min(draft.characters for draft in drafts) > 59_000
    return [server.keep(drafts[number % len(drafts)]) for number in range(CROWD)]


def test_a_crowd_with_the_worst_drafts_is_served_or_told_when_to_come_again(
    server: Server, shipped: Loaded, small: Draft
) -> None:
    tokens, reader = crowd(server, shipped), server.keep(small)
    with ThreadPoolExecutor(CROWD) as threads:
        asked = [threads.submit(server.get, "/summary.pdf", token) for token in tokens]
        pages = [*_read_meanwhile(server, reader, asked)]
    replies = [reply.result() for reply in asked]
    assert {reply.status for reply in replies} <= {200, 429, 503}
    printed = [reply for reply in replies if reply.status == 200]
    assert len(printed) >= 2
    assert all(reply.body.startswith(b"%PDF-") for reply in printed)
    for reply in (reply for reply in replies if reply.status != 200):
        assert int(reply.headers["Retry-After"]) > 0
        assert b'href="/summary"' in reply.body
    assert set(pages) == {200}
    assert len(pages) > CROWD
    children = server.children()
    assert len(children) >= 2
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(30) == 0
    assert all(gone(child) for child in children)


def _read_meanwhile(server: Server, token: str, asked: list[Future[Reply]]) -> Iterator[int]:
    """Open a question page, again and again, as long as somebody waits for paper."""
    while not all(reply.done() for reply in asked):
        yield server.get(QUESTION_PAGE, token, seconds=10).status


def workers(server: Server) -> list[int]:
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in server.children()}
    return [pid for pid, command in commands.items() if b"spawn_main" in command]


def test_printing_processes_that_are_killed_are_replaced(server: Server, small: Draft) -> None:
    token = server.keep(small)
    assert server.get("/summary.pdf", token).status == 200
    before = workers(server)
    assert len(before) == 2
    for pid in before:
        os.kill(pid, signal.SIGKILL)
        assert gone(pid) or not Path(f"/proc/{pid}/exe").exists()
    assert server.get("/summary.pdf?paper=a4", token).status == 200
    assert not set(before) & set(workers(server))


def test_the_click_gets_what_was_printed_while_the_summary_was_read(server: Server, small: Draft) -> None:
    token = server.keep(small)
    assert server.get("/readyz").status == 200
    assert server.get("/summary", token).status == 200
    first, again = (server.get("/summary.pdf", token) for _ in range(2))
    assert first.status == again.status == 200
    assert first.body == again.body
