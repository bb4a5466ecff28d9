"""A real PostgreSQL server: what is refused, and with which sentence; what each connection is set to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from decision_aid.core.errors import SecretsRefused, StoreRefused
from decision_aid.remarks import Level
from decision_aid.store.checkup import looked_at
from decision_aid.store.database import open_as_it_is, open_database
from decision_aid.store.drafts import open_store
from decision_aid.store.migrations import upgrade
from decision_aid.store.postgresql import DURABLE, check_settings
from decision_aid.store.server import Server
from decision_aid.store.tables import METADATA, SCHEMAS
from tests.cluster import PASSWORD, ROLE, Cluster
from tests.serving import free_port

from .conftest import CHEAP, StandingClock, opened, saying

GUIDE = Path(__file__).parents[2] / "docs" / "postgresql.md"
GOOD = {
    "server_version_num": "150000",
    "server_encoding": "UTF8",
    "in_hot_standby": "off",
    "transaction_read_only": "off",
    **{name: wanted[0] for name, wanted in DURABLE.items()},
}


@pytest.fixture
def name(postgresql: Cluster) -> str:
    """The name of an empty database."""
    return postgresql.new_database()


@pytest.fixture
def server(postgresql: Cluster, name: str) -> Server:
    return Server(postgresql.address(name))


def refusal(server: Server, opening: Callable[[Server], Engine] = open_database) -> str:
    """The sentence with which this database is refused; it shows neither user nor password, nor does its cause."""
    with pytest.raises(StoreRefused) as caught:
        opening(server)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ": " in sentence
    assert caught.value.__cause__ is None
    assert PASSWORD not in sentence
    assert f"{ROLE}:" not in sentence
    return sentence


def is_answered(engine: Engine) -> bool:
    """Tell whether a question to this database is answered."""
    with closing(engine.connect()) as connection:
        answer: int = connection.exec_driver_sql("SELECT 1").scalar_one()
    engine.dispose()
    return answer == 1


def test_a_wrong_password_is_refused(postgresql: Cluster, name: str) -> None:
    wrong = Server(postgresql.address(name, password="CANARY-wrong"))  # noqa: S106 - wrong on purpose
    assert f"The database {name} on 127.0.0.1:{postgresql.port} refuses the user or the password" in refusal(wrong)
    assert "CANARY" not in refusal(wrong)


def test_the_password_may_come_from_a_file(
    postgresql: Cluster, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = postgresql.address(name).replace(f":{PASSWORD}@", "@")
    assert "refuses the user or the password" in refusal(Server(bare))
    (tmp_path / "word").write_text(PASSWORD)
    assert is_answered(open_database(Server(bare, tmp_path / "word")))
    (tmp_path / "pgpass").write_text(f"*:*:*:*:{PASSWORD}")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    assert is_answered(open_database(Server(bare)))


def test_a_database_that_is_not_there_is_refused(postgresql: Cluster) -> None:
    assert "is not there: make it" in refusal(Server(postgresql.address("nowhere")))


def test_a_server_that_is_down_is_refused() -> None:
    assert "does not answer: start the PostgreSQL server" in refusal(
        Server(f"postgresql://a@127.0.0.1:{free_port()}/b")
    )


def test_tables_of_another_program_are_left_alone(postgresql: Cluster, name: str, server: Server) -> None:
    postgresql.run("CREATE TABLE alembic_version (version_num text); CREATE TABLE letters (words text)", name)
    assert "holds tables of another program: name an empty one" in refusal(server)
    assert postgresql.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == [(2,)]


def test_a_newer_schema_is_refused(postgresql: Cluster, name: str, server: Server) -> None:
    open_database(server).dispose()
    postgresql.run("UPDATE alembic_version SET version_num = '9999'", name)
    assert "was written by a newer version of this program: start that version" in refusal(server)
    postgresql.run("DELETE FROM alembic_version", name)
    assert "is damaged or was changed by hand: restore a backup" in refusal(server)


def test_an_empty_database_is_only_looked_at_where_nothing_may_be_made(server: Server) -> None:
    assert "is empty: restore a backup into it, or start the form" in refusal(server, open_as_it_is)


def test_another_encoding_is_refused(postgresql: Cluster) -> None:
    name = postgresql.new_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert "has the encoding LATIN1: make one with ENCODING 'UTF8'" in refusal(Server(postgresql.address(name)))


@pytest.mark.parametrize("value", ["off", "local", "remote_write"])
def test_a_weakened_commit_is_refused(postgresql: Cluster, name: str, server: Server, value: str) -> None:
    postgresql.run(f"ALTER DATABASE {name} SET synchronous_commit = {value}")
    assert f"(synchronous_commit is {value} and must be on)" in refusal(server)
    postgresql.run(f"ALTER DATABASE {name} SET synchronous_commit = remote_apply")
    open_database(server).dispose()


def test_a_commit_weakened_by_the_address_is_refused_with_that_place(server: Server) -> None:
    weak = Server(f"{server.address}?options=-c%20synchronous_commit%3Doff")
    assert "where it is set: on the server, in the database, for the role, or in options of" in refusal(weak)


def test_what_is_changed_on_the_server_weakens_no_connection(postgresql: Cluster, server: Server) -> None:
    engine = open_database(server)
    with engine.connect() as connection:
        postgresql.run("ALTER SYSTEM SET synchronous_commit = off")
        postgresql.run("SELECT pg_reload_conf()")
        try:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
            assert "synchronous_commit is off" in refusal(server)
        finally:
            postgresql.run("ALTER SYSTEM RESET synchronous_commit")
            postgresql.run("SELECT pg_reload_conf()")
    engine.dispose()


def test_a_read_only_database_is_refused(postgresql: Cluster, name: str, server: Server) -> None:
    postgresql.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "is on a standby or read-only: name the primary" in refusal(server)


def test_a_role_that_may_not_make_tables_is_refused(postgresql: Cluster, name: str, server: Server) -> None:
    postgresql.run(f"ALTER DATABASE {name} OWNER TO admin", name)
    assert "does not let this role do its work: grant it what docs/postgresql.md says" in refusal(server)


def test_a_role_with_no_more_than_the_guide_grants_runs_the_form(
    postgresql: Cluster, name: str, server: Server, secrets: Path, clock: StandingClock
) -> None:
    open_store(server, clock=clock, secrets=secrets, cost=CHEAP).close()
    runner = f"run_{name}"
    postgresql.run(f"CREATE ROLE {runner} LOGIN PASSWORD '{PASSWORD}'")
    granted = (
        GUIDE.read_text("utf-8")
        .replace("decision_aid_run", runner)
        .replace("DATABASE decision_aid", f"DATABASE {name}")
    )
    for line in granted.splitlines():
        if line.strip().startswith("GRANT"):
            postgresql.run(line.strip(), name)
    humble = Server(postgresql.address(name, role=runner))
    with closing(open_store(humble, clock=clock, secrets=secrets, cost=CHEAP)) as store:
        token = store.start(saying("mine"))
        visit = store.save(opened(store, token), saying("more"))
        assert store.resume(visit.code)
        assert store.open(store.reissue(token))
        clock.pass_days(32)
        assert store.purge() == 1
        assert store.ready()
    assert wrong(humble, secrets, clock) == []
    postgresql.run(f"REVOKE DELETE ON draft FROM {runner}", name)
    (sentence,) = wrong(humble, secrets, clock)
    assert "lacks DELETE on draft: grant it" in sentence


def wrong(server: Server, secrets: Path, clock: StandingClock) -> list[str]:
    found = looked_at(server, secrets, clock())
    return [remark.sentence for remark in found if remark.level is Level.WRONG]


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"server_version_num": "130014"}, "is on PostgreSQL 13, which is too old: PostgreSQL 14 or newer is needed"),
        ({"in_hot_standby": "on"}, "is on a standby or read-only"),
        ({"fsync": "off"}, r"would not keep answers safely \(fsync is off and must be on\)"),
        ({"full_page_writes": "off"}, "full_page_writes is off and must be on"),
    ],
)
def test_a_server_that_is_not_fit_is_refused(found: dict[str, str], sentence: str) -> None:
    server = Server("postgresql://CANARY@localhost/drafts")
    check_settings(GOOD, server)
    with pytest.raises(StoreRefused, match=sentence):
        check_settings({**GOOD, **found}, server)


def test_every_connection_is_set_so_that_nothing_waits_for_ever(server: Server) -> None:
    engine = open_database(server)
    for _ in range(2):
        with engine.connect() as one, engine.connect() as two:
            for connection in (one, two):
                asked = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
                assert connection.exec_driver_sql(asked).one() == ("10s", "5s")
    assert PASSWORD not in f"{engine} {engine.url!r} {engine.pool.status()}"
    engine.dispose()


def test_a_new_database_is_the_one_the_migrations_make(postgresql: Cluster, name: str, server: Server) -> None:
    made, migrated = open_database(server), open_database(Server(postgresql.address(postgresql.new_database())))
    postgresql.run(f"DROP OWNED BY {ROLE}; GRANT ALL ON SCHEMA public TO {ROLE}", migrated_name(migrated))
    with migrated.begin() as connection:
        upgrade(connection)
    assert columns(made) == columns(migrated)
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    made.dispose()
    migrated.dispose()
    assert postgresql.run("SELECT version_num FROM alembic_version", name) == [(SCHEMAS[-1],)]


def migrated_name(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT current_database()").scalar_one())


def columns(engine: Engine) -> list[tuple[object, ...]]:
    asked = (
        "SELECT table_name, column_name, ordinal_position, data_type, is_nullable FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY 1, 3"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


def test_an_older_database_is_brought_up_to_date(postgresql: Cluster, name: str, server: Server) -> None:
    open_database(server).dispose()
    postgresql.run(
        "DROP TABLE pepper, bucket, week, questionnaire; UPDATE alembic_version SET version_num = '0001'", name
    )
    open_database(server).dispose()
    assert postgresql.run("SELECT version_num FROM alembic_version", name) == [(SCHEMAS[-1],)]
    assert postgresql.run("SELECT count(*) FROM bucket", name) == [(0,)]


def test_a_server_with_secrets_of_its_own_is_refused(server: Server, tmp_path: Path, clock: StandingClock) -> None:
    open_store(server, clock=clock, secrets=tmp_path / "one", cost=CHEAP).close()
    with pytest.raises(SecretsRefused, match="is missing"):
        open_store(server, clock=clock, secrets=tmp_path / "other", cost=CHEAP)
    open_store(Path(tmp_path / "else"), clock=clock, secrets=tmp_path / "other", cost=CHEAP).close()
    with pytest.raises(SecretsRefused, match="is not the one"):
        open_store(server, clock=clock, secrets=tmp_path / "other", cost=CHEAP)
    clock.pass_days(1)
    open_store(Path(tmp_path / "third"), clock=clock, secrets=tmp_path / "later", cost=CHEAP).close()
    with pytest.raises(SecretsRefused, match="put it back from another server of this form or from the backup"):
        open_store(server, clock=clock, secrets=tmp_path / "later", cost=CHEAP)


def test_the_doctor_says_what_a_server_lacks(server: Server, secrets: Path, clock: StandingClock) -> None:
    with closing(open_store(server, clock=clock, secrets=secrets, cost=CHEAP)) as store:
        store.start(saying("mine"))
        found = list(looked_at(server, secrets, clock()))
    assert [remark for remark in found if remark.level is Level.WRONG] == []
    said = " ".join(remark.sentence for remark in found)
    for part in ("fsync on", "no synchronous standby", "no checksums", "is on this machine", "no superuser", "pepper"):
        assert part in said
    assert ROLE not in said.replace("form's", "").replace("the form", "")
