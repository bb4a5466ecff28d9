"""A look at a file of SQLite keeps others waiting for a bounded time; what it did not get to is not known."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from decision_aid.core.errors import StoreRefused
from decision_aid.remarks import Level
from decision_aid.store.checkup import looked_at
from decision_aid.store.patience import AS_LONG_AS_IT_TAKES, read_ahead, within
from decision_aid.store.sqlite import check_whole, open_memory
from tests.store.conftest import StandingClock
from tests.store.test_checkup import damaged

LONG = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100000000) SELECT count(*) FROM n"
IN_PART = "The database was checked in part only"


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = open_memory()
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def said(path: Path, clock: StandingClock, seconds: float) -> dict[Level, str]:
    found = list(looked_at(path, path.parent / "secrets", clock(), seconds=seconds))
    return {level: " ".join(each.sentence for each in found if each.level is level) for level in Level}


def test_what_takes_longer_than_others_may_wait_is_ended(connection: Connection) -> None:
    ended: list[int] = []

    def ask(asked: Connection) -> bool:
        ended.append(asked.exec_driver_sql(LONG).scalar_one())
        return True

    assert within(0, connection, ask) is None
    assert ended == []


@pytest.mark.parametrize("answer", [True, False])
def test_what_is_answered_in_time_is_believed(connection: Connection, *, answer: bool) -> None:
    asked = f"SELECT {int(answer)}"
    assert within(AS_LONG_AS_IT_TAKES, connection, lambda to: bool(to.exec_driver_sql(asked).scalar_one())) is answer


def test_what_fails_of_itself_is_no_matter_of_time(connection: Connection) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        within(0, connection, lambda asked: bool(asked.exec_driver_sql("SELECT * FROM nowhere").first()))


def test_a_start_goes_on_with_a_file_that_it_had_no_time_to_read_and_refuses_it_if_it_had(kept: Path) -> None:
    damaged(kept)
    check_whole(kept, 0)
    with pytest.raises(StoreRefused, match="is damaged"):
        check_whole(kept, AS_LONG_AS_IT_TAKES)


def test_the_doctor_says_what_it_had_no_time_to_read_and_what_reads_it(kept: Path, clock: StandingClock) -> None:
    found = said(kept, clock, 0)
    assert IN_PART in found[Level.CAREFUL]
    assert "decision-aid doctor --whole" in found[Level.CAREFUL]
    assert "is sound" not in found[Level.OK]
    assert found[Level.WRONG] == ""


def test_the_doctor_that_may_take_its_time_reads_a_file_to_its_end(kept: Path, clock: StandingClock) -> None:
    found = said(kept, clock, AS_LONG_AS_IT_TAKES)
    assert IN_PART not in found[Level.CAREFUL]
    assert "The database is sound." in found[Level.OK]


def test_a_file_is_read_ahead_to_its_end(tmp_path: Path) -> None:
    pipe, sent = tmp_path / "pipe", b"p" * (3 << 20)
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(sent,), daemon=True)
    writer.start()
    read_ahead(pipe)
    writer.join(timeout=60)
    assert not writer.is_alive()


def test_a_file_that_is_not_there_is_left_to_who_opens_it(tmp_path: Path) -> None:
    read_ahead(tmp_path / "nowhere")
