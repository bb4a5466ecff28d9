"""`init`: everything is made once, nothing that is there is changed, and what cannot be is one sentence."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp

import pytest

from decision_aid import assets, bootstrap
from decision_aid import settings as setting
from decision_aid.cli import main
from decision_aid.settings import Settings
from tests.test_cli import refused, said

ME = pwd.getpwuid(os.geteuid()).pw_name
HOST = "form.lakeside.example"
FILES = sorted(path.name for path in assets.deploy().iterdir() if path.name != "Containerfile")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path.resolve()


def init(folder: Path, *more: str, host: str = HOST) -> subprocess.CompletedProcess[str]:
    given = ["init", host, "--user", ME, "--config", str(folder / "etc"), "--state", str(folder / "var"), *more]
    return called(*given)


def called(*given: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, and return what a process of its own would."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(given)
        except SystemExit as end:  # a wrong call
            code = int(end.code or 0)
    return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())


@pytest.fixture(autouse=True)
def no_settings_of_before() -> Iterator[None]:
    """Give the environment back as it was: a command that is told a file of settings puts it there."""
    before = {name: value for name, value in os.environ.items() if name.startswith(setting.PREFIX)}
    yield
    for name in [name for name in os.environ if name.startswith(setting.PREFIX)]:
        del os.environ[name]
    os.environ.update(before)


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_makes_state_secrets_settings_and_every_file_of_deploy(folder: Path) -> None:
    lines = said(init(folder))
    assert sorted(path.name for path in (folder / "etc").iterdir()) == sorted([*FILES, "settings.env"])
    modes = [mode(folder / name) for name in ("var", "var/secrets", "etc/settings.env")]
    assert modes == [0o700, 0o700, 0o640]
    assert {mode(path) for path in (folder / "var").rglob("*") if path.is_file()} == {0o600}
    assert (folder / "var/drafts.sqlite").is_file()
    kinds = sorted(path.name.split("-")[0] for path in (folder / "var/secrets").iterdir())
    assert kinds == ["pepper", "salt", "server"]
    assert f"    systemctl enable --now {folder}/etc/decision-aid.service" in lines


def test_the_settings_it_writes_are_those_of_the_form(folder: Path) -> None:
    init(folder)
    settings = setting.read({setting.FILE: str(folder / "etc/settings.env")})
    assert settings == Settings(state=folder / "var", trusted_hosts=(HOST,), tls_proxy=True)
    bootstrap.storing(settings).close()


def test_each_setting_stands_in_the_file_with_its_meaning_and_can_be_set_by_taking_a_mark_away(folder: Path) -> None:
    init(folder)
    text = (folder / "etc/settings.env").read_text(encoding="utf-8")
    for field, about in Settings.model_fields.items():
        assert setting.named(field) in text
        assert (about.description or "").split()[0] in text
    unset = [line for line in text.splitlines() if line.startswith("#DECISION_AID_") and not line.endswith("=")]
    assert len(unset) > 5
    again = folder / "again.env"
    again.write_text("\n".join(line.removeprefix("#") for line in unset), encoding="utf-8")
    assert setting.read({setting.FILE: str(again)}) == Settings()


def test_the_examples_are_filled_in_everywhere(folder: Path) -> None:
    init(folder, "--port", "8123")
    texts = {name: (folder / "etc" / name).read_text(encoding="utf-8") for name in FILES}
    for name, text in texts.items():
        for example in ("form.clinic.example", "127.0.0.1:8000", "/opt/decision-aid", "/var/lib/decision-aid"):
            assert example not in text, name
    unit = texts["decision-aid.service"].splitlines()
    assert f"ExecStart={sys.prefix}/bin/decision-aid serve --port 8123" in unit
    assert f"Environment=DECISION_AID_SETTINGS={folder}/etc/settings.env" in unit
    assert f"User={ME}" in unit
    assert f"ReadWritePaths={folder}/var" in unit
    assert f"server_name {HOST};" in texts["nginx.conf"]
    assert "server 127.0.0.1:8123;" in texts["nginx.conf"]
    assert f"-u {ME} -- {sys.prefix}/bin/decision-aid --settings {folder}/etc/settings.env" in texts["decision-aid.sh"]


def test_a_second_run_changes_nothing_and_says_so(folder: Path) -> None:
    init(folder)
    before = everything(folder)
    lines = said(init(folder))
    assert lines[-1] == "Nothing was changed."
    assert everything(folder) == before


def test_a_file_that_was_edited_is_kept_and_the_difference_shown(folder: Path) -> None:
    init(folder)
    unit = folder / "etc/decision-aid.service"
    unit.write_text(unit.read_text().replace("RestartSec=10s", "RestartSec=99s"))
    before = everything(folder)
    told = said(init(folder))
    assert "    -RestartSec=99s" in told
    assert "    +RestartSec=10s" in told
    assert everything(folder) == before


def test_settings_that_were_edited_are_kept_and_shown_to_nobody(folder: Path) -> None:
    init(folder)
    file = folder / "etc/settings.env"
    edited = file.read_text().replace("#DECISION_AID_CLINIC_NAME=", "DECISION_AID_CLINIC_NAME=CANARY")
    file.write_text(edited.replace("#DECISION_AID_KIOSK=0\n", ""))
    told = init(folder).stdout
    assert "CANARY" not in told
    assert "Settings that it says nothing of: DECISION_AID_KIOSK." in told
    assert "CANARY" in file.read_text()


def test_only_what_is_missing_is_made(folder: Path) -> None:
    init(folder)
    before = everything(folder)
    (folder / "etc/nginx.conf").unlink()
    told = said(init(folder))
    assert f"{folder}/etc/nginx.conf is made." in told
    assert {path for path, seen in everything(folder).items() if before.get(path) != seen} <= {
        f"{folder}/etc",
        f"{folder}/etc/nginx.conf",
    }


def test_where_nothing_is_to_be_kept_nothing_is_made_for_it(folder: Path) -> None:
    init(folder)
    shutil.rmtree(folder / "var")
    file = folder / "etc/settings.env"
    file.write_text(file.read_text().replace("#DECISION_AID_NO_RETENTION=0", "DECISION_AID_NO_RETENTION=1"))
    assert "Nothing is kept on any disk" in "\n".join(said(init(folder)))
    assert list((folder / "var").iterdir()) == []


@pytest.mark.parametrize("host", ["form clinic", "https://form.example", "-x.example", "a_b.example", "*"])
def test_what_is_no_host_name_is_refused(folder: Path, host: str) -> None:
    arguments = [host] if not host.startswith("-") else ["--", host]
    assert "is not a host name" in refused(
        called("init", "--user", ME, "--config", str(folder / "etc"), "--state", str(folder / "var"), *arguments)
    )
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_nobody_can_reach_is_refused(folder: Path, port: str) -> None:
    assert init(folder, "--port", port).returncode == 2
    assert list(folder.iterdir()) == []


def test_a_path_that_a_unit_cannot_hold_is_refused(folder: Path) -> None:
    told = refused(called("init", HOST, "--user", ME, "--config", f"{folder}/a b", "--state", f"{folder}/var"))
    assert "cannot stand in a unit" in told


def test_settings_and_drafts_have_a_folder_each(folder: Path) -> None:
    told = refused(called("init", HOST, "--user", ME, "--config", f"{folder}/x", "--state", f"{folder}/y/../x"))
    assert told.endswith("Give --config and --state a folder each.")
    assert list(folder.iterdir()) == []


def test_a_user_who_is_not_there_is_refused_with_the_command_that_makes_it(folder: Path) -> None:
    told = refused(called("init", HOST, "--user", "no-such-user", "--config", str(folder), "--state", f"{folder}/var"))
    assert told == (
        f"There is no user no-such-user. This makes it: "
        f"adduser --system --group --no-create-home --home {folder}/var no-such-user"
    )


def test_without_a_host_name_the_call_is_wrong(folder: Path) -> None:
    done = called("init", "--config", str(folder))
    assert done.returncode == 2
    assert "decision-aid init form.clinic.example" in done.stderr


def test_a_folder_whose_parent_is_missing_is_refused(folder: Path) -> None:
    for config, state in (("no/etc", "var"), ("etc", "no/var")):
        told = refused(
            called("init", HOST, "--user", ME, "--config", f"{folder}/{config}", "--state", f"{folder}/{state}")
        )
        assert told.startswith(f"The folder {folder}/no/")
        assert "cannot be made: No such file or directory. Name a folder whose parent is there" in told
    assert list(folder.iterdir()) == []


def test_the_state_folder_may_be_made_below_the_settings(folder: Path) -> None:
    done = called("init", HOST, "--user", ME, "--config", f"{folder}/form", "--state", f"{folder}/form/state")
    assert f"{folder}/form/state is made." in said(done)


def refused_after(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence a command was refused with, whatever it had done before."""
    assert done.returncode == 1, done
    (sentence,) = done.stderr.splitlines()
    return sentence


def test_a_state_folder_that_is_open_to_others_is_refused_with_the_mend(folder: Path) -> None:
    (folder / "var").mkdir(mode=0o755)
    assert refused(init(folder)) == f"{folder}/var is open to others: chmod 700 {folder}/var, then run this again."
    assert [path.name for path in folder.iterdir()] == ["var"]


def test_settings_for_another_folder_or_name_are_refused(folder: Path) -> None:
    init(folder)
    assert "does not name other.example" in refused_after(init(folder, host="other.example"))
    told = refused_after(
        called("init", HOST, "--user", ME, "--config", f"{folder}/etc", "--state", f"{folder}/elsewhere")
    )
    assert told.endswith(f"says DECISION_AID_STATE={folder}/var: give --state {folder}/var as well.")
    assert not (folder / "elsewhere").exists()


def test_half_written_settings_are_refused_by_their_line(folder: Path) -> None:
    init(folder)
    file = folder / "etc/settings.env"
    lines = len(file.read_text().splitlines())
    with file.open("a") as more:
        more.write("DECISION_AID_CLINIC_NAME='Lake")
    assert refused_after(init(folder)).startswith(f"{file}, line {lines + 1}: DECISION_AID_CLINIC_NAME: ")


def test_secrets_that_are_lost_are_not_made_anew_in_silence(folder: Path) -> None:
    init(folder)
    for secret in (folder / "var/secrets").iterdir():
        secret.unlink()
    assert "/var/secrets" in refused_after(init(folder))
    assert list((folder / "var/secrets").iterdir()) == []


def test_state_alone_is_made_by_the_settings(folder: Path) -> None:
    file = folder / "settings.env"
    file.write_text(f"DECISION_AID_STATE={folder}/var\nDECISION_AID_SECRETS={folder}/apart\n")
    assert said(called("--settings", str(file), "init", "--state-only")) == [
        f"{folder}/apart is made, with secrets in it: back them up, apart from the database."
    ]
    assert mode(folder / "apart") == 0o700
    assert said(called("--settings", str(file), "init", "--state-only")) == [f"{folder}/apart has its secrets already."]


@pytest.fixture
def seen_by_all() -> Iterator[Path]:
    """Return a folder that every user may look into."""
    folder = Path(mkdtemp()).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another user")
def test_root_gives_the_state_folder_to_the_user_and_lets_it_read_the_settings(seen_by_all: Path) -> None:
    folder, nobody = seen_by_all, pwd.getpwnam("nobody")
    done = called("init", HOST, "--user", "nobody", "--config", f"{folder}/etc", "--state", f"{folder}/var")
    owners = {path: path.stat() for path in (folder / "var", folder / "etc/settings.env", folder / "etc")}
    assert owners[folder / "var"].st_uid == nobody.pw_uid
    assert (owners[folder / "etc/settings.env"].st_uid, owners[folder / "etc/settings.env"].st_gid) == (
        0,
        nobody.pw_gid,
    )
    assert owners[folder / "etc"].st_uid == 0
    if done.returncode:  # the environment of these tests may be closed to others
        assert "nobody cannot run the program in" in refused_after(done)
    else:
        assert {path.stat().st_uid for path in (folder / "var").rglob("*")} == {nobody.pw_uid}
