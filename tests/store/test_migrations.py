import sqlite3
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from decision_aid.store.database import open_database
from decision_aid.store.migrations import config, upgrade
from decision_aid.store.tables import SCHEMAS

Schema = dict[str, str]


def schema(path: Path) -> Schema:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {name: "".join(str(sql).split()) for name, sql in found}


def versions(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [str(row[0]) for row in connection.execute("SELECT version_num FROM alembic_version")]
    connection.close()
    return found


def test_the_schemas_known_are_those_that_can_be_migrated_to() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == SCHEMAS


def test_a_new_database_is_the_one_the_migrations_make(path: Path, tmp_path: Path) -> None:
    open_database(path).dispose()
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    assert schema(path) == schema(tmp_path / "migrated.sqlite3")
    tables = {"alembic_version", "bucket", "draft", "pepper", "questionnaire", "session", "week"}
    assert set(schema(path)) == {*tables, "session_of_draft"}
    assert versions(path) == versions(tmp_path / "migrated.sqlite3") == [SCHEMAS[-1]]


def test_a_migration_that_does_not_end_leaves_nothing(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'half.sqlite3'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        upgrade(connection)
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one() == 0
        connection.rollback()
    engine.dispose()
    assert schema(tmp_path / "half.sqlite3") == {}
