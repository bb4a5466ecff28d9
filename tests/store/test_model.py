"""Any sequence of what people and time do to drafts, against a plain dictionary."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, SecretsRefused
from decision_aid.services import Visit
from decision_aid.store import crypto, rows
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.server import Server
from tests.cluster import Cluster

from .conftest import CHEAP, StandingClock, opened, saying
from .forgetful import Forgetful
from .remembered import LONGEST, NOTICE, WHOLE, Kept, Times
from .rows import give_up_code, put

# What is kept is looked at here, not whether it outlives a power cut: a disk would take most of the time.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it
IDLE = timedelta(hours=24)
# Minutes to months, and a clock that is set back.
JUMPS = [5, 70, 600, *(hours * 60 for hours in (23, 25, 49, 12 * 24, 31 * 24, 100 * 24, -30, -40 * 24)), -5, -90]
OLDER = Path(__file__).with_name("formats").joinpath("1.json").read_bytes()  # what a program of before kept
RUNS = 1000 if os.environ.get("RELIABILITY") == "release" else 200
FEWER = 200 if os.environ.get("RELIABILITY") == "release" else 40  # on a server, where each step takes longer


class Model(RuleBasedStateMachine):
    """The rules; a control puts a broken store in the place of ours."""

    tokens: Bundle[str] = Bundle("tokens")
    visits: Bundle[tuple[Kept | None, Visit]] = Bundle("visits")
    on_server = False

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=MEMORY)
        self.clock = StandingClock()
        self.pepper = self.first_pepper = self.today()
        self.store = self.opened_anew()
        self.kept: list[Kept] = []

    @cached_property
    def where(self) -> Where:
        return Path(self.folder.name) / "drafts"

    def opened_anew(self) -> SealedDrafts:
        secrets = Path(self.folder.name) / "secrets"
        return open_store(self.where, clock=self.clock, secrets=secrets, cost=CHEAP)

    def teardown(self) -> None:
        self.everything_kept_opens_and_nothing_else()
        self.store.close()
        self.folder.cleanup()

    def today(self) -> date:
        return self.clock.time.date()

    def renew(self, after: int = 90) -> None:
        """Make a new pepper if the last is older than that; a purge makes one each month."""
        if self.today() - self.pepper > timedelta(days=after):
            self.pepper = self.today()

    def makes_no_code(self) -> bool:
        """Tell whether every secret is of a day to come; of several servers none makes one before a purge does."""
        return self.on_server and self.first_pepper > self.today() + timedelta(days=1)

    def of(self, token: str) -> Kept | None:
        """Return the draft that a token must open now."""
        for kept in self.kept:
            times, now = kept.sessions.get(token), self.clock.time
            if times and self.today() <= kept.last_day:
                began, used, row = times
                alive = now - used < IDLE + NOTICE and now - began < WHOLE and now.date() <= row
                return kept if alive else None
        return None

    @precondition(makes_no_code)
    @rule()
    def start_in_vain(self) -> None:
        with pytest.raises(SecretsRefused):
            self.store.start(saying("Kolibri"))

    @precondition(lambda self: not self.makes_no_code())
    @rule(target=tokens, note=st.text(max_size=9))
    def start(self, note: str) -> str:
        token = self.store.start(saying(note))
        self.renew()
        return self.began(Kept(saying(note), opened(self.store, token).code, self.pepper), token)

    def began(self, kept: Kept, token: str) -> str:
        kept.sessions[token] = Times.beginning(self.clock.time)
        kept.saved(self.today())
        self.kept.append(kept)
        return token

    @precondition(lambda self: not self.makes_no_code())
    @rule(target=tokens, note=st.text(max_size=9))
    def start_and_lose_the_code(self, note: str) -> str:
        """Begin a draft whose secret is lost for ever; `reissue` gives it a new code."""
        token = self.store.start(saying(note))
        self.renew()
        give_up_code(self.where, token)
        assert opened(self.store, token).code == ""
        return self.began(Kept(saying(note), "", None), token)

    @rule(target=visits, token=tokens)
    def open(self, token: str) -> tuple[Kept | None, Visit]:
        visit, kept = self.store.open(token), self.of(token)
        if kept is None:
            assert visit is None
            return None, Visit(Draft(), 0, None)
        assert visit is not None
        assert (visit.draft, visit.revision) == (kept.draft, kept.revision)
        kept.used(token, self.clock.time)
        return kept, visit

    @rule(target=visits, opened_before=visits, note=st.text(max_size=9))
    def save(self, opened_before: tuple[Kept | None, Visit], note: str) -> tuple[Kept | None, Visit]:
        """Answer, in the first window or in another that was opened long ago."""
        kept, visit = opened_before
        if kept is None:
            return opened_before
        there = any(kept is each for each in self.kept)
        if not there or kept.revision != visit.revision:
            with pytest.raises(DraftChanged):
                self.store.save(visit, saying(note))
            return opened_before
        saved = self.store.save(visit, saying(note))
        kept.draft, kept.revision = saying(note), saved.revision
        kept.saved(self.today())
        return kept, saved

    @rule(target=tokens, index=st.integers(0, 9))
    def resume(self, index: int) -> str:
        """Come back with the code of some draft there has been."""
        coded = [kept for kept in self.kept if kept.code]
        if not coded:
            return ""
        kept = coded[index % len(coded)]
        token = self.store.resume(kept.code)
        if self.today() > kept.last_day:
            assert token is None
            return ""
        assert token is not None
        kept.sessions[token] = Times.beginning(self.clock.time)
        return token

    @precondition(lambda self: not self.makes_no_code())
    @rule(target=tokens, token=tokens)
    def reissue(self, token: str) -> str:
        """Ask for a new code, or for the first; the old session lasts until the new one is used."""
        visit, kept = self.store.open(token), self.of(token)
        if visit is None or kept is None:
            return ""
        kept.used(token, self.clock.time)
        self.pass_by(timedelta(seconds=10))  # as often as it may be done
        if self.of(token) is None:
            return ""
        new = self.store.reissue(token)
        if self.of(kept.successor(token)):  # asked twice
            assert new == kept.successor(token)
            return ""
        assert not kept.code or self.store.resume(kept.code) is None
        self.renew()
        kept.pepper = kept.pepper or self.pepper
        kept.last_day = min(kept.last_day, kept.pepper + LONGEST)
        visit = self.store.open(new, touch=False)
        assert visit
        kept.code, kept.revision = visit.code, kept.revision + 1
        kept.replaced(token, new, self.clock.time)
        return new

    @rule(token=tokens)
    def leave(self, token: str) -> None:
        self.store.leave(token)
        for kept in self.kept:
            kept.sessions.pop(token, None)

    @rule(token=tokens)
    def finish(self, token: str) -> None:
        self.store.finish(token)
        self.kept = [kept for kept in self.kept if token not in kept.sessions]

    @rule()
    def purge(self) -> None:
        self.renew(after=30)
        self.first_pepper = self.today() if self.makes_no_code() else self.first_pepper
        for kept in self.kept:
            kept.sessions = {token: times for token, times in kept.sessions.items() if times.row >= self.today()}
        gone = [kept for kept in self.kept if not kept.lasts(self.today())]
        assert self.store.purge() == len(gone)
        self.kept = [kept for kept in self.kept if kept not in gone]

    @rule(minutes=st.sampled_from(JUMPS))
    def time_passes(self, minutes: int) -> None:
        self.pass_by(timedelta(minutes=minutes))

    def pass_by(self, time: timedelta) -> None:
        self.clock.time += time

    @precondition(lambda self: self.pepper <= self.today() + timedelta(days=1))
    @rule()
    def restart(self) -> None:
        """Stop and start again, as an update does; a clock that is behind the newest secret would be refused."""
        self.store.close()
        self.renew()
        self.store = self.opened_anew()

    @precondition(lambda self: self.pepper <= self.today() + timedelta(days=1))
    @rule(target=visits, token=tokens)
    def upgrade(self, token: str) -> tuple[Kept | None, Visit]:
        """Start the program anew on what an older one saved last: it comes back as if this one had."""
        visit, kept = self.store.open(token, touch=False), self.of(token)
        if visit is None or kept is None:
            return None, Visit(Draft(), 0, None)
        ours = rows.opened(visit)
        place = Place(ours.draft, Kind.DRAFT, 1, visit.revision)
        put(self.where, token, "schema_number", 1)
        put(self.where, token, "sealed", crypto.seal(ours.cipher, crypto.padded(OLDER), place))
        kept.draft = Draft.from_data(json.loads(OLDER))
        self.restart()
        visit = opened(self.store, token)
        assert (visit.draft, visit.revision) == (kept.draft, kept.revision)
        kept.used(token, self.clock.time)
        return kept, visit

    @invariant()
    def no_draft_is_kept_longer_than_180_days(self) -> None:
        assert all(kept.pepper is None or kept.last_day <= kept.pepper + LONGEST for kept in self.kept)

    @rule()
    def everything_kept_opens_and_nothing_else(self) -> None:
        for kept in self.kept:
            for token in kept.sessions:
                visit = self.store.open(token, touch=False)
                assert (visit is not None) == (self.of(token) is kept)
                assert visit is None or visit.draft == kept.draft


class Control(Model):
    """The same rules on a store that is wrong."""

    def opened_anew(self) -> SealedDrafts:
        ours = super().opened_anew()
        ours.__class__ = Forgetful
        return ours

    @rule(token=Model.tokens)
    def finished_opens_nothing(self, token: str) -> None:
        self.finish(token)
        assert self.store.open(token) is None


def run(machine: type[Model], runs: int, *phases: Phase) -> None:
    many = settings(
        deadline=None,
        max_examples=runs,
        stateful_step_count=50,
        phases=phases or tuple(Phase),
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(machine, settings=many)


def test_whatever_people_and_time_do_drafts_are_as_they_left_them() -> None:
    run(Model, RUNS)


def test_whatever_people_and_time_do_drafts_on_a_server_are_as_they_left_them(postgresql: Cluster) -> None:
    class OnAServer(Model):
        """The same rules on PostgreSQL, each run in a schema of its own."""

        on_server = True

        @cached_property
        def where(self) -> Where:
            return Server(postgresql.new_schema())

    run(OnAServer, FEWER, Phase.generate)


def test_a_store_that_does_not_forget_is_noticed() -> None:
    # several ways to notice are told together
    with pytest.raises((AssertionError, ExceptionGroup, pytest.fail.Exception)):
        run(Control, 20, Phase.generate)  # found is enough: no shortest way to it
