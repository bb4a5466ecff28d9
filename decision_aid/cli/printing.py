"""`print-blank`: the questions on paper."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from decision_aid import settings as setting
from decision_aid.cli.writing import write
from decision_aid.services import Paper


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    blank = new("print-blank", help="write the blank paper form as PDF")
    blank.add_argument("file", type=Path, help="the PDF to write")
    blank.add_argument("--paper", choices=[paper.value for paper in Paper], help="sheet (default: the setting)")
    blank.set_defaults(run=_print_blank)


def _print_blank(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it

    settings = setting.read()
    press = bootstrap.printing(settings)
    try:
        document = press.blank(Paper(given.paper or settings.paper))
    finally:
        press.close()
    write(given.file, document)
    return 0
