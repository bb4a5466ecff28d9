import sqlite3
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest

from decision_aid.core.draft import Draft
from decision_aid.services import Visit
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts

from .conftest import opened
from .rows import rows

Start = Callable[..., "Popen[str]"]


def heard(process: "Popen[str]") -> str:
    """The next line the process says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go(*processes: "Popen[str]") -> None:
    """Let processes that have said they are ready begin."""
    for process in processes:
        assert heard(process) == "ready"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def heard_up_to(process: "Popen[str]", at_least: int, acknowledged: int = 0) -> int:
    while acknowledged < at_least:
        acknowledged = int(heard(process))
    return acknowledged


def killed(process: "Popen[str]", acknowledged: int) -> int:
    """Kill the process (SIGKILL) after it acknowledged this revision; return the last it acknowledged."""
    process.kill()
    assert process.stdout is not None
    rest = process.stdout.read()  # with what was read ahead of the last line: communicate() would leave that out
    assert process.wait() == -9
    return int(rest.split("\n")[-2]) if "\n" in rest else acknowledged


def kept(visit: Visit) -> int:
    """The revision whose words the draft holds; its row must say the same."""
    assert visit.draft.answers.person["counter"].note == f"CANARY words after save {visit.revision}"
    return visit.revision


def test_a_killed_process_loses_no_acknowledged_save(
    store: SealedDrafts, where: Where, secrets: Path, process: Start
) -> None:
    token, acknowledged = store.start(Draft()), 1
    for kill in range(5):
        writer = process("keep", where, token, secrets)
        go(writer)
        acknowledged = killed(writer, heard_up_to(writer, acknowledged + 20 + 7 * kill))
        assert b"CANARY" not in b"".join(file.read_bytes() for file in secrets.parent.iterdir() if file.is_file())
        assert kept(opened(store, token)) - acknowledged in {0, 1}  # one save may be kept but not yet acknowledged


@pytest.mark.parametrize(("mode", "lost"), [("promise", 1), ("keep", 0)])
def test_the_harness_can_tell_a_lost_save(
    store: SealedDrafts, path: Path, process: Start, mode: str, lost: int
) -> None:
    """Whoever acknowledges before the commit is caught: at the kill, the lock holds the last commit back."""
    token = store.start(Draft())
    writer = process(mode, path, token)
    go(writer)
    acknowledged = heard_up_to(writer, 10)
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    committed = lock.execute("SELECT revision FROM draft").fetchone()[0]
    acknowledged = killed(writer, heard_up_to(writer, committed + lost, acknowledged))
    lock.close()
    assert acknowledged - kept(opened(store, token)) == lost


def test_of_four_processes_on_one_revision_exactly_one_succeeds(
    store: SealedDrafts, where: Where, secrets: Path, process: Start
) -> None:
    token = store.start(Draft())
    writers = [process("race", where, token, secrets) for _ in range(4)]
    go(*writers)
    assert sorted(map(heard, writers)) == ["2", "changed", "changed", "changed"]
    assert opened(store, token).revision == 2


def test_processes_starting_at_once_make_the_tables_once_and_all_serve(
    where: Where, secrets: Path, process: Start
) -> None:
    starters = [process("begin", where, secrets=secrets) for _ in range(4)]
    go(*starters)
    tokens = [heard(starter) for starter in starters]
    assert [len(token) for token in tokens] == [43] * 4
    assert (rows(where, "alembic_version"), rows(where, "pepper"), rows(where, "draft")) == (1, 1, 4)


@pytest.mark.usefixtures("store")
def test_a_current_database_is_opened_without_the_migration_tool(where: Where, secrets: Path, process: Start) -> None:
    starter = process("begin", where, secrets=secrets)
    go(starter)
    heard(starter)
    assert heard(starter) == "current"


def test_a_new_database_is_made_without_alembic(where: Where, secrets: Path, process: Start) -> None:
    starter = process("begin", where, secrets=secrets)
    go(starter)
    heard(starter)
    assert heard(starter) == "current"


def test_a_forked_process_opens_its_own_connection(
    store: SealedDrafts, where: Where, secrets: Path, process: Start
) -> None:
    token = store.start(Draft())
    parent = process("fork", where, token, secrets)
    go(parent)
    assert [heard(parent), heard(parent)] == ["another", "same"]  # the child speaks first
    parent.communicate()
    assert opened(store, token).revision == 3
