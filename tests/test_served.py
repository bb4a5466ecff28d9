"""The program as its environment has it served: a shared tablet's session, and purging at the start and each day."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads
from typing import Any

import pytest

from decision_aid import bootstrap, logs, wsgi
from decision_aid import settings as setting
from decision_aid.core.draft import Draft
from decision_aid.settings import Settings
from decision_aid.store.drafts import open_store
from decision_aid.store.sessions import AT_A_TABLET, Keeping
from tests.serving import free_port, wait_for
from tests.store.test_buckets import times
from tests.test_cli import SMALLEST, environment
from tests.web.visitor import HOME, Visitor

HURRIED = Path(__file__).with_name("hurried.py")
FEW = {"questions": str(SMALLEST), "print_workers": "1"}
PATIENCE = 60  # looks, half a second apart


def given(folder: Path, **settings: str) -> Settings:
    return setting.read(environment(folder, {**FEW, **settings}))


def used(settings: Settings, ago: timedelta = timedelta()) -> str:
    """Return the token of a session that was begun, and used last, so long ago."""
    then = bootstrap.now() - ago
    with closing(open_store(settings.database_file, clock=lambda: then, keeping=Keeping(session=AT_A_TABLET))) as store:
        return store.start(Draft())


def opens(settings: Settings, token: str, later: timedelta) -> bool:
    """Tell whether a tablet's session is open so much later, if nobody does anything until then."""
    then = bootstrap.now() + later
    with closing(open_store(settings.database_file, clock=lambda: then, keeping=Keeping(session=AT_A_TABLET))) as store:
        return store.open(token, touch=False) is not None


@contextmanager
def visiting(settings: Settings, token: str) -> Iterator[Visitor]:
    """Be a browser with this session at the program as these settings have it made."""
    with ExitStack() as ending:
        app, closing = wsgi.make(settings)
        ending.enter_context(closing)
        visitor = Visitor(app.test_client())
        visitor.client.set_cookie("__Host-decision-aid", token, domain="localhost", path="/")
        yield visitor


@pytest.mark.parametrize(("kiosk", "minutes", "status"), [("1", 11.5, 200), ("1", 12, 303), ("0", 12, 200)])
def test_a_visit_at_a_tablet_lasts_for_12_idle_minutes(tmp_path: Path, kiosk: str, minutes: float, status: int) -> None:
    settings = given(tmp_path, kiosk=kiosk)
    with visiting(settings, used(settings, timedelta(minutes=minutes))) as visitor:
        assert visitor.get("/keep").status == status


def test_who_does_something_at_a_tablet_has_12_minutes_again(tmp_path: Path) -> None:
    settings = given(tmp_path, kiosk="1")
    token = used(settings, timedelta(minutes=5))
    assert not opens(settings, token, timedelta(minutes=7, seconds=30))
    with visiting(settings, token) as visitor:
        assert visitor.client.get("/keep", base_url=HOME).status_code == 200
    assert opens(settings, token, timedelta(minutes=11, seconds=30))


def test_the_settings_say_how_many_may_begin_and_come_back(tmp_path: Path) -> None:
    busy = given(tmp_path, drafts_per_hour="61", resumes_per_minute="12", resumes_per_address="11")
    with closing(bootstrap.storing(busy)) as store:
        assert times(lambda: store.start(Draft())) == 61
        assert times(lambda: store.count_attempt("one")) == 11
        assert times(lambda: store.count_attempt("other")) in {1, 2}  # a minute may give one back meanwhile


def test_what_is_past_its_day_is_forgotten_at_the_start(tmp_path: Path) -> None:
    settings = given(tmp_path)
    used(settings)
    expire(settings)
    present = used(settings)
    assert kept(settings) == 2
    with visiting(settings, present) as visitor:
        assert kept(settings) == 1
        assert visitor.get("/keep").status == 200


def expire(settings: Settings) -> None:
    """Let the last day of every draft be one of last year; the clock is known to be right, as where a form runs."""
    with closing(bootstrap.storing(settings)) as store:
        store.timepiece.check()
    with closing(sqlite3.connect(settings.database_file, isolation_level=None)) as database:
        database.execute("UPDATE draft SET expires = ?", ((bootstrap.now() - timedelta(days=365)).date().isoformat(),))


def kept(settings: Settings) -> int:
    """Return how many drafts have a row, past their day or not."""
    with closing(sqlite3.connect(settings.database_file)) as database:
        return int(database.execute("SELECT count(*) FROM draft").fetchone()[0])


@contextmanager
def hurried(folder: Path) -> Iterator[None]:
    """Serve the form where a day is short; what it says is then in `said` and `log`."""
    port = free_port()
    with (
        (folder / "said").open("w") as said,
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-P", str(HURRIED), str(port)],
            cwd=folder,
            env=environment(folder, FEW),
            stdout=said,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            wait_for(process, f"http://127.0.0.1:{port}/healthz")
            yield
        finally:
            process.terminate()


def lines(folder: Path, event: str) -> list[dict[str, Any]]:
    written = map(json.loads, (folder / "log").read_text().splitlines())
    return [line for line in written if line["event"] == event]


def test_what_is_past_its_day_is_forgotten_each_day_and_the_log_says_how_many(tmp_path: Path) -> None:
    settings = given(tmp_path)
    used(settings)
    expire(settings)
    with hurried(tmp_path):
        used(settings)
        used(settings)
        expire(settings)
        for _ in range(PATIENCE):
            if kept(settings) == 0:
                break
            Event().wait(0.5)
        assert kept(settings) == 0
    assert f"to wait: {24 * 60 * 60}" in (tmp_path / "said").read_text()
    purged = lines(tmp_path, "purged")
    assert purged[0]["count"] == 1  # at the start
    assert sum(line["count"] for line in purged) == 3
    assert all(set(line) == {"time", "level", "event", "count"} for line in purged)


def test_the_log_says_with_how_many_settings_the_program_began(tmp_path: Path) -> None:
    with hurried(tmp_path):
        pass
    (line,) = lines(tmp_path, logs.Event.CONFIGURATION_LOADED.value)
    assert set(line) == {"time", "level", "event", "count"}
    assert line["count"] == len(FEW) + 1  # and the state folder


@pytest.mark.parametrize(("keeps_nothing", "rounds"), [("1", 2), ("0", 1)])
def test_a_form_that_keeps_nothing_forgets_each_minute_beside_its_daily_round(
    tmp_path: Path, keeps_nothing: str, rounds: int
) -> None:
    before = {thread.ident for thread in enumerate_threads()}
    _, closing = wsgi.make(given(tmp_path, no_retention=keeps_nothing))
    with closing:
        begun = [thread.name for thread in enumerate_threads() if thread.ident not in before]
    assert begun.count("daily") == rounds
