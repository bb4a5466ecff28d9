"""The commands with the database on a PostgreSQL server: what they do, and the one sentence where they cannot."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from pydantic import SecretStr

from decision_aid import bootstrap
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import SecretsRefused
from decision_aid.settings import Settings
from decision_aid.store.drafts import open_store
from decision_aid.store.server import Server
from tests.cluster import PASSWORD, Cluster, cluster, programs
from tests.serving import free_port
from tests.test_cli import refused, run, said


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture
def address(postgresql: Cluster) -> str:
    return postgresql.new_schema()


def settings(state: Path, address: str) -> Settings:
    return Settings(state=state / "var", database=SecretStr(address))


def test_purge_and_new_key_do_their_work_on_a_server(tmp_path: Path, address: str) -> None:
    ours = settings(tmp_path, address)
    past = bootstrap.now() - timedelta(days=31)
    with closing(open_store(Server(address), clock=lambda: past, secrets=ours.secrets_folder)) as store:
        store.start(Draft())
    assert "nothing is deleted until" in refused(run("purge", state=tmp_path, database=address))
    sure = run("purge", "--clock-is-right", state=tmp_path, database=address)
    assert said(sure) == ["Drafts past their day, and forgotten now: 1."]
    assert "drafts begun from now on rest on it" in said(run("new-key", state=tmp_path, database=address))[0]
    assert not ours.database_file.exists()


def test_a_backup_of_a_server_is_restored_on_another_where_codes_open_it_and_no_cookie_does(
    tmp_path: Path, postgresql: Cluster
) -> None:
    address = postgresql.address(postgresql.new_database())
    with closing(bootstrap.storing(settings(tmp_path, address))) as store:
        token = store.start(Draft())
        visit = store.open(token)
        assert visit
        lines = said(run("backup", "copies", state=tmp_path, database=address))
    dumped = tmp_path / "copies" / "drafts.dump"
    assert lines[0] == "The database is copied to copies/drafts.dump."
    assert str(tmp_path / "var" / "secrets") in lines[1]
    assert (dumped.stat().st_mode & 0o777, list(dumped.parent.iterdir())) == (0o600, [dumped])
    assert "is there already" in refused(run("backup", "copies", state=tmp_path, database=address))
    with cluster() as other:
        there = settings(tmp_path, other.address(other.new_database()))
        restore(dumped, there)
        with closing(bootstrap.storing(there)) as restored:
            assert restored.open(token) is None
            assert restored.resume(visit.code)


def restore(dumped: Path, there: Settings) -> None:
    """Do what docs/postgresql.md says."""
    folder = programs()
    assert folder
    into = f"--dbname={there.database.get_secret_value()}"
    subprocess.run([folder / "pg_restore", "--no-owner", "--exit-on-error", into, dumped], check=True)


def test_a_stolen_dump_shows_nothing_and_opens_on_another_cluster_with_its_secrets_alone(
    tmp_path: Path, postgresql: Cluster
) -> None:
    here = settings(tmp_path / "here", postgresql.address(postgresql.new_database()))
    note = "CANARY quetzal-7431"
    with closing(bootstrap.storing(here)) as store:
        visit = store.open(store.start(Draft(Answers(person=MappingProxyType({"canary": Answer(note=note)})))))
        assert visit
    folder, dump = programs(), tmp_path / "drafts.dump"
    assert folder
    # as plain text, so that all there is can be read
    left_out = ("--exclude-table-data=session", "--exclude-table-data=bucket")
    address = here.database.get_secret_value()
    for kind in ("plain", "custom"):
        subprocess.run(
            [folder / "pg_dump", f"--format={kind}", *left_out, f"--file={dump}-{kind}", f"--dbname={address}"],
            check=True,
        )
    stolen = Path(f"{dump}-plain").read_text("utf-8")
    assert "COPY public.draft" in stolen
    plain = visit.code.replace("-", "")
    words = (note, note.encode().hex(), "quetzal", visit.code, plain, plain.encode().hex(), PASSWORD)
    assert [word for word in words if word in stolen] == []
    with cluster() as other:
        there = settings(tmp_path / "there", other.address(other.new_database()))
        into = f"--dbname={there.database.get_secret_value()}"
        subprocess.run([folder / "pg_restore", "--no-owner", "--exit-on-error", into, f"{dump}-custom"], check=True)
        with pytest.raises(SecretsRefused, match="secrets folder"):
            bootstrap.storing(there)
        shutil.copytree(here.secrets_folder, there.secrets_folder)
        with closing(bootstrap.storing(there)) as restored:
            back = restored.open(restored.resume(visit.code) or "")
        assert back
        assert back.draft == visit.draft


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("purge",), ("new-key",)])
def test_a_command_that_cannot_reach_its_database_says_so_in_one_sentence(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    port = free_port()
    down = f"postgresql://CANARY:CANARY@127.0.0.1:{port}/drafts"
    sentence = refused(run(*command, state=tmp_path, database=down))
    assert sentence.startswith(f"The database drafts on 127.0.0.1:{port} does not answer: start the PostgreSQL server")
    assert "CANARY" not in sentence


def test_doctor_looks_at_the_server(tmp_path: Path, address: str) -> None:
    bootstrap.storing(settings(tmp_path, address)).close()
    done = run("doctor", state=tmp_path, database=address)
    assert done.returncode == 0, done
    assert "is one of this program on PostgreSQL" in done.stdout
    assert "There is no synchronous standby" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    wrong = run("doctor", state=tmp_path, database=address.replace(PASSWORD, "CANARY-wrong"))
    assert wrong.returncode == 1
    assert "refuses the user or the password" in wrong.stdout
    assert "CANARY" not in wrong.stdout + wrong.stderr


def test_an_older_program_refuses_the_database_of_a_newer_one(tmp_path: Path, postgresql: Cluster) -> None:
    name = postgresql.new_database()
    address = postgresql.address(name)
    bootstrap.storing(settings(tmp_path, address)).close()
    postgresql.run("UPDATE alembic_version SET version_num = '9999'", name)
    for command in (("serve", "--port", "0"), ("purge",)):
        sentence = refused(run(*command, state=tmp_path, database=address))
        assert "was written by a newer version of this program: start that version" in sentence
    assert postgresql.run("SELECT version_num FROM alembic_version", name) == [("9999",)]
