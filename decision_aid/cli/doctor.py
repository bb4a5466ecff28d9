"""`doctor`: is everything as it must be? Also beside a running form."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from decision_aid import settings as setting
from decision_aid.remarks import Level


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    command = new("doctor", help="look whether everything is as it must be, and say the mend where it is not")
    command.add_argument(
        "--whole", action="store_true", help="check a large database file to its end, while the form is stopped"
    )
    command.set_defaults(run=_doctor)


def _doctor(given: argparse.Namespace) -> int:
    from decision_aid import doctor  # noqa: PLC0415 - only this command needs the whole program

    failed = False
    for remark in doctor.remarks(setting.read(), whole=given.whole):
        print(remark, flush=True)
        failed = failed or remark.level is Level.WRONG
    return 1 if failed else 0
