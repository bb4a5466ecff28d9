"""`check`: what is wrong with a questionnaire, what could be better, and what is in it."""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from decision_aid import settings as setting
from decision_aid.cli import watching
from decision_aid.cli.naming import path

_FORMATS = ("text", "json", "sarif")


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    check = new("check", help="check a questionnaire file")
    check.add_argument("file", nargs="?", type=path, help="the file (default: the one the form uses)")
    own(check)
    check.add_argument("--strict", action="store_true", help="end with code 1 for warnings as well")
    way = check.add_mutually_exclusive_group()
    way.add_argument("--format", choices=_FORMATS, default="text", help="how findings are written (default: text)")
    way.add_argument("--watch", action="store_true", help="check again after every change, until Ctrl-C")
    check.set_defaults(run=_check)


def own(command: argparse.ArgumentParser) -> None:
    """Let a command take a clinic's own file beside the questionnaire's."""
    command.add_argument(
        "--local", type=path, metavar="FILE", help="a clinic's own file, laid over it (default: that of the form)"
    )


def files(given: argparse.Namespace) -> tuple[Path, Path | None]:
    """Return the questionnaire's file and the clinic's own: what was given, else what the form uses.

    Over a file that was named, only a clinic's own file that was named as well is laid.
    """
    if given.file:
        return given.file, given.local
    settings = setting.read()
    return settings.questions, given.local or settings.local


def _check(given: argparse.Namespace) -> int:
    from decision_aid.cli import looking  # noqa: PLC0415 - only this command needs all that it brings

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `decision-aid check | head` ends quietly
    path, local = files(given)
    if given.watch:
        watched = (path, local) if local else (path,)
        return watching.watch(watched, partial(looking.look, path, local), partial(time.sleep, watching.EVERY))
    looked = looking.look(path, local)
    looking.say(looked, given.format)
    return looked.code(strict=given.strict)
