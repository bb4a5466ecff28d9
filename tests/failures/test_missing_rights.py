"""The form as a user without rights: folders, database and secrets of somebody else, closed, or open to everybody."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.test_cli import COMMAND, SMALLEST, environment

from .conftest import ANOTHER, Said, Trial, begun
from .guide import documented

PLACE = "/var/lib/decision-aid"


@pytest.fixture
def kept(state: Path) -> Path:
    """A form that has run: its state folder with database and secrets."""
    begun(state)
    return state


def serve(trial: Trial, state: Path, code: int = 1, **settings: str) -> str:
    return trial("serve", "--port", "0", **{"state": str(state), "questions": str(SMALLEST)} | settings).refused(code)


def given_away(path: Path) -> None:
    os.chown(path, ANOTHER, ANOTHER)


def test_a_state_folder_of_somebody_else_is_refused(ordinary: Trial, state: Path) -> None:
    given_away(state)
    documented("the state folder is another user's", serve(ordinary, state), example={state: PLACE})


def test_a_state_folder_in_which_nothing_can_be_made_is_refused(ordinary: Trial, state: Path) -> None:
    state.chmod(0o500)
    documented("nothing can be made in the state folder", serve(ordinary, state), example={state: PLACE})


@pytest.mark.parametrize(
    ("command", "happened"),
    [
        ("doctor", "`doctor` as a user who may not look into the state folder"),
        ("purge", "`purge` as such a user"),
        ("new-key", "`new-key` as such a user"),
    ],
)
def test_a_command_of_somebody_else_says_as_whom_to_run_it(
    ordinary: Trial, state: Path, command: str, happened: str
) -> None:
    given_away(state)
    done = ordinary(command, state=str(state), questions=str(SMALLEST))
    said = done.wrong() if command == "doctor" else [done.refused()]
    documented(happened, *said, example={state: PLACE})


@pytest.mark.parametrize(
    ("name", "mode", "happened"),
    [
        ("secrets", 0o750, "the secrets folder is open to others"),
        ("secrets/salt", 0o640, "a secret is open to others"),
        ("secrets/salt", 0o000, "a secret cannot be read"),
        ("drafts.sqlite", 0o400, "the database may not be written"),
        ("drafts.sqlite", 0o666, "others may write the database"),
        ("drafts.sqlite", 0o660, "others may write the database"),
        ("", 0o777, "others may write to the state folder"),
        ("", 0o770, "others may write to the state folder"),
    ],
)
def test_wrong_permissions_are_named_with_the_mend(
    ordinary: Trial, kept: Path, name: str, mode: int, happened: str
) -> None:
    (kept / name).chmod(mode)
    documented(happened, serve(ordinary, kept), example={kept: PLACE})


@pytest.mark.parametrize(
    ("name", "happened"),
    [
        ("secrets", "the secrets folder is another user's"),
        ("secrets/server-key", "a secret is another user's"),
        ("drafts.sqlite", "the database is another user's"),
    ],
)
def test_what_belongs_to_somebody_else_is_named(ordinary: Trial, kept: Path, name: str, happened: str) -> None:
    given_away(kept / name)
    documented(happened, serve(ordinary, kept), example={kept: PLACE})


def test_a_backup_where_nothing_may_be_written_is_refused(ordinary: Trial, kept: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    given_away(closed)
    said = ordinary("backup", str(closed / "today"), state=str(kept)).refused()
    documented("`backup` into another user's folder", said, example={closed: "/mnt/backup"})


def test_files_that_may_not_be_read_are_refused(ordinary: Trial, kept: Path, tmp_path: Path) -> None:
    logo, questions = tmp_path / "logo.png", tmp_path / "questions.yaml"
    for file in (logo, questions):
        file.write_text("x")
        file.chmod(0o000)
    documented("the logo may not be read", serve(ordinary, kept, os.EX_CONFIG, clinic_logo=str(logo)))
    said = serve(ordinary, kept, os.EX_CONFIG, questions=str(questions))
    documented("the questionnaire may not be read", said, example={tmp_path: "/etc/decision-aid"})


def test_a_port_that_only_root_may_have_is_refused(ordinary: Trial, kept: Path) -> None:
    documented("`--port 80` without the right to it", ordinary("serve", "--port", "80", state=str(kept)).refused())


@contextmanager
def read_only(folder: Path) -> Iterator[list[str]]:
    """Give what comes before a command so that it sees this folder on a file system that is read-only."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount anything")
    bind = f'mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && exec "$@"'
    yield ["unshare", "--mount", "sh", "-c", bind, "sh"]


@pytest.mark.parametrize(
    "happened", ["the disk is read-only, at the first start", "the disk is read-only, at the later start"]
)
def test_a_read_only_disk_is_refused(kept: Path, happened: str) -> None:
    if "first" in happened:
        for path in (kept / "drafts.sqlite", kept / "drafts.sqlite-journal"):
            path.unlink()
    with read_only(kept) as place:
        done = subprocess.run(
            [*place, sys.executable, *COMMAND[1:], "serve", "--port", "0"],
            env={**environment(kept.parent, {"questions": str(SMALLEST)})},
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
    said = Said(done.returncode, done.stdout, done.stderr).refused()
    documented(happened, said, example={kept: PLACE})
