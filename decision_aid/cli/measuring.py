"""`bench`: what the form costs, beside other ways of making one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from decision_aid import settings as setting

if TYPE_CHECKING:
    from decision_aid.bench.table import Row  # at run time only this command needs it


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    bench = new("bench", help="measure speed, size and memory beside a bare Flask application")
    bench.add_argument("--json", action="store_true", help="print JSON lines instead of a table")
    bench.add_argument("--quick", action="store_true", help="a few of each, to see that it runs: no figures to quote")
    what = bench.add_mutually_exclusive_group()
    what.add_argument("--paper", action="store_true", help="measure the printout beside other ways of making it")
    what.add_argument("--keeping", action="store_true", help="measure saves of several at once, and coming back")
    bench.set_defaults(run=_bench)


def _bench(given: argparse.Namespace) -> int:
    from decision_aid.bench.table import written  # noqa: PLC0415 - only this command needs it

    rows = _rows(given)
    if given.json:
        for row in rows:
            print(json.dumps(row.as_data(), ensure_ascii=False), flush=True)
    else:
        print(written(rows))
    return 0


def _rows(given: argparse.Namespace) -> Iterator[Row]:
    from decision_aid.bench import keeping  # noqa: PLC0415 - as above
    from decision_aid.bench import run as pages  # noqa: PLC0415 - as above
    from decision_aid.bench.paper import run as paper  # noqa: PLC0415 - as above

    settings = setting.read()
    if given.paper:
        return paper.run(settings, paper.QUICK if given.quick else paper.USUAL)
    if given.keeping:
        return keeping.run(settings, keeping.QUICK if given.quick else keeping.USUAL)
    return pages.run(settings, pages.QUICK if given.quick else pages.USUAL)
