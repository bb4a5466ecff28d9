"""The log: one line of JSON for each event, of named fields alone. No text of a person, and no address, can get in."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import time
import traceback
from enum import StrEnum
from types import TracebackType
from typing import IO, Final

FIELDS: Final = frozenset({"endpoint", "status", "ms", "request", "draft", "count", "error", "place", "logger"})
_LOG: Final = logging.getLogger("decision_aid")
_A_NAME: Final = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
_A_PLACE: Final = re.compile(r"[^\r\n]{1,400}:\d+")
_LEFT_OUT: Final = "(left out)"


class Event(StrEnum):
    """Everything that is ever logged."""

    CONFIGURATION_LOADED = "configuration-loaded"
    DRAFT_CREATED = "draft-created"
    DRAFT_RESUMED = "draft-resumed"
    RESUME_FAILED = "resume-failed"
    PAGE_SAVED = "page-saved"
    CONFLICT = "conflict"
    TRIAL_LOOKED_UP = "trial-looked-up"
    PDF_MADE = "pdf-made"
    PRINT_BUSY = "print-busy"
    PRINT_FAILED = "print-failed"
    CODE_REISSUED = "code-reissued"
    DRAFT_FINISHED = "draft-finished"
    PURGED = "purged"
    PURGE_FAILED = "purge-failed"
    PURGE_HELD = "purge-held"
    LIMIT_REACHED = "limit-reached"
    REQUEST_REFUSED = "request-refused"
    REGISTRY_UNANSWERED = "registry-unanswered"
    STORE_UNAVAILABLE = "store-unavailable"
    REQUEST_FAILED = "request-failed"
    LIBRARY = "library"


class _Fields(dict[str, str | float]):
    """The fields of one of our own events; nobody else's record can have them."""


class Line(logging.Formatter):
    """Writes a record as JSON: an event with its fields; of any other record only who spoke and what kind of error."""

    def format(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", None)
        if not isinstance(fields, _Fields):
            fields = _Fields(event=Event.LIBRARY.value, logger=_safe("logger", record.name))
        if record.exc_info and record.exc_info[0]:
            fields = {**fields, **fault(record.exc_info[0], record.exc_info[2])}
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        return json.dumps({"time": when, "level": record.levelname.lower(), **fields})


def begin(stream: IO[str] | None = None) -> None:
    """Write every record to this stream (standard error unless given) as `Line` does, uncaught errors as well.

    Nothing else reaches the log from then on: handlers that libraries have set up by now are taken off.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    for each in list(logging.root.manager.loggerDict.values()):
        if isinstance(each, logging.Logger):
            each.handlers.clear()
            each.propagate = True
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # else a record that cannot be written is shown with all its words
    logging.captureWarnings(True)  # noqa: FBT003 - the library's own signature
    sys.excepthook = _uncaught
    threading.excepthook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)
    sys.unraisablehook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)


def event(name: Event, *, level: int = logging.INFO, **fields: str | float | None) -> None:
    """Log an event with these fields; those without a value are left out.

    Raises TypeError for an unknown field. A value that is no name, number or place in the program is not written.
    """
    if not FIELDS.issuperset(fields):
        message = f"not a field of the log: {sorted(set(fields) - FIELDS)}"
        raise TypeError(message)
    given = {field: _safe(field, value) for field, value in fields.items() if value is not None}
    _LOG.log(level, name.value, extra={"fields": _Fields(event=name.value, **given)})


def fault(kind: type[BaseException], found: TracebackType | None) -> dict[str, str | float]:
    """Return an error's type and the file and line it came from; never its text."""
    frames = traceback.extract_tb(found)
    named = {"error": _safe("error", kind.__name__)}
    return named | {"place": _safe("place", f"{frames[-1].filename}:{frames[-1].lineno}")} if frames else named


def _safe(field: str, value: str | float) -> str | float:
    """Return the value of a field unless it is a text that has no business in a log."""
    if not isinstance(value, str):
        return value
    return value if (_A_PLACE if field == "place" else _A_NAME).fullmatch(value) else _LEFT_OUT


def _uncaught(kind: type[BaseException], _: BaseException | None, found: TracebackType | None) -> None:
    if not issubclass(kind, SystemExit):  # a thread may end so
        event(Event.REQUEST_FAILED, level=logging.ERROR, **fault(kind, found))
