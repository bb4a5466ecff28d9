"""The log: one line of JSON for each event, of named fields alone. No text of a person, and no address, can get in."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
import traceback
from enum import StrEnum
from types import TracebackType
from typing import IO, Any, Final

FIELDS: Final = frozenset({"endpoint", "status", "ms", "request", "draft", "count", "error", "place", "logger"})
_LOG: Final = logging.getLogger("decision_aid")


class Event(StrEnum):
    """Everything that is ever logged."""

    CONFIGURATION_LOADED = "configuration-loaded"
    DRAFT_CREATED = "draft-created"
    DRAFT_RESUMED = "draft-resumed"
    RESUME_FAILED = "resume-failed"
    PAGE_SAVED = "page-saved"
    CONFLICT = "conflict"
    PDF_MADE = "pdf-made"
    CODE_REISSUED = "code-reissued"
    DRAFT_FINISHED = "draft-finished"
    PURGED = "purged"
    LIMIT_REACHED = "limit-reached"
    REQUEST_FAILED = "request-failed"
    LIBRARY = "library"


class Line(logging.Formatter):
    """Writes a record as JSON: an event with its fields; of any other record only who spoke and what kind of error."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = getattr(record, "fields", None) or {"event": Event.LIBRARY, "logger": record.name}
        if record.exc_info and record.exc_info[0]:
            fields = {**fields, **fault(record.exc_info[0], record.exc_info[2])}
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
        return json.dumps({"time": when, "level": record.levelname.lower(), **fields})


def begin(stream: IO[str] | None = None) -> None:
    """Write every record to this stream (standard error unless given) as `Line` does, uncaught errors as well."""
    logging.Formatter.converter = time.gmtime
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)  # noqa: FBT003 - the library's own signature
    sys.excepthook = _uncaught
    threading.excepthook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)
    sys.unraisablehook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)


def event(name: Event, *, level: int = logging.INFO, **fields: str | float | None) -> None:
    """Log an event with these fields; those without a value are left out. Raises TypeError for an unknown field."""
    if not FIELDS.issuperset(fields):
        message = f"not a field of the log: {sorted(set(fields) - FIELDS)}"
        raise TypeError(message)
    given = {field: value for field, value in fields.items() if value is not None}
    _LOG.log(level, name.value, extra={"fields": {"event": name.value, **given}})


def fault(kind: type[BaseException], found: TracebackType | None) -> dict[str, str]:
    """Return an error's type and the file and line it came from; never its text."""
    frames = traceback.extract_tb(found)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return {"error": kind.__name__, "place": place}


def _uncaught(kind: type[BaseException], _: BaseException | None, found: TracebackType | None) -> None:
    event(Event.REQUEST_FAILED, level=logging.ERROR, **fault(kind, found))
