"""The form at a shared tablet whose minutes are short: quick_tablet.py --port PORT.

It is the real program on the real database; only what it tells the browser of waiting comes thirty times sooner.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from waitress.server import create_server

from decision_aid import bootstrap, settings
from decision_aid.web import create_app

FASTER = 30  # ten minutes are twenty seconds: long enough for a busy machine to print


class Hurried:
    """An application whose pages send the browser on sooner than they would."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [(name, sooner(name, value)) for name, value in headers], *error)

        answer: Iterable[bytes] = self._app(environ, start)
        return answer


def sooner(name: str, value: str) -> str:
    seconds, _, rest = value.partition(";")
    return f"{int(seconds) // FASTER};{rest}" if name == "Refresh" else value


def main() -> None:
    set_up = settings.read()
    running = bootstrap.build(set_up)
    running.services.press.start()
    app = Hurried(create_app(running.services, set_up))
    with running.closing:
        threads = bootstrap.serving_threads(set_up)
        create_server(app, host="127.0.0.1", port=int(sys.argv[-1]), threads=threads).run()


if __name__ == "__main__":
    main()
