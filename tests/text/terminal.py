"""A program in a terminal that nobody sees, by tmux: keys go in, and what stands on the screen can be read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

WIDTH, HEIGHT = 140, 300  # so wide that no title is cut, and so many lines that no page needs to be scrolled
PATIENCE = 60.0  # seconds, for a page
STILL = 4  # looks, a twentieth of a second apart, that all show the same


class Terminal:
    """Everything in it knows no more of this machine's variables than where programs are."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "tmux"
        self._variables = {"HOME": str(folder), "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "TERM": "screen"}

    def run(self, *call: str) -> str:
        whole = ["tmux", "-u", "-f", "/dev/null", "-S", str(self._socket), *call]
        done = subprocess.run(whole, check=True, capture_output=True, text=True, timeout=PATIENCE, env=self._variables)
        return done.stdout

    @property
    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys by their names, such as Enter."""
        self.run("send-keys", *keys)

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def wait(self, shown: Callable[[str], bool], what: str) -> str:
        """Return the screen once it shows what is awaited and is drawn to its end: the same for a while."""
        until, before, same = monotonic() + PATIENCE, "", 0
        while monotonic() < until:
            screen = self.screen
            same = same + 1 if screen == before else 0
            if same == STILL and shown(screen):
                return screen
            before, same = screen, min(same, STILL - 1)
            sleep(0.05)
        raise AssertionError(f"{what} is never shown:\n{self.screen.strip()}")


@contextmanager
def terminal(folder: Path, command: str) -> Iterator[Terminal]:
    """Run a shell's command in a terminal, at home in this folder; end it afterwards."""
    opened = Terminal(folder)
    opened.run("new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), command)
    try:
        yield opened
    finally:
        opened.run("kill-server")
