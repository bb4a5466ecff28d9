"""Settings from a file: the environment counts before it, and what is wrong in it is told with its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid import settings
from decision_aid.core.errors import SettingInvalid
from tests.test_cli import environment, refused, run, said


def written(folder: Path, *lines: str) -> Path:
    path = folder / "settings.env"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def found(path: Path, **more: str) -> settings.Settings:
    return settings.read({settings.FILE: str(path), **more})


def test_settings_come_from_a_file_that_the_environment_names(tmp_path: Path) -> None:
    path = written(tmp_path, "# ours", "DECISION_AID_CLINIC_NAME='Lakeside # 2'", "DECISION_AID_KIOSK=1")
    assert (found(path).clinic_name, found(path).kiosk) == ("Lakeside # 2", True)


def test_the_environment_counts_before_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "DECISION_AID_PAPER=a4", "DECISION_AID_THREADS=8")
    both = found(path, DECISION_AID_PAPER="letter")
    assert (both.paper, both.threads) == ("letter", 8)


def test_without_a_file_nothing_is_read() -> None:
    assert settings.read({settings.FILE: ""}) == settings.read({})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("DECISION_AID_KEEP_DAY=7", "DECISION_AID_KEEP_DAY is not a setting. Did you mean DECISION_AID_KEEP_DAYS?"),
        (
            "DECISION_AID_RETENTION_DAYS=7",
            "DECISION_AID_RETENTION_DAYS is not a setting. Did you mean DECISION_AID_KEEP_DAYS?",
        ),
        ("DECISION_AID_NO_RETENTIONS=1", "DECISION_AID_NO_RETENTIONS is not a setting. Did you mean DECISION_AID_NO_R"),
        ("decision_aid_kiosk=1", "decision_aid_kiosk is not a setting. Did you mean DECISION_AID_KIOSK?"),
        ("PGPASSFILE=/x", "PGPASSFILE is not a setting. Name a file with the password alone in DECISION_AID_DATABASE_"),
        ("HTTPS_PROXY=http://p:1", "HTTPS_PROXY is not a setting. Did you mean DECISION_AID_REGISTRY_PROXY?"),
        ("http_proxy=http://p:1", "http_proxy is not a setting. Did you mean DECISION_AID_REGISTRY_PROXY?"),
        ("DECISION_AID_KEEP_DAYS=99", "DECISION_AID_KEEP_DAYS: it should be 90 or less."),
        ("DECISION_AID_STATE=", "DECISION_AID_STATE is empty: name a path, or leave the setting out."),
        ("DECISION_AID_SETTINGS=/x", "DECISION_AID_SETTINGS cannot stand in the file itself: take it out."),
        ("DECISION_AID_KIOSK", "there is no = in it"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    path = written(tmp_path, "# ours", "DECISION_AID_PAPER=a4", line)
    with pytest.raises(SettingInvalid) as refusal:
        found(path)
    assert str(refusal.value).startswith(f"{path}, line 3: {sentence}")


def test_all_that_is_wrong_is_told_at_once_each_in_a_line(tmp_path: Path) -> None:
    path = written(
        tmp_path, "DECISION_AID_KEEP_DAY=7", "DECISION_AID_KIOSK=maybe", "DECISION_AID_CLINIC_CONTACT=a|b|c|d"
    )
    with pytest.raises(SettingInvalid) as refusal:
        found(path, DECISION_AID_KEEP_DAYS="99", DECISION_AID_PAPPER="a4")
    told = str(refusal.value).splitlines()
    assert len(told) == len(set(told)) == 5
    assert {line.partition(": ")[0] for line in told if ", line " in line} == {f"{path}, line {at}" for at in (1, 2, 3)}
    assert "DECISION_AID_PAPPER is not a setting. Did you mean DECISION_AID_PAPER?" in told
    assert "DECISION_AID_KEEP_DAYS: it should be 90 or less. The README lists what it may be." in told


@pytest.mark.parametrize("name", ["decision_aid_accent", "Decision_Aid_Settings"])
def test_a_name_of_the_environment_in_small_letters_is_refused_with_the_right_one(name: str) -> None:
    with pytest.raises(SettingInvalid, match=f"^{name} is not a setting. Did you mean {name.upper()}\\?$"):
        settings.read({name: "#004400"})


def test_a_wrong_value_of_the_environment_is_not_put_on_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "DECISION_AID_PAPER=a4")
    with pytest.raises(SettingInvalid, match=r"^DECISION_AID_PAPER: "):
        found(path, DECISION_AID_PAPER="legal")


@pytest.mark.parametrize("named_first", [True, False])
def test_every_command_takes_the_file(tmp_path: Path, *, named_first: bool) -> None:
    path = written(tmp_path, f"DECISION_AID_STATE={tmp_path}/elsewhere")
    option = ["--settings", str(path)]
    call = [*option, "purge"] if named_first else ["purge", *option]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "decision_aid", *call],
        capture_output=True,
        check=False,
        env={name: value for name, value in environment(tmp_path, {}).items() if name != "DECISION_AID_STATE"},
        text=True,
    )
    assert said(done) == [f"There is no database {tmp_path}/elsewhere/drafts.sqlite: nothing to forget."]


def test_a_file_that_cannot_be_used_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "DECISION_AID_CLINIC=x")
    assert refused(run("--settings", str(path), "serve", "--port", "0", state=tmp_path), 78).startswith(
        f"{path}, line 1: "
    )
    assert refused(run("serve", "--settings", "/no/such.env", state=tmp_path), 78).startswith(
        "The settings /no/such.env "
    )
