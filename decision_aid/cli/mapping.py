"""`map`: every page and branch of a questionnaire, as a picture or in words."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable
from pathlib import Path

from decision_aid.cli.checking import files, own
from decision_aid.cli.naming import path
from decision_aid.cli.writing import write
from decision_aid.core.errors import SettingInvalid

_ENDINGS = (".svg", ".md")


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    command = new("map", help="draw every page and branch of a questionnaire")
    command.add_argument("file", nargs="?", type=path, help="the questionnaire (default: the one the form uses)")
    own(command)
    command.add_argument(
        "--output", type=path, metavar="FILE", help="a picture (.svg) or the same in words (.md); default: the picture"
    )
    command.set_defaults(run=_map)


def _map(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap, chart  # noqa: PLC0415 - only this command needs them
    from decision_aid.settings import Settings  # noqa: PLC0415 - as above

    output: Path | None = given.output
    if output and output.suffix not in _ENDINGS:
        raise SettingInvalid(f"{output} says neither picture nor words. End its name in .svg or .md.")
    path, local = files(given)
    asked = bootstrap.reading_in(Settings(questions=path, local=local)).questionnaire
    if output and output.suffix == ".md":
        write(output, chart.markdown(asked, f"{output.stem}.svg").encode())
    elif output:
        write(output, chart.svg(asked).encode())
    else:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `decision-aid map | head` ends quietly
        print(chart.svg(asked), end="")
    return 0
