"""The command line: serve, check, print-blank, export, bench."""

from __future__ import annotations

import argparse
import ctypes
import errno
import ipaddress
import json
import signal
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import FrameType

from decision_aid import settings as setting
from decision_aid.core.errors import DecisionAidError, QuestionnaireInvalid, SettingInvalid
from decision_aid.services import Paper
from decision_aid.settings import Settings

_LARGEST_BODY = 320 * 1024
_PORTS = 65536
_HEAPS_AT_MOST = -8  # M_ARENA_MAX of malloc.h


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 after one sentence on standard error."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except DecisionAidError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="decision-aid", description="Questions to ask about a stem-cell treatment.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the form")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: 8000)")
    serve.set_defaults(run=_serve)
    check = commands.add_parser("check", help="check a questionnaire file")
    check.add_argument("file", nargs="?", type=Path, help="the file (default: the one the form uses)")
    check.set_defaults(run=_check)
    blank = commands.add_parser("print-blank", help="write the blank paper form as PDF")
    blank.add_argument("file", type=Path, help="the PDF to write")
    blank.add_argument("--paper", choices=[paper.value for paper in Paper], help="sheet (default: the setting)")
    blank.set_defaults(run=_print_blank)
    export = commands.add_parser("export", help="write what other programs can read")
    kinds = export.add_subparsers(required=True, metavar="WHAT")
    fhir = kinds.add_parser("fhir-questionnaire", help="the questionnaire as an HL7 FHIR R4 resource (JSON)")
    fhir.add_argument("file", nargs="?", type=Path, help="the file to write (default: standard output)")
    fhir.set_defaults(run=_export_questionnaire)
    bench = commands.add_parser("bench", help="measure speed, size and memory beside a bare Flask application")
    bench.add_argument("--json", action="store_true", help="print JSON lines instead of a table")
    bench.add_argument("--quick", action="store_true", help="a few of each, to see that it runs: no figures to quote")
    bench.add_argument("--paper", action="store_true", help="measure the printout beside other ways of making it")
    bench.set_defaults(run=_bench)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < _PORTS):
        raise argparse.ArgumentTypeError(f"{text} is not a port: use a number up to {_PORTS - 1}")
    return int(text)


def _serve(given: argparse.Namespace) -> int:
    from waitress.server import create_server  # noqa: PLC0415 - only this command needs a server

    from decision_aid import bootstrap, wsgi  # noqa: PLC0415 - only this command needs the whole program

    _share_heaps()
    settings = setting.read()
    _refuse_open_network(given.host, settings)
    app, closing = wsgi.make(settings)
    with closing:
        try:
            server = create_server(
                app,
                host=given.host,
                port=given.port,
                threads=bootstrap.serving_threads(settings),
                ident="",
                url_scheme="https" if settings.tls_proxy else "http",
                max_request_body_size=_LARGEST_BODY,
                clear_untrusted_proxy_headers=True,
            )
        except OSError as error:
            raise SettingInvalid(_port_refused(error, given)) from None
        signal.signal(signal.SIGTERM, _stop)
        print(f"The form is on http://{given.host}:{given.port} (Ctrl-C ends it)", flush=True)
        server.run()
    return 0


def _share_heaps() -> None:
    """Let all threads share two heaps: glibc would give nearly each its own, and none shrinks again."""
    with suppress(OSError, AttributeError):  # another C library has no such call
        ctypes.CDLL(None).mallopt(_HEAPS_AT_MOST, 2)


def _stop(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)


def _port_refused(error: OSError, given: argparse.Namespace) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {given.port} is in use. Stop the other program or choose another port: --port {given.port + 1}"
    return f"Cannot listen on {given.host}, port {given.port}: {error.strerror}. Choose with --host and --port."


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


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap, loader  # noqa: PLC0415 - only this command needs them
    from decision_aid.lint.inventory import inventory  # noqa: PLC0415 - only this command needs it

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `decision-aid check | head` ends quietly
    path = given.file or setting.read().questions
    try:
        loaded = loader.load(path)
        bootstrap.exchanging(Settings(questions=path))  # what cannot be told to other programs stops the form as well
    except QuestionnaireInvalid as invalid:
        print(*invalid.lines, sep="\n", file=sys.stderr)
        return 1
    print(inventory(loaded.questionnaire, loaded.digest, bootstrap.now().date()))
    return 0


def _print_blank(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it

    settings = setting.read()
    press = bootstrap.printing(settings)
    try:
        document = press.blank(Paper(given.paper or settings.paper))
    finally:
        press.close()
    _write(given.file, document)
    return 0


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SettingInvalid(f"{file} cannot be written: {error.strerror}.") from None


def _export_questionnaire(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it

    with closing(bootstrap.exchanging(setting.read())) as exchange:
        resource = exchange.questionnaire()
    if given.file and given.file.exists():  # `check` takes a file to read: who mixes them up must not lose the wording
        raise SettingInvalid(f"{given.file} is there already. Name another file, or take it away first.")
    if given.file:
        _write(given.file, resource)
    else:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `decision-aid export … | head` ends quietly
        sys.stdout.buffer.write(resource)
    return 0


def _bench(given: argparse.Namespace) -> int:
    from decision_aid.bench import run as pages  # noqa: PLC0415 - only this command needs it
    from decision_aid.bench.paper import run as paper  # noqa: PLC0415 - as above
    from decision_aid.bench.table import written  # noqa: PLC0415 - as above

    if given.paper:
        rows = paper.run(setting.read(), paper.QUICK if given.quick else paper.USUAL)
    else:
        rows = pages.run(setting.read(), pages.QUICK if given.quick else pages.USUAL)
    if given.json:
        for row in rows:
            print(json.dumps(row.as_data(), ensure_ascii=False), flush=True)
    else:
        print(written(rows))
    return 0
