"""The address of a server: what it shows, what a connection is asked for, what is refused before anything is sent."""

import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid.core.errors import StoreRefused
from decision_aid.store.refusals import reason
from decision_aid.store.server import Server

HIDDEN = "CANARY"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://CANARY:CANARY@db.example/drafts", "drafts on db.example"),
        ("postgresql://CANARY@db.example:5433/drafts", "drafts on db.example:5433"),
        ("postgresql://CANARY:CANARY@a,b:5433/drafts", "drafts on a and b:5433"),
        ("postgresql://CANARY@a:1,b:2/drafts", "drafts on a:1 and b:2"),
        ("postgresql:///drafts?user=CANARY&password=CANARY", "drafts on this machine"),
        ("postgresql://CANARY:CANARY%zz@db.example/", "of DECISION_AID_DATABASE"),
    ],
)
def test_a_server_is_named_without_user_and_password(address: str, shown: str) -> None:
    server = Server(address)
    assert str(server).removesuffix(" ") in {shown, f"{shown}:5432"}
    assert HIDDEN not in f"{server!r} {server}"


def test_an_address_that_cannot_be_read_is_refused_without_being_shown() -> None:
    with pytest.raises(StoreRefused, match="cannot be read: write it like postgresql://") as caught:
        Server("postgresql://CANARY:CANARY@db.example/drafts?CANARY=CANARY").parameters()
    assert HIDDEN not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("at", ["db:99999", "db:0", "db:CANARY", "a:5432,b:65536", "db:CANARY/more@db"])
def test_a_port_that_is_none_is_refused_without_being_shown(at: str) -> None:
    with pytest.raises(StoreRefused, match="names a port that is none") as refused:
        Server(f"postgresql://{at}/drafts").parameters()
    assert "CANARY" not in str(refused.value)


def test_a_port_may_be_left_out_of_some_servers() -> None:
    assert Server("postgresql://localhost:5433,localhost/drafts").parameters()["port"] == "5433,"


def test_the_password_may_stand_in_a_file_that_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "password"
    server = Server("postgresql://form@localhost/drafts", file)
    with pytest.raises(StoreRefused, match=r"password file .*password cannot be read: let this user read it"):
        server.parameters()
    for password in ("first word ", "second"):
        file.write_text(f"{password}\n")
        assert server.parameters()["password"] == password


def test_of_several_servers_the_one_that_takes_answers_is_asked_for() -> None:
    assert Server("postgresql://form@a,b/drafts").parameters()["target_session_attrs"] == "read-write"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "[::1]", "%2Frun%2Fpostgresql", ""])
def test_on_this_machine_nothing_is_asked_of_tls(host: str) -> None:
    assert "sslmode" not in Server(f"postgresql://form@{host}/drafts").parameters()


@pytest.mark.parametrize("host", ["db.example", "192.0.2.1", "localhost,db.example", "[2001:db8::1]"])
def test_beyond_this_machine_certificate_and_name_are_checked(host: str) -> None:
    assert Server(f"postgresql://form@{host}/drafts").parameters()["sslmode"] == "verify-full"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_way_in_clear_is_refused_beyond_this_machine(mode: str) -> None:
    with pytest.raises(StoreRefused, match=f"says sslmode={mode}, so anyone on the way could read along: write"):
        Server(f"postgresql://form@db.example/drafts?sslmode={mode}").parameters()
    assert Server(f"postgresql://form@localhost/drafts?sslmode={mode}").parameters()["sslmode"] == mode


@pytest.mark.parametrize(
    ("said", "mend"),
    [
        ('FATAL:  no pg_hba.conf entry for host "192.0.2.1", user "CANARY", no encryption', "add a line to its pg_hba"),
        ("server does not support SSL, but SSL was required", "look at its certificate"),
        ('could not translate host name "db" to address', "start the PostgreSQL server, or correct host"),
        ("FATAL:  sorry, too many clients already", "raise max_connections"),
        ("FATAL:  the database system is starting up", "start the PostgreSQL server"),
        ("FATAL:  das ist auf Deutsch CANARY", "the log of the PostgreSQL server says why"),
    ],
)
def test_what_a_server_says_is_said_with_the_mend_and_without_the_user(said: str, mend: str) -> None:
    assert mend in reason(said)
    assert HIDDEN not in reason(said)


def test_a_form_with_a_file_carries_no_driver_of_a_server(tmp_path: Path) -> None:
    opening = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from decision_aid.store.drafts import open_store\n"
        f"open_store(Path({str(tmp_path / 'drafts')!r}), clock=lambda: datetime(2026, 11, 23, tzinfo=UTC)).close()\n"
        "print([name for name in ('alembic', 'psycopg', 'decision_aid.store.postgresql') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", opening], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
