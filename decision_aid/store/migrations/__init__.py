"""Brings a database from any schema there has been to the current one.

To change the schema: change `tables`, add its number to `tables.SCHEMAS`, and add a file to `versions`. A file
there writes its tables out and imports nothing of this program, so that it does the same for ever.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config() -> Config:
    """Return Alembic's settings, which lead to this folder wherever the package is installed."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def upgrade(connection: Connection) -> None:
    """Run what is missing inside the connection's open transaction; the caller commits."""
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
