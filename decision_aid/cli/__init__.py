"""The command line: a file for each kind of command, and what they have in common."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from decision_aid.cli import checking, doctor, exporting, keeping, measuring, printing, serving
from decision_aid.core.errors import DecisionAidError

_KINDS = (serving, checking, printing, exporting, keeping, doctor, measuring)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its code, or 1 after one sentence on standard error."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except DecisionAidError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read along has heard enough: decision-aid doctor | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="decision-aid", description="Questions to ask about a stem-cell treatment.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for kind in _KINDS:
        kind.add(commands.add_parser)
    return parser
