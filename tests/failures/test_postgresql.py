"""A PostgreSQL server that is away, lost, closed to the form, or waits for a standby that does not come."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from decision_aid.store.server import Server
from tests.cluster import PASSWORD, Cluster, cluster, with_standbys
from tests.reliability.certificates import certified
from tests.serving import free_port

from .conftest import Trial, begun
from .form import ADDRESS, NOTE, Person, own_words, served, told
from .guide import documented

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"


@pytest.fixture
def name(postgresql: Cluster) -> str:
    """The name of an empty database."""
    return postgresql.new_database()


@pytest.fixture
def example(postgresql: Cluster, name: str) -> dict[str | Path, str]:
    return {name: "drafts", str(postgresql.port): "5432"}


def test_a_server_that_is_away_at_a_start_is_named(serve: Trial) -> None:
    port = free_port()
    said = serve(database=f"postgresql://form@127.0.0.1:{port}/drafts").refused()
    documented("the PostgreSQL server is away at a start", said, example={str(port): "5432"})


def test_a_wrong_password_is_refused(
    serve: Trial, postgresql: Cluster, name: str, example: dict[str | Path, str]
) -> None:
    said = serve(database=postgresql.address(name, password="CANARY")).refused()  # noqa: S106 - wrong on purpose
    documented("the password for PostgreSQL is wrong", said, example=example)


def test_a_database_that_is_not_there_is_named(serve: Trial, postgresql: Cluster) -> None:
    said = serve(database=postgresql.address("nowhere")).refused()
    documented("the PostgreSQL database is not there", said, example={str(postgresql.port): "5432"})


def test_a_role_that_may_make_no_tables_is_refused(
    serve: Trial, postgresql: Cluster, name: str, example: dict[str | Path, str]
) -> None:
    postgresql.run(f"ALTER DATABASE {name} OWNER TO admin", name)
    documented("the role may not make tables", serve(database=postgresql.address(name)).refused(), example=example)


@contextmanager
def only_under_tls() -> Iterator[Cluster]:
    with cluster() as server:
        rules = server.folder / "data" / "pg_hba.conf"
        rules.write_text("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
        server.run("SELECT pg_reload_conf()")
        yield server


def test_tls_that_one_side_demands_and_the_other_has_not_is_named(serve: Trial, state: Path, tmp_path: Path) -> None:
    with only_under_tls() as server:
        plain = server.address(server.new_database())
        example: dict[str | Path, str] = {plain.rpartition("/")[2]: "drafts", str(server.port): "5432"}
        documented("the server demands TLS, the address does not", serve(database=plain).refused(), example=example)
        demanding = f"{plain}?sslmode=verify-full&sslrootcert=system"
        documented("the address demands TLS, the server has none", serve(database=demanding).refused(), example=example)
        authority = prove(server, tmp_path)
        (tmp_path / "other").mkdir()
        other = certified(tmp_path / "other", "localhost").authority
        example[str(tmp_path)] = "/etc/decision-aid"
        wrong = plain.replace("127.0.0.1", "localhost") + f"?sslmode=verify-full&sslrootcert={other}"
        documented("the server's certificate is another authority's", serve(database=wrong).refused(), example=example)
        begun(state, wrong.replace(str(other), str(authority)))


def prove(server: Cluster, folder: Path) -> Path:
    """Let the server prove itself as `localhost`; return the certificate of who vouches for that."""
    authority = certified(folder, "localhost").authority
    shown, owner = Path(shutil.copy(folder / "host.pem", server.folder)), server.folder.stat()
    shown.chmod(0o600)
    os.chown(shown, owner.st_uid, owner.st_gid)
    server.stop()
    server.start("ssl=on", f"ssl_cert_file={shown}", f"ssl_key_file={shown}")
    return authority


@pytest.mark.parametrize("mode", ["require", "verify-ca"])
def test_the_doctor_doubts_a_server_whose_name_is_not_looked_at(mode: str) -> None:
    assert Server(f"postgresql://form@db.clinic.example/drafts?sslmode={mode}").unproven == mode
    assert Server(f"postgresql://form@localhost/drafts?sslmode={mode}").unproven == ""
    assert Server("postgresql://form@db.clinic.example/drafts").unproven == ""


def test_a_server_lost_during_visits_keeps_the_text_on_the_page_and_needs_no_restart(tmp_path: Path) -> None:
    with (
        cluster() as server,
        served(tmp_path, database=server.address(server.new_database())) as form,
        Person(form) as person,
    ):
        assert person.press_continue("kept before").status == 303
        sent = person.form
        server.kill()
        page = person.browser.post("/q/decision", {**sent, "decision-note": "typed while it was away"})
        assert page.status == 503
        documented("the PostgreSQL server is lost during visits", *told(page))
        assert own_words(page) == ["typed while it was away"]
        server.start()
        assert person.try_again(page).status == 303
        assert person.note() == "typed while it was away"
        assert PASSWORD not in form.log


def test_a_commit_that_waits_for_a_lost_standby_is_given_up_and_sent_again_without_harm(tmp_path: Path) -> None:
    with (
        cluster() as server,
        served(tmp_path, database=server.address(server.new_database())) as form,
        Person(form) as person,
    ):
        assert person.press_continue("kept before").status == 303
        sent = person.form
        server.set("synchronous_standby_names", "ANY 1 (nobody)")
        page = person.browser.post("/q/decision", {**sent, "decision-note": "typed while it waited"})
        assert page.status == 503
        documented("PostgreSQL waits for a standby that is lost", *told(page))
        assert own_words(page) == ["typed while it waited"]
        assert server.run(WAITING)[0][0] > 0  # nothing was cancelled: what waits is kept once a standby is there
        server.set("synchronous_standby_names", "")
        assert person.try_again(page).status == 303
        assert person.note() == "typed while it waited"


def all_of(servers: tuple[Cluster, ...]) -> str:
    """Return the address that names every server, with an empty database."""
    user, _, _ = servers[0].address("").partition("@")
    return f"{user}@{','.join(f'127.0.0.1:{each.port}' for each in servers)}/{servers[0].new_database()}"


def test_a_form_that_runs_finds_the_promoted_standby_by_itself(tmp_path: Path) -> None:
    with (
        with_standbys("b") as servers,
        served(tmp_path, database=all_of(servers)) as form,
        Person(form) as person,
    ):
        primary, standby = servers
        assert person.press_continue("kept before").status == 303
        sent = person.form
        primary.kill()
        page = person.browser.post(ADDRESS, {**sent, NOTE: "typed while it was away"})
        assert (page.status, own_words(page)) == (503, ["typed while it was away"])
        standby.promote()
        assert person.note() == "kept before"
        assert person.try_again(page).status == 303
        assert person.note() == "typed while it was away"
        assert form.process.poll() is None


def test_with_one_of_two_standbys_lost_the_form_goes_on_and_finds_the_other(tmp_path: Path) -> None:
    with (
        with_standbys("b", "c") as servers,
        served(tmp_path, database=all_of(servers)) as form,
        Person(form) as person,
    ):
        primary, lost, other = servers
        lost.kill()
        assert person.press_continue("kept with one of two").status == 303
        sent = person.form
        primary.kill()
        page = person.browser.post(ADDRESS, {**sent, NOTE: "typed while it was away"})
        assert page.status == 503
        other.promote()
        assert person.note() == "kept with one of two"
        assert person.try_again(page).status == 303
        assert person.note() == "typed while it was away"
