"""A dump of a database on a PostgreSQL server: by its own pg_dump, whose command line tells nobody the password."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from decision_aid.core.errors import StoreRefused
from decision_aid.store.drafts import open_store
from decision_aid.store.dumping import dump
from decision_aid.store.server import Server
from tests.cluster import PASSWORD, ROLE, Cluster, cluster, programs
from tests.store.conftest import CHEAP, StandingClock, saying


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture
def server(postgresql: Cluster, tmp_path: Path) -> Server:
    """Return a database with a draft in it, and the password in a file as the guide says."""
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    address = postgresql.address(postgresql.new_database()).replace(f":{PASSWORD}", "")
    found = Server(address, password)
    with closing(open_store(found, clock=StandingClock(), secrets=tmp_path / "secrets", cost=CHEAP)) as store:
        store.start(saying("kept"))
    return found


@pytest.fixture
def programs_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the only one where programs are looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, script: str) -> None:
    """Let this script stand for pg_dump; `$real` in it is the real one."""
    real = programs()
    assert real
    program = folder / "pg_dump"
    program.write_text(f"#!/bin/sh\nreal={shlex.quote(str(real / 'pg_dump'))}\n{script}\n")
    program.chmod(0o755)


def test_neither_user_nor_password_stands_on_a_command_line(server: Server, tmp_path: Path, programs_of: Path) -> None:
    put(programs_of, f'echo "$@" >> {tmp_path}/seen; exec "$real" "$@"')
    made = dump(server, tmp_path / "copies")
    assert made.read_bytes().startswith(b"PGDMP")
    seen = (tmp_path / "seen").read_text()
    assert "--exclude-table-data=session" in seen
    assert [word for word in (PASSWORD, ROLE + "@", f"user={ROLE}") if word in seen] == []


def test_without_pg_dump_the_sentence_says_what_to_install(
    server: Server, tmp_path: Path, programs_of: Path, postgresql: Cluster
) -> None:
    with pytest.raises(StoreRefused, match=r"There is no pg_dump on this machine.*postgresql-client"):
        dump(server, tmp_path / "copies")
    assert list(programs_of.iterdir()) == []
    assert not (tmp_path / "copies").exists()
    (version,) = postgresql.run("SHOW server_version_num")[0]
    put(programs_of, "echo 'pg_dump (PostgreSQL) 9.6.24'")
    with pytest.raises(StoreRefused, match=f"older than the PostgreSQL server, which is of version {version[:2]}"):
        dump(server, tmp_path / "copies")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("could not write to output file: No space left on device", "is full: make room there"),
        ('permission denied for table draft of role "CANARY"', "does not let this role do its work"),
    ],
)
def test_a_dump_that_fails_half_way_leaves_nothing(
    server: Server, tmp_path: Path, programs_of: Path, words: str, sentence: str
) -> None:
    put(
        programs_of,
        f'case "$1" in --version) exec "$real" "$@";; esac; echo half; echo {shlex.quote(words)} >&2; exit 1',
    )
    with pytest.raises(StoreRefused, match=sentence) as refused:
        dump(server, tmp_path / "copies")
    assert "CANARY" not in str(refused.value)
    assert not (tmp_path / "copies").exists()


def test_a_server_that_does_not_answer_is_not_dumped(server: Server, tmp_path: Path) -> None:
    away = Server(server.address.replace("127.0.0.1", "127.0.0.2"), server.password_file)
    with pytest.raises(StoreRefused, match="does not answer"):
        dump(away, tmp_path / "copies")
    assert not (tmp_path / "copies").exists()


def test_a_password_that_could_only_be_told_on_the_command_line_is_refused(server: Server, tmp_path: Path) -> None:
    telling = Server(f"{server.address}?sslpassword=CANARY", server.password_file)
    with pytest.raises(StoreRefused, match="sslpassword") as refused:
        dump(telling, tmp_path / "copies")
    assert "CANARY" not in str(refused.value)
