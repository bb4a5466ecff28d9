"""`diff`: what a reader meets otherwise than in another version of the questionnaire."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable

from decision_aid.cli.naming import path
from decision_aid.core.errors import QuestionnaireInvalid

_SAME, _DIFFERENT, _TROUBLE = range(3)
_FORMATS = ("text", "json", "markdown")


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    diff = new(
        "diff",
        help="say what changed between two versions of a questionnaire",
        epilog="It ends with 0 if nothing differs for a reader, 1 if something does, 2 if a file cannot be used.",
    )
    diff.add_argument("old", type=path, help="the file as it was")
    diff.add_argument("new", type=path, help="the file as it is now")
    diff.add_argument("--old-local", type=path, metavar="FILE", help="a clinic's own file, laid over the old one")
    diff.add_argument("--new-local", type=path, metavar="FILE", help="a clinic's own file, laid over the new one")
    diff.add_argument("--format", choices=_FORMATS, default="text", help="how it is written (default: text)")
    diff.set_defaults(run=_diff)


def _diff(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs all that it brings
    from decision_aid.compare import compared, report  # noqa: PLC0415 - as above
    from decision_aid.settings import Settings  # noqa: PLC0415 - as above

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `decision-aid diff … | head` ends quietly
    try:
        old, new = (
            bootstrap.reading_in(Settings(questions=path, local=local))
            for path, local in ((given.old, given.old_local), (given.new, given.new_local))
        )
    except QuestionnaireInvalid as invalid:
        print(invalid, file=sys.stderr)
        return _TROUBLE
    found = compared((old.questionnaire, old.digest), (new.questionnaire, new.digest), bootstrap.now().date())
    write = {"text": report.as_text, "json": report.as_json, "markdown": report.as_markdown}[given.format]
    print(write(found), end="")
    return _DIFFERENT if found.differences else _SAME
