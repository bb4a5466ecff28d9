"""Of which questionnaire the drafts are, so that a form with another one does not start on them (docs/decisions/0038).

Of a draft only its key tells that; so the database notes the id, once for all.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from decision_aid.core.errors import SettingInvalid
from decision_aid.store import tables
from decision_aid.store.database import Where, open_as_it_is, wait_for_turn
from decision_aid.store.trouble import talking


def claim(where: Where, asked: str, today: date) -> None:
    """Note that the drafts are of the questionnaire with this id. Raises SettingInvalid where they are of another."""
    engine = open_as_it_is(where)
    try:
        with talking(engine.begin) as connection:
            wait_for_turn(connection)
            if told := refusal(connection, where, asked, today):
                raise SettingInvalid(told)
            connection.execute(tables.FORGET_OTHERS, {"asked": asked})
            connection.execute(tables.NOTE_ASKED, {"asked": asked})
    finally:
        engine.dispose()


def refusal(connection: Connection, where: Where, asked: str, today: date) -> str:
    """Return why a form with the questionnaire of this id must not start on this database, or ""."""
    other = connection.execute(tables.OTHERS, {"asked": asked}).scalars().first()
    if other is None or connection.execute(tables.ANY_KEPT, {"today": today}).first() is None:
        return ""
    return (
        f"The database {where} keeps answers to the questionnaire {other}, and DECISION_AID_QUESTIONS names {asked}: "
        "give each a state folder or database of its own (DECISION_AID_STATE, DECISION_AID_DATABASE)."
    )
