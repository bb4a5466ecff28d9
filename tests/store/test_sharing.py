"""Several servers of the form on one database: who purges, who makes secrets, and what a lost connection costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from threading import Barrier

import psycopg
import pytest

from decision_aid.core.errors import SecretsRefused, StoreUnavailable
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.server import Server
from tests.cluster import Cluster, until

from .conftest import CHEAP, StandingClock, opened, saying
from .rows import rows, run

OURS = 0x44416964
LATER = "pepper-2026-12-24"


@pytest.fixture
def server(postgresql: Cluster) -> Server:
    return Server(postgresql.new_schema())


@pytest.fixture
def one(server: Server, tmp_path: Path, clock: StandingClock) -> Iterator[SealedDrafts]:
    with closing(open_store(server, clock=clock, secrets=tmp_path / "one", cost=CHEAP)) as store:
        yield store


@pytest.fixture
def two(server: Server, one: SealedDrafts, tmp_path: Path, clock: StandingClock) -> Iterator[SealedDrafts]:
    """A server on another machine, with a copy of the secrets."""
    assert one.gives_codes
    copytree(tmp_path / "one", tmp_path / "two")
    with closing(open_store(server, clock=clock, secrets=tmp_path / "two", cost=CHEAP)) as store:
        yield store


def peppers(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("pepper-*"))


def test_who_finds_another_server_purging_leaves_it_to_that(
    server: Server, one: SealedDrafts, clock: StandingClock
) -> None:
    one.start(saying("mine"))
    clock.pass_days(31)
    with psycopg.connect(server.address) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s, 3)", (OURS,))
        assert one.purge() == 0
    assert rows(server, "draft") == 1
    assert one.purge() == 1


def test_servers_that_purge_at_once_forget_each_draft_once(
    one: SealedDrafts, two: SealedDrafts, clock: StandingClock
) -> None:
    for _ in range(20):
        one.start(saying("mine"))
    clock.pass_days(31)
    together = Barrier(2)

    def purge(store: SealedDrafts) -> int:
        together.wait()
        return store.purge()

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(purge, (one, two))) == 20


def test_one_server_alone_makes_the_new_pepper_of_a_month(
    server: Server, one: SealedDrafts, two: SealedDrafts, tmp_path: Path, clock: StandingClock
) -> None:
    clock.pass_days(31)
    one.purge()
    two.purge()
    assert LATER in peppers(tmp_path / "one")
    assert LATER not in peppers(tmp_path / "two")
    assert rows(server, "pepper") == 2
    before = opened(two, two.start(saying("with the old pepper"))).code
    assert one.resume(before)


def test_a_code_that_needs_a_pepper_still_to_be_copied_is_not_called_wrong(
    one: SealedDrafts, two: SealedDrafts, tmp_path: Path, server: Server, clock: StandingClock
) -> None:
    clock.pass_days(31)
    one.purge()
    code = opened(one, one.start(saying("mine"))).code
    with pytest.raises(StoreUnavailable, match="is not here that this code may need: try again"):
        two.resume(code)
    with pytest.raises(SecretsRefused, match=f"{LATER} is missing"):
        open_store(server, clock=clock, secrets=tmp_path / "two", cost=CHEAP)
    (tmp_path / "two" / LATER).write_text((tmp_path / "one" / LATER).read_text())
    (tmp_path / "two" / LATER).chmod(0o600)
    assert opened(two, two.resume(code) or "").draft == saying("mine")


def test_a_connection_that_died_while_nobody_used_it_costs_nobody_anything(
    postgresql: Cluster, one: SealedDrafts
) -> None:
    visit = opened(one, one.start(saying("mine")))
    postgresql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'form'")
    assert one.save(visit, saying("more")).revision == 2


def test_a_row_that_another_program_holds_is_waited_for_only_so_long(server: Server, one: SealedDrafts) -> None:
    token = one.start(saying("mine"))
    visit = opened(one, token)
    with psycopg.connect(server.address) as other:
        other.execute("SELECT revision FROM draft FOR UPDATE")
        with pytest.raises(StoreUnavailable, match="the database is busy; try again in a moment"):
            one.save(visit, saying("more"))
    assert one.save(visit, saying("more")).revision == 2


def test_a_database_that_became_read_only_takes_answers_again_without_a_restart(
    postgresql: Cluster, server: Server, one: SealedDrafts
) -> None:
    visit = opened(one, one.start(saying("mine")))
    name = server.address.rsplit("/", 1)[1].partition("?")[0]
    postgresql.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    postgresql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'form'")
    assert not one.ready()
    with pytest.raises(StoreUnavailable):
        one.save(visit, saying("lost"))
    postgresql.run(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    assert one.ready()
    assert one.save(visit, saying("more")).revision == 2


def named(server: Server, act: Callable[[], object]) -> bytes:
    """Do something that is counted; return the name under which it is."""
    before = set(run(server, "SELECT name FROM bucket"))
    act()
    ((name,),) = set(run(server, "SELECT name FROM bucket")) - before
    return bytes(name)


def test_who_waits_to_count_under_their_own_name_holds_nobody_elses(
    postgresql: Cluster, server: Server, one: SealedDrafts, clock: StandingClock
) -> None:
    """Each save takes old names of others away too: two that began with those could wait for each other for ever."""
    mine, others = (opened(one, one.start(saying("x"))) for _ in range(2))
    my_name = named(server, lambda: one.save(mine, saying("mine")))
    others_name = named(server, lambda: one.save(others, saying("others")))
    visit = replace(mine, revision=2)
    clock.pass_days(1)  # both names are old now
    with psycopg.connect(server.address) as other, ThreadPoolExecutor(1) as threads:
        other.execute("SELECT FROM bucket WHERE name = %s FOR UPDATE", (my_name,))
        saving = threads.submit(one.save, visit, saying("again"))
        until(postgresql, "SELECT count(*) FROM pg_locks WHERE NOT granted", 1)
        other.execute("SELECT FROM bucket WHERE name = %s FOR UPDATE", (others_name,))
        other.rollback()
        assert saving.result().revision == 3
