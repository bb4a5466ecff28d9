"""The system calls by which a process changes files, and the lines it says, in the order in which they happened."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAVER = Path(__file__).with_name("saver.py")
CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink,openat,mkdir,link,linkat"
AT_THE_END = -1
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"^\d+<([^>]*)>(?:, )?(.*)$", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changed something: `write`, `cut` (to a size), `sync`, `make`, `unlink` or `said` (a line).

    At a first start there are `folder` and `link` (to `other`) as well. A place may be AT_THE_END.
    """

    kind: str
    path: str = ""
    data: bytes = b""
    place: int = 0
    other: str = ""


def traced(
    way: str, database: Path, saves: int, *more: str, trace: Path, tokens: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the saver under strace, writing what it did to `trace`.

    `more` are strace's own options, `tokens` lead to drafts that are there already.
    """
    # --seccomp-bpf: calls that are not asked for run at full speed
    strace = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    command = [*strace, *more, sys.executable, "-P", str(SAVER), way, str(database), str(saves), *tokens]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=trace.parent)


def recorded(way: str, folder: Path, saves: int) -> list[Call]:
    """Return what the saver did to the files of a folder, and said."""
    return [
        call
        for call in everything(way, folder, saves)
        if call.kind == "said" or folder in (Path(call.path), Path(call.path).parent)
    ]


def everything(way: str, folder: Path, saves: int) -> list[Call]:
    """Return what the saver did to a folder, all that is below it and the one above, and said."""
    trace = folder.parent / f"{way}.trace"
    done = traced(way, folder / "drafts.sqlite", saves, trace=trace)
    assert done.returncode == 0, done.stderr[-2000:]
    calls = (_read(line) for line in trace.read_text().splitlines())
    near = (folder.parent, folder)
    return [
        call
        for call in calls
        if call and (call.kind == "said" or Path(call.path) in near or folder in Path(call.path).parents)
    ]


def _read(line: str) -> Call | None:
    found = _LINE.match(line)
    if found is None or int(found[3]) < 0:
        return None
    name, arguments = found[1], found[2]
    if name == "openat":
        return _made(arguments)
    if name == "unlink":
        return Call("unlink", _bytes(arguments).decode())
    if name == "mkdir":
        return Call("folder", _bytes(arguments).decode())
    if name in {"link", "linkat"}:
        one, other = (bytes.fromhex(path.replace("\\x", "")).decode() for path in _TEXT.findall(arguments))
        return Call("link", one, other=other)
    return _on_handle(name, arguments, int(found[3]))


def _made(arguments: str) -> Call | None:
    # every opening for writing counts: to make what is there already changes nothing
    return Call("make", _bytes(arguments).decode()) if "O_CREAT" in arguments else None


def _on_handle(name: str, arguments: str, result: int) -> Call | None:
    found = _HANDLE.match(arguments)
    assert found, arguments[:200]
    path = _plain(found[1])
    if name in {"fsync", "fdatasync"}:
        return Call("sync", path)
    if name == "ftruncate":
        return Call("cut", path, place=int(found[2]))
    if name == "pwrite64":
        return Call("write", path, _bytes(found[2]), int(found[2].rpartition(", ")[2]))
    if not arguments.startswith("1<"):
        return Call("write", path, _bytes(found[2]), AT_THE_END)
    return Call("said", data=_bytes(found[2])) if result else None


def _bytes(text: str) -> bytes:
    found = _TEXT.search(text)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def _plain(path: str) -> str:
    return re.sub(r"(?:\\x[0-9a-f]{2})+", lambda part: bytes.fromhex(part[0].replace("\\x", "")).decode(), path)
