"""Debian's nginx as a process of the tests' own: its main file and the site that ships, with other ports and paths."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from threading import Event

import pytest

from tests.house.checkout import ROOT
from tests.reliability.certificates import certified
from tests.reliability.writers import Browser
from tests.serving import free_port

HOST = "form.clinic.example"
SITE = ROOT / "deploy" / "nginx.conf"
_MAIN = Path("/etc/nginx/nginx.conf")
_PARTS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_LOOKS, _BETWEEN = 200, 0.05  # seconds


class Nginx:
    """One nginx with all its files in a folder; `plain` and `secure` are its ports.

    `forms` are the ports of the servers behind it, `instead` what else to put for words of the site, `line` how its
    lines are to be.
    """

    def __init__(
        self, folder: Path, forms: Sequence[int], instead: Mapping[str, str] | None = None, line: str = ""
    ) -> None:
        self.folder = folder
        self.plain, self.secure = free_port(), free_port()
        self.temporary = folder / "temporary"
        self._process: subprocess.Popen[bytes] | None = None
        self._browsers: list[Browser] = []
        self._certify()
        (folder / "site.conf").write_text(self._site(forms, instead or {}, line))
        (folder / "nginx.conf").write_text(self._main())

    @property
    def pid(self) -> int:
        assert self._process, "nginx was not started"
        return self._process.pid

    @property
    def said(self) -> str:
        """Return all that nginx wrote down."""
        return "".join(file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log")))

    def start(self, *before: str) -> None:
        """Return once it answers; `before` is a program that runs it."""
        command = [*before, program(), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        with (self.folder / "start.log").open("ab") as log:
            self._process = subprocess.Popen([*command, "-g", "daemon off;"], stdout=log, stderr=log)
        for _ in range(_LOOKS):
            assert self._process.poll() is None, f"nginx ended: {self.said}"
            if _listens(self.secure):
                return
            Event().wait(_BETWEEN)
        pytest.fail(f"nginx never answered: {self.said}")

    def close(self) -> None:
        for browser in self._browsers:
            browser.hang_up()
        if self._process and self._process.poll() is None:
            os.kill(int((self.folder / "nginx.pid").read_text()), signal.SIGTERM)  # not a program that runs it
            self._process.wait(timeout=30)

    def browser(self, source: str = "127.0.0.1") -> Browser:
        """Return somebody's browser that comes by TLS from this address of this machine."""
        browser = Secure(self.secure, self.trusting(), source)
        self._browsers.append(browser)
        return browser

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "authority.pem"))

    def _certify(self) -> None:
        certified(self.folder, HOST)
        whole = (self.folder / "host.pem").read_text()
        at = whole.index("-----BEGIN CERTIFICATE-----")
        (self.folder / "privkey.pem").write_text(whole[:at])
        (self.folder / "fullchain.pem").write_text(whole[at:])

    def _site(self, forms: Sequence[int], instead: Mapping[str, str], line: str) -> str:
        ours = {
            "server 127.0.0.1:8000;": _servers(forms),
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.secure} ssl {line};",
            "listen [::]:80;": f"listen [::1]:{self.plain};" if socket.has_ipv6 and _has_six() else "",
            "listen [::]:443 ssl;": f"listen [::1]:{self.secure} ssl;" if socket.has_ipv6 and _has_six() else "",
            f"https://{HOST}": f"https://{HOST}:{self.secure}",
            "/etc/ssl/decision-aid": str(self.folder),
            "/var/log/nginx": str(self.folder),
        }
        return _replaced(SITE.read_text(), {**ours, **instead})

    def _main(self) -> str:
        self.temporary.mkdir()
        places = "\n".join(f"{part}_temp_path {self.temporary / part};" for part in _PARTS)
        ours = {
            "user www-data;": "user root;" if os.geteuid() == 0 else "",
            "pid /run/nginx.pid;": f"pid {self.folder / 'nginx.pid'};",
            "worker_processes auto;": "worker_processes auto; worker_rlimit_nofile 9000;",
            "worker_connections 768;": "worker_connections 4096;",  # both as the head of the site says
            "include /etc/nginx/conf.d/*.conf;": places,
            "include /etc/nginx/sites-enabled/*;": f"include {self.folder / 'site.conf'};",
            "/var/log/nginx": str(self.folder),
        }
        return _replaced(_MAIN.read_text(), ours)


class Secure(Browser):
    """A browser that comes by TLS, under the name of the form."""

    def __init__(self, port: int, trusting: ssl.SSLContext, source: str) -> None:
        self._trusting, self._source = trusting, source
        super().__init__(port)

    def again(self) -> Browser:
        other = Secure(self._port, self._trusting, self._source)
        other.cookies = self.cookies
        return other

    def _connection(self) -> HTTPConnection:
        return _ToHere(
            HOST, self._port, timeout=self._patience, context=self._trusting, source_address=(self._source, 0)
        )


class _ToHere(HTTPSConnection):
    """A connection to this machine, whatever the host is called."""

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout, self.source_address)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)

    _context: ssl.SSLContext
    source_address: tuple[str, int]


@contextmanager
def nginx(folder: Path, forms: Sequence[int], instead: Mapping[str, str] | None = None) -> Iterator[Nginx]:
    """Give a running nginx in front of the form's servers on these ports; nothing of it is left after."""
    front = Nginx(folder, forms, instead)
    try:
        front.start()
        yield front
    finally:
        front.close()


def program() -> str:
    """Return where nginx is; skip where it is not."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None or not _MAIN.exists():
        pytest.skip("nginx is not installed here as Debian does it (the package is called nginx)")
    return found


def _replaced(text: str, instead: Mapping[str, str]) -> str:
    """Return the text with each of these words, all of which must be there, replaced."""
    for words in instead:
        assert words in text, f"{words} is not there to be replaced"
    # in one go: nothing that was put in is looked at again
    return re.sub("|".join(map(re.escape, sorted(instead, key=len, reverse=True))), lambda at: instead[at[0]], text)


def _servers(forms: Sequence[int]) -> str:
    """Return the lines of one server, or those that the site's comment has for two."""
    if len(forms) == 1:
        return f"server 127.0.0.1:{forms[0]};"
    told = re.findall(r"^    #     ((?:zone|server) .+;)$", SITE.read_text(), re.MULTILINE)
    assert len(told) == 1 + 2 * len(forms)
    places = {f"192.0.2.{11 + at}:8000": f"127.0.0.1:{port}" for at, port in enumerate(forms)}
    return _replaced("\n".join(told), places)


def _has_six() -> bool:
    six = Path("/proc/net/if_inet6")
    return six.exists() and bool(six.read_text().strip())


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
