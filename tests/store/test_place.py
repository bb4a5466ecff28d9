from pathlib import Path

import pytest

from decision_aid.core.errors import StoreRefused
from decision_aid.store.place import check, file_system_in_memory, network_file_system

MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /srv rw - nfs4 server:/export rw
31 30 254:1 / /srv/local rw - xfs /dev/vdb rw
32 22 0:30 / /mnt/my\040share rw shared:2 master:1 - cifs //server/share rw
33 22 0:31 / /home/clinic/far rw - fuse.sshfs host:/ rw
34 22 0:32 / /stacked rw - ext4 /dev/vdc rw
35 34 0:33 / /stacked rw - nfs server:/other rw
36 22 0:34 / /run rw - tmpfs tmpfs rw
37 22 0:35 / /ram rw - ramfs none rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/drafts", ""),
        ("/srv/drafts", "nfs4"),
        ("/srv/local/drafts", ""),
        ("/srvice/drafts", ""),
        ("/mnt/my share/state/drafts", "cifs"),
        ("/home/clinic/far/drafts", "fuse.sshfs"),
        ("/home/clinic/drafts", ""),
        ("/stacked/drafts", "nfs"),
    ],
)
def test_a_path_is_on_the_file_system_of_the_nearest_mount(path: str, kind: str) -> None:
    assert network_file_system(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    "kind",
    [
        "9p",
        "virtiofs",
        "prl_fs",
        "vmhgfs",
        "fuse",
        "fuse.juicefs",
        "fuse.gcsfuse",
        "fuse.blobfuse2",
        "fuse.mfs",
        "fuse.seaweedfs",
        "fuse.sshfs",
        "fuse.something-new",
    ],
)
def test_what_another_machine_may_keep_is_far(kind: str) -> None:
    mounts = f"22 1 254:0 / / rw - ext4 /dev/vda rw\n30 22 0:26 / /srv rw - {kind} x rw\n"
    assert network_file_system(Path("/srv/drafts"), mounts) == kind


@pytest.mark.parametrize(
    "kind", ["ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "fuseblk", "fuse.ext4", "fuse.fuse2fs", "fuse.ntfs-3g"]
)
def test_what_this_machine_keeps_is_near(kind: str) -> None:
    assert network_file_system(Path("/srv/drafts"), f"30 22 0:26 / /srv rw - {kind} x rw\n") == ""


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/run/form/drafts", "tmpfs"), ("/ram/drafts", "ramfs"), ("/var/lib/drafts", ""), ("/srv/drafts", "")],
)
def test_a_path_in_memory_is_known(path: str, kind: str) -> None:
    assert file_system_in_memory(Path(path), MOUNTS) == kind


def test_a_machine_that_tells_no_mounts_is_taken_as_it_is() -> None:
    assert network_file_system(Path("/srv/drafts"), "") == ""


def test_a_network_file_system_is_refused_with_a_mend(tmp_path: Path) -> None:
    file = tmp_path / "drafts"
    file.touch()
    with pytest.raises(StoreRefused, match=r"on a network file system \(nfs\).*choose another state folder"):
        check(file, f"36 1 0:35 / {tmp_path} rw - nfs server:/ rw\n")


def test_a_plain_file_on_a_local_disk_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "drafts"
    file.touch()
    check(file, "22 1 254:0 / / rw - ext4 /dev/vda rw\n")
