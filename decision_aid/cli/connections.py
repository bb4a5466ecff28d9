"""How the server (waitress) reads what comes in: what is too long is passed over unread, so that our own page answers.

Left to itself it refuses with a bare line of text and closes while the browser is still sending, which then shows an
error of its own. What it must refuse itself goes out with our page and our headers.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Final
from weakref import finalize

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import BadRequest

_MIB: Final = 1024 * 1024
LARGEST_BODY: Final = 2 * _MIB + 256 * 1024  # a kept file, and the rest of its form: as much as the form itself takes

_TOGETHER: Final = 64 * _MIB  # of long bodies that are on their way or being looked at, from all callers together
_SHORT: Final = 64 * 1024  # what is not longer always has room: there are fewer than a thousand callers

Page = Callable[[int], tuple[list[tuple[str, str]], bytes]]


class _LengthRequired(BadRequest):  # type: ignore[misc]  # waitress tells no types
    code = 411
    reason = "Length Required"


class _NoRoom(BadRequest):  # type: ignore[misc]
    code = 503
    reason = "Service Unavailable"


class _Room:
    """Memory for long bodies, which one thread takes and others give back."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._lock = RLock()  # what is given back may come from the collector, in the very thread that is taking

    def take(self, size: int) -> bool:
        """Tell whether there is room for so many bytes; then they are taken."""
        with self._lock:
            fits = size <= self._left
            self._left -= size if fits else 0
        return fits

    def give_back(self, size: int) -> None:
        with self._lock:
            self._left += size


class _Nothing(OverflowableBuffer):  # type: ignore[misc]
    def append(self, _: bytes) -> None:
        """Keep nothing."""


class _Reader(HTTPRequestParser):  # type: ignore[misc]
    room: _Room
    error: Any
    no_room = False

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.content_length > LARGEST_BODY or not self._has_room():
            self.body_rcv = FixedStreamReceiver(self.content_length, _Nothing(1))

    def _has_room(self) -> bool:
        size = self.content_length
        if size > _SHORT:
            self.no_room = not self.room.take(size)
            if not self.no_room:
                finalize(self, self.room.give_back, size)  # also if the caller is gone before all of it is here
        return not self.no_room

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.chunked and not self.error:  # its length is known only when all of it is here
            self.error, self.completed = _LengthRequired("the length must be told"), True
        if self.completed and self.no_room and not self.error:  # passed over: the caller is ready to read our page
            self.error = _NoRoom("there is no room for so much at once")
        if self.completed:  # else waitress would go on reading for a caller that asks with "Expect" whether it may send
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

    class Reader(_Reader):
        room = _Room(_TOGETHER)

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = Reader
        error_task_class = Refusal

    listening: dict[int, Any] = {}
    server = create_server(app, map=listening, **options)
    for one in listening.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
    return server
