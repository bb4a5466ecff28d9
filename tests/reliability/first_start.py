"""The very first start, cut short by a power loss at each point: what the next start makes of what is there.

The model is that of `power`, with folders: a file has a name once the folder it is in was synced, and so has a folder.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from decision_aid.core.errors import DecisionAidError
from decision_aid.store.drafts import open_store
from tests.reliability.power import TORN, File
from tests.reliability.recording import AT_THE_END, Call
from tests.reliability.saver import CHEAP, number_of

Names = dict[str, File | None]  # a folder is no file
Image = dict[str, bytes | None]


@dataclass
class Tree:
    """Everything below a folder by its path, and the names that surely lead to it."""

    now: Names = field(default_factory=dict)
    sure: Names = field(default_factory=dict)

    def take(self, call: Call) -> None:
        if call.kind == "sync":
            self._sync(call.path)
        elif call.kind == "folder":
            self.now.setdefault(call.path, None)
        elif call.kind == "make":
            self.now.setdefault(call.path, File())
        elif call.kind == "link":
            self.now[call.other] = self.now[call.path]
        elif call.kind == "unlink":
            self.now.pop(call.path, None)
        elif call.kind in {"write", "cut"}:
            self._change(call)

    def _sync(self, path: str) -> None:
        if file := self.now.get(path):
            file.sync()
            return
        self.sure = {name: found for name, found in self.sure.items() if str(Path(name).parent) != path}
        self.sure |= {name: found for name, found in self.now.items() if str(Path(name).parent) == path}

    def _change(self, call: Call) -> None:
        file = self.now.get(call.path)
        if file is not None:
            end = len(file.after(file.waiting))
            file.waiting.append(replace(call, place=end) if call.place == AT_THE_END else call)

    def images(self, chance: random.Random) -> Iterator[Image]:
        """Go through what may be found: by path, the content of each file."""
        yield {path: None if file is None else file.there for path, file in self.sure.items()}
        yield {path: None if file is None else file.after(file.waiting) for path, file in self.now.items()}
        for likely in TORN:
            names = self.now if chance.random() < 0.5 else self.sure
            yield {path: None if file is None else file.torn(likely, chance) for path, file in names.items()}


@dataclass
class Found:
    """How many images were looked at, how many of them refused the next start, and what was wrong with some."""

    images: int = 0
    refused: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def starts(calls: list[Call], folder: Path, work: Path) -> Found:
    """Cut the first start short after each call, and start again on each image of what is there."""
    tree, found, chance = Tree(), Found(), random.Random(11)  # noqa: S311 - the same images in each run
    tokens: list[str] = []
    seen: set[str] = set()
    for point, call in enumerate(calls):
        if call.kind == "said":
            words = call.data.decode().split()
            tokens += words[2:] if words[0] == "start" else []
            seen.clear()
        tree.take(call)
        for image in tree.images(chance):
            if (mark := repr(sorted(image.items()))) not in seen:
                seen.add(mark)
                found.images += 1
                _start(image, folder, work / "again", tokens, found, point)
    return found


def _start(image: Image, folder: Path, work: Path, tokens: list[str], found: Found, point: int) -> None:
    _lay(image, folder, work)
    try:
        store = open_store(work / "drafts.sqlite", clock=_soon_after, cost=CHEAP)
    except DecisionAidError as refused:
        found.refused.add(str(refused).replace(str(work), "state"))
        if tokens:
            found.wrong.append(f"point {point}: refused after something was acknowledged: {refused}")
        return
    except Exception as error:  # noqa: BLE001 - whatever it is: nobody may see it
        found.wrong.append(f"point {point}: {error!r}")
        return
    try:
        visits = [store.open(token, touch=False) for token in tokens]
        if not all(visit and number_of(visit.draft) == 0 for visit in visits):
            found.wrong.append(f"point {point}: what was acknowledged is not there")
        if not store.ready():
            found.wrong.append(f"point {point}: nothing can be kept")
    finally:
        store.close()


def _lay(image: Image, folder: Path, work: Path) -> None:
    """Put the files of an image where the next start looks; what no folder leads to is lost."""
    shutil.rmtree(work, ignore_errors=True)
    for path, content in sorted(image.items()):
        place = work / Path(path).relative_to(folder)
        if not place.parent.is_dir() and place != work:
            continue
        if content is None:
            place.mkdir(mode=0o700)
        else:
            place.write_bytes(content)
            place.chmod(0o600)


def _soon_after() -> datetime:
    return datetime(2026, 11, 23, 13, tzinfo=UTC)
