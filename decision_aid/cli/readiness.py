"""Tells systemd, if it started this process, that the form can be used now; `systemctl start` waits for it."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

_PLACE = "NOTIFY_SOCKET"  # see sd_notify(3)


def tell() -> bool:
    """Say so once, and return whether systemd listens; no other process of ours is to say anything."""
    place = os.environ.pop(_PLACE, "")
    if place:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(b"READY=1", place.replace("@", "\0", 1) if place.startswith("@") else place)
    return bool(place)
