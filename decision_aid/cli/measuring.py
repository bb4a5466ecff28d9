"""`bench`: what the form costs, beside other ways of making one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from decision_aid import settings as setting
from decision_aid.core.errors import SettingInvalid
from decision_aid.settings import Settings

if TYPE_CHECKING:
    from decision_aid.bench.table import Row  # at run time only this command needs it


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    bench = new("bench", help="measure speed, size and memory beside a bare Flask application")
    bench.add_argument("--json", action="store_true", help="print JSON lines instead of a table")
    bench.add_argument("--quick", action="store_true", help="a few of each, to see that it runs: no figures to quote")
    what = bench.add_mutually_exclusive_group()
    what.add_argument("--paper", action="store_true", help="measure the printout beside other ways of making it")
    what.add_argument("--keeping", action="store_true", help="measure saves of several at once, and coming back")
    what.add_argument("--crowd", action="store_true", help="measure many people at once, from start to printout")
    what.add_argument(
        "--registry", action="store_true", help="measure a large list of trial records: load, look up, search"
    )
    bench.add_argument("--people", type=_some, help="how many there are at once (of --crowd; default: 40)")
    bench.add_argument("--processes", type=_some, default=1, help="how many servers they are spread over (of --crowd)")
    bench.set_defaults(run=_bench)


def _some(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is none: use 1 or more")
    return int(text)


def _bench(given: argparse.Namespace) -> int:
    from decision_aid.bench.table import written  # noqa: PLC0415 - only this command needs it

    rows = _rows(given)
    if given.json:
        for row in rows:
            print(json.dumps(row.as_data(), ensure_ascii=False), flush=True)
    else:
        print(written(rows))
    return 0


def _crowd(settings: Settings, given: argparse.Namespace) -> Iterator[Row]:
    from decision_aid.bench import crowd  # noqa: PLC0415 - as below

    if given.processes > 1 and not settings.on_server:
        raise SettingInvalid("Several servers share a PostgreSQL database: set DECISION_AID_DATABASE to its address.")
    counts = crowd.QUICK if given.quick else crowd.USUAL
    return crowd.run(settings, replace(counts, people=given.people or counts.people), given.processes)


def _rows(given: argparse.Namespace) -> Iterator[Row]:
    from decision_aid.bench import keeping, trials  # noqa: PLC0415 - as above
    from decision_aid.bench import run as pages  # noqa: PLC0415 - as above
    from decision_aid.bench.paper import run as paper  # noqa: PLC0415 - as above

    if given.registry:
        return trials.run(trials.QUICK if given.quick else trials.USUAL)
    settings = setting.read()
    if given.paper:
        return paper.run(settings, paper.QUICK if given.quick else paper.USUAL)
    if given.crowd:
        return _crowd(settings, given)
    if given.keeping:
        return keeping.run(settings, keeping.QUICK if given.quick else keeping.USUAL)
    return pages.run(settings, pages.QUICK if given.quick else pages.USUAL)
