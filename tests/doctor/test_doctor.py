"""The doctor as somebody asks it: every remark in a sentence, what is wrong with its mend, and nothing made."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import decision_aid
from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.doctor import choices, clock, files, hidden, outward, room
from decision_aid.remarks import Level, Remark
from decision_aid.settings import Settings
from tests.test_cli import COMMAND, SMALLEST, environment, run


def now() -> datetime:
    """Return the time that files on the disk are compared with."""
    return bootstrap.now()


MIB = 1024 * 1024


@dataclass(frozen=True)
class Said:
    """What the doctor said, and its exit code."""

    code: int
    lines: tuple[str, ...]

    def of(self, level: Level) -> list[str]:
        return [line for line in self.lines if line.startswith(f"{level.value} ")]


def asked(folder: Path, **settings: str) -> Said:
    done = run("doctor", state=folder, **{"questions": str(SMALLEST), **settings})
    assert done.stderr == ""
    return Said(done.returncode, tuple(done.stdout.splitlines()))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a form that has run before."""
    settings = Settings(state=tmp_path / "var", questions=SMALLEST)
    with closing(bootstrap.storing(settings)) as store:
        store.start(Draft())
    return settings


def of(level: Level, remarks: list[Remark]) -> list[str]:
    return [remark.sentence for remark in remarks if remark.level is level]


def test_all_is_well_with_a_form_that_has_run(tmp_path: Path, settings: Settings) -> None:
    with closing(bootstrap.storing(settings)):
        found = asked(tmp_path)
    assert found.of(Level.WRONG) == []
    assert found.code == 0
    assert any("Printing works" in line for line in found.of(Level.OK))
    assert len(found.of(Level.OK)) >= 10


def test_where_there_is_no_state_folder_it_says_so_and_makes_nothing(tmp_path: Path) -> None:
    found = asked(tmp_path)
    assert found.code == 0
    assert any("There is no database" in line for line in found.of(Level.CAREFUL))
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_ends_with_1(tmp_path: Path, settings: Settings) -> None:
    (settings.secrets_folder / "salt").chmod(0o640)
    found = asked(tmp_path)
    assert found.code == 1
    assert any("chmod 600" in line for line in found.of(Level.WRONG))


def test_a_questionnaire_with_faults_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("title: [")
    found = asked(tmp_path, questions=str(tmp_path / "broken.yaml"))
    assert any("decision-aid check" in line for line in found.of(Level.WRONG))


def test_a_single_fault_is_not_called_faults(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    found = asked(tmp_path, questions=str(tmp_path / "empty.yaml"))
    assert [line for line in found.of(Level.WRONG) if "has 1 fault: decision-aid check" in line]


def test_texts_past_their_day_are_said(tmp_path: Path) -> None:
    old = SMALLEST.read_text(encoding="utf-8").replace("2026-", "1926-").replace("2027-", "1927-")
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    found = asked(tmp_path, questions=str(tmp_path / "old.yaml"))
    assert any("read again" in line for line in found.of(Level.CAREFUL)), found


def test_without_keeping_only_a_database_from_before_is_said(tmp_path: Path, settings: Settings) -> None:
    found = asked(tmp_path, no_retention="1")
    assert any(str(settings.database_file) in line for line in found.of(Level.CAREFUL))
    settings.database_file.unlink()
    assert asked(tmp_path, no_retention="1").of(Level.CAREFUL) == []


def test_files_closed_to_others_are_well(settings: Settings) -> None:
    assert [remark.level for remark in files.remarks(settings)] == [Level.OK]


@pytest.mark.parametrize(
    ("name", "mode", "level"),
    [
        ("", 0o755, Level.CAREFUL),
        ("", 0o770, Level.WRONG),
        ("drafts.sqlite", 0o644, Level.CAREFUL),
        ("drafts.sqlite", 0o622, Level.WRONG),
        ("secrets", 0o750, Level.WRONG),
        ("secrets/salt", 0o604, Level.WRONG),
        ("secrets/server-key", 0o660, Level.WRONG),
    ],
)
def test_a_file_open_to_others_is_named_with_its_mend(settings: Settings, name: str, mode: int, level: Level) -> None:
    path = settings.state / name
    path.chmod(mode)
    (sentence,) = of(level, list(files.remarks(settings)))
    assert f"chmod {700 if path.is_dir() else 600} {path}" in sentence


@pytest.mark.parametrize("name", ["README", "old", "secrets.tar"])
def test_what_is_no_secret_is_not_called_one(settings: Settings, name: str) -> None:
    path = settings.secrets_folder / name
    path.mkdir(0o755) if name == "old" else path.touch(0o644)
    told = list(files.remarks(settings))
    assert [(remark.level, remark.sentence) for remark in told] == [
        (Level.CAREFUL, f"{path} does not belong into the folder of the secrets: take it away.")
    ]


@pytest.mark.parametrize("name", ["salt", "pepper-2026-11-27-2", ".pepper-2026-11-27-0123456789abcdef", "pepper-old"])
def test_what_may_be_a_secret_must_be_closed(settings: Settings, name: str) -> None:
    path = settings.secrets_folder / name
    path.touch()
    path.chmod(0o644)
    assert any(f"chmod 600 {path}" in sentence for sentence in of(Level.WRONG, list(files.remarks(settings))))


@pytest.mark.parametrize(("mode", "open_to_others"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_password_that_others_can_read_is_wrong(settings: Settings, mode: int, *, open_to_others: bool) -> None:
    word = settings.state / "word"
    word.write_text("long and random")
    word.chmod(mode)
    found = of(Level.WRONG, list(files.remarks(settings.model_copy(update={"database_password_file": word}))))
    assert any(f"chmod o= {word}" in sentence for sentence in found) == open_to_others


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("name", ["drafts.sqlite", "secrets", "secrets/salt"])
def test_a_file_of_somebody_else_is_named(settings: Settings, name: str) -> None:
    os.chown(settings.state / name, 12345, 12345)
    (sentence,) = of(Level.WRONG, list(files.remarks(settings)))
    assert str(settings.state / name) in sentence
    assert "chown" in sentence


def test_the_clock_is_behind_when_something_was_written_later(settings: Settings) -> None:
    (fine,) = of(Level.OK, list(clock.remarks(settings, later := now() + timedelta(minutes=2))))
    assert f"pages are dated {later.astimezone():%Y-%m-%d}" in fine
    (sentence,) = of(Level.WRONG, list(clock.remarks(settings, now() - timedelta(days=4000))))
    assert "set the clock" in sentence


def test_a_database_written_in_the_future_is_named(settings: Settings) -> None:
    later = (now() + timedelta(days=2)).timestamp()
    os.utime(settings.database_file, (later, later))
    (sentence,) = of(Level.WRONG, list(clock.remarks(settings, now())))
    assert str(settings.database_file) in sentence


@pytest.mark.parametrize(
    ("free", "level"), [(19, Level.WRONG), (20, Level.CAREFUL), (199, Level.CAREFUL), (200, Level.OK)]
)
def test_little_room_is_said_and_too_little_is_wrong(free: int, level: Level) -> None:
    assert room.judged(free * MIB, Path("var")).level is level


def test_room_is_looked_for_where_the_folder_will_be(tmp_path: Path) -> None:
    far = Settings(state=tmp_path / "not" / "there")
    assert all(remark.level is not Level.WRONG for remark in room.remarks(far))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "level", "word"),
    [
        ({"allow_insecure_http": True}, Level.CAREFUL, "tests only"),
        ({"allow_insecure_http": True, "tls_proxy": True, "trusted_hosts": "a.example"}, Level.WRONG, "cookies"),
        ({"tls_proxy": True}, Level.WRONG, "TRUSTED_HOSTS"),
        ({"trusted_hosts": "a.example"}, Level.CAREFUL, "TLS_PROXY"),
        ({"tls_proxy": True, "trusted_hosts": "https://a.example"}, Level.WRONG, "not a host name"),
        ({"kiosk": True}, Level.CAREFUL, "CLINIC_CONTACT"),
        (
            {"kiosk": True, "no_retention": True, "clinic_contact": "Ask at desk 2."},
            Level.CAREFUL,
            "nobody can come back",
        ),
        ({"no_retention": True, "keep_days": 9}, Level.CAREFUL, "KEEP_DAYS"),
        ({"secrets": Path("var")}, Level.WRONG, "a folder of their own"),
        ({"state": Path("~/form")}, Level.WRONG, "only a shell knows"),
        ({"trusted_hosts": "a.example:8443"}, Level.WRONG, "not a host name"),
        ({"no_retention": True, "database": "postgresql://form@db/drafts"}, Level.WRONG, "take one of them away"),
        ({"database_password_file": Path("word")}, Level.CAREFUL, "does nothing without DECISION_AID_DATABASE"),
        ({"clinic_contact": "Desk: 555-0100|Our cells are safe."}, Level.WRONG, "CLINIC_CONTACT says “cells are safe”"),
        (
            {"clinic_contact": "For cells: 555-0100"},
            Level.CAREFUL,
            "CLINIC_CONTACT says “cells”, and stands at the head",
        ),
        ({"clinic_name": "Stem cells cure ALS"}, Level.WRONG, "CLINIC_NAME says “Stem cells cure ALS”"),
        ({"clinic_name": "Miracle cells: 100% success"}, Level.WRONG, "CLINIC_NAME says “Miracle cells”"),
        ({"clinic_name": "Dr. Best Clinics of Ohio"}, Level.CAREFUL, "“Best Clinics”, and stands at the head"),
        ({"clinic_name": "Ohio Stem Cell Clinic"}, Level.CAREFUL, "“Stem Cell”, and stands at the head"),
        ({"accent": "#808080"}, Level.CAREFUL, "black, has a contrast of 5.3 to 1"),
        ({"accent": "#ffe600"}, Level.CAREFUL, "on the white page it has a contrast of 1.3 to 1"),
        ({"accent": "#ffffff"}, Level.CAREFUL, "on the white page it has a contrast of 1.0 to 1"),
        ({"accent": "#0072ce"}, Level.CAREFUL, "white, has a contrast of 4.9 to 1"),
    ],
)
def test_settings_that_do_not_go_together_are_said(given: dict[str, object], level: Level, word: str) -> None:
    (sentence,) = of(level, list(choices.remarks(Settings.model_validate(given))))
    assert word in sentence


@pytest.mark.parametrize(
    "given", [{}, {"tls_proxy": True, "trusted_hosts": "a.example"}, {"kiosk": True, "clinic_contact": "Call 1"}]
)
def test_settings_that_go_together_are_well(given: dict[str, object]) -> None:
    assert [remark.level for remark in choices.remarks(Settings.model_validate(given))] == [Level.OK]


@pytest.mark.parametrize("name", ["questions", "local", "clinic_logo", "secrets"])
@pytest.mark.parametrize("folder", ["/home/nurse", "/root", "/run/user/1000", "/tmp", "/var/tmp"])  # noqa: S108 - named, not used
def test_a_file_that_the_unit_hides_is_told_with_its_mend(name: str, folder: str) -> None:
    settings = Settings(state=Path("/var/lib/form")).model_copy(update={name: Path(f"{folder}/of/the/clinic")})
    place = "/var/lib/form" if name == "secrets" else "/etc/decision-aid"
    (sentence,) = of(Level.CAREFUL, list(hidden.of_folder(settings, Path("/etc/decision-aid"))))
    assert sentence == (
        f"DECISION_AID_{name.upper()}={folder}/of/the/clinic: the unit closes /home, /root and /tmp to the form, which "
        f"does not find it there. Move it below {place}."
    )


def test_a_file_beside_the_settings_is_not_told() -> None:
    settings = Settings().model_copy(update={"questions": Path("/etc/decision-aid/questions.yaml")})
    assert list(hidden.of_folder(settings, Path("/etc/decision-aid"))) == []


@pytest.mark.parametrize("unit", [True, False])
def test_only_where_a_unit_lies_beside_the_settings_are_its_walls_told(tmp_path: Path, *, unit: bool) -> None:
    (tmp_path / "settings.env").write_text(f"DECISION_AID_STATE={tmp_path}/var\nDECISION_AID_QUESTIONS=/home/no.yaml\n")
    if unit:
        (tmp_path / "decision-aid.service").write_text("")
    done = run("--settings", str(tmp_path / "settings.env"), "doctor", state=tmp_path)
    assert ("CAREFUL DECISION_AID_QUESTIONS=/home/no.yaml: the unit closes" in done.stdout) is unit


def test_printing_that_fails_is_wrong_and_its_mend_is_named(tmp_path: Path, settings: Settings) -> None:
    """As on a machine without Pango, where loading the engine fails."""
    assert settings.database_file.exists()
    engine = tmp_path / "machine" / "weasyprint"
    engine.mkdir(parents=True)
    (engine / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    path = f"{engine.parent}:{Path(decision_aid.__file__).parents[1]}"
    given = {**environment(tmp_path, {"questions": str(SMALLEST)}), "PYTHONPATH": path}
    done = subprocess.run([*COMMAND, "doctor"], cwd=tmp_path, env=given, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    (wrong,) = (line for line in done.stdout.splitlines() if line.startswith(Level.WRONG.value))
    assert "Printing fails: Printing needs a library" in wrong
    assert "libpango-1.0-0" in wrong


@pytest.mark.parametrize(
    ("given", "level", "words"),
    [
        ({}, Level.OK, "asks nothing of the internet"),
        ({"registry_proxy": "http://192.0.2.7:3128"}, Level.OK, "asks nothing of the internet"),
        ({"registry_live": True}, Level.CAREFUL, "must be let out for that"),
        ({"registry_live": True, "registry_proxy": "http://192.0.2.7:3128"}, Level.OK, "through http://192.0.2.7:3128"),
    ],
)
def test_it_says_what_is_asked_of_other_machines(given: dict[str, str | bool], level: Level, words: str) -> None:
    (remark,) = outward.remarks(Settings.model_validate(given))
    assert remark.level is level
    assert words in remark.sentence
