"""A clock that is wrong makes no pepper, and on one of a day to come no draft rests."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid.core.errors import ClockDoubted, SecretsRefused
from decision_aid.remarks import Level
from decision_aid.store import keyring
from decision_aid.store.checkup import looked_at
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.renewal import give_up_lost, renew, sure_of
from decision_aid.store.server import Server
from tests.cluster import Cluster

from .conftest import CHEAP, Opening, StandingClock, contents, opened, saying
from .rows import run

FIRST, TO_COME = "pepper-2026-11-23", "pepper-2027-12-28"


@pytest.mark.parametrize("days", [400, 3, -3, -31])
def test_a_clock_that_jumped_makes_no_pepper_until_it_is_right_again(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock, days: int
) -> None:
    store.start(saying("Kolibri"))
    store.timepiece.check()
    before = contents(secrets)
    clock.pass_days(days)
    for anew in (False, True):
        with pytest.raises((ClockDoubted, SecretsRefused), match=f"The clock of this machine says {clock().date()}"):
            renew(where, secrets, clock(), anew=anew)
    assert contents(secrets) == before
    clock.pass_days(-days)
    assert renew(where, secrets, clock()).name == f"{FIRST}-2"


def test_a_clock_that_is_doubted_is_so_in_the_words_of_the_purge_and_no_purge_is_noted(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    store.timepiece.check()
    clock.pass_days(1)
    assert renew(where, secrets, clock()).new
    clock.pass_days(2)
    with pytest.raises(ClockDoubted) as making:
        renew(where, secrets, clock())
    with pytest.raises(ClockDoubted, match="last deleted on 2026-11-23") as purging:
        store.timepiece.check()
    assert str(making.value) == f"{purging.value} Then run new-key again."
    clock.pass_days(1)
    assert renew(where, secrets, clock()).new


def test_who_knows_that_the_clock_is_right_can_have_a_pepper(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    store.timepiece.check()
    clock.pass_days(40)
    with pytest.raises(ClockDoubted):
        renew(where, secrets, clock())
    store.timepiece.trust()
    assert renew(where, secrets, clock()).name == "pepper-2027-01-02"


def test_what_is_made_is_newer_than_what_a_clock_a_day_ahead_has_made(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    """Else drafts would not rest on it."""
    assert renew(where, secrets, clock() + timedelta(days=1)).name == "pepper-2026-11-24"
    assert renew(where, secrets, clock()).name == "pepper-2026-11-24-2"
    store.start(saying("Kolibri"))
    assert resting(where) == {"pepper-2026-11-24-2"}


def test_beside_a_pepper_that_was_made_by_a_wrong_clock_the_one_of_today_counts(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    keyring.make(secrets / "pepper-2027-12-28")
    store.timepiece.check()
    clock.pass_days(1)
    made = renew(where, secrets, clock())
    assert (made.name, made.new) == ("pepper-2026-11-24", True)
    store.start(saying("Kolibri"))
    assert resting(where) == {"pepper-2026-11-24"}


def test_a_clock_that_is_two_days_back_makes_no_pepper_that_is_older_than_the_newest(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    store.timepiece.check()
    clock.pass_days(-2)
    with pytest.raises(SecretsRefused, match="says 2026-11-21, but there is a secret of 2026-11-23: set the clock"):
        renew(where, secrets, clock())


def resting(where: Where) -> set[str]:
    """On which peppers the drafts rest."""
    return {keyring.name(epoch) for (epoch,) in run(where, "SELECT pepper_epoch FROM draft")}


@pytest.fixture
def jumped(store: SealedDrafts, secrets: Path, clock: StandingClock) -> SealedDrafts:
    """A form whose clock was 400 days ahead while somebody began, and is right now."""
    store.timepiece.check()
    clock.pass_days(400)
    with suppress(ClockDoubted):
        store.timepiece.check()
    keyring.make(secrets / TO_COME)  # as one server of several does not do by itself
    store.start(saying("while the clock was ahead"))
    clock.pass_days(-400)
    store.timepiece.check()
    return store


def test_no_draft_rests_on_a_pepper_of_a_day_to_come(jumped: SealedDrafts, where: Where, clock: StandingClock) -> None:
    visit = opened(jumped, token := jumped.start(saying("Kolibri")))
    assert jumped.resume(visit.code)
    assert jumped.resume(opened(jumped, jumped.reissue(token)).code)
    assert resting(where) == {FIRST, TO_COME}
    assert visit.last_day == clock().date() + timedelta(days=30)


def test_beside_a_pepper_of_a_day_to_come_each_month_has_its_own_until_that_day(
    jumped: SealedDrafts, where: Where, clock: StandingClock, opening: Opening
) -> None:
    for _ in range(31):
        clock.pass_days(1)
        jumped.timepiece.check()
        jumped.purge()
    jumped.start(saying("Kolibri"))
    assert "pepper-2026-12-24" in resting(where)
    opening().close()
    clock.time += keyring.day_of(epoch_of(TO_COME)) - clock().date()
    jumped.timepiece.trust()
    jumped.start(saying("on that day"))
    assert TO_COME in resting(where)


def epoch_of(name: str) -> int:
    return next(epoch for epoch in range(730_000, 760_000) if keyring.name(epoch) == name)


def test_a_draft_that_rests_on_a_day_to_come_rests_on_another_with_its_new_code(
    jumped: SealedDrafts, where: Where
) -> None:
    token = jumped.start(saying("Kolibri"))
    run(where, "UPDATE draft SET pepper_epoch = ?", epoch_of(TO_COME))
    jumped.reissue(token)
    assert FIRST in resting(where)


def test_where_every_pepper_is_of_a_day_to_come_the_one_of_today_is_made(
    path: Path, secrets: Path, clock: StandingClock, opening: Opening
) -> None:
    clock.pass_days(400)
    with closing(opening()) as store:
        store.start(saying("while the clock was ahead"))
        clock.pass_days(-400)
        store.start(saying("Kolibri"))
    assert resting(path) == {FIRST, TO_COME}
    assert set(contents(secrets)) == {FIRST, TO_COME, "salt", "server-key"}


def test_of_several_servers_none_makes_one_for_itself_where_every_pepper_is_of_a_day_to_come(
    postgresql: Cluster, secrets: Path, clock: StandingClock
) -> None:
    server = Server(postgresql.new_schema())
    clock.pass_days(400)
    with closing(open_store(server, clock=clock, secrets=secrets, cost=CHEAP)) as store:
        clock.pass_days(-400)
        with pytest.raises(SecretsRefused, match="Every pepper is of a day to come: set the clock of this machine"):
            store.start(saying("Kolibri"))
    assert not (secrets / FIRST).exists()


def test_the_doctor_names_a_pepper_of_a_day_to_come_and_how_to_be_rid_of_it(
    jumped: SealedDrafts, where: Where, secrets: Path, clock: StandingClock, opening: Opening
) -> None:
    def careful() -> list[str]:
        found = [each for each in looked_at(where, secrets, clock()) if " secret " in each.sentence]
        return [each.sentence for each in found if each.level is not Level.OK]

    code = opened(jumped, jumped.start(saying("Kolibri"))).code
    (told,) = careful()
    assert told.startswith(f"The secret {TO_COME} is of a day to come")
    (secrets / TO_COME).unlink()
    with pytest.raises(SecretsRefused, match="--give-up-lost 1: then these codes open nothing"):
        sure_of(where, secrets, clock().date(), -1)
    renew(where, secrets, clock(), anew=True)
    assert give_up_lost(where, secrets, clock().date()) == 1
    assert careful() == []
    with closing(opening()) as again:
        assert again.resume(code)


def test_a_pepper_of_tomorrow_is_another_servers(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    store.timepiece.check()
    keyring.make(secrets / "pepper-2026-11-24")
    assert not [each for each in looked_at(where, secrets, clock()) if "is of a day to come" in each.sentence]
    store.start(saying("Kolibri"))
    assert resting(where) == {"pepper-2026-11-24"}
