"""How the server (waitress) reads what comes in: what is too long is passed over unread, so that our own page answers.

Left to itself it refuses with a bare line of text and closes while the browser is still sending, which then shows an
error of its own. What it must refuse itself goes out with our page and our headers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import BadRequest

_MIB: Final = 1024 * 1024
LARGEST_BODY: Final = 2 * _MIB + 256 * 1024  # a kept file, and the rest of its form: as much as the form itself takes

Page = Callable[[int], tuple[list[tuple[str, str]], bytes]]


class _LengthRequired(BadRequest):  # type: ignore[misc]  # waitress tells no types
    code = 411
    reason = "Length Required"


class _Nothing(OverflowableBuffer):  # type: ignore[misc]
    def append(self, _: bytes) -> None:
        """Keep nothing."""


class _Reader(HTTPRequestParser):  # type: ignore[misc]
    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.content_length > LARGEST_BODY:
            self.body_rcv = FixedStreamReceiver(self.content_length, _Nothing(1))

    error: Any

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.chunked and not self.error:  # its length is known only when all of it is here
            self.error, self.completed = _LengthRequired("the length must be told"), True
        if self.completed:  # else waitress would go on reading for who asks with "Expect" whether it may send
            self.expect_continue = False
        return consumed


def listen(app: Any, page: Page, **options: Any) -> Any:
    """Return a server that listens. `page` gives headers and body of the page for a status that it refuses with."""

    class Refusal(ErrorTask):  # type: ignore[misc]
        def execute(self) -> None:
            error = self.request.error
            headers, body = page(error.code)
            self.status = f"{error.code} {error.reason}"
            self.response_headers.extend(headers)
            self.set_close_on_finish()
            self.content_length = len(body)
            self.write(body)

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = _Reader
        error_task_class = Refusal

    listening: dict[int, Any] = {}
    server = create_server(app, map=listening, **options)
    for one in listening.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
    return server
