"""A clock that jumps, under the real program: far ahead and back, at a start and while somebody writes."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.settings import Settings
from tests.reliability.writers import Browser
from tests.store.conftest import saying
from tests.test_cli import COMMAND, SMALLEST, environment

from .conftest import Said
from .form import ADDRESS, NOTE, Form, Person, own_words, served, told
from .guide import documented

CODE = re.compile(r'<p class="code"><bdi>([^<]+)</bdi>')
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


@pytest.fixture
def faked() -> dict[str, str]:
    """What the environment needs so that a process reads its clock from a file."""
    if LIBRARY is None:
        pytest.skip("libfaketime is not installed here (Debian's package is called faketime)")
    return {"LD_PRELOAD": str(LIBRARY), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


class Clock:
    """The clock of processes: how far it is from the right one, in a file that they read again and again."""

    def __init__(self, folder: Path, faked: dict[str, str]) -> None:
        self._file = folder / "clock"
        self.environment = {**faked, "FAKETIME_TIMESTAMP_FILE": str(self._file)}
        self.set(0)

    def set(self, days: int) -> None:
        self._file.write_text(f"{days:+d}d\n")


@pytest.fixture
def clock(tmp_path: Path, faked: dict[str, str]) -> Clock:
    return Clock(tmp_path, faked)


def day(days: int) -> str:
    return str((bootstrap.now() + timedelta(days=days)).date())


def ran(folder: Path, clock: Clock, *arguments: str) -> Said:
    given = {**environment(folder, {"questions": str(SMALLEST)}), **clock.environment}
    command = [sys.executable, *COMMAND[1:], *arguments]
    done = subprocess.run(command, env=given, capture_output=True, check=False, text=True, timeout=60)
    return Said(done.returncode, done.stdout, done.stderr)


def kept(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "var" / "drafts.sqlite")) as database:
        return int(database.execute("SELECT count(*) FROM draft").fetchone()[0])


def events(form: Form) -> list[str]:
    lines = [line for line in form.log.splitlines() if line.startswith("{")]
    return [json.loads(line)["event"] for line in lines]


def begin(folder: Path) -> str:
    """Do what a form does on a day on which somebody writes; return their code."""
    with closing(bootstrap.storing(Settings(state=folder / "var"))) as store:
        store.timepiece.check()
        visit = store.open(store.start(saying("kept before the jump")))
        assert visit
        return visit.code


def comes_back(folder: Path, code: str) -> bool:
    """Tell whether a code brings back what was kept, by the clock of this machine."""
    with closing(bootstrap.storing(Settings(state=folder / "var"))) as store:
        visit = store.open(store.resume(code) or "")
        return visit is not None and visit.draft == saying("kept before the jump")


def test_a_clock_far_ahead_at_a_start_deletes_nothing(tmp_path: Path, clock: Clock) -> None:
    code = begin(tmp_path)
    clock.set(40)
    with served(tmp_path, environment=clock.environment) as form:
        assert events(form)[0] == "purge-held"
    assert kept(tmp_path) == 1
    example: dict[str | Path, str] = {day(0): "2026-11-29", day(40): "2027-01-08"}
    said = [line for line in ran(tmp_path, clock, "doctor").out.splitlines() if "The clock of this machine" in line]
    happened = "the clock is 40 days ahead at a start: `doctor`"
    documented(happened, *[line.removeprefix("CAREFUL ") for line in said], example=example)
    documented("the same: `purge`", ran(tmp_path, clock, "purge").refused(), example=example)
    documented("the same: `new-key`", ran(tmp_path, clock, "new-key").refused(), example=example)
    assert kept(tmp_path) == 1
    assert not list((tmp_path / "var" / "secrets").glob(f"pepper-{day(40)}"))
    clock.set(0)
    assert ran(tmp_path, clock, "purge").out == "Drafts past their day, and forgotten now: 0.\n"
    assert comes_back(tmp_path, code)


def test_a_clock_that_is_right_after_all_deletes_what_is_past_its_day(tmp_path: Path, clock: Clock) -> None:
    begin(tmp_path)
    clock.set(40)
    assert ran(tmp_path, clock, "purge", "--clock-is-right").out == "Drafts past their day, and forgotten now: 1.\n"
    assert kept(tmp_path) == 0


def test_a_clock_a_month_back_at_a_start_is_refused(tmp_path: Path, clock: Clock) -> None:
    code = begin(tmp_path)
    clock.set(-31)
    example: dict[str | Path, str] = {day(0): "2026-11-29", day(-31): "2026-10-29"}
    said = ran(tmp_path, clock, "serve", "--port", "0").refused()
    documented("the clock is a month back at a start", said, example=example)
    clock.set(0)
    assert comes_back(tmp_path, code)


def test_a_clock_that_was_ahead_for_long_and_is_set_right_starts_again(tmp_path: Path, clock: Clock) -> None:
    code = begin(tmp_path)
    clock.set(100)
    assert "nothing is deleted" in ran(tmp_path, clock, "purge").refused()
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:  # so that the start ends by itself
        assert ran(tmp_path, clock, "serve", "--port", str(taken.getsockname()[1])).code == 1
    clock.set(0)
    example: dict[str | Path, str] = {day(0): "2026-11-29", day(100): "2027-03-09"}
    assert (tmp_path / "var" / "secrets" / f"pepper-{day(100)}").exists()  # all others were too old for a new draft
    with closing(sqlite3.connect(tmp_path / "var" / "drafts.sqlite")) as database:
        database.execute("DELETE FROM bucket")  # as in a restored backup: it is not known when the form was at work
        database.commit()
    said = ran(tmp_path, clock, "serve", "--port", "0").refused()
    documented("a secret was made while the clock was ahead", said, example=example)
    assert ran(tmp_path, clock, "purge", "--clock-is-right").code == 0
    assert comes_back(tmp_path, code)
    (said,) = [line for line in ran(tmp_path, clock, "doctor").out.splitlines() if "of a day to come" in line]
    documented("that secret is still there: `doctor`", said.removeprefix("CAREFUL "), example=example)


def jump(clock: Clock, person: Person, days: int) -> None:
    """Set the clock; the server takes lines that were open before for idle ones, and a browser opens another."""
    clock.set(days)
    person.browser.hang_up()


def test_a_jump_during_a_visit_loses_neither_answers_nor_what_was_being_typed(tmp_path: Path, clock: Clock) -> None:
    with served(tmp_path, environment=clock.environment) as form, Person(form) as person:
        assert person.press_continue("before").status == 303
        (code,) = CODE.findall(person.browser.get("/keep").html)
        sent = person.form
        jump(clock, person, 31)
        page = person.browser.post(ADDRESS, {**sent, NOTE: "typed as it jumped"})
        documented("the clock jumps a month ahead while somebody types", *told(page))
        assert own_words(page) == ["typed as it jumped"]
        jump(clock, person, 0)
        assert person.note() == "before"
        assert person.press_continue("typed as it jumped").status == 303
        jump(clock, person, -31)
        assert person.press_continue("typed a month before").status == 303
        jump(clock, person, 0)
        browser = Browser(form.port)
        assert browser.come_back(code).status == 303
        assert browser.form(ADDRESS)[NOTE] == ["typed a month before"]
        browser.close()
    with closing(sqlite3.connect(tmp_path / "var" / "drafts.sqlite")) as database:
        assert database.execute("SELECT expires FROM draft").fetchall() == [(day(30),)]
