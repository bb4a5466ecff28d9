"""A fresh Debian of the tests' own, with systemd as its first process and a network that leads nowhere."""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

NEEDED = ("mmdebstrap", "systemd-nspawn", "nsenter")
_SOURCES = ("sources.list", "sources.list.d/debian.sources", "sources.list.d/ubuntu.sources")
_ASKED = re.compile(r"^Acquire::(?:http|https|Check|Retries|AllowWeak|AllowInsecure)", re.IGNORECASE)
_SERVER = "systemd-sysv,dbus,iproute2"  # what every server has that systemd runs
_NETWORK = 0x40000000  # CLONE_NEWNET of linux/sched.h
_TURN = Path(tempfile.gettempdir()) / "machine.lock"
_PATIENCE = 60  # seconds for a start, and for an end
_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}


def why_not() -> str:
    """Return why there can be no such machine here, or nothing."""
    if os.geteuid() != 0:
        return "only root can make a machine of its own"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    return f"not here: {', '.join(missing)}" if missing else ""


def python() -> str:
    """Return the version of Python, like 3.11, that the packages of such a machine bring: the same as here."""
    told = subprocess.run(["apt-cache", "show", "python3"], capture_output=True, check=True, text=True).stdout
    return told.partition("\nVersion: ")[2].partition("\n")[0].rsplit(".", 1)[0]


class Machine:
    """Runs commands as its root would, in /root; `settings` are environment variables for all of them."""

    def __init__(self, root: Path, settings: dict[str, str]) -> None:
        self.root = root
        self.failed = ""
        self._settings = settings
        self._log = root.with_name("log")
        self._process: subprocess.Popen[bytes] | None = None
        self._leader = 0

    def start(self) -> None:
        """Start it, and return when it is up."""
        command = ["systemd-nspawn", "--quiet", "--boot", "--register=no", "--private-network"]
        alone = ["--resolv-conf=off", "--timezone=off"]  # its own files there, which its own packages may change
        firewall = ["--system-call-filter=bpf", "--capability=CAP_BPF"]  # systemd keeps a service off addresses by it
        unit = [] if Path("/run/systemd/system").exists() else ["--keep-unit"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*command, *alone, *firewall, *unit, "--console=pipe", "--machine=clinic", "-D", self.root],
                env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._leader = self._first_process(self._process)
        for _ in range(_PATIENCE):
            if self.run("systemctl is-system-running --wait").stdout.strip() in {"running", "degraded"}:
                return
            time.sleep(1)
        pytest.fail(f"the machine never came up: {self._said()}")

    def cut_power(self) -> None:
        """End everything in it at once."""
        if self._process:
            if self._leader:
                with suppress(ProcessLookupError):
                    os.kill(self._leader, signal.SIGKILL)  # its first process, and so all others
            else:
                self._process.kill()
            self._process.wait(_PATIENCE)
        self._process, self._leader = None, 0

    def run(self, script: str, *, network: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a script of bash that ends at its first failure; with `network` on the network of who runs the tests."""
        spaces = ["--mount", "--pid", "--uts", "--ipc", "--cgroup", *([] if network else ["--net"])]
        return subprocess.run(
            [
                "nsenter",
                "--target",
                str(self._leader),
                *spaces,
                "bash",
                "-euo",
                "pipefail",
                "-c",
                f"cd /root\n{script}",
            ],
            capture_output=True,
            check=False,
            env=_ENVIRONMENT | self._settings,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=300,
        )

    def said(self, script: str, *, network: bool = False) -> str:
        """Return what a script says on both channels; fail if it fails."""
        done = self._done(script, network=network)
        return done.stdout + done.stderr

    def told(self, script: str) -> str:
        """Return what a script says on standard output alone; fail if it fails."""
        return self._done(script, network=False).stdout

    def _done(self, script: str, *, network: bool) -> subprocess.CompletedProcess[str]:
        done = self.run(script, network=network)
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Let this thread make its connections on the machine's own network."""
        with network_of(self._leader):
            yield

    def _first_process(self, process: subprocess.Popen[bytes]) -> int:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        for _ in range(_PATIENCE * 10):
            if process.poll() is not None:
                break
            for number in children.read_text().split():
                if Path(f"/proc/{number}/comm").read_text().strip() == "systemd":
                    return int(number)
            time.sleep(0.1)
        pytest.fail(f"the machine did not start: {self._said()}")

    def _said(self) -> str:
        return self._log.read_text(errors="replace")[-2000:]


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Machine]:
    """Make a machine in a folder, start it, and take it away again; one is up after the other.

    Where systemd is not the first process here, two would have one control group, and each the other's walls.
    """
    machine = Machine(folder / "root", settings)
    try:
        debian(machine.root, folder, _SERVER)
        with _TURN.open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            try:
                machine.start()
                yield machine
            finally:
                machine.cut_power()
    finally:
        shutil.rmtree(machine.root, ignore_errors=True)


@contextmanager
def network_of(process: int) -> Iterator[None]:
    """Let this thread make its connections on the network of another process."""
    with Path("/proc/thread-self/ns/net").open() as ours, Path(f"/proc/{process}/ns/net").open() as theirs:
        _enter(theirs.fileno())
        try:
            yield
        finally:
            _enter(ours.fileno())


def debian(root: Path, folder: Path, more: str) -> None:
    """Make a Debian or Ubuntu of the kind that runs here, from the places this one has its packages from.

    `more` names packages, with commas between them. What is needed on the way is put into the folder.
    """
    sources = [path for name in _SOURCES if (path := Path("/etc/apt", name)).is_file() and path.stat().st_size]
    told = subprocess.run(["apt-config", "dump"], capture_output=True, check=True, text=True).stdout
    options = folder / "apt.conf"
    options.write_text("".join(f"{line}\n" for line in told.splitlines() if _ASKED.match(line)))
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    (name,) = re.findall(r"^VERSION_CODENAME=(\w+)", release, re.MULTILINE)
    hasty = "--dpkgopt=force-unsafe-io"  # nothing of this machine need outlive the tests
    command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=apt", hasty, f"--include={more}"]
    made = subprocess.run(
        [*command, f"--aptopt={options}", name, root, *sources],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")


def _enter(space: int) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    if system.setns(space, _NETWORK):
        raise OSError(ctypes.get_errno(), "the network of the machine cannot be entered")
