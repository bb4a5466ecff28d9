"""`print-blank`: the questions on paper."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from decision_aid import settings as setting
from decision_aid.cli.naming import path
from decision_aid.cli.writing import write
from decision_aid.core.errors import SettingInvalid
from decision_aid.services import Paper

_MARK: Final = b"%PDF"


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    blank = new("print-blank", help="write the blank paper form as PDF")
    blank.add_argument("file", type=path, help="the PDF to write")
    blank.add_argument("--paper", choices=[paper.value for paper in Paper], help="sheet (default: the setting)")
    blank.set_defaults(run=_print_blank)


def _print_blank(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it
    from decision_aid.doctor import choices  # noqa: PLC0415 - as above

    _check(given.file)
    settings = setting.read()
    choices.refuse(choices.of_clinic(settings))
    press = bootstrap.printing(settings)
    try:
        document = press.blank(Paper(given.paper or settings.paper))
    finally:
        press.close()
    write(given.file, document)
    return 0


def _check(file: Path) -> None:
    """Raise SettingInvalid for what is no PDF: `check` takes a file to read, and mixing them up must lose nothing."""
    if file.suffix.lower() != ".pdf":
        raise SettingInvalid(f"{file} is not the name of a PDF. Name a file that ends in .pdf.")
    if file.is_file() and not _is_pdf(file):
        raise SettingInvalid(f"{file} is there already, and is no PDF. Name another file, or take it away first.")


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as there:
        return there.read(len(_MARK)) == _MARK
