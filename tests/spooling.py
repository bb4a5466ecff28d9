"""Serves the form in a process that cannot write a file longer than 256 KiB: what is spooled to one fails.

Called with a port and `served`, or `usual` to spool as the server does by itself (to show that a test can tell).
"""

import resource
import sys
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from waitress.server import create_server

from decision_aid import settings as setting
from decision_aid import wsgi
from decision_aid.cli.serving import options

LONGEST_FILE = 256 * 1024
LONG_ANSWER = 3 * 1024 * 1024


def answering_at_length(application: WSGIApplication) -> WSGIApplication:
    """Return the application with one more page, which is long."""

    def answer(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/long":
            return application(environ, start)
        start("200 OK", [("Content-Length", str(LONG_ANSWER))])
        return [b"x" * LONG_ANSWER]

    return answer


def main(port: int, mode: str) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_FILE, LONGEST_FILE))
    settings = setting.read()
    given = options(settings)
    if mode == "usual":
        del given["inbuf_overflow"], given["outbuf_overflow"]
    app, closing = wsgi.make(settings)
    with closing:
        create_server(answering_at_length(app), host="127.0.0.1", port=port, **given).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
