"""The container of deploy/Containerfile, built and run before a release: python -m tests.deploy.container.

As root, with buildah, runc and mmdebstrap from Debian. It is built by buildah on a Debian of this machine's release,
which mmdebstrap makes in place of the image that a registry has under that name, and run by runc as the file says at
its top: nothing to write but its state and /tmp, no capabilities, no new privileges, a network that leads nowhere. A
person goes through the whole form in it; then it is ended and started anew on the same volume, and a code of before
must still open. Prints what was not as it should be, and ends with 1 if anything was.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.deploy import machine, releases
from tests.deploy.journey import CODE, NOTE, through, whole
from tests.house.checkout import ROOT
from tests.reliability.writers import Browser, Unanswered

NEEDED = ("buildah", "runc", "mmdebstrap")
BASE, IMAGE = "docker.io/library/debian:12-slim", "localhost/decision-aid"
SETTINGS = ("DECISION_AID_TLS_PROXY=1", "DECISION_AID_TRUSTED_HOSTS=form.clinic.example")
PROGRAM = "/opt/decision-aid/bin/decision-aid"
STATE = "var/lib/decision-aid"
PORT = 8000
PATIENCE = 60  # seconds for a start, and for an end
_RIGHTS = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
_PIP = "[global]\nno-index = true\nfind-links = /srv/packages\n"


def why_not() -> str:
    """Return why no container can be built and run here, or nothing."""
    if os.geteuid() != 0:
        return "Only root can build and run the container this way."
    missing = [name for name in NEEDED if shutil.which(name) is None]
    return f"Not here: {', '.join(missing)}. Install the Debian packages of these names." if missing else ""


class Builder:
    """Buildah, with images and containers in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, *command: str | Path) -> str:
        """Return what a command of buildah prints, in one line; fail with its words if it fails."""
        places = ["--root", f"{self._folder}/images", "--runroot", f"{self._folder}/run", "--storage-driver", "vfs"]
        return _said(["buildah", *places, *map(str, command)])

    def base(self, root: Path) -> None:
        """Give the files of a machine the name that the container is built on."""
        made = self.run("from", "scratch")
        self.run("add", "--quiet", made, root, "/")
        self.run("commit", "--quiet", "--rm", made, BASE)

    def build(self, packages: Path, pip: Path) -> None:
        """Build the image; pip finds its packages in a folder, and holds them to their hashes as everywhere."""
        volumes = ["--volume", f"{packages}:/srv/packages:ro", "--volume", f"{pip}:/etc/pip.conf:ro"]
        file = ["--file", str(ROOT / "deploy/Containerfile"), "--tag", IMAGE]
        self.run("bud", "--isolation", "chroot", "--pull-never", *volumes, *file, ROOT)

    def wanted(self) -> dict[str, Any]:
        """Return what the image says of how it is to be run."""
        return dict(json.loads(self.run("inspect", "--type", "image", IMAGE))["OCIv1"]["config"])

    @contextmanager
    def files(self) -> Iterator[Path]:
        """Give the folder where the files of a container of this image are."""
        made = self.run("from", "--pull-never", IMAGE)
        try:
            yield Path(self.run("mount", made))
        finally:
            self.run("umount", made)
            self.run("rm", made)


@dataclass(frozen=True, slots=True)
class Container:
    """A bundle that runc runs, with a name of its own."""

    bundle: Path
    name: str

    @contextmanager
    def running(self) -> Iterator[int]:
        """Start it and give the number of its process when the form answers; end it in good order."""
        number = self.bundle / "pid"
        number.unlink(missing_ok=True)
        command = ["runc", "run", "--bundle", str(self.bundle), "--pid-file", str(number), self.name]
        with (self.bundle / "log").open("a") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield self._answering(process, number)
            process.terminate()  # runc hands SIGTERM on, as `podman stop` sends it
            assert process.wait(PATIENCE) == 0, self._log()
        finally:
            subprocess.run(["runc", "delete", "--force", self.name], check=False, capture_output=True)
            process.wait(PATIENCE)

    def does(self, *command: str, user: int | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command beside the form, as its user or as another."""
        call = ["runc", "exec", *([] if user is None else ["--user", str(user)]), self.name, *command]
        return subprocess.run(call, capture_output=True, check=False, text=True, timeout=PATIENCE)

    def _answering(self, process: subprocess.Popen[bytes], number: Path) -> int:
        for _ in range(PATIENCE):
            if process.poll() is not None:
                break
            if number.exists() and number.read_text() and _answers(int(number.read_text())):
                return int(number.read_text())
            time.sleep(1)
        raise AssertionError(f"The container does not answer: {self._log()}")

    def _log(self) -> str:
        return (self.bundle / "log").read_text(errors="replace")[-2000:]


def bundle(folder: Path, files: Path, wanted: dict[str, Any]) -> Container:
    """Lay out what runc needs: the image's own command, user and surroundings, within the walls that the file names."""
    folder.mkdir()
    volume = folder / "volume"  # as podman makes one: empty, with the rights that the folder has in the image
    shutil.copytree(files / STATE, volume)
    owner = (files / STATE).stat()
    os.chown(volume, owner.st_uid, owner.st_gid)
    _said(["runc", "spec", "--bundle", str(folder)])
    spec = json.loads((folder / "config.json").read_text())
    spec["root"] = {"path": str(files), "readonly": True}
    spec["process"] |= {
        "terminal": False,
        "user": {"uid": owner.st_uid, "gid": owner.st_gid},
        "args": [*wanted["Entrypoint"], *wanted["Cmd"]],
        "env": [*wanted["Env"], *SETTINGS],
        "cwd": wanted["WorkingDir"],
        "capabilities": {},
        "noNewPrivileges": True,
    }
    spec["mounts"] += [
        {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "mode=1777"]},  # noqa: S108 - inside
        {"destination": f"/{STATE}", "type": "bind", "source": str(volume), "options": ["bind", "rw"]},
    ]
    (folder / "config.json").write_text(json.dumps(spec))
    return Container(folder, f"decision-aid-{os.getpid()}")


def faults(container: Container) -> Iterator[str]:
    """Go through the form in it, twice on the same volume, and through what was not as it should be."""
    with container.running() as process:
        yield from _journey(process)
        yield from _walls(container)
        code = _begun(process)
    with container.running() as process, machine.network_of(process), closing(Browser(PORT)) as later:
        if later.come_back(code).status != 303 or NOTE not in later.get("/answers").html:
            yield "the code of before, after a new start on the same volume"


def _journey(process: int) -> list[str]:
    with machine.network_of(process), closing(Browser(PORT)) as one, closing(Browser(PORT)) as other:
        return whole(one, other)


def _begun(process: int) -> str:
    with machine.network_of(process), closing(Browser(PORT)) as browser:
        through(browser, 3)
        (code,) = CODE.findall(browser.get("/keep").html)
    return str(code)


def _walls(container: Container) -> Iterator[str]:
    """Look from inside: the doctor finds nothing wrong, and the program cannot be changed."""
    doctor = container.does(PROGRAM, "doctor")
    if doctor.returncode:
        yield f"the doctor: {doctor.stdout}{doctor.stderr}"
    if container.does("touch", f"/{STATE}/probe").returncode:
        yield "the state folder cannot be written"
    for place in ("/opt/decision-aid/probe", "/etc/probe", "/probe"):
        if not container.does("touch", place, user=0).returncode:
            yield f"{place} could be written by root"
    status = dict(line.split(":", 1) for line in container.does("cat", "/proc/1/status").stdout.splitlines())
    yield from (f"it has rights: {name} {status[name]}" for name in _RIGHTS if int(status[name], 16))
    if int(status["NoNewPrivs"]) != 1:
        yield "it can gain rights"


def _answers(process: int) -> bool:
    with machine.network_of(process), closing(Browser(PORT)) as browser:
        try:
            return browser.get("/healthz").status == 200
        except Unanswered:
            return False


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout.strip()


def main() -> int:
    if reason := why_not():
        sys.stderr.write(f"{reason}\n")
        return 1
    with TemporaryDirectory(prefix="container-") as name:
        folder = Path(name).resolve()  # runc takes no link on the way
        builder = Builder(folder)
        machine.debian(folder / "base", folder, "ca-certificates")
        for lock in ("requirements.lock", "requirements-build.lock"):
            releases.packages(folder / "packages", machine.python(), lock)
        (folder / "pip.conf").write_text(_PIP)
        builder.base(folder / "base")
        builder.build(folder / "packages", folder / "pip.conf")
        sys.stdout.write("The container is built.\n")
        with builder.files() as files:
            found = list(faults(bundle(folder / "bundle", files, builder.wanted())))
    sys.stdout.write("\n".join([*(f"Not as it should be: {fault}" for fault in found), "done\n"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
