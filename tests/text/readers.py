"""Two browsers that show text alone, w3m and lynx, as somebody at a keyboard steers them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.text.terminal import Terminal

END = "Pause, settings and help"  # what every page ends with


class Reader(Protocol):
    """A text browser on a page."""

    @property
    def terminal(self) -> Terminal: ...

    def title(self) -> str: ...

    def choose(self, label: str) -> None:
        """Choose the answer with this label; afterwards it is marked."""

    def press(self, text: str) -> str:
        """Press the link or button that begins with this text; return the page it leads to, as it is shown."""


@dataclass(frozen=True)
class W3m:
    terminal: Terminal

    @staticmethod
    def command(address: str, authority: Path) -> str:
        return f"exec w3m -no-mouse -o ssl_ca_file={authority} -o ssl_verify_server=1 -o accept_cookie=1 {address}"

    def title(self) -> str:
        found = re.search(r"^Viewing\S* <([^>]+)", self.terminal.screen, re.MULTILINE)
        return found[1] if found else ""

    def choose(self, label: str) -> None:
        self._find(f"{label}$")
        self.terminal.press("Escape", "Tab")  # back to the choice, which stands before its label
        self.terminal.press("Enter")
        self.terminal.wait(lambda screen: f"(*){label}" in screen or f"[*]{label}" in screen, f"{label} as chosen")

    def press(self, text: str) -> str:
        before = self.title()
        self._find(f"^{text}")
        self.terminal.press("Enter")
        return self.terminal.wait(lambda screen: END in screen and self.title() not in {"", before}, f"after {text}")

    def save(self, text: str, file: Path) -> None:
        """Save what the link that begins with this text leads to."""
        self._find(f"^{text}")
        self.terminal.press("Escape", "Enter")
        self.terminal.wait(lambda screen: "Save" in screen.strip().rpartition("\n")[2], "where to save it")
        self.terminal.press("C-u")
        self.terminal.type(str(file))
        self.terminal.press("Enter")
        self.terminal.wait(lambda _: file.exists() and file.read_bytes().rstrip().endswith(b"%%EOF"), f"{file.name}")

    def _find(self, words: str) -> None:
        self.terminal.type(f"/{words}")
        self.terminal.press("Enter")


@dataclass(frozen=True)
class Lynx:
    terminal: Terminal

    @staticmethod
    def command(address: str, authority: Path) -> str:
        return f"SSL_CERT_FILE={authority} exec lynx -accept_all_cookies -nopause {address}"

    def title(self) -> str:
        top = self.terminal.screen.partition("\n")[0]
        return top.strip("← ") if " – " in top else ""

    def choose(self, label: str) -> None:
        self._find(label)
        self.terminal.wait(lambda screen: "(Radio Button)" in screen, "a choice")
        self.terminal.press("Enter")
        self.terminal.wait(lambda screen: f"(*) {label}" in screen, f"{label} as chosen")

    def press(self, text: str) -> str:
        before = self.title()
        self._find(text)
        self.terminal.press("Enter")
        return self.terminal.wait(lambda screen: END in screen and self.title() not in {"", before}, f"after {text}")

    def _find(self, words: str) -> None:
        self.terminal.type(f"/{words}")
        self.terminal.press("Enter")


READERS: dict[str, type[W3m | Lynx]] = {"w3m": W3m, "lynx": Lynx}
