"""The whole journey where there is no network but this machine's own: alone.py FOLDER [outside].

Starts the form, goes through everything in a browser, and prints what was not as it should be. With `outside` it tries
instead to reach another machine, by address and by name, as nothing of the form may.
"""

from __future__ import annotations

import fcntl
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))  # the last: the program is the one that is installed

from tests.deploy.journey import whole
from tests.reliability.serving_group import serving
from tests.reliability.writers import Browser

OUTSIDE = ("192.0.2.1", 443)  # reserved for documentation (RFC 5737)
_SET_FLAGS, _UP = 0x8914, 1  # SIOCSIFFLAGS and IFF_UP of linux/sockios.h and linux/if.h


def begin_loopback() -> None:
    """Let this machine reach itself, in a namespace where it cannot yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh22x", b"lo", _UP))


def routes() -> list[str]:
    return Path("/proc/net/route").read_text().splitlines()[1:]


def reach_outside() -> None:
    with suppress(OSError):
        socket.create_connection(OUTSIDE, timeout=5)
    with suppress(OSError):
        socket.getaddrinfo("form.clinic.example", 443)


def main(folder: Path, more: list[str]) -> None:
    begin_loopback()
    found = [f"a route: {route}" for route in routes()]
    with serving(folder) as group:
        one, other = Browser(group.port), Browser(group.port)
        if more:
            reach_outside()
        else:
            found += whole(one, other)
        one.hang_up()
        other.hang_up()
        group.end()
    sys.stdout.write("\n".join([*found, "done\n"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
