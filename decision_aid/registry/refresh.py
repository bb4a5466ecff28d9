"""What a download becomes: records for the list, or a file to carry to the machine that has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from decision_aid.core.errors import RecordRefused, TrialsRefused
from decision_aid.core.record import TrialRecord
from decision_aid.registry import table
from decision_aid.registry.download import Download, Wanted, dated
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.study import record_of

_SOURCE: Final = "Source: ClinicalTrials.gov, U.S. National Library of Medicine"
_PART: Final = ".part"


def known(file: Path) -> tuple[str, ...]:
    """Return the numbers of all records in the list. Raises TrialsRefused where there are none."""
    with table.opened(file) as rows:
        found = rows.execute("SELECT id FROM record ORDER BY id").fetchall() if rows else []
    if not found:
        raise TrialsRefused("There is no list whose records could be fetched anew: name a condition, or numbers.")
    return tuple(f"NCT{key:08}" for (key,) in found)


def records(download: Download, wanted: Wanted, today: date) -> Iterator[TrialRecord | Skipped]:
    """Go through the records that are wanted, as a load takes them, and tell of the rest. Raises TrialsRefused."""
    come: set[str] = set()
    for study in _studies(download, wanted):
        try:
            record = record_of(study, "registry", today)
            come |= {record.number, *record.aliases}
            yield record
        except RecordRefused as refused:
            come.add(refused.number)
            yield Skipped(str(refused))
    yield from (
        Skipped(f"{number}: the registry has no such study.") for number in wanted.numbers if number not in come
    )


def saved(download: Download, wanted: Wanted, file: Path) -> int:
    """Write what is wanted into a file that `registry import` takes; return how many studies are in it.

    A file that is there is replaced by a whole one, or stays as it is. Raises TrialsRefused.
    """
    part = file.with_name(file.name + _PART)
    try:
        with part.open("x", encoding="utf-8") as writing:
            count = write(writing, download.day(), _studies(download, wanted))
        part.replace(file)
    except OSError as error:
        raise TrialsRefused(f"{error.filename or file} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def write(writing: IO[str], day: date, studies: Iterable[Any]) -> int:
    """Write studies of this day as an answer of the API, each in a line of its own; return how many they are."""
    count = 0
    head = {"source": _SOURCE, "dataTimestamp": day.isoformat()}
    writing.write(json.dumps(head).removesuffix("}") + ', "studies": [')
    for count, study in enumerate(studies, 1):
        writing.write((",\n" if count > 1 else "\n") + json.dumps(study))
    writing.write("\n]}\n")
    return count


def _studies(download: Download, wanted: Wanted) -> Iterator[Any]:
    day = download.day()
    return (dated(study, day) for study in download.studies(wanted))
