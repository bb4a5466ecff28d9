"""A server whose standby is lost acknowledges nothing any more: who asks whether the form can serve is told so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from decision_aid.store.drafts import open_store
from decision_aid.store.server import Server
from tests.cluster import cluster, until

from .conftest import CHEAP, StandingClock, saying

LONG = """
    SELECT least(count(*), 1) FROM pg_stat_activity
    WHERE wait_event = 'SyncRep' AND query_start < now() - interval '5 seconds'
"""


def test_a_store_whose_commits_wait_for_a_lost_standby_is_not_ready(tmp_path: Path, clock: StandingClock) -> None:
    with cluster() as server:
        where = Server(server.address(server.new_database()))
        with closing(open_store(where, clock=clock, secrets=tmp_path / "secrets", cost=CHEAP)) as store:
            store.start(saying("mine"))
            server.set("synchronous_standby_names", "ANY 1 (b)")
            with ThreadPoolExecutor(1) as threads:
                waiting = threads.submit(store.start, saying("other"))
                until(server, LONG, 1)
                assert not store.ready()
                server.set("synchronous_standby_names", "")
                assert waiting.result(timeout=60)
            assert store.ready()
