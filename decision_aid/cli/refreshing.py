"""`registry refresh`: trial records from the registry itself, on a machine that has the internet."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from decision_aid import settings as setting
from decision_aid.cli.loaded import aloud, may_name_all, told
from decision_aid.cli.naming import path
from decision_aid.core.errors import TrialsRefused
from decision_aid.core.nct import numbers_in
from decision_aid.core.text import plain
from decision_aid.settings import Settings

if TYPE_CHECKING:
    from decision_aid.registry.download import Wanted  # at run time only this command needs it


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    command = new("refresh", help="fetch records from ClinicalTrials.gov, on a machine that has the internet")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--condition", metavar="WORDS", help="studies of this illness")
    what.add_argument("--ids", nargs="+", metavar="NCT…", help="the studies with these numbers")
    what.add_argument("--known", action="store_true", help="all studies that the list has")
    command.add_argument("--intervention", metavar="WORDS", default="", help="of these, those of this treatment")
    command.add_argument("--all-statuses", action="store_true", help="also those that are over")
    command.add_argument(
        "--output", type=path, metavar="FILE", help="write a file for `registry import` elsewhere, not the list here"
    )
    may_name_all(command)
    command.set_defaults(run=_refresh, refuse=command.error)


def _refresh(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only this command needs it
    from decision_aid.registry import loading, refresh  # noqa: PLC0415 - as above
    from decision_aid.registry.download import Download  # noqa: PLC0415 - as above
    from decision_aid.registry.pace import Pace  # noqa: PLC0415 - as above
    from decision_aid.registry.wire import Wire  # noqa: PLC0415 - as above

    settings = setting.read()
    wanted = _wanted(given, settings)
    download = Download(Wire(proxy=settings.registry_proxy), Pace(), _tell)
    if given.output:
        print(f"{given.output} has {refresh.saved(download, wanted, given.output):,} studies: carry it to the form's")
        print(f"machine, and there: decision-aid registry import {given.output.name}")
        return 0
    found = refresh.records(download, wanted, bootstrap.now().date())
    loaded = loading.load(settings.trials_file, aloud(found) if given.all_skipped else found)
    print(*told(loaded, all_named=given.all_skipped), sep="\n")
    return 0


def _wanted(given: argparse.Namespace, settings: Settings) -> Wanted:
    from decision_aid.registry import refresh  # noqa: PLC0415 - as above
    from decision_aid.registry.download import Wanted  # noqa: PLC0415 - as above

    if given.condition is None:
        if given.intervention or given.all_statuses:
            given.refuse("--intervention and --all-statuses go with --condition")
        return Wanted(numbers=refresh.known(settings.trials_file) if given.known else _numbers(given.ids))
    if not given.condition.strip():
        given.refuse("--condition names no illness")
    return Wanted(condition=given.condition, intervention=given.intervention, over=given.all_statuses)


def _numbers(ids: list[str]) -> tuple[str, ...]:
    for each in ids:
        if not numbers_in(each):
            raise TrialsRefused(f"{plain(each)} is no number of a study: write it like NCT01234567.")
    return tuple(dict.fromkeys(number for each in ids for number in numbers_in(each)))


def _tell(come: int, total: int) -> None:
    print(f"{come:,} of {total:,} studies", flush=True)
