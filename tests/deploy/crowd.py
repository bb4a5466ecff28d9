"""What a crowd costs at several servers on one PostgreSQL, and what nginx adds: python -m tests.deploy.crowd 1 2 4.

Each number is one of serving processes. Prints the table of `decision-aid bench --crowd`, with rows of the database's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from decision_aid.bench import crowd
from decision_aid.bench.processes import cpu_of
from decision_aid.bench.table import Row, written
from decision_aid.settings import Settings
from tests.cluster import Cluster, cluster
from tests.deploy.journey import through
from tests.deploy.nginx import HOST, nginx
from tests.reliability.serving_group import ServingGroup

THOUSAND = 1000
LOG = "SELECT pg_current_wal_lsn() - '0/0'"
KEPT = """
SELECT count(*), pg_total_relation_size('draft') + pg_total_relation_size('session'), avg(length(sealed)) FROM draft
"""
COMMITTED = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
PAGES = 100


def many(database: Cluster, processes: int) -> Iterator[Row]:
    """Go through the rows of so many serving processes."""
    name = database.new_database()
    (one,) = database.run(LOG)
    before = sum(cpu_of(database.pid))
    rows = list(crowd.run(Settings(database=SecretStr(database.address(name))), crowd.USUAL, processes))
    spent = sum(cpu_of(database.pid)) - before
    (other,) = database.run(LOG)
    (kept,), (saved,) = database.run(KEPT, name), database.run(COMMITTED, name)
    yield from rows
    begun = max(1, int(kept[0]))
    log = float(other[0] - one[0]) / begun / 1024
    yield Row("CPU of a journey, database", spent / begun * THOUSAND, "ms", None, "by the drafts that are left")
    yield Row("log of the database", log, "KB a draft", None, f"{begun} drafts left")
    more = f"of which its answers, sealed, {float(kept[2]) / 1024:.0f} KB; the rest is what older ones left"
    yield Row("room of a draft and its session", float(kept[1]) / begun / 1024, "KB", None, more)
    yield Row("transactions of a draft", float(saved[0]) / begun, "transactions")


def fronted(folder: Path) -> Iterator[Row]:
    """Go through what nginx costs beside the form: TLS, a line of its own for each page."""
    form = ServingGroup(folder, tls_proxy="1", trusted_hosts=HOST)
    (folder / "nginx").mkdir()
    try:
        form.start()
        with nginx(folder / "nginx", [form.port]) as front:
            browser = front.browser()
            through(browser, 3)
            before = sum(cpu_of(front.pid))
            for _ in range(PAGES):
                browser.get("/q/decision")
            usual = sum(cpu_of(front.pid)) - before
            for _ in range(PAGES):
                browser.get("/q/decision")
                browser.hang_up()
            anew = sum(cpu_of(front.pid)) - before - usual
    finally:
        form.close()
    yield Row("CPU of nginx for a page", usual / PAGES * THOUSAND, "ms", None, "on a line that is open")
    yield Row("CPU of nginx for a page, line anew", anew / PAGES * THOUSAND, "ms", None, "with the greeting of TLS")


def main() -> None:
    with TemporaryDirectory() as folder:
        sys.stdout.write(written(fronted(Path(folder))) + "\n")
    for processes in map(int, sys.argv[1:]):
        with cluster() as database:
            sys.stdout.write(f"\nServing processes: {processes}\n\n{written(many(database, processes))}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
