"""The option by which any command is given a file of settings."""

from __future__ import annotations

import argparse

from decision_aid import settings as setting


def may_name_a_file(parser: argparse.ArgumentParser) -> None:
    """Let the file of settings be named before a command and behind it."""
    parser.add_argument(
        "--settings",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=f"read settings from this file of NAME=VALUE lines as well (or name it in {setting.FILE})",
    )
