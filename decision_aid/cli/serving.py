"""`serve`: the form on a port of this machine."""

from __future__ import annotations

import argparse
import ctypes
import errno
import ipaddress
import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from decision_aid import logs
from decision_aid import settings as setting
from decision_aid.cli import readiness
from decision_aid.core.errors import PortRefused, SettingInvalid
from decision_aid.logs import Event
from decision_aid.settings import Settings

_MIB = 1024 * 1024
_PASSED_OVER = 64 * _MIB  # see connections
_KEPT = 4 * _MIB
_PORTS = 65536
Page = Callable[[int], tuple[list[tuple[str, str]], bytes]]  # of a status that the server itself refuses with
_HEAPS_AT_MOST = -8  # M_ARENA_MAX of malloc.h


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    serve = new("serve", help="serve the form")
    serve.add_argument("--host", type=_host, default="127.0.0.1", help="address to listen on (default: this machine)")
    serve.add_argument("--port", type=port, default=8000, help="port to listen on (default: 8000)")
    # The unit's RestartPreventExitStatus: what only somebody can mend is not tried again.
    serve.set_defaults(run=_serve, misconfigured=os.EX_CONFIG)


def options(settings: Settings) -> dict[str, Any]:
    """Return how the server (waitress) is to treat those who call it."""
    trusting = {"trusted_proxy": "*", "trusted_proxy_count": 1, "trusted_proxy_headers": {"x-forwarded-for"}}
    return {
        "ident": "",
        "url_scheme": "https" if settings.tls_proxy else "http",
        "max_request_body_size": _PASSED_OVER,
        "clear_untrusted_proxy_headers": True,
        **(trusting if settings.tls_proxy else {}),  # limits are counted for the person's address, not for the proxy's
        # What is longer goes through a temporary file, in clear: nothing is longer, so nothing does.
        "inbuf_overflow": _KEPT,
        "outbuf_overflow": 64 * _MIB,
        # slow clients hold a connection each, never a thread; below the 1,024 files that are usually allowed
        "connection_limit": 960,
        "asyncore_use_poll": True,
        "channel_timeout": 60,
        "cleanup_interval": 10,
    }


def _host(text: str) -> str:
    return text.removeprefix("[").removesuffix("]")  # as browsers write an address of IPv6


def port(text: str) -> int:
    if not (text.isdecimal() and int(text) < _PORTS):
        raise argparse.ArgumentTypeError(f"{text} is not a port: use a number up to {_PORTS - 1}")
    return int(text)


def _serve(given: argparse.Namespace) -> int:
    from decision_aid import wsgi  # noqa: PLC0415 - only this command needs the whole program
    from decision_aid.cli.ending import run  # noqa: PLC0415 - as above

    _share_heaps()
    settings = setting.read()
    _refuse_nowhere(given.host)
    _refuse_open_network(given.host, settings)
    _refuse_what_cannot_be(settings)
    logs.begin()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # else a busy minute would be a line for each request
    app, closing = wsgi.make(settings)
    with closing:
        server = listening(app, wsgi.refusals(app), settings, given.host, given.port)
        logs.event(Event.CONFIGURATION_LOADED, count=len(settings.model_fields_set))
        if not readiness.tell():  # systemd knows then, and its log has lines of JSON alone
            print(f"The form is on {_address(server, given.host)} (Ctrl-C ends it)", flush=True)
        run(server)
    return 0


def listening(app: Any, page: Page, settings: Settings, host: str, port: int) -> Any:
    """Return a server that listens for this application. Raises PortRefused where it cannot."""
    from decision_aid import bootstrap  # noqa: PLC0415 - only serving needs the whole program
    from decision_aid.cli.connections import listen  # noqa: PLC0415 - and a server

    threads = bootstrap.serving_threads(settings)
    try:
        return listen(app, page, host=host, port=port, threads=threads, **options(settings))
    except OSError as error:
        raise PortRefused(_port_refused(error, host, port)) from None


def _address(server: Any, host: str) -> str:
    """Return where browsers find this server; of several places, the first."""
    several = getattr(server, "effective_listen", ())  # a name may stand for two, and each has a port of its own
    at, port = several[0] if several else (host, server.effective_port)
    return f"http://[{at}]:{port}" if ":" in at else f"http://{at}:{port}"


def _share_heaps() -> None:
    """Let all threads share two heaps: glibc would give nearly each its own, and none shrinks again."""
    with suppress(OSError, AttributeError):  # another C library has no such call
        ctypes.CDLL(None).mallopt(_HEAPS_AT_MOST, 2)


def _port_refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop the other program or choose another port: --port {port + 1}"
    return f"Cannot listen on {host}, port {port}: {error.strerror}. Choose with --host and --port."


def _refuse_nowhere(host: str) -> None:
    try:
        socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        raise PortRefused(f"{host or 'Nothing'} is no address of this machine: choose another with --host.") from None


def _refuse_open_network(host: str, settings: Settings) -> None:
    open_network = not _is_loopback(host)
    if open_network and not (settings.tls_proxy or settings.allow_insecure_http):
        raise SettingInvalid(
            f"{host} can be reached from other machines, and without TLS anyone on the way could read the answers. "
            "Put a TLS proxy in front and set DECISION_AID_TLS_PROXY=1, "
            "or, for a test only, DECISION_AID_ALLOW_INSECURE_HTTP=1."
        )
    if (open_network or settings.tls_proxy) and not settings.trusted_hosts:
        raise SettingInvalid(
            "DECISION_AID_TRUSTED_HOSTS is empty. Set it to the name by which browsers reach the form, "
            "for example form.clinic.example."
        )


def _refuse_what_cannot_be(settings: Settings) -> None:
    """Raise SettingInvalid for what the doctor calls wrong about settings that go together, or an unclear address."""
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs the whole program
    from decision_aid.doctor import choices  # noqa: PLC0415 - as above

    choices.refuse(choices.remarks(settings))
    bootstrap.addressed(settings)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
