"""The doctor: looks at everything a form rests on, changes nothing, and says in sentences what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid import bootstrap
from decision_aid.doctor import choices, clock, files, room, work
from decision_aid.remarks import Remark, careful, ok
from decision_aid.settings import Settings

__all__ = ["remarks"]


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on each thing, the cheap ones first; nothing is made, also where there is no state folder yet."""
    yield from choices.remarks(settings)
    yield from _of_keeping(settings)
    yield from clock.remarks(settings, bootstrap.now())
    yield from work.remarks(settings)


def _of_keeping(settings: Settings) -> Iterator[Remark]:
    there = settings.database.exists()
    if settings.no_retention:
        yield ok("Nothing is kept on any disk (DECISION_AID_NO_RETENTION=1).")
        if there:
            yield careful(
                f"{settings.database} holds drafts from before. They end on their day if decision-aid purge runs daily;"
                " or take the file away."
            )
        return
    yield from room.remarks(settings)
    if there:
        yield from files.remarks(settings)
        yield from bootstrap.looking(settings)
    else:
        yield careful(
            f"There is no database {settings.database} yet: the first start makes it. If the form has run here before, "
            "its disk is not there or DECISION_AID_STATE names another folder."
        )
