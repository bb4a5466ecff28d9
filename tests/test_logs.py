"""The log: every line is JSON of named fields, and no words of a person get in, whoever writes it and however."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from decision_aid import logs
from decision_aid.logs import Event

CANARY = "Kolibri-7731 secret words"
FIELDS = {"time", "level", "event", *logs.FIELDS}
BEGIN = f"""
import gc, logging, sys, threading, traceback, warnings
from decision_aid import logs
from decision_aid.logs import Event
CANARY = {CANARY!r}
"""
FOREIGN = """
logging.getLogger("waitress.queue").warning("Task queue depth is %s", CANARY)
logging.getLogger("sqlalchemy.engine").error(CANARY, extra={"fields": {"endpoint": CANARY}})
try:
    raise ValueError(CANARY)
except ValueError:
    logging.getLogger("weasyprint").exception(CANARY)
warnings.warn(CANARY)
"""
UNCAUGHT = """
def fail():
    raise RuntimeError(CANARY)
class Leaving:
    def __del__(self):
        raise KeyError(CANARY)
thread = threading.Thread(target=fail, name=CANARY)
thread.start()
thread.join()
Leaving()
gc.collect()
fail()
"""
SHOUTING = """
shouting = logging.getLogger("alembic")
shouting.propagate = False
shouting.addHandler(logging.StreamHandler())
"""
UNWRITABLE = """
class Bad:
    def __str__(self):
        raise OSError(CANARY)
class Broken:
    def write(self, text): raise OSError(CANARY)
    def flush(self): pass
logs.begin(Broken())
logging.getLogger("flask").warning("%s %s", Bad(), CANARY)
"""


def said(*parts: str) -> list[dict[str, Any]]:
    """Run these lines in a program of its own and return what it wrote to standard error."""
    return [json.loads(line) for line in written(*parts).splitlines()]


def written(*parts: str) -> str:
    command = [sys.executable, "-P", "-W", "default", "-c", BEGIN + "".join(parts)]
    return subprocess.run(command, capture_output=True, check=False, text=True, timeout=60).stderr


def test_an_event_is_one_line_with_its_fields() -> None:
    (line,) = said("logs.begin()\nlogs.event(Event.PAGE_SAVED, endpoint='questions.save', status=303, ms=4.5)\n")
    when = line.pop("time")
    assert line == {"level": "info", "event": "page-saved", "endpoint": "questions.save", "status": 303, "ms": 4.5}
    assert len(when) == len("2026-11-27T10:00:00Z")
    assert when.endswith("Z")


def test_a_field_without_a_value_is_left_out() -> None:
    (line,) = said("logs.begin()\nlogs.event(Event.RESUME_FAILED, draft=None, count=0)\n")
    assert "draft" not in line
    assert line["count"] == 0


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="answer"):
        logs.event(Event.PAGE_SAVED, answer="yes")


@pytest.mark.parametrize("field", sorted(logs.FIELDS))
def test_a_text_in_a_field_is_not_written(field: str) -> None:
    (line,) = said(f"logs.begin()\nlogs.event(Event.PAGE_SAVED, {field}=CANARY)\n")
    assert line[field] == "(left out)"


def test_other_loggers_tell_only_who_spoke() -> None:
    lines = said("logs.begin()\n", FOREIGN)
    assert [line["logger"] for line in lines] == ["waitress.queue", "sqlalchemy.engine", "weasyprint", "py.warnings"]
    assert {line["event"] for line in lines} == {"library"}
    assert CANARY not in json.dumps(lines)
    assert all(set(line) <= FIELDS for line in lines)


def test_an_error_tells_its_kind_and_place() -> None:
    line = said("logs.begin()\n", FOREIGN)[2]
    assert line["error"] == "ValueError"
    assert line["place"].startswith("<string>:")


def test_the_same_records_show_everything_where_the_log_was_not_begun() -> None:
    assert CANARY in written(FOREIGN)
    assert CANARY in written(UNCAUGHT)
    assert CANARY in written(SHOUTING, "shouting.warning(CANARY)")


def test_uncaught_errors_of_program_threads_and_objects_tell_kind_and_place() -> None:
    lines = said("logs.begin()\n", UNCAUGHT)
    assert [line["error"] for line in lines] == ["RuntimeError", "KeyError", "RuntimeError"]
    assert CANARY not in json.dumps(lines)
    assert all(line["level"] == "error" for line in lines)


def test_handlers_of_others_are_taken_off() -> None:
    (line,) = said(SHOUTING, "logs.begin()\n", "shouting.warning(CANARY)")
    assert line["logger"] == "alembic"


def test_a_record_that_cannot_be_written_shows_nothing() -> None:
    assert written(UNWRITABLE) == ""


def test_every_event_has_a_name_of_its_own() -> None:
    assert len(Event) == len(Event.__members__)
