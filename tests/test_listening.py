"""Where `serve` listens, and what it says of it."""

from __future__ import annotations

import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.test_cli import COMMAND, SMALLEST, environment, refused, run

SAID = re.compile(r"The form is on (http://(\S+):(\d+)) \(Ctrl-C ends it\)\n")


@contextmanager
def listening(folder: Path, host: str) -> Iterator[re.Match[str]]:
    """Serve on a port that is free; give what was said of it."""
    with subprocess.Popen(
        [*COMMAND, "serve", "--host", host, "--port", "0"],
        cwd=folder,
        env=environment(folder, {"questions": str(SMALLEST), "print_workers": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout
            said = SAID.fullmatch(process.stdout.readline())
            assert said
            yield said
        finally:
            process.terminate()


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]"])
def test_the_address_that_is_told_leads_to_the_form(tmp_path: Path, host: str) -> None:
    if ":" in host and not has_ipv6():
        pytest.skip("this machine gives nobody an address of IPv6")
    with listening(tmp_path, host) as said:
        assert said[3] != "0"
        with urllib.request.urlopen(said[1], timeout=30) as start:
            assert start.status == 200
            assert b"/start" in start.read()


@pytest.mark.parametrize("host", ["", "fe80::1%nowhere", "form" * 16])
def test_a_name_that_leads_nowhere_is_refused_as_that(tmp_path: Path, host: str) -> None:
    said = refused(run("serve", "--host", host, "--port", "0", state=tmp_path, allow_insecure_http="1"))
    assert said == f"{host or 'Nothing'} is no address of this machine: choose another with --host."
