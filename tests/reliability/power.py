"""What a disk may hold when the power goes, at every point of a recording, and what the store makes of it.

The model is harsher than most file systems: what was not synced may be lost, there, or torn, each sector of 512 bytes
by itself and in any order; where a file grew, a sector may hold anything (SQLite counts on it: sqlite.org/atomiccommit,
Hardware Assumptions); a size that was cut may be cut or not; a name that was made or taken away counts only once its
folder was synced (T. S. Pillai and others, All File Systems Are Not Created Equal, OSDI 2014). What was synced is
there. Images that hold the same, with the same acknowledged, are looked at and counted once. The secrets, and what
the first start makes, are not taken apart: they are as that start left them.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from decision_aid.core.errors import DecisionAidError
from decision_aid.store.drafts import SealedDrafts, open_store
from tests.reliability.recording import Call
from tests.reliability.saver import CHEAP, number_of

SECTOR = 512
TORN = (0.5, 0.5, 0.5, 0.1, 0.9, 0.9)  # beside all and nothing: how likely a sector that waits is there, each a chance
JUNK = 0.1  # how likely a sector by which a file grew holds anything


@dataclass
class File:
    """One file: what is surely on the disk, and what waits to be."""

    there: bytes = b""
    waiting: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        self.there, self.waiting = self.after(self.waiting), []

    def after(self, calls: list[Call]) -> bytes:
        content = bytearray(self.there)
        for call in calls:
            if call.kind == "cut":
                content = content[: call.place].ljust(call.place, b"\0")
            else:
                content = content.ljust(call.place, b"\0")
                content[call.place : call.place + len(call.data)] = call.data
        return bytes(content)

    def torn(self, likely: float, chance: random.Random) -> bytes:
        """Return the content with some of what waits, each sector by itself."""
        pieces = (piece for call in self.waiting for piece in _sectors(call))
        return self.after([self._found(piece, chance) for piece in pieces if chance.random() < likely])

    def _found(self, piece: Call, chance: random.Random) -> Call:
        grown = piece.kind == "write" and piece.place >= len(self.there)
        return replace(piece, data=chance.randbytes(len(piece.data))) if grown and chance.random() < JUNK else piece


@dataclass
class Disk:
    """The files of a folder by name, and the names that surely lead to them."""

    files: dict[str, File] = field(default_factory=dict)
    names: dict[str, File] = field(default_factory=dict)

    def take(self, call: Call, folder: Path) -> None:
        name = Path(call.path).name
        if call.kind == "sync" and call.path == str(folder):
            self.names = dict(self.files)
        elif call.kind == "sync" and name in self.files:
            self.files[name].sync()
        elif call.kind == "unlink":
            self.files.pop(name, None)
        elif call.kind == "make":
            self.files.setdefault(name, File())
        elif call.kind in {"write", "cut"}:
            self.files.setdefault(name, File()).waiting.append(call)

    def images(self, chance: random.Random) -> Iterator[dict[str, bytes]]:
        """Go through what may be found: by name, the content of each file."""
        yield {name: file.there for name, file in self.names.items()}
        yield {name: file.after(file.waiting) for name, file in self.files.items()}
        for likely in TORN:
            names = self.files if chance.random() < 0.5 else self.names
            yield {name: file.torn(likely, chance) for name, file in names.items()}


@dataclass
class Loss:
    """How many images were looked at, and what was wrong with some."""

    images: int = 0
    lost: list[str] = field(default_factory=list)


def losses(calls: list[Call], folder: Path, work: Path, *, every: int = 1) -> Loss:
    """Take the power away after every (or every so-manieth) call and look for what was acknowledged until then."""
    disk, found, chance = Disk(), Loss(), random.Random(11)  # noqa: S311 - the same images in each run
    tokens: dict[int, str] = {}
    kept: dict[int, int] = {}
    seen: set[bytes] = set()
    going = False
    for point, call in enumerate(calls):
        if call.kind == "said":
            going = _heard(call.data.decode().split(), tokens, kept) or going
            seen.clear()  # more is acknowledged: an image seen before may be at fault now
        else:
            disk.take(call, folder)
        if going and point % every == 0:
            for image in _unseen(disk.images(chance), seen):
                found.images += 1
                found.lost += (f"point {point}: {fault}" for fault in _faults(image, folder, work, tokens, kept))
    return found


def _unseen(images: Iterator[dict[str, bytes]], seen: set[bytes]) -> Iterator[dict[str, bytes]]:
    for image in images:
        mark = sha256(repr(sorted(image.items())).encode()).digest()
        if mark not in seen:
            seen.add(mark)
            yield image


def _heard(words: list[str], tokens: dict[int, str], kept: dict[int, int]) -> bool:
    if words[0] == "start":
        tokens[int(words[1])] = words[2]
        kept[int(words[1])] = 0
    if words[0] == "kept":
        kept[int(words[1])] = int(words[2])
    return words[0] == "go"


def _faults(
    image: dict[str, bytes], folder: Path, work: Path, tokens: dict[int, str], kept: dict[int, int]
) -> Iterator[str]:
    for name in ("drafts.sqlite", "drafts.sqlite-journal"):
        (work / name).unlink(missing_ok=True)
    for name, content in image.items():
        if name != "secrets":
            (work / name).write_bytes(content)
    if not (work / "secrets").exists():
        shutil.copytree(folder / "secrets", work / "secrets")
    try:
        store = open_store(work / "drafts.sqlite", clock=_soon_after, cost=CHEAP)
    except DecisionAidError as refused:
        yield f"refused: {refused}"
        return
    try:
        yield from _missing(store, tokens, kept)
    except DecisionAidError as failed:
        yield f"what was acknowledged cannot be read: {failed}"
    finally:
        store.close()


def _soon_after() -> datetime:
    """Return when the power is back: always the same time, for thousands of images would outlast every session."""
    return datetime(2026, 11, 23, 13, tzinfo=UTC)


def _missing(store: SealedDrafts, tokens: dict[int, str], kept: dict[int, int]) -> Iterator[str]:
    for draft, token in tokens.items():
        visit = store.open(token, touch=False)
        found = number_of(visit.draft) if visit else -1
        if found < kept[draft]:
            yield f"draft {draft} has {found}, and {kept[draft]} was acknowledged"


def _sectors(call: Call) -> Iterator[Call]:
    if call.kind == "cut":
        yield call
        return
    place, data = call.place, call.data
    while data:
        size = SECTOR - place % SECTOR
        yield Call("write", call.path, data[:size], place)
        place, data = place + size, data[size:]
