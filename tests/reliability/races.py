"""Four windows of one visit save the same page at once, each with a text of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

from tests.reliability.writers import PATIENCE, Browser, Form, Reply
from tests.web.page import read

WINDOWS = 4
ROUNDS_OF_A_VISIT = 25  # a visit may save 120 times a minute, and each window may try in each round
ADDRESS, CHOICE, NOTE = "/q/decision", "decision-codes", "decision-note"


def faults(port: int, rounds: int, *others: int) -> list[str]:
    """Return what was wrong in so many rounds; nothing if each had one success and three pages with their own text.

    The windows take turns between the server on this port and `others`.
    """
    found: list[str] = []
    for begun in range(0, rounds, ROUNDS_OF_A_VISIT):
        with ExitStack() as leaving, ThreadPoolExecutor(WINDOWS) as pool:
            windows = _windows((port, *others), leaving)
            for number in range(begun, min(begun + ROUNDS_OF_A_VISIT, rounds)):
                found += (f"round {number}: {fault}" for fault in _round(windows, pool, number))
    return found


def _windows(ports: Sequence[int], leaving: ExitStack) -> list[Browser]:
    first = Browser(ports[0])
    leaving.callback(first.hang_up)
    first.begin()
    windows = [first, *(Browser(ports[at % len(ports)], first.cookies) for at in range(1, WINDOWS))]
    for window in windows:
        leaving.callback(window.hang_up)
    return windows


def _round(windows: Sequence[Browser], pool: ThreadPoolExecutor, number: int) -> Iterator[str]:
    """Let all windows send the same page as it stands, each with its own text, at the same moment."""
    shown = {**windows[0].form(ADDRESS), CHOICE: ["which"]}
    texts = [f"Round {number}, written in window {window}." for window in range(len(windows))]
    together = Barrier(len(windows), timeout=PATIENCE)

    def send(window: Browser, form: Form) -> Reply:
        together.wait()
        return window.post(ADDRESS, form)

    replies = list(pool.map(send, windows, [{**shown, NOTE: text} for text in texts]))
    yield from _faults(dict(zip(texts, replies, strict=True)), windows[0].form(ADDRESS)[NOTE][0])


def _faults(replies: dict[str, Reply], kept: str) -> Iterator[str]:
    statuses = sorted(reply.status for reply in replies.values())
    if statuses != [303, *[409] * (len(replies) - 1)]:
        yield f"the answers were {statuses}"
    for text, reply in replies.items():
        if reply.status == 409 and text not in read(reply.html).one("main").text:
            yield "somebody's own text is not on their page"
        if reply.status == 303 and text != kept:
            yield "what was acknowledged was not kept"
