"""Start, journey, printing, kept file and end need no network: none is there, and the kernel's calls show no try."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest

ALONE = Path(__file__).with_name("alone.py")
CALLS = "connect,sendto,sendmsg,sendmmsg"
ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
UNIX = re.compile(r'sun_path=@?"([^"]+)"')
NAMES = 53  # a question for a name leads outside, even if it is put to this machine
STOREHOUSES = ("nscd", "resolve", "nss", "varlink")  # services that would ask outside for others


def without_network() -> list[str]:
    """Return the command that runs another where there is no network; skip where none may be had."""
    command = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    done = subprocess.run([*command, "true"], capture_output=True, check=False, text=True)
    if done.returncode:
        pytest.skip(f"this machine gives nobody a network of their own: {done.stderr.strip()}")
    return command


def tries(folder: Path, *more: str) -> set[str]:
    """Go through everything without a network; return whom anybody tried to reach beyond this machine."""
    trace = folder / "trace"
    strace = ["strace", "-f", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(trace)]
    command = [*without_network(), *strace, sys.executable, "-P", str(ALONE), str(folder / "served"), *more]
    (folder / "served").mkdir()
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
    assert done.stdout == "done\n", done.stdout + done.stderr[-2000:]
    calls = trace.read_text()
    assert 'inet_addr("127.0.0.1")' in calls, "not even the form's own browser was seen"
    return set(beyond(calls))


def beyond(calls: str) -> list[str]:
    reached = [(int(port), address) for port, address in ADDRESS.findall(calls)]
    services = [path for path in UNIX.findall(calls) if any(word in path for word in STOREHOUSES)]
    far = [address for port, address in reached if port == NAMES or not ip_address(address).is_loopback]
    return far + services


def test_the_whole_journey_reaches_for_nobody_beyond_this_machine(tmp_path: Path) -> None:
    assert tries(tmp_path) == set()


def test_who_reaches_out_is_found_out(tmp_path: Path) -> None:
    found = tries(tmp_path, "outside")
    assert "192.0.2.1" in found
