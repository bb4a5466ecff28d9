"""The steps of docs/backup.md, done: backed up while people type, restored elsewhere, come back to by code."""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import pytest

from decision_aid import bootstrap
from decision_aid.bench.person import answered, roles_of
from decision_aid.core.draft import Draft
from decision_aid.loader import load
from decision_aid.services import Visit
from decision_aid.settings import Settings
from decision_aid.store.drafts import SealedDrafts
from tests.serving import free_port, wait_for
from tests.test_cli import COMMAND, SMALLEST, environment, refused, run

LOADED = load(SMALLEST)
WRITERS = 6
MOST_SAVES = 100  # for each draft: more in a minute would be too often
PAUSE = 0.3  # seconds between two saves: nobody is stopped by a limit however long a backup takes here


def saying(note: str) -> Draft:
    asking = LOADED.questionnaire
    identity = (asking.id, asking.version, LOADED.digest)
    return answered(asking, roles_of(asking, 1, full=True), identity, note)


def settings(folder: Path) -> Settings:
    return Settings(state=folder / "var", questions=SMALLEST)


@dataclass
class Typing:
    """People whose saves are counted once they are acknowledged; `codes` lead to their drafts."""

    store: SealedDrafts
    codes: list[str] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)
    enough: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)

    def type(self) -> None:
        tokens = [self.store.start(saying("before any save")) for _ in range(WRITERS)]
        visits = [visit for token in tokens if (visit := self.store.open(token))]
        self.codes = [visit.code for visit in visits]
        for _ in range(MOST_SAVES):
            visits = [self._saved(visit) for visit in visits]
            self.enough.set()
            if self.over.wait(PAUSE):
                break
        for visit in visits:
            self._saved(visit)

    def _saved(self, visit: Visit) -> Visit:
        saved = self.store.save(visit, saying(f"Kolibri, revision {visit.revision + 1}"))
        self.acknowledged[visit.code] = saved.revision
        return saved


@contextmanager
def typing(folder: Path) -> Iterator[Typing]:
    """Let people type until the block ends or they have typed enough."""
    with closing(bootstrap.storing(settings(folder))) as store:
        people = Typing(store)
        thread = Thread(target=people.type)
        thread.start()
        try:
            assert people.enough.wait(60)
            yield people
        finally:
            people.over.set()
            thread.join(120)


def restored(source: Path, backup: Path, folder: Path) -> Path:
    """Do what docs/backup.md says, and return the new place."""
    state = folder / "var"
    state.mkdir(mode=0o700, parents=True)
    subprocess.run(["install", "-m", "600", str(backup / "drafts.sqlite"), str(state / "drafts.sqlite")], check=True)
    subprocess.run(["cp", "-a", str(source / "var" / "secrets"), str(state / "secrets")], check=True)
    return folder


def lost(folder: Path, acknowledged: Mapping[str, int]) -> list[str]:
    """Return the codes of drafts that are not there as they were acknowledged, or later, and whole."""
    found: list[str] = []
    with closing(bootstrap.storing(settings(folder))) as store:
        for code, revision in acknowledged.items():
            token = store.resume(code)
            visit = store.open(token) if token else None
            whole = visit and visit.draft == saying(f"Kolibri, revision {visit.revision}")
            if visit is None or not whole or visit.revision < revision:
                found.append(code)
    return found


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def test_a_backup_made_while_people_type_is_restored_elsewhere_and_nothing_acknowledged_is_lost(
    here: Path, tmp_path: Path
) -> None:
    with typing(here) as people:
        before = dict(people.acknowledged)
        done = run("backup", str(tmp_path / "backup"), state=here)
        after = dict(people.acknowledged)
    assert done.returncode == 0, done.stderr
    assert str(here / "var" / "secrets") in done.stdout
    assert after != before, "nobody typed while the backup was made"
    there = restored(here, tmp_path / "backup", tmp_path / "there")
    assert lost(there, before) == []
    assert lost(there, people.acknowledged), "the check cannot tell what came after the backup"
    looked = run("doctor", state=there, questions=str(SMALLEST))
    assert looked.returncode == 0, looked.stdout
    code = next(iter(before))
    with serving(there) as address:
        assert "Kolibri, revision" in come_back(address, code)
        assert "Kolibri" not in come_back(address, "0" * 16)


def test_a_backup_has_no_secrets_and_is_closed_to_others(here: Path, tmp_path: Path) -> None:
    bootstrap.storing(settings(here)).close()
    assert run("backup", "kept/today", state=here).returncode == 0
    (copy,) = (here / "kept" / "today").iterdir()
    assert copy.name == "drafts.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not tmp_path.joinpath("here", "var", "drafts.sqlite.part").exists()


def test_a_backup_writes_over_nothing(here: Path) -> None:
    bootstrap.storing(settings(here)).close()
    (here / "kept").mkdir()
    (here / "kept" / "drafts.sqlite").write_text("of yesterday")
    assert "is there already" in refused(run("backup", "kept", state=here))
    assert (here / "kept" / "drafts.sqlite").read_text() == "of yesterday"


@pytest.mark.parametrize("folder", ["var", "var/today", "apart/today"])
def test_a_backup_goes_neither_beside_the_database_nor_to_the_secrets(here: Path, folder: str) -> None:
    bootstrap.storing(settings(here).model_copy(update={"secrets": here / "apart"})).close()
    sentence = refused(run("backup", folder, state=here, secrets=str(here / "apart")))
    assert "best on another disk" in sentence
    assert not (here / folder / "drafts.sqlite").exists() or folder == "var"


def test_a_database_that_is_not_there_is_not_backed_up(here: Path) -> None:
    assert "There is no database" in refused(run("backup", "kept", state=here))
    assert list(here.iterdir()) == []


def test_without_the_secrets_a_backup_does_not_start(here: Path, tmp_path: Path) -> None:
    with closing(bootstrap.storing(settings(here))) as store:
        store.start(saying("Kolibri"))
    assert run("backup", "kept", state=here).returncode == 0
    there = restored(here, here / "kept", tmp_path / "there")
    shutil.rmtree(there / "var" / "secrets")
    assert "secrets folder" in refused(run("serve", "--port", "0", state=there))
    looked = run("doctor", state=there)
    assert looked.returncode == 1
    assert "WRONG   The secrets folder" in looked.stdout


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [*COMMAND, "serve", "--port", str(port)]
    given = environment(folder, {"questions": str(SMALLEST)})
    with subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            wait_for(process, f"{address}/healthz")
            yield address
        finally:
            process.terminate()


def come_back(address: str, code: str) -> str:
    """Return the answers' page as a browser with this code gets it."""
    headers, page = fetched(f"{address}/resume")
    cookie = cookie_of(headers)
    (token, *_) = re.findall(r'name="token" value="([^"]+)"', page)
    headers, _ = fetched(f"{address}/resume", cookie, {"token": token, "code": code})
    return fetched(f"{address}/answers", cookie_of(headers) or cookie)[1]


def cookie_of(headers: Message) -> str:
    return str(headers.get("Set-Cookie", "")).partition(";")[0]


class Unled(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object) -> None:
        return None


def fetched(address: str, cookie: str = "", form: Mapping[str, str] | None = None) -> tuple[Message, str]:
    request = urllib.request.Request(address, urlencode(form).encode() if form else None)
    request.add_header("Cookie", cookie)
    request.add_header("Sec-Fetch-Site", "same-origin")
    try:
        with urllib.request.build_opener(Unled).open(request, timeout=30) as response:
            return response.headers, response.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.headers, answer.read().decode()
