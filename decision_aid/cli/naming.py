"""How a command is told of a file or folder, and of a file of settings."""

from __future__ import annotations

import argparse
from pathlib import Path

from decision_aid import settings as setting


def may_name_a_file(parser: argparse.ArgumentParser) -> None:
    """Let the file of settings be named before a command and behind it."""
    parser.add_argument(
        "--settings",
        metavar="FILE",
        type=path,
        default=argparse.SUPPRESS,
        help=f"read settings from this file of NAME=VALUE lines as well (or name it in {setting.FILE})",
    )


def path(text: str) -> Path:
    """Return the path that somebody typed; an empty one is a variable that was never set, not the present folder."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty: name a file or folder")
    return Path(text)
