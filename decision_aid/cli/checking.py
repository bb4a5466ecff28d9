"""`check`: what is wrong with a questionnaire, or what is in it."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from decision_aid import settings as setting
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.settings import Settings


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    check = new("check", help="check a questionnaire file")
    check.add_argument("file", nargs="?", type=Path, help="the file (default: the one the form uses)")
    check.set_defaults(run=_check)


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
