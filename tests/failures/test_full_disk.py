"""A disk that is full: at the start, on Continue, while printing and for a backup; it works again with room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.test_cli import COMMAND, environment

from .conftest import Said
from .form import Form, Person, own_words, served, told
from .guide import documented

SMALL = "4m"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a file system of its own with room for little."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "var"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=700", "none", str(folder)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount anything")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Fill this disk to the last byte for a while."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(64 * 1024)):
            pass
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while file.write(b"x"):
            pass
    try:
        yield
    finally:
        filler.unlink(missing_ok=True)


def ran(folder: Path, *arguments: str) -> Said:
    done = subprocess.run(
        [sys.executable, *COMMAND[1:], *arguments],
        env=environment(folder.parent, {}),
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def form(small: Path, tmp_path: Path) -> Iterator[Form]:
    """A form whose database is on the small disk."""
    assert small.is_dir()
    with served(tmp_path) as form:
        yield form


def test_a_full_disk_keeps_the_text_on_the_page_and_needs_no_restart(form: Form, small: Path) -> None:
    with Person(form) as person:
        assert person.press_continue("kept before").status == 303
        with full(small):
            page = person.press_continue("CANARY, typed while the disk was full")
            assert page.status == 503
            documented("the disk gets full while people answer", *told(page))
            assert own_words(page) == ["CANARY, typed while the disk was full"]
            assert person.note() == "kept before"
            printed = person.browser.get("/summary.pdf")
            assert (printed.status, person.browser.body[:5]) == (200, b"%PDF-")
            assert person.browser.get("/readyz").status == 503
        assert person.try_again(page).status == 303
        assert person.note() == "CANARY, typed while the disk was full"
        assert "CANARY" not in form.log


def test_a_full_disk_for_temporary_files_leads_to_the_page_that_prints(small: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    state = str(tmp_path / "elsewhere" / "var")
    with served(tmp_path, environment={"TMPDIR": str(small)}, state=state) as form, Person(form) as person:
        with full(small):
            page = person.browser.get("/summary.pdf")
            assert page.status == 503
            documented("the disk for temporary files (`TMPDIR`) is full while somebody prints", *told(page))
            assert person.browser.get("/summary").status == 200
        assert person.browser.get("/summary.pdf").status == 200


def test_a_full_disk_stops_a_first_and_a_later_start(small: Path) -> None:
    example: dict[str | Path, str] = {small: "/var/lib/decision-aid"}
    with full(small):
        documented("the disk is full at the first start", ran(small, "serve", "--port", "0").refused(), example=example)
    with served(small.parent):
        pass
    with full(small):
        documented("the disk is full at a later start", ran(small, "serve", "--port", "0").refused(), example=example)
    with served(small.parent) as form, Person(form) as person:
        assert person.press_continue("with room again").status == 303


def test_a_backup_on_a_full_disk_is_refused_and_leaves_nothing(small: Path, tmp_path: Path) -> None:
    kept = tmp_path / "here" / "var"
    kept.parent.mkdir()
    with served(kept.parent):
        pass
    (small / "copies").mkdir()
    with full(small):
        said = ran(kept, "backup", str(small / "copies")).refused()
    documented("`backup` to a disk that is full", said, example={small / "copies": "/mnt/backup"})
    assert list((small / "copies").iterdir()) == []
    assert ran(kept, "backup", str(small / "copies")).code == 0
