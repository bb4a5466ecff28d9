"""`decision-aid settings`: all that counts, where it comes from, and nothing secret."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from decision_aid import settings as setting
from decision_aid.cli.showing import masked
from decision_aid.settings import Settings
from tests.test_cli import refused, run, said

NAMES = [setting.named(field) for field in Settings.model_fields]


def test_every_setting_is_shown_with_its_value_and_where_it_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("# ours\nDECISION_AID_CLINIC_NAME=Lakeside\nDECISION_AID_THREADS=8\n")
    lines = said(run("settings", "--settings", str(file), state=tmp_path, threads="6"))
    assert [line.split()[0] for line in lines] == NAMES
    told = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines}
    assert told["DECISION_AID_CLINIC_NAME"].split("  ")[0] == "Lakeside"
    assert told["DECISION_AID_CLINIC_NAME"].endswith(f"{file}, line 2")
    assert told["DECISION_AID_THREADS"].split() == ["6", "environment"]
    assert told["DECISION_AID_KEEP_DAYS"].split() == ["30", "default"]


@pytest.mark.parametrize("command", ["settings", "init"])
def test_the_command_explains_itself(tmp_path: Path, command: str) -> None:
    assert command in "\n".join(said(run("--help", state=tmp_path)))
    assert "--settings FILE" in "\n".join(said(run(command, "--help", state=tmp_path)))


def test_programs_get_them_as_json(tmp_path: Path) -> None:
    told = json.loads("\n".join(said(run("settings", "--format", "json", state=tmp_path, kiosk="true"))))
    assert [one["setting"] for one in told] == NAMES
    (kiosk,) = [one for one in told if one["setting"] == "DECISION_AID_KIOSK"]
    meaning = Settings.model_fields["kiosk"].description
    assert kiosk == {"setting": "DECISION_AID_KIOSK", "value": "1", "source": "environment", "meaning": meaning}


def test_written_as_a_file_they_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    mine = {"clinic_name": 'St John\'s "ALS" $ Clinic', "clinic_contact": "Desk #3|555 0100", "accent": "#004400"}
    lines = said(run("settings", "--format", "env", state=tmp_path, **mine))
    file.write_text("\n".join(line for line in lines if not line.endswith("=")), encoding="utf-8")
    again = setting.read({setting.FILE: str(file)})
    assert again.clinic_name == mine["clinic_name"]
    assert again.clinic_contact == ("Desk #3", "555 0100")
    assert again.accent == mine["accent"]


def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    assert refused(run("settings", state=tmp_path, keep_days="0")).startswith("DECISION_AID_KEEP_DAYS: ")


REFUSED = {
    "not a host name": {"trusted_hosts": "https://form.clinic.example"},
    "/nowhere/questions.yaml": {"questions": "/nowhere/questions.yaml"},
    "DECISION_AID_TRUSTED_HOSTS is empty": {"tls_proxy": "1"},
    "only a shell knows what ~ is": {"clinic_name": "x", "secrets": "~/secrets"},
    "DECISION_AID_DATABASE cannot be read": {"database": "postgresql://form:CANARY%zz@db/drafts"},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_after_the_list_stands_what_the_form_would_refuse(tmp_path: Path, sentence: str) -> None:
    done = run("settings", state=tmp_path, **REFUSED[sentence])
    assert (done.returncode, [line.split()[0] for line in done.stdout.splitlines()]) == (1, NAMES)
    (told,) = done.stderr.splitlines()
    assert sentence in told
    assert "CANARY" not in done.stdout + told
    assert refused(run("serve", "--port", "0", state=tmp_path, **REFUSED[sentence]), 78)


def test_the_password_of_the_database_is_not_shown_in_any_format(tmp_path: Path) -> None:
    address = "postgresql://form:CANARY@db.example:5433/drafts?sslmode=verify-full&password=CANARY"
    for form in ("text", "env", "json"):
        shown = "\n".join(said(run("settings", "--format", form, state=tmp_path, database=address)))
        assert "CANARY" not in shown
        assert "postgresql://form:***@db.example:5433/drafts?sslmode=verify-full&password=***" in shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("", ""),
        ("postgresql://form@db.example/drafts", "postgresql://form@db.example/drafts"),
        ("postgres://form:x@a.example,b.example:5433/d", "postgresql://form:***@a.example,b.example:5433/d"),
        ("postgresql://form:x@[::1]:5432/d", "postgresql://form:***@[::1]:5432/d"),
        ("postgresql:///d?host=/run/postgresql", "postgresql:///d?host=/run/postgresql"),
        ("postgresql://form:CANARY", "postgresql://***"),
        ("postgresql://form:CAN/ARY@x@db/d", "postgresql://form:***@db/d"),
        ("postgresql://form:CAN?ARY@db/d", "postgresql://form:***@db/d"),
        ("postgresql://CAN ARY@db/d", "postgresql://***"),
        ("postgresql://form@db/CAN ARY", "postgresql://***"),
        ("postgresql://form@db/d?sslpassword=CANARY&CANARY", "postgresql://form@db/d?sslpassword=***&***"),
        ("postgresql://form@db/d?user=a&user=CAN%20ARY", "postgresql://form@db/d?user=a&user=***"),
    ],
)
def test_of_an_address_only_what_is_surely_no_secret_is_shown(address: str, shown: str) -> None:
    assert masked(address) == shown


@given(some.text(min_size=4), some.booleans())
def test_no_password_shows_however_it_is_written(password: str, properly: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    written = quote(password, safe="") if properly else password
    assume(written not in "postgresql://form:***@db.example:5432/drafts?sslmode=require")
    shown = masked(f"postgresql://form:{written}@db.example:5432/drafts?sslmode=require")
    assert shown == "postgresql://form:***@db.example:5432/drafts?sslmode=require"


def test_the_start_of_the_form_tells_no_setting(tmp_path: Path) -> None:
    address = "postgresql://form:CANARY@127.0.0.1:1/drafts?connect_timeout=1"
    told = refused(run("serve", "--port", "0", state=tmp_path, database=address))
    assert "CANARY" not in told
    assert "form:" not in told
