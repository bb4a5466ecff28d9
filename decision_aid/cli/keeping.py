"""`purge`, `new-key`, `backup` and `move-database`: care for what is kept; all but the last beside a running form."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing

from decision_aid import settings as setting
from decision_aid.cli.naming import path


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    purge = new("purge", help="forget what is past its day, as the form does once a day")
    purge.add_argument(
        "--clock-is-right",
        action="store_true",
        help="also if the clock has jumped, or is behind what was kept: you have looked at it, and it is right",
    )
    purge.set_defaults(run=_purge)
    key = new("new-key", help="make a new pepper for drafts begun from now on, also a second one of a day")
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
    backup.add_argument("folder", type=path, help="the folder to write it to; it is made if it is not there")
    backup.set_defaults(run=_backup)
    move = new("move-database", help="carry all drafts from the file over to the PostgreSQL server, the form stopped")
    move.set_defaults(run=_move)


def _move(_: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only these commands need it

    settings = setting.read()
    drafts, aside = bootstrap.moving(settings)
    print(f"Drafts carried over to {bootstrap.named(settings)}: {drafts}.")
    print(f"The file is now {aside}: take it away when the form runs well on the server. The secrets stay as they are.")
    return 0


def _purge(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - only these commands need it

    settings = setting.read()
    if not (settings.on_server or settings.database_file.exists()):  # nothing is made only to forget it
        print(f"There is no database {settings.database_file}: nothing to forget.")
        return 0
    sure, kept = given.clock_is_right, settings.model_copy(update={"no_retention": False})
    with closing(bootstrap.storing(kept, sure=sure, lacking=True)) as drafts:
        clock = drafts.timepiece
        (clock.trust if sure else clock.check)()
        gone = drafts.purge()
    print(f"Drafts past their day, and forgotten now: {gone}.")
    bootstrap.storing(kept, sure=sure).close()  # a missing secret is told, but keeps nothing that is to go
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
    if giving_up:
        print(f"Codes given up: {bootstrap.giving_up(settings)}. The form can start again.")
    return 0


def _backup(given: argparse.Namespace) -> int:
    from decision_aid import bootstrap  # noqa: PLC0415 - as above

    settings = setting.read()
    print(f"The database is copied to {bootstrap.copying(settings, given.folder)}.")
    print(f"The secrets are not in it. Copy {settings.secrets_folder} to another place, apart from the database.")
    return 0
