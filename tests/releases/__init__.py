"""What each release of the program kept: a state folder with made-up drafts, so that every later one can open it."""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode, b64encode
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
_PEPPER = "pepper-"


@dataclass(frozen=True, slots=True)
class Release:
    """A state folder as text: the day it was made on, secrets in base64, the database, and what opens each draft."""

    made_on: str
    secrets: dict[str, str]
    database: list[str]
    notes: dict[str, str]  # by code: what was written on one page


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.json"))


def read(name: str) -> Release:
    return Release(**json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


def write(name: str, state: Path, made_on: date, notes: dict[str, str]) -> None:
    """Keep a state folder in the tests, without its sessions: those end before any update."""
    secrets = {path.name: b64encode(path.read_bytes()).decode() for path in sorted((state / "secrets").iterdir())}
    with closing(sqlite3.connect(state / "drafts.sqlite")) as kept:
        kept.execute("DELETE FROM session")
        kept.execute("DELETE FROM bucket")
        (mark,) = kept.execute("PRAGMA application_id").fetchone()
        lines = [f"PRAGMA application_id = {mark};", *kept.iterdump()]
    release = Release(made_on.isoformat(), secrets, lines, notes)
    text = json.dumps(asdict(release), indent=1, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def lay_out(release: Release, state: Path, today: date) -> None:
    """Make the state folder, as if the release had been in use until today."""
    later = (today - date.fromisoformat(release.made_on)).days
    (state / "secrets").mkdir(parents=True, mode=0o700)
    state.chmod(0o700)
    for name, content in release.secrets.items():
        path = state / "secrets" / _moved(name, later)
        path.touch(0o600)
        path.write_bytes(b64decode(content))
    with closing(sqlite3.connect(state / "drafts.sqlite", isolation_level=None)) as kept:
        kept.executescript("\n".join(release.database))
        for table in ("draft", "session"):
            kept.execute(f"UPDATE {table} SET expires = date(expires, ?)", [f"{later} days"])  # noqa: S608 - our own
        tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "pepper" in tables:
            kept.execute("UPDATE draft SET pepper_epoch = pepper_epoch + ?", [later])
            kept.execute("UPDATE pepper SET epoch = epoch + ?", [later])
    (state / "drafts.sqlite").chmod(0o600)


def _moved(name: str, days: int) -> str:
    """Return the name of a secret, that of a pepper with its day moved."""
    if not name.startswith(_PEPPER):
        return name
    return f"{_PEPPER}{date.fromisoformat(name.removeprefix(_PEPPER)) + timedelta(days=days)}"
