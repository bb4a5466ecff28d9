import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from sqlalchemy import Engine, event

from decision_aid.core.errors import StoreRefused
from decision_aid.store.database import open_database
from decision_aid.store.place import prepared
from decision_aid.store.sqlite import APPLICATION_ID, DURABLE, check_settings, settings_of

NOBODY = 65534


def refusal(path: Path) -> str:
    """The sentence with which this file is refused; it names the file and a mend."""
    with pytest.raises(StoreRefused) as caught:
        open_database(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ": " in sentence
    return sentence


def run(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.fixture
def made(path: Path) -> Path:
    open_database(path).dispose()
    return path


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that a user without rights may enter but not write to."""
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o700)
    rmtree(folder)


@pytest.fixture
def without_rights() -> Iterator[Callable[[], None]]:
    """Become a user without rights, if the tests run as root; become root again afterwards."""
    root = os.geteuid() == 0
    yield lambda: os.seteuid(NOBODY) if root else None
    if root:
        os.seteuid(0)


def test_a_new_database_and_its_folder_are_for_their_owner_alone(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in made.parent.iterdir())


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    open_database(tmp_path / "drafts.sqlite3").dispose()
    assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_tables_made_by_another_program_while_this_one_looks_are_not_foreign(path: Path) -> None:
    prepared(path)

    def make_at_once(_: object, __: object, statement: str, *___: object) -> None:
        if "sqlite_master" in statement and path.stat().st_size == 0:
            with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path, timeout=0)) as other:
                other.executescript(f"BEGIN; CREATE TABLE a (b); PRAGMA application_id = {APPLICATION_ID}; COMMIT")

    event.listen(Engine, "before_cursor_execute", make_at_once)
    try:
        open_database(path).dispose()
    finally:
        event.remove(Engine, "before_cursor_execute", make_at_once)


def test_a_database_opens_again(made: Path) -> None:
    before = made.read_bytes()
    open_database(made).dispose()
    assert len(made.read_bytes()) == len(before)


@pytest.mark.parametrize("name", ["a b.db", "a?mode=memory", "a#b", "100%.db", "äöü.db", "'quoted'", "file:x"])
def test_any_file_name_is_that_files_name(tmp_path: Path, name: str) -> None:
    open_database(tmp_path / name).dispose()
    assert (tmp_path / name).stat().st_size > 0
    assert {file.name for file in tmp_path.iterdir()} == {name, f"{name}-journal"}


def test_every_connection_reads_its_settings_back(made: Path) -> None:
    engine = open_database(made)
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            assert settings_of(connection) == {
                "busy_timeout": 5000,
                "journal_mode": "truncate",
                "synchronous": 3,
                "secure_delete": 1,
                "foreign_keys": 1,
                "cache_size": -512,
            }
    engine.dispose()


def test_a_database_left_in_another_journal_mode_is_set_right(made: Path) -> None:
    run(made, "PRAGMA journal_mode = WAL")
    engine = open_database(made)
    with engine.connect() as connection:
        assert settings_of(connection)["journal_mode"] == "truncate"
    engine.dispose()


def test_a_database_that_cannot_be_set_right_is_refused(made: Path) -> None:
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM draft").fetchone()
    assert "stop" in refusal(made)
    other.close()


@pytest.mark.parametrize("name", DURABLE)
def test_a_setting_that_reads_back_otherwise_is_refused(path: Path, name: str) -> None:
    right = {each: wanted for each, (_, wanted) in DURABLE.items()}
    check_settings(right, path)
    with pytest.raises(StoreRefused, match=rf"\({name} is delete and must be {right[name]}\): stop other programs"):
        check_settings({**right, name: "delete"}, path)


def test_migrating_begins_with_the_write_lock(path: Path) -> None:
    said: list[str] = []

    def listen(*call: object) -> None:
        said.append(str(call[2]))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        open_database(path).dispose()
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    writes = [number for number, statement in enumerate(said) if "CREATE" in statement]
    assert len(writes) > 2
    assert said.index("BEGIN IMMEDIATE") < writes[0]
    assert said.count("BEGIN IMMEDIATE") == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("My letters\n" * 1000)
    assert "is damaged, or no database at all: put a backup in its place, or choose another" in refusal(path)
    assert path.read_text() == "My letters\n" * 1000


@pytest.mark.parametrize("owner", [0, 1, 252006675, -1])
def test_a_database_of_another_program_is_refused_and_left_alone(path: Path, owner: int) -> None:
    path.parent.mkdir()
    run(path, f"PRAGMA application_id = {owner}", "CREATE TABLE letters (text)", "INSERT INTO letters VALUES ('x')")
    before = path.read_bytes()
    assert "is not a database of this program" in refusal(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_another_programs_journal_mode_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    run(path, "PRAGMA journal_mode = WAL", "CREATE TABLE letters (text)")
    before = path.read_bytes()
    assert "is not a database of this program" in refusal(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_without_tables_is_refused(path: Path) -> None:
    path.parent.mkdir()
    run(path, "PRAGMA application_id = 99")
    assert "is not a database of this program" in refusal(path)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    open_database(path).dispose()
    assert path.stat().st_size > 0


def test_a_newer_schema_is_refused_and_left_alone(made: Path) -> None:
    run(made, "UPDATE alembic_version SET version_num = '9999'")
    before = made.read_bytes()
    assert "was written by a newer version of this program: start that version" in refusal(made)
    assert made.read_bytes() == before


@pytest.mark.parametrize("damage", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_database_without_its_version_is_refused_as_damaged(made: Path, damage: str) -> None:
    run(made, damage)
    assert "is damaged: put a backup in its place" in refusal(made)


def test_a_damaged_database_is_refused(made: Path) -> None:
    content = made.read_bytes()
    made.write_bytes(content[:100] + bytes(4000) + content[4100:])
    assert "is damaged: put a backup in its place" in refusal(made)


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    assert "is a folder: move it away" in refusal(path)


def test_a_file_where_the_folder_should_be_is_refused(path: Path) -> None:
    path.parent.write_text("a file")
    assert "cannot be made" in refusal(path)


def test_a_pipe_is_refused(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert "is not a plain file: move it away" in refusal(path)


def test_links_that_go_round_are_refused(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.with_suffix(".other"))
    path.with_suffix(".other").symlink_to(path)
    assert "cannot be made" in refusal(path)


def test_an_unwritable_file_is_refused(public: Path, without_rights: Callable[[], None]) -> None:
    path = public / "drafts.sqlite3"
    open_database(path).dispose()
    path.chmod(0o444)
    without_rights()
    assert "cannot be written: let this user write to it and to its folder" in refusal(path)


def test_an_unreadable_file_is_refused(public: Path, without_rights: Callable[[], None]) -> None:
    path = public / "drafts.sqlite3"
    open_database(path).dispose()
    path.chmod(0o000)
    without_rights()
    assert "cannot be written: let this user write to it and to its folder" in refusal(path)


def test_a_writable_file_in_an_unwritable_folder_is_refused(public: Path, without_rights: Callable[[], None]) -> None:
    path = public / "drafts.sqlite3"
    open_database(path).dispose()
    path.with_name(path.name + "-journal").unlink()
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    public.chmod(0o555)
    without_rights()
    assert "cannot be written: let this user write to it and to its folder" in refusal(path)


def test_a_folder_in_which_nothing_can_be_made_is_refused(public: Path, without_rights: Callable[[], None]) -> None:
    public.chmod(0o555)
    without_rights()
    assert "cannot be made (Permission denied): let this user write to its folder" in refusal(public / "drafts.sqlite3")
    assert "cannot be made (Permission denied)" in refusal(public / "state" / "drafts.sqlite3")


def test_a_database_tells_tools_whose_it_is(made: Path) -> None:
    connection = sqlite3.connect(made)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


def test_a_database_whose_very_text_is_damaged_is_refused_with_a_sentence(path: Path) -> None:
    open_database(path).dispose()
    # SQLite quotes the damaged text in its complaint, which Python then cannot read
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE draft", b"CREATE T\xfcBLE draft"))
    with pytest.raises(StoreRefused, match="is damaged: put a backup in its place"):
        open_database(path)
