"""`stats`: how often the form was used in each week, in counts that lead to nobody."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from decision_aid import settings as setting
from decision_aid.monitoring.stats import as_csv, as_json, as_table, report

_FORMATS: Final = {"table": as_table, "csv": as_csv, "json": as_json}
_MOST_WEEKS: Final = 520


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    stats = new("stats", help="tell how often the form was used in each week, in counts that lead to nobody")
    stats.add_argument("--weeks", type=_weeks, default=12, help="how many weeks back from the last whole one")
    stats.add_argument("--format", choices=tuple(_FORMATS), default="table", help="how to write it (default: table)")
    stats.set_defaults(run=_stats)


def _weeks(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= _MOST_WEEKS):
        raise argparse.ArgumentTypeError(f"{text} is no number of weeks: use one from 1 to {_MOST_WEEKS}")
    return int(text)


def _stats(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it

    settings = setting.read()
    if settings.no_retention:
        print("Nothing is kept on any disk (DECISION_AID_NO_RETENTION=1), not even counts: /metrics has those since")
        print("the form was started.")
        return 0
    print(_FORMATS[given.format](report(bootstrap.counted(settings), bootstrap.now().date(), given.weeks)))
    return 0
