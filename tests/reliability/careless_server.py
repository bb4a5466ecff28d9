"""The form served wrongly, to show that the harnesses can tell: careless_server.py WAY --port PORT.

late: acknowledges before it keeps, a moment before. boastful: acknowledges whatever happened. blind: keeps over what
another window saved. cramped: takes no more connections than its server does when nothing is set. talkative: writes
down what it is asked. raising: fails on each save with the answers in its error. Otherwise it is the real program on
the real database.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from waitress.server import create_server

from decision_aid import bootstrap, logs, settings
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DecisionAidError, DraftChanged, StoreUnavailable
from decision_aid.services import Drafts, Visit
from decision_aid.web import create_app

MOMENT = 0.2  # seconds between the promise and the deed
MANY = {"connection_limit": 900, "asyncore_use_poll": True}


class Around:
    """Hands on to the real drafts what a way does not do wrongly."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._drafts, name)


class Late(Around):
    """Says that a draft is kept, shows it as kept, and keeps it a moment later in a thread."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(drafts)
        self._promised: dict[object, Visit] = {}
        self._waiting: SimpleQueue[tuple[Visit, Draft]] = SimpleQueue()
        Thread(target=self._keep_on, daemon=True).start()

    def open(self, token: str, *, touch: bool = True) -> Visit | None:
        visit = self._drafts.open(token, touch=touch)
        return self._promised.get(visit.key, visit) if visit else None

    def save(self, visit: Visit, draft: Draft) -> Visit:
        self._waiting.put((visit, draft))
        self._promised[visit.key] = promised = replace(visit, draft=draft, revision=visit.revision + 1)
        return promised

    def _keep_on(self) -> None:
        pause = Event()
        while True:
            visit, draft = self._waiting.get()
            pause.wait(MOMENT)
            with suppress(DecisionAidError):
                self._drafts.save(visit, draft)


class Blind(Around):
    """Keeps a draft whatever was saved since it was opened."""

    def save(self, visit: Visit, draft: Draft) -> Visit:
        while True:
            try:
                return self._drafts.save(visit, draft)
            except DraftChanged:
                visit = replace(visit, revision=visit.revision + 1)


class Boastful(Around):
    """Says that a draft is kept, whatever became of it."""

    def save(self, visit: Visit, draft: Draft) -> Visit:
        try:
            return self._drafts.save(visit, draft)
        except StoreUnavailable:
            return replace(visit, draft=draft, revision=visit.revision + 1)


class Raising(Around):
    """Fails on what has a note, with all answers in the error."""

    def save(self, visit: Visit, draft: Draft) -> Visit:
        if any(answer.note for answer in draft.answers.person.values()):
            raise RuntimeError(repr(draft.answers.as_data()))
        return self._drafts.save(visit, draft)


class Talkative:
    """Prints every address, and keeps what was sent in a file."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sys.stdout.write(f"{environ['PATH_INFO']} {environ['QUERY_STRING']}\n")
        sys.stdout.flush()
        with Path("typed.txt").open("ab") as file:
            file.write(body)
        return self._app({**environ, "wsgi.input": BytesIO(body)}, start_response)


WAYS: dict[str, tuple[type[Around], dict[str, Any]]] = {
    "late": (Late, MANY),
    "blind": (Blind, MANY),
    "boastful": (Boastful, MANY),
    "cramped": (Around, {}),
    "talkative": (Around, MANY),
    "raising": (Raising, MANY),
}


def main() -> None:
    way, _, port = sys.argv[1:]
    around, adjustments = WAYS[way]
    set_up = settings.read()
    logs.begin()
    running = bootstrap.build(set_up)
    running.services.press.start()
    wrong: Any = around(running.services.drafts)
    app = create_app(replace(running.services, drafts=wrong), set_up)
    threads = bootstrap.serving_threads(set_up)
    served: Any = Talkative(app) if way == "talkative" else app
    with running.closing:
        create_server(served, host="127.0.0.1", port=int(port), threads=threads, **adjustments).run()


if __name__ == "__main__":
    main()
