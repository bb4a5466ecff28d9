"""Nothing is kept: drafts in memory, gone with their session."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid.core.errors import DraftChanged, TooOften
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.passing import PassingDrafts, open_passing
from decision_aid.store.sessions import Lasting
from decision_aid.store.typed import TypedSealer

from .conftest import StandingClock, opened, saying


@pytest.fixture
def passing(clock: StandingClock) -> Iterator[PassingDrafts]:
    store = open_passing(clock=clock, session=Lasting())
    yield store
    store.close()


def open_files() -> set[str]:
    """The files on any disk that this process holds open."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            found.add(str(handle.readlink()))
        except FileNotFoundError:  # the one that lists them
            continue
    return {name for name in found if name.startswith("/") and not name.startswith(("/dev/", "/proc/"))}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs the system's own list of open files")
def test_nothing_is_on_any_disk(clock: StandingClock, tmp_path: Path) -> None:
    before, here = open_files(), Path.cwd()
    os.chdir(tmp_path)
    try:
        passing = open_passing(clock=clock, session=Lasting())
        token = passing.start(saying("x" * 50_000))
        for number in range(20):
            passing.save(opened(passing, token), saying(f"{number}" * 30_000))
        assert open_files() <= before
        assert passing.purge() == 0
        passing.close()
    finally:
        os.chdir(here)
    assert list(tmp_path.rglob("*")) == []


def test_a_draft_is_saved_and_opened_like_any_other(passing: SealedDrafts) -> None:
    token = passing.start(saying("mine"))
    early = opened(passing, token)
    assert passing.save(early, saying("more")).revision == 2
    with pytest.raises(DraftChanged):
        passing.save(early, saying("late"))
    assert opened(passing, token).draft == saying("more")
    assert passing.ready()


def test_there_are_no_codes(passing: SealedDrafts) -> None:
    token = passing.start(saying("mine"))
    assert not passing.gives_codes
    assert opened(passing, token).code == ""
    assert passing.resume("0" * 16) is None
    fresh = passing.reissue(token)
    assert opened(passing, fresh).code == ""


def test_a_draft_ends_with_its_session(passing: PassingDrafts, clock: StandingClock) -> None:
    token = passing.start(saying("mine"))
    clock.time += timedelta(hours=24)
    assert passing.open(token) is None


def test_a_draft_is_gone_when_its_visit_ends_though_nobody_comes(passing: PassingDrafts, clock: StandingClock) -> None:
    for begun in range(3):
        passing.start(saying(f"{begun}"))
        clock.time += timedelta(hours=1)
    assert [passing.counts().kept(), passing.forget_ended()] == [3, 0]
    clock.time += timedelta(hours=22)
    assert [passing.forget_ended(), passing.counts().kept()] == [2, 1]
    clock.time += timedelta(hours=1)
    assert [passing.purge(), passing.counts().kept()] == [1, 0]


def test_a_visit_that_is_found_to_be_over_is_gone_at_once(passing: PassingDrafts, clock: StandingClock) -> None:
    token = passing.start(saying("mine"))
    clock.time += timedelta(hours=24)
    assert passing.open(token, touch=False) is None
    assert passing.counts().kept() == 0


def test_a_visit_that_is_used_goes_on_and_its_draft_with_it(passing: PassingDrafts, clock: StandingClock) -> None:
    token = passing.start(saying("mine"))
    for _ in range(2):
        clock.time += timedelta(hours=23, minutes=59)
        opened(passing, token)
        assert passing.forget_ended() == 0
    clock.time += timedelta(minutes=2)
    assert passing.forget_ended() == 1


def test_a_draft_with_a_new_session_is_not_taken_with_the_old_one(passing: PassingDrafts, clock: StandingClock) -> None:
    token = passing.start(saying("mine"))
    clock.time += timedelta(hours=23)
    fresh = passing.reissue(token)
    opened(passing, fresh)
    clock.time += timedelta(hours=23)
    assert passing.forget_ended() == 0
    assert opened(passing, fresh).draft == saying("mine")


def test_a_draft_whose_session_was_left_goes_at_once(passing: SealedDrafts) -> None:
    left, stays = passing.start(saying("left")), passing.start(saying("stays"))
    passing.leave(left)
    assert passing.open(left) is None
    assert passing.purge() == 0
    assert opened(passing, stays).draft == saying("stays")


def test_finishing_forgets_at_once(passing: SealedDrafts) -> None:
    token = passing.start(saying("mine"))
    passing.finish(token)
    assert passing.open(token) is None
    assert passing.purge() == 0


def test_it_ends_with_the_process(clock: StandingClock) -> None:
    one = open_passing(clock=clock, session=Lasting())
    token = one.start(saying("mine"))
    one.close()
    other = open_passing(clock=clock, session=Lasting())
    assert other.open(token) is None
    other.close()


def test_limits_hold_too(passing: SealedDrafts) -> None:
    for _ in range(10):
        passing.count_attempt("192.0.2.1")
    with pytest.raises(TooOften):
        passing.count_attempt("192.0.2.1")


def test_what_was_typed_late_is_sealed_for_nobody(passing: SealedDrafts) -> None:
    sealer = TypedSealer(passing)
    assert sealer.seal(sealer.name_of(opened(passing, passing.start(saying("mine")))), b"typed") == ""


def test_many_threads_keep_their_own_drafts(passing: SealedDrafts) -> None:
    def walk(number: int) -> str:
        token = passing.start(saying(""))
        for step in range(10):
            passing.save(opened(passing, token), saying(f"{number}.{step}"))
        return token

    with ThreadPoolExecutor(8) as threads:
        tokens = list(threads.map(walk, range(8)))
    assert [opened(passing, token).draft for token in tokens] == [saying(f"{number}.9") for number in range(8)]
