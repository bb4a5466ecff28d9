"""`purge`, `new-key` and `backup`: care for what is kept, safe beside a running form."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from decision_aid import settings as setting


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    purge = new("purge", help="forget what is past its day, as the form does once a day")
    purge.set_defaults(run=_purge)
    key = new("new-key", help="make a new pepper for drafts begun from now on")
    key.add_argument(
        "--give-up-lost",
        metavar="COUNT",
        type=int,
        nargs="?",
        const=-1,
        help="take away the codes that rest on lost secrets; their number, which is told without it, must be given",
    )
    key.set_defaults(run=_new_key)
    backup = new("backup", help="copy the database, not the secrets, while people go on typing")
    backup.add_argument("folder", type=Path, help="the folder to write it to; it is made if it is not there")
    backup.set_defaults(run=_backup)


def _purge(_: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only these commands need it

    settings = setting.read()
    if not settings.database.exists():  # nothing is made only to forget it
        print(f"There is no database {settings.database}: nothing to forget.")
        return 0
    with closing(bootstrap.storing(settings.model_copy(update={"no_retention": False}))) as drafts:
        gone = drafts.purge()
    print(f"Drafts past their day, and forgotten now: {gone}.")
    return 0


def _new_key(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - as above

    settings, giving_up = setting.read(), given.give_up_lost is not None
    if giving_up:
        bootstrap.sure_of(settings, given.give_up_lost)
    key = bootstrap.renewing(settings, anew=giving_up)
    if key.new:
        print(f"{key.name} is made, and drafts begun from now on rest on it. Back up {settings.secrets_folder} again,")
        print("apart from the database, and copy it to every other server of this form.")
    else:
        print(f"{key.name} is there already, and drafts begun today rest on it.")
    if key.lost_codes:
        print(f"Codes that rest on lost secrets: {key.lost_codes}.")
    if giving_up:
        print(f"Codes given up: {bootstrap.giving_up(settings)}. The form can start again.")
    elif key.lost_codes:
        print("Put those secrets back from their backup. If they are lost for ever:")
        print(f"decision-aid new-key --give-up-lost {key.lost_codes}")
    return 0


def _backup(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - as above

    settings = setting.read()
    print(f"The database is copied to {bootstrap.copying(settings, given.folder)}.")
    print(f"The secrets are not in it. Copy {settings.secrets_folder} to another place, apart from the database.")
    return 0
