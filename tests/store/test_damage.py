"""Whatever is done to the rows: never an answer shown that should not be, and every other draft as it was.

What it cannot see is said here as well: a whole row, or a whole file, put back as it once was.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.server import Server
from tests.cluster import Cluster

from .careless import Unsealed, WithoutPlace
from .conftest import CHEAP, StandingClock, opened, saying
from .damaging import OWNERS, SAVES, Ward
from .rows import all_bytes, put, value

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it


@pytest.fixture
def path() -> Iterator[Path]:
    """Not on a disk: what a disk does is looked at elsewhere, and takes most of the time."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder) / "drafts.sqlite3"


def test_a_damaged_row_shows_nothing_and_harms_nobody(store: SealedDrafts, path: Path) -> None:
    ward = Ward(store, path)
    assert sum(1 for _ in ward.damages()) >= 1000
    assert list(ward.faults()) == []


def test_a_damaged_row_on_a_server_shows_nothing_and_harms_nobody(
    postgresql: Cluster, tmp_path: Path, clock: StandingClock
) -> None:
    server = Server(postgresql.new_schema())
    with closing(open_store(server, clock=clock, secrets=tmp_path / "secrets", cost=CHEAP)) as store:
        ward = Ward(store, server, flips=4)
        assert sum(1 for _ in ward.damages()) >= 150
        assert list(ward.faults()) == []


def test_a_store_that_does_not_say_where_a_text_belongs_is_noticed(store: SealedDrafts, path: Path) -> None:
    faults = list(Ward(WithoutPlace(store, path), path).faults())
    older = [fault for fault in faults if fault.startswith("older text under the present revision: shown")]
    assert len(older) == 2 * (OWNERS - 1) * SAVES
    assert not any(fault.startswith("sealed flipped") for fault in faults)


def test_a_store_that_does_not_seal_is_noticed(store: SealedDrafts, path: Path) -> None:
    faults = set(Ward(Unsealed(store, path), path).faults())
    assert {"sealed flipped: shown by session", "sealed swapped: shown by code"} <= faults


def test_answers_that_are_not_sealed_are_found_in_the_file(store: SealedDrafts, path: Path) -> None:
    """The search that finds nothing of ours does find what is there."""
    for careless, hits in ((WithoutPlace, False), (Unsealed, True)):
        careless(store, path).start(saying("CANARY quetzal-7431"))
        assert (b"CANARY" in all_bytes(path.parent)) is hits


def test_a_whole_row_put_back_opens_as_the_older_answers(store: SealedDrafts, path: Path) -> None:
    """No seal can tell: docs/threat-model.md says so. The older answers are still that person's own."""
    token = store.start(saying("old"))
    names = ("sealed", "revision", "schema_number", "expires")
    before = {name: value(path, token, name) for name in names}
    store.save(opened(store, token), saying("new"))
    for name, each in before.items():
        put(path, token, name, each)
    visit = opened(store, token)
    assert (visit.draft, visit.revision) == (saying("old"), 1)
    assert opened(store, store.resume(visit.code) or "").draft == saying("old")


def test_a_whole_file_put_back_opens_as_the_older_answers(path: Path, clock: StandingClock) -> None:
    store = open_store(path, clock=clock, cost=CHEAP)
    token = store.start(saying("old"))
    store.close()
    before = path.read_bytes()
    store.save(opened(store, token), saying("new"))
    store.close()
    path.write_bytes(before)
    assert opened(store, token).draft == saying("old")
    store.close()


def test_a_code_that_was_ended_works_again_only_if_its_whole_row_is_put_back(store: SealedDrafts, path: Path) -> None:
    token = store.start(saying("mine"))
    code = opened(store, token).code
    names = ("lookup", "resume_key", "pepper_epoch", "sealed", "revision")
    before = {name: value(path, token, name) for name in names}
    fresh = store.reissue(token)
    assert store.resume(code) is None
    for name in names[:3]:
        put(path, fresh, name, before[name])
    assert store.open(store.resume(code) or "") is None  # a new code came with a new key
    for name in names[3:]:
        put(path, fresh, name, before[name])
    assert opened(store, store.resume(code) or "").draft == saying("mine")
