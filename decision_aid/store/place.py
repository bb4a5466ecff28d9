"""Where the database file may stand: a private folder on a disk of this machine."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from decision_aid.core.errors import StoreRefused

_MOUNTS = Path("/proc/self/mountinfo")
_FAR = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4"}
    | {"ocfs2", "orangefs", "prl_fs", "pvfs2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
)
# A program makes these up from anything it likes, and most of them from another machine; of these it is known better.
_FUSE = "fuse"
_NEAR_FUSE = frozenset(
    {"fuseblk", "fuse.exfat", "fuse.ext2", "fuse.ext3", "fuse.ext4", "fuse.fuse-ext2", "fuse.fuse2fs"}
    | {"fuse.fuse-overlayfs", "fuse.ntfs", "fuse.ntfs-3g"}
)
_IN_MEMORY = frozenset({"ramfs", "tmpfs"})
ELSEWHERE = "choose another state folder (DECISION_AID_STATE)"
LOCAL_DISK = "choose another state folder (DECISION_AID_STATE) on a disk of this machine"


def prepared(path: Path) -> Path:
    """Return the full path of a database file that exists, made with its folder if it did not.

    A new file is readable by its owner alone (0600), and so is a new folder (0700). Raises StoreRefused for a
    path that is no plain file, cannot be made, can be written by others, or is on a network file system.
    """
    try:
        place = path.resolve()
        make_folder(place.parent)
        _check_closed(place.parent, "700")
        _make_file(place)
        _check_closed(place, "600")
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
    try:
        place.lstat()
    except PermissionError as error:
        raise StoreRefused(
            f"The database {place} cannot be looked at ({error.strerror}): run this as the user who runs the form."
        ) from None
    except OSError:
        raise StoreRefused(f"There is no database {place}: the first start of the form makes it.") from None
    check(place, _mounts())
    return place


def kind_in_memory(place: Path) -> str:
    """Return the kind of file system in memory that this path is on, or ""."""
    return file_system_in_memory(existing(place), _mounts())


def check(place: Path, mounts: str) -> None:
    """Raise StoreRefused unless this is a plain file on a disk of this machine; `mounts` as below."""
    if place.is_dir():
        raise StoreRefused(f"The database {place} is a folder: move it away, or {ELSEWHERE}.")
    if not place.is_file():
        raise StoreRefused(f"The database {place} is not a plain file: move it away, or {ELSEWHERE}.")
    if kind := network_file_system(place, mounts):
        raise StoreRefused(
            f"The database {place} is on a network file system ({kind}), where answers can be lost: {LOCAL_DISK}."
        )


def network_file_system(place: Path, mounts: str) -> str:
    """Return the kind of network file system this path is on, or "" if it is none; `mounts` as in `_kind`.

    What a program makes up (FUSE) is taken for one, unless its kind is known to be of this machine.
    """
    kind = _kind(place, mounts)
    made_up = kind.partition(".")[0] == _FUSE and kind not in _NEAR_FUSE
    return kind if kind in _FAR or made_up else ""


def file_system_in_memory(place: Path, mounts: str) -> str:
    """Return the kind of file system in memory this path is on, or "" if it is none; `mounts` as in `_kind`."""
    kind = _kind(place, mounts)
    return kind if kind in _IN_MEMORY else ""


def _kind(place: Path, mounts: str) -> str:
    """Return the kind of file system this path is on, or "" if that is not known.

    `mounts` is the text of /proc/self/mountinfo; of several mounts on one point the last one counts.
    """
    kinds = {_plain(line.split()[4]): line.split(" - ", 1)[1].split()[0] for line in mounts.splitlines()}
    return next((kinds[at] for at in map(str, (place, *place.parents)) if at in kinds), "")


def make_folder(folder: Path) -> None:
    """Make a folder for this user alone, with its parents; each new name outlives a power cut. Raises OSError."""
    new = [each for each in (folder, *folder.parents) if not each.is_dir()]
    if not new:
        return
    for each in reversed(new):  # one by one: of what `parents` makes everybody could read the names
        each.mkdir(mode=0o700, exist_ok=True)  # another process may start just now
    for each in new:
        make_durable(each.parent)


def own_as_folder(path: Path) -> None:
    """Give what root makes for the user who runs the form to the owner of its folder. Raises OSError."""
    owner = path.parent.stat()
    if os.geteuid() == 0 and owner.st_uid:
        os.chown(path, owner.st_uid, owner.st_gid)


def _check_closed(path: Path, wanted: str) -> None:
    """Raise StoreRefused where others could change or delete what is kept here."""
    if path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise StoreRefused(f"Others can write {path}: run chmod {wanted} {path}.")


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
