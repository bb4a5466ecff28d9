"""Where the database file may stand: a private folder on a disk of this machine."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from decision_aid.core.errors import StoreRefused

_MOUNTS = Path("/proc/self/mountinfo")
_FAR = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2"}
    | {"orangefs", "smb3", "smbfs", "vboxsf"}
)
_FAR_FUSE = ("fuse.ceph", "fuse.gluster", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs")
ELSEWHERE = "choose another state folder (DECISION_AID_STATE)"
_LOCAL_DISK = "choose another state folder (DECISION_AID_STATE) on a disk of this machine"


def prepared(path: Path) -> Path:
    """Return the full path of a database file that exists, made with its folder if it did not.

    A new file is readable by its owner alone (0600), and so is a new folder (0700). Raises StoreRefused for a
    path that is no plain file, cannot be made, or is on a network file system.
    """
    try:
        place = path.resolve()
        make_folder(place.parent)
        _make_file(place)
    except (OSError, RuntimeError) as error:  # RuntimeError: Python 3.11's word for links that go round
        reason = getattr(error, "strerror", None) or "its links go round in a circle"
        raise StoreRefused(
            f"The database {path} cannot be made ({reason}): let this user write to its folder, or {ELSEWHERE}."
        ) from error
    check(place, _mounts())
    return place


def existing(path: Path) -> Path:
    """Return the full path of a database file that is there; nothing is made. Raises StoreRefused."""
    place = path.absolute()
    with suppress(OSError, RuntimeError):
        place = path.resolve()
    if not os.path.lexists(place):
        raise StoreRefused(f"There is no database {place}: the first start of the form makes it.")
    check(place, _mounts())
    return place


def kind_of_network(place: Path) -> str:
    """Return the kind of network file system that this path, or the nearest folder above it, is on, or ""."""
    return network_file_system(place.absolute(), _mounts())


def check(place: Path, mounts: str) -> None:
    """Raise StoreRefused unless this is a plain file on a disk of this machine; `mounts` as below."""
    if place.is_dir():
        raise StoreRefused(f"The database {place} is a folder: move it away, or {ELSEWHERE}.")
    if not place.is_file():
        raise StoreRefused(f"The database {place} is not a plain file: move it away, or {ELSEWHERE}.")
    if kind := network_file_system(place, mounts):
        raise StoreRefused(
            f"The database {place} is on a network file system ({kind}), where answers can be lost: {_LOCAL_DISK}."
        )


def network_file_system(place: Path, mounts: str) -> str:
    """Return the kind of network file system this path is on, or "" if it is none.

    `mounts` is the text of /proc/self/mountinfo; of several mounts on one point the last one counts.
    """
    kinds = {_plain(line.split()[4]): line.split(" - ", 1)[1].split()[0] for line in mounts.splitlines()}
    kind = next((kinds[at] for at in map(str, (place, *place.parents)) if at in kinds), "")
    return kind if kind in _FAR or kind.startswith(_FAR_FUSE) else ""


def make_folder(folder: Path) -> None:
    """Make a folder for this user alone, with its parents; each new name outlives a power cut. Raises OSError."""
    new = [each for each in (folder, *folder.parents) if not each.is_dir()]
    if not new:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # another process may start just now
    for each in new:
        make_durable(each.parent)


def _make_file(place: Path) -> None:
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    make_durable(place.parent)


def make_durable(folder: Path) -> None:
    """Write the folder's list of names to the disk, so that a new name in it outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mounts() -> str:
    try:
        return _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def _plain(name: str) -> str:
    return name.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
