"""Today is the day where the form stands, not the one in Greenwich."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

import pytest

from decision_aid.core import codes
from decision_aid.store.typed import TypedSealer
from tests.web.fakes import FakePress, PassingClock, TroubledStore
from tests.web.refused import refused, said
from tests.web.visitor import Visitor
from tests.web.ways import code_of, resumed, session_of


@pytest.fixture
def zone(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


WEST = pytest.mark.parametrize("zone", ["America/Los_Angeles"], indirect=True)
EAST = pytest.mark.parametrize("zone", ["Australia/Sydney"], indirect=True)


def due(day: str, month: str) -> dict[str, str]:
    return {"due-day": day, "due-month": month, "due-year": "2026"}


@WEST
@pytest.mark.usefixtures("zone")
def test_in_the_west_the_evening_belongs_to_the_day_that_is_not_over(
    visitor: Visitor, clock: PassingClock, press: FakePress
) -> None:
    clock.time = datetime(2026, 12, 1, 0, 56, tzinfo=UTC)
    visitor.begin(full=True)
    visitor.answer("/q/due", due("30", "11"))
    assert "in the past" in said(refused(visitor, "/q/due", due("29", "11")))
    visitor.get("/summary.pdf")
    assert press.printed[-1][0].day == date(2026, 11, 30)


@EAST
@pytest.mark.usefixtures("zone")
def test_in_the_east_the_morning_belongs_to_the_day_that_has_begun(visitor: Visitor, clock: PassingClock) -> None:
    clock.time = datetime(2026, 12, 1, 21, 56, tzinfo=UTC)
    visitor.begin(full=True)
    today = {"onset-day": "2", "onset-month": "12", "onset-year": "2026"}
    visitor.answer("/q/onset", today)
    assert "in the future" in said(refused(visitor, "/q/onset", {**today, "onset-day": "3"}))


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/Los_Angeles", date(2026, 12, 30)),  # the answers go on the 31st at 16:00
        ("UTC", date(2026, 12, 31)),
        ("Australia/Sydney", date(2026, 12, 31)),  # on the 1st at 11:00
    ],
    indirect=["zone"],
)
@pytest.mark.usefixtures("zone")
def test_the_last_day_that_is_told_is_one_on_which_the_answers_are_kept_to_its_end(
    visitor: Visitor, clock: PassingClock, store: TroubledStore, told: date
) -> None:
    clock.time = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    visitor.begin()
    kept, code = visitor.get("/keep"), code_of(visitor)
    assert f"kept until {told.day} {told:%B} {told.year}." in kept.text
    clock.time = datetime.combine(told, time_of_day(23, 59)).astimezone(UTC)
    assert store.resume(codes.read(code))
    clock.time += timedelta(days=1)
    assert store.resume(codes.read(code)) is None


@WEST
@pytest.mark.usefixtures("zone")
def test_who_comes_back_on_the_last_day_is_told_no_day_that_is_past(
    visitor: Visitor, other: Visitor, clock: PassingClock
) -> None:
    clock.time = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    visitor.begin()
    code = code_of(visitor)
    clock.time = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # 9:00 there; the answers go at 16:00
    resumed(other, code)
    assert "kept until 31 December 2026." in other.get("/keep").text


@WEST
@pytest.mark.usefixtures("zone")
def test_the_log_keeps_to_the_day_in_greenwich(
    visitor: Visitor, clock: PassingClock, store: TroubledStore, caplog: pytest.LogCaptureFixture
) -> None:
    clock.time = datetime(2026, 12, 1, 0, 56, tzinfo=UTC)
    visitor.begin(full=True)
    with caplog.at_level("INFO"):
        visitor.answer("/q/due", due("30", "11"))
    visit = store.open(session_of(visitor))
    assert visit
    tag = TypedSealer(store.store).tag(visit, date(2026, 12, 1))
    assert tag in repr([vars(record) for record in caplog.records])
