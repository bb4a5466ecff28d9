"""The table of docs/privacy.md names every table of the database and every column of it, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import inspect

from decision_aid.store.database import Where, open_database

GUIDE = Path(__file__).parents[2] / "docs" / "privacy.md"
ROW = re.compile(r"^\| database, table `(\w+)` \| (.*?) \| [^|]* \|$", re.MULTILINE)

Columns = dict[str, set[str]]


def told() -> Columns:
    """Return what stands between ticks in the row of each table."""
    return {table: set(re.findall(r"`(\w+)`", what)) for table, what in ROW.findall(GUIDE.read_text(encoding="utf-8"))}


def kept(where: Where) -> Columns:
    engine = open_database(where)
    found = inspect(engine)
    columns = {name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()}
    engine.dispose()
    return columns


def test_the_guide_names_every_table_and_column_that_there_is_and_no_other(where: Where) -> None:
    there = kept(where)
    assert "draft" in there
    assert told() == there
