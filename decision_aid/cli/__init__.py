"""The command line: a file for each kind of command, and what they have in common."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from decision_aid import settings as setting
from decision_aid.cli import (
    checking,
    comparing,
    doctor,
    exporting,
    founding,
    keeping,
    mapping,
    measuring,
    previewing,
    printing,
    serving,
    showing,
    stats,
    trials,
)
from decision_aid.cli.naming import may_name_a_file
from decision_aid.core.errors import DecisionAidError, QuestionnaireInvalid, SettingInvalid

_KINDS = (
    *(founding, serving, checking, previewing, mapping, comparing, printing, exporting),
    *(keeping, stats, trials, doctor, showing, measuring),
)
_MEND = "run this command as the user who runs the form, or look after the disk and its permissions"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its code, or 1 after one sentence on standard error.

    A command that is started by itself names another for settings and questionnaires that stay wrong (`misconfigured`).
    """
    given = _parser().parse_args(arguments)
    _leave_closed_folder()
    if "settings" in given:
        # for the processes that a command starts as well, wherever they begin
        os.environ[setting.FILE] = str(given.settings.absolute())
    try:
        return int(given.run(given))
    except (SettingInvalid, QuestionnaireInvalid) as error:
        print(error, file=sys.stderr)
        return getattr(given, "misconfigured", 1)
    except DecisionAidError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read along has heard enough: decision-aid doctor | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.filename is None:
            raise
        print(f"{error.filename} cannot be used ({error.strerror}): {_MEND}.", file=sys.stderr)
        return 1


def _leave_closed_folder() -> None:
    """Go where this user may be: root, who runs a command as the form's user, most often stands in /root.

    Before `multiprocessing` is imported, which remembers where its processes are to begin.
    """
    if not os.access(os.curdir, os.X_OK):
        os.chdir("/")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="decision-aid", description="Questions to ask about a stem-cell treatment.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def new(name: str, **options: Any) -> argparse.ArgumentParser:
        command = commands.add_parser(name, **options)
        may_name_a_file(command)
        return command

    for kind in _KINDS:
        kind.add(new)
    may_name_a_file(parser)
    return parser
