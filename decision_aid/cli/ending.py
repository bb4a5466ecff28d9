"""How serving ends: nobody new is let in, whoever is here gets their answer, and only then it is over.

Left to itself the server (waitress) drops what it is doing: an answer that was kept would be acknowledged to nobody.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, MutableMapping
from time import monotonic
from types import FrameType
from typing import Any, Final

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from decision_aid import bootstrap

_PATIENCE: Final = 35.0  # seconds: paper may take 30
_SAYING: Final = 2.0  # seconds within which a proxy that has connected has said what it wants
_TURN: Final = 1.0  # seconds at most between two looks


def run(server: Any) -> None:
    """Serve until SIGTERM, then end in good order; a second one, or Ctrl-C, ends it at once."""
    sockets: MutableMapping[int, Any] = server.map if hasattr(server, "map") else server._map  # noqa: SLF001 - several addresses have a public one, one has not
    asked = _Asked(sockets)
    signal.signal(signal.SIGTERM, asked.end)
    try:
        _turn(server, sockets, lambda: not asked.ending)
        _let_nobody_in(sockets)
        late = monotonic() + _PATIENCE
        _turn(server, sockets, lambda: monotonic() < late and any(map(_is_waiting, _callers(sockets))))
    except (SystemExit, KeyboardInterrupt):
        pass
    server.task_dispatcher.shutdown()


class _Asked:
    """Whether somebody asked for the end."""

    def __init__(self, sockets: MutableMapping[int, Any]) -> None:
        self.ending = False
        self._sockets = sockets

    def end(self, _: int, __: FrameType | None) -> None:
        if self.ending:
            raise SystemExit(0)
        self.ending = True
        for door in _doors(self._sockets):
            door.pull_trigger()  # else it would be noticed with the next caller


def _turn(server: Any, sockets: MutableMapping[int, Any], going: Any) -> None:
    while going():
        wasyncore.loop(timeout=_TURN, use_poll=server.adj.asyncore_use_poll, map=sockets, count=1)


def _let_nobody_in(sockets: MutableMapping[int, Any]) -> None:
    """Take in those who are at the door already, and close it."""
    for door in list(_doors(sockets)):
        before = -1
        while before < len(sockets):
            before = len(sockets)
            door.handle_accept()
        wasyncore.dispatcher.close(door)  # the socket alone: its trigger still wakes the loop


def _doors(sockets: MutableMapping[int, Any]) -> Iterator[Any]:
    return (one for one in list(sockets.values()) if isinstance(one, BaseWSGIServer))


def _callers(sockets: MutableMapping[int, Any]) -> Iterator[Any]:
    return (one for one in list(sockets.values()) if isinstance(one, HTTPChannel))


def _is_waiting(caller: Any) -> bool:
    """Tell whether somebody is still owed an answer, or has just come and is saying what they want."""
    saying = caller.request is not None or caller.last_activity == caller.creation_time
    new = bootstrap.now().timestamp() - caller.creation_time < _SAYING
    return bool(caller.requests or caller.total_outbufs_len or (saying and new))
