"""Two servers on one file: on one machine they share it, over a network they are refused; and a disk that is none."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from decision_aid.store import place
from tests.test_cli import SMALLEST

from .conftest import Trial, begun
from .form import Person, served
from .guide import documented


def test_two_servers_on_one_file_of_one_machine_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    with (
        served(tmp_path) as one,
        served(tmp_path / "two", state=str(tmp_path / "var")) as two,
        Person(one) as here,
        Person(two) as there,
    ):
        for number in range(5):
            assert here.press_continue(f"here {number}").status == 303
            assert there.press_continue(f"there {number}").status == 303
        here.browser.move(two.port)
        there.browser.move(one.port)
        assert (here.note(), there.note()) == ("here 4", "there 4")


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Path]:
    """A folder on a network file system: SSH's, with this machine as its own server and a pipe for a network."""
    if os.geteuid() != 0 or not Path("/dev/fuse").exists():
        pytest.skip("only root can mount a share, on a machine with FUSE")
    there, here, line = tmp_path / "exported", tmp_path / "share", tmp_path / "line"
    there.mkdir()
    here.mkdir()
    line.write_text("#!/bin/sh\nexec /usr/lib/openssh/sftp-server\n")
    line.chmod(0o700)
    subprocess.run(["sshfs", "-o", f"ssh_command={line}", f"nobody:{there}", str(here)], check=True)
    try:
        yield here
    finally:
        subprocess.run(["fusermount3", "-u", str(here)], check=True)


def test_a_database_on_a_network_share_is_refused(serve: Trial, share: Path) -> None:
    said = serve(state=str(share / "form")).refused()
    documented("the state folder is on a network share", said, example={share: "/mnt/share"})


def test_the_doctor_calls_a_ram_disk_wrong(program: Trial) -> None:
    happened = "the state folder is on a RAM disk (`/dev/shm`, tmpfs, ramfs): `doctor`"
    with TemporaryDirectory(dir=in_memory()) as folder:
        begun(Path(folder))
        wrong = program("doctor", state=folder, questions=str(SMALLEST)).wrong()
    documented(happened, *wrong, example={folder: "/dev/shm/form"})  # noqa: S108 - an example


def in_memory() -> Path:
    """Return a folder in memory; there is one on every Linux that is not closed in."""
    folder = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    if not folder.is_dir() or not place.file_system_in_memory(folder, Path("/proc/self/mountinfo").read_text()):
        pytest.skip("this machine has no /dev/shm in memory")
    return folder
