"""Whether the form can serve now: each thing it rests on in one line, without a path, a secret or a person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from decision_aid.core import review
from decision_aid.core.schema import Questionnaire
from decision_aid.monitoring.lately import Lately
from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.services import Drafts, Press

MIB: Final = 1024 * 1024
LITTLE: Final = 200 * MIB
TOO_LITTLE: Final = 20 * MIB
_SECONDS: Final = 1.0  # a flood of questions costs one look a second
_PRINTING_SECONDS: Final = 10.0  # a press that fails starts a process at each try

States = dict[str, Remark]


class Readiness:
    """Tells how each thing is that serving rests on; what is wrong stops the service. Safe to share between threads.

    `folder` is the state folder, or nothing where no answers are kept on a disk of this machine.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        drafts: Drafts,
        press: Press,
        folder: Path | None,
        today: Callable[[], date],
    ) -> None:
        self._questionnaire = questionnaire
        self._drafts = drafts
        self._prints = Lately(press.ready, _PRINTING_SECONDS)
        self._folder = folder
        self._today = today
        self._states = Lately(lambda: dict(self._looked()), _SECONDS)

    def __call__(self) -> States:
        """Return a remark on each, found within the last second."""
        return self._states()

    def _looked(self) -> Iterator[tuple[str, Remark]]:
        yield "store", _told(works=self._drafts.ready())
        yield "printing", _told(works=self._prints())
        if self._folder:
            yield "disk", room(free_bytes(self._folder))
        yield "content", _read_again(len(review.overdue(self._questionnaire, self._today())))


def free_bytes(folder: Path) -> int:
    """Return how many bytes are free where this folder is, or will be."""
    found = os.statvfs(nearest(folder))
    return found.f_bavail * found.f_frsize


def nearest(folder: Path) -> Path:
    """Return the folder, or the nearest above it that is there."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())


def room(free: int) -> Remark:
    """Return what to say of so many free bytes."""
    if free < TOO_LITTLE:
        return wrong(f"less than {TOO_LITTLE // MIB} MiB are free")
    if free < LITTLE:
        return careful(f"less than {LITTLE // MIB} MiB are free")
    return ok("")


def _told(*, works: bool) -> Remark:
    return ok("") if works else wrong("not working")


def _read_again(count: int) -> Remark:
    """Warn alone: old words with a line that says so are better than no form."""
    return careful(f"texts past the day on which they should be read again: {count}") if count else ok("")
