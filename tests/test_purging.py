"""`purge` where a secret is missing: what is past its day goes all the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.settings import Settings

from .test_cli import run


def test_purge_forgets_what_is_past_its_day_and_then_says_that_a_secret_is_missing(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "var")
    with closing(bootstrap.storing(settings)) as store:
        store.start(Draft())
        store.start(Draft())
        store.timepiece.check()
    with closing(sqlite3.connect(settings.database_file)) as database:
        database.execute("UPDATE draft SET expires = '2026-01-01' WHERE id = (SELECT min(id) FROM draft)")
        database.commit()
    (pepper,) = settings.secrets_folder.glob("pepper-*")
    pepper.rename(tmp_path / pepper.name)
    done = run("purge", state=tmp_path)
    assert (done.returncode, done.stdout) == (1, "Drafts past their day, and forgotten now: 1.\n")
    assert done.stderr.startswith(f"The secret {pepper.name} is missing, and codes of kept answers need it")
    assert not list(settings.secrets_folder.glob("pepper-*"))
