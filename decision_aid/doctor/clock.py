"""Whether this machine's clock can be right: codes, sessions and the day when answers go rest on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from decision_aid import assets
from decision_aid.remarks import Remark, ok, wrong
from decision_aid.settings import Settings

_SLACK: Final = timedelta(minutes=5)


def remarks(settings: Settings, now: datetime) -> Iterator[Remark]:
    """Give one remark: wrong if something was written at a time that is still to come."""
    database = settings.database_file
    journal = database.with_name(database.name + "-journal")
    kept = [Path(__file__), assets.questions(), database, journal, *settings.secrets_folder.glob("pepper-*")]
    written = [(_written(path), path) for path in kept if path.is_file()]
    newest, path = max(written)
    if newest > now + _SLACK:
        yield wrong(
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, but {path} was written on {newest:%Y-%m-%d %H:%M}: set the "
            "clock, and let it be set from the network (NTP)."
        )
    else:
        yield ok(
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, and nothing here was written later than that. By this machine's "
            f"time zone ({now.astimezone():%Z}) pages are dated {now.astimezone():%Y-%m-%d}."
        )


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
