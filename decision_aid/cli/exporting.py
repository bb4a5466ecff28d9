"""`export`: what other programs can read."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from contextlib import closing

from decision_aid import settings as setting
from decision_aid.cli.naming import path
from decision_aid.cli.writing import write
from decision_aid.core.errors import SettingInvalid


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    export = new("export", help="write what other programs can read")
    kinds = export.add_subparsers(required=True, metavar="WHAT")
    fhir = kinds.add_parser("fhir-questionnaire", help="the questionnaire as an HL7 FHIR R4 resource (JSON)")
    fhir.add_argument("file", nargs="?", type=path, help="the file to write (default: standard output)")
    fhir.set_defaults(run=_export_questionnaire)


def _export_questionnaire(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it

    with closing(bootstrap.exchanging(setting.read())) as exchange:
        resource = exchange.questionnaire()
    if given.file and given.file.exists():  # `check` takes a file to read: mixing them up must not lose the wording
        raise SettingInvalid(f"{given.file} is there already. Name another file, or take it away first.")
    if given.file:
        write(given.file, resource)
    else:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `decision-aid export … | head` ends quietly
        sys.stdout.buffer.write(resource)
    return 0
