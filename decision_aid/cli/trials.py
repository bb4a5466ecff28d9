"""`registry`: the list of public trial records, loaded, shown and looked at. A running form has a new list at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from decision_aid import settings as setting
from decision_aid.cli import refreshing
from decision_aid.cli.loaded import aloud, holds, may_name_all, told
from decision_aid.cli.naming import may_name_a_file, path
from decision_aid.core.errors import TrialsRefused
from decision_aid.core.nct import numbers_in
from decision_aid.core.record import TrialRecord
from decision_aid.core.text import plain as one_line

if TYPE_CHECKING:
    from decision_aid.registry.standing import Standing  # at run time only these commands need it

_NONE: Final = "There is no list of trial records. To load one: decision-aid registry import FILE."
_MEGABYTE: Final = 1_000_000
New = Callable[..., argparse.ArgumentParser]


def add(new: New) -> None:
    registry = new("registry", help="the public trial records that the form can look up: load, show, look how old")
    actions = registry.add_subparsers(required=True, metavar="ACTION")

    def new_action(name: str, **options: Any) -> argparse.ArgumentParser:
        action = actions.add_parser(name, **options)
        may_name_a_file(action)
        return action

    for add_action in ACTIONS:
        add_action(new_action)


def _add_import(new: New) -> None:
    command = new("import", help="load records that somebody saved: a file, a zip, or a folder of such")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "path", type=path, nargs="?", metavar="FILE|FOLDER", help="JSON of the registry's API (version 2)"
    )
    what.add_argument(
        "--sample", action="store_true", help="load the sample of 2022 that is shipped, to see what the form does"
    )
    command.add_argument("--replace", action="store_true", help="begin anew: what was in the list goes")
    may_name_all(command)
    command.set_defaults(run=_import)


def _add_show(new: New) -> None:
    command = new("show", help="show what the list has of a study, and of which day")
    command.add_argument("number", nargs="+", metavar="NCT…", help="its number, or its address, as one writes it")
    command.set_defaults(run=_show)


def _add_status(new: New) -> None:
    command = new("status", help="tell what the list holds and how old it is")
    command.set_defaults(run=_status)


# An action of another file is added here: a function that is given what makes a command.
ACTIONS: Final = (_add_import, refreshing.add, _add_show, _add_status)


def _import(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only these commands need it
    from decision_aid.registry import intake, loading, sample  # noqa: PLC0415 - as above

    file = setting.read().trials_file
    found = sample.found() if given.sample else intake.found(given.path, "file", bootstrap.now().date())
    found = aloud(found) if given.all_skipped else found
    loaded = loading.load(file, found, replace=given.replace and not given.sample, sample=given.sample)
    print(*told(loaded, all_named=given.all_skipped), sep="\n")
    return 1 if loaded.cut else 0


def _show(given: argparse.Namespace) -> int:
    from decision_aid.registry.plain import plain  # noqa: PLC0415 - as above

    said = " ".join(given.number)
    numbers = numbers_in(said)
    if not numbers:
        raise TrialsRefused(f"{one_line(said)} is no number of a study: write it like NCT01234567.")
    print(*map(plain, _looked_up(setting.read().trials_file, numbers)), sep="\n\n")
    return 0


def _looked_up(file: Path, numbers: tuple[str, ...]) -> list[TrialRecord]:
    """Return the records of these numbers. Raises TrialsRefused if one of them is not in the list, or there is none."""
    from decision_aid.registry.snapshot import SnapshotRegistry  # noqa: PLC0415 - as above
    from decision_aid.registry.standing import standing  # noqa: PLC0415 - as above

    found = SnapshotRegistry(file).look_up(numbers)
    missing = [number for number, looked in found.items() if looked.record is None]
    if missing:
        held = standing(file)
        raise TrialsRefused(
            f"Not in the list: {', '.join(missing)}. {holds(held.holding) if held else _NONE} That proves nothing."
        )
    return [looked.record for looked in found.values() if looked.record]


def _status(_: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - as above
    from decision_aid.registry.standing import standing  # noqa: PLC0415 - as above

    settings = setting.read()
    found = standing(settings.trials_file)
    print(*(_standing(found, bootstrap.now().date()) if found else (_NONE,)), sep="\n")
    print(f"The registry is asked as well: {'yes' if bootstrap.registry_of(settings).holding().live else 'no'}.")
    return 0


def _ages(found: Standing, today: date) -> str:
    if found.holding.newest is None:
        return "No record has a known date: each may be over a year old"
    newest, oldest = found.days_old(today)
    return f"The newest record is {newest:,} days old" + (f", the oldest {oldest:,}" if oldest != newest else "")


def _standing(found: Standing, today: date) -> Iterator[str]:
    yield holds(found.holding)
    yield f"{_ages(found, today)}. The file has {found.size / _MEGABYTE:,.1f} MB."
    if found.holding.sample:
        yield "This is the sample, to see what the form does: load real records, which take its place."
    yield from (f"  {status or 'no status'}: {count:,}" for status, count in found.statuses.items())
