"""Each folder that is made, and each folder above it, is closed, and on the disk before anything is kept in it."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid.store.place import make_folder

MAKES = {
    "the state folder": "from decision_aid.store.place import prepared; prepared(Path(sys.argv[1]) / 'drafts')",
    "the secrets folder": (
        "from datetime import date; from decision_aid.store.keyring import open_folder;"
        "open_folder(Path(sys.argv[1]), date(2026, 11, 27), first=True)"
    ),
}


def synced(program: str, folder: Path, trace: Path) -> set[str]:
    """Return what was synced by a process that makes this folder."""
    command = ["strace", "-f", "-y", "-e", "trace=fsync", "-o", str(trace), sys.executable, "-c"]
    subprocess.run([*command, f"import sys; from pathlib import Path; {program}", str(folder)], check=True)
    return {line.partition("<")[2].partition(">")[0] for line in trace.read_text().splitlines() if "fsync(" in line}


@pytest.mark.parametrize("what", MAKES)
def test_every_new_folder_outlives_a_power_cut(what: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    folder = tmp_path / "there" / "one" / "two"
    above = {str(tmp_path / "there"), str(tmp_path / "there" / "one"), str(folder)}
    assert above <= synced(MAKES[what], folder, tmp_path / "trace")


def test_every_new_folder_is_closed_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path / "var" / "secrets")  # of a database on a server: nothing else makes the state folder
    folders = (tmp_path, tmp_path / "var", tmp_path / "var" / "secrets")
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o755, 0o700, 0o700]
