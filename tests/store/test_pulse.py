"""A clock that jumped: nothing is taken away because of what it says before it has stood for a day."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest

from decision_aid.core.errors import ClockDoubted, SecretsRefused
from decision_aid.remarks import Level
from decision_aid.store.checkup import looked_at
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.sessions import Keeping

from .conftest import Opening, StandingClock, opened, saying


def peppers(secrets: Path) -> list[str]:
    return sorted(path.name for path in secrets.glob("pepper-*"))


def doubted(store: SealedDrafts) -> str:
    with pytest.raises(ClockDoubted) as caught:
        store.timepiece.check()
    return str(caught.value)


def purged(store: SealedDrafts) -> int:
    """Purge as the form does, where the clock is believed."""
    store.timepiece.check()
    return store.purge()


@pytest.fixture
def running(store: SealedDrafts) -> SealedDrafts:
    """A store that has purged today."""
    assert purged(store) == 0
    return store


@pytest.mark.parametrize("days", [0, 1, 2, -1, -2])
def test_a_clock_that_goes_on_is_believed(running: SealedDrafts, clock: StandingClock, days: int) -> None:
    clock.pass_days(days)
    assert purged(running) == 0


@pytest.mark.parametrize("days", [3, 31, 400, 40_000, -3, -31])
def test_a_clock_that_jumped_is_doubted_until_it_has_stood_for_a_day(
    running: SealedDrafts, clock: StandingClock, days: int
) -> None:
    running.start(saying("mine"))
    clock.time = clock.time + timedelta(days=min(days, 36_000))
    assert f"The clock of this machine says {clock.time.date()}" in doubted(running)
    clock.time += timedelta(hours=23)
    assert "last deleted on 2026-11-23" in doubted(running)
    clock.time += timedelta(hours=1)
    assert purged(running) == (1 if days >= 31 else 0)


def test_a_clock_that_is_set_right_again_is_believed_at_once(
    running: SealedDrafts, secrets: Path, clock: StandingClock
) -> None:
    code = opened(running, running.start(saying("mine"))).code
    clock.pass_days(40)
    doubted(running)
    clock.pass_days(-40)
    assert purged(running) == 0
    assert running.resume(code)
    assert peppers(secrets) == ["pepper-2026-11-23"]


def test_a_clock_that_jumps_twice_is_doubted_twice(running: SealedDrafts, clock: StandingClock) -> None:
    clock.pass_days(40)
    doubted(running)
    clock.pass_days(40)
    doubted(running)


def test_where_no_purge_is_known_only_drafts_past_their_day_raise_a_doubt(
    store: SealedDrafts, clock: StandingClock
) -> None:
    store.start(saying("mine"))
    clock.pass_days(31)
    assert "last deleted at a time that is not known" in doubted(store)
    store.purge()
    clock.pass_days(31)
    store.timepiece.check()


def test_who_knows_that_the_clock_is_right_can_say_so(running: SealedDrafts, clock: StandingClock) -> None:
    running.start(saying("mine"))
    clock.pass_days(40)
    doubted(running)
    running.timepiece.trust()
    assert purged(running) == 1


def test_a_clock_that_is_behind_stops_the_start_unless_one_is_sure(
    running: SealedDrafts, opening: Opening, clock: StandingClock
) -> None:
    running.close()
    clock.pass_days(-31)
    with pytest.raises(SecretsRefused, match="says 2026-10-23, but the form was at work on 2026-11-23: set the clock"):
        opening()
    with closing(opening(sure=True)) as sure:
        sure.timepiece.trust()
    opening().close()


def test_a_form_that_was_off_for_long_keeps_what_is_begun_though_its_clock_is_doubted(
    running: SealedDrafts, opening: Opening, secrets: Path, clock: StandingClock
) -> None:
    """With the pepper of before, a new draft would have to go on a day that is past."""
    running.start(saying("of before"))
    clock.pass_days(200)
    with closing(opening()) as store:
        doubted(store)
        visit = opened(store, store.start(saying("new")))
        assert visit.last_day == clock().date() + timedelta(days=30)
        assert store.resume(visit.code)
    assert len(peppers(secrets)) == 2


def test_a_save_while_the_clock_is_behind_never_brings_the_last_day_nearer(
    running: SealedDrafts, clock: StandingClock
) -> None:
    token = running.start(saying("mine"))
    before = opened(running, token).last_day
    clock.pass_days(-20)
    assert running.save(opened(running, token), saying("more")).last_day == before
    assert opened(running, token).last_day == before


def test_a_save_while_the_clock_is_ahead_is_made_good_by_the_next(running: SealedDrafts, clock: StandingClock) -> None:
    token = running.start(saying("mine"))
    visit = opened(running, token)
    clock.pass_days(40)
    visit = running.save(visit, saying("ahead"))
    clock.pass_days(-40)
    assert running.save(visit, saying("right")).last_day == clock().date() + timedelta(days=30)


def test_fewer_days_count_for_drafts_of_before_from_their_next_save(
    running: SealedDrafts, opening: Opening, clock: StandingClock
) -> None:
    token = running.start(saying("mine"))
    with closing(opening(keeping=Keeping(days=7))) as store:
        assert opened(store, token).last_day == clock().date() + timedelta(days=30)
        store.save(opened(store, token), saying("more"))
        assert opened(store, token).last_day == clock().date() + timedelta(days=7)


def test_the_doctor_says_that_a_clock_is_doubted(
    running: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    def said(level: Level) -> list[str]:
        return [remark.sentence for remark in looked_at(where, secrets, clock()) if remark.level is level]

    assert "What is past its day was last deleted on 2026-11-23." in said(Level.OK)
    clock.pass_days(40)
    doubted(running)
    assert any("nothing is deleted until the clock has stood so for a day" in each for each in said(Level.CAREFUL))
    clock.pass_days(-80)
    assert any("set the clock, then start again" in sentence for sentence in said(Level.WRONG))


def another(path: Path) -> None:
    path.write_text("ab" * 32)


def test_a_server_with_another_server_key_is_refused(store: SealedDrafts, opening: Opening, secrets: Path) -> None:
    store.start(saying("mine"))
    another(secrets / "server-key")
    with pytest.raises(SecretsRefused, match="The secret server-key is not the one that this database knows"):
        opening()


def test_what_was_marked_before_the_server_key_was_is_marked_whole(
    store: SealedDrafts, opening: Opening, secrets: Path
) -> None:
    with store._engine.begin() as connection:  # noqa: SLF001 - as a program of before has left it
        connection.exec_driver_sql("UPDATE pepper SET fingerprint = substr(fingerprint, 1, 16)")
    opening().close()
    another(secrets / "server-key")
    with pytest.raises(SecretsRefused, match="server-key is not the one"):
        opening()


def test_how_long_ago_it_was_purged_is_told_and_nothing_where_it_never_was(
    store: SealedDrafts, clock: StandingClock
) -> None:
    assert store.timepiece.since_last() == inf
    purged(store)
    clock.pass_days(3)
    assert store.timepiece.since_last() == timedelta(days=3).total_seconds()
