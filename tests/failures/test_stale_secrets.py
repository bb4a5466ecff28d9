"""Secrets that are missing, changed or of another time than the database: nothing starts, and nothing is lost."""

from __future__ import annotations

import re
import shutil
import time
from contextlib import closing
from pathlib import Path
from secrets import token_hex

import pytest

from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.settings import Settings
from tests.reliability.writers import Browser

from .conftest import Trial, begun
from .form import ADDRESS, NOTE, Person, served, told
from .guide import documented

PLACE = "/var/lib/decision-aid"


@pytest.fixture
def code(state: Path) -> str:
    """The code of a draft that is kept in the state folder."""
    with closing(bootstrap.storing(Settings(state=state))) as store:
        visit = store.open(store.start(Draft()))
        assert visit
        return visit.code


def pepper(state: Path) -> Path:
    (found,) = (state / "secrets").glob("pepper-*")
    return found


def opens(state: Path, code: str) -> bool:
    with closing(bootstrap.storing(Settings(state=state))) as store:
        return store.resume(code) is not None


def test_each_secret_that_is_missing_is_named_and_put_back_opens_all(serve: Trial, state: Path, code: str) -> None:
    for name, happened in (
        ("salt", "`salt` is missing"),
        ("server-key", "`server-key` is missing"),
        (pepper(state).name, "`pepper` is missing"),
    ):
        path = state / "secrets" / name
        kept = path.read_text()
        path.unlink()
        said = serve().refused()
        documented(happened, said, example={state: PLACE, name: _shown(name)})
        path.write_text(kept)
        path.chmod(0o600)
    assert opens(state, code)


def test_purge_forgets_before_it_names_a_pepper_that_is_missing(program: Trial, state: Path, code: str) -> None:
    kept = pepper(state).rename(state / "kept")
    done = program("purge", state=str(state))
    (sentence,) = done.err.splitlines()
    missing = re.findall("pepper-[0-9-]{10}", sentence)[0]
    documented("`pepper` is missing: `purge`", done.out.strip(), sentence, example={missing: _shown(missing)})
    assert done.code == 1
    kept.rename(state / "secrets" / missing)
    assert opens(state, code)


def _shown(name: str) -> str:
    return "pepper-2026-11-29" if name.startswith("pepper") else name


def test_a_secrets_folder_that_is_missing_is_named(serve: Trial, state: Path, code: str) -> None:
    shutil.move(state / "secrets", state / "elsewhere")
    documented("the secrets folder is missing", serve().refused(), example={state: PLACE})
    shutil.move(state / "elsewhere", state / "secrets")
    assert opens(state, code)


@pytest.mark.parametrize(
    "happened", ["`salt` is another one", "`server-key` is another one", "`pepper` is another one"]
)
def test_a_secret_that_was_changed_is_named_and_put_back_opens_all(
    serve: Trial, program: Trial, state: Path, code: str, happened: str
) -> None:
    path = pepper(state) if "pepper" in happened else state / "secrets" / happened.split("`")[1]
    kept = path.read_text()
    path.write_text(token_hex(32))
    for said in (serve().refused(), program("new-key", state=str(state)).refused()):
        documented(happened, said, example={pepper(state).name: "pepper-2026-11-29"})
    path.write_text(kept)
    assert opens(state, code)


def test_a_secret_that_was_cut_short_is_named(serve: Trial, state: Path, code: str) -> None:
    kept = pepper(state).read_text()
    pepper(state).write_text(kept[:20])
    documented("a secret is damaged", serve().refused(), example={pepper(state): f"{PLACE}/secrets/pepper-2026-11-29"})
    pepper(state).write_text(kept)
    assert opens(state, code)


def test_a_database_with_the_secrets_of_another_installation_is_refused(
    serve: Trial, state: Path, code: str, tmp_path: Path
) -> None:
    begun(tmp_path / "other")
    said = serve(secrets=str(tmp_path / "other" / "secrets")).refused()
    documented("the secrets are another installation's", said, example={pepper(state).name: "pepper-2026-11-29"})
    assert opens(state, code)


def test_a_database_goes_with_newer_secrets_and_not_with_older_ones(
    serve: Trial, program: Trial, state: Path, code: str, tmp_path: Path
) -> None:
    """Newer secrets hold the older ones too; in those from before a draft's month its pepper is missing."""
    name = pepper(state).name
    assert program("backup", str(tmp_path), state=str(state)).code == 0
    shutil.copy(pepper(state), state / "secrets" / "pepper-2026-10-01")
    (tmp_path / "drafts.sqlite").replace(state / "drafts.sqlite")
    assert opens(state, code)
    kept = pepper_of(state, name)
    said = serve().refused()
    documented("the secrets are older than the database", said, example={name: "pepper-2026-11-29"})
    (state / "secrets" / name).write_text(kept)
    (state / "secrets" / name).chmod(0o600)
    assert opens(state, code)


def pepper_of(state: Path, name: str) -> str:
    """Take a pepper away; return what it was."""
    kept = (state / "secrets" / name).read_text()
    (state / "secrets" / name).unlink()
    return kept


def test_without_the_secrets_a_running_form_makes_and_takes_no_codes_until_they_are_back(tmp_path: Path) -> None:
    secrets, elsewhere = tmp_path / "var" / "secrets", tmp_path / "elsewhere"
    with served(tmp_path) as form, Person(form) as person, closing(Browser(form.port)) as another:
        (code,) = re.findall(r'<p class="code"><bdi>([^<]+)', person.browser.get("/keep").html)
        to_start = another.form("/")
        shutil.move(secrets, elsewhere)
        assert person.press_continue("kept without them").status == 303
        pages = another.post("/start", to_start), another.come_back(code)
        assert [page.status for page in pages] == [503, 503]
        begin, come = map(told, pages)
        documented("the secrets are taken away while the form serves", *begin, come[0])
        time.sleep(1.1)  # a look a second
        assert another.get("/readyz").status == 503
        shutil.move(elsewhere, secrets)
        another.come_back(code)
        assert another.form(ADDRESS)[NOTE] == ["kept without them"]


def test_a_right_code_whose_pepper_was_taken_away_meanwhile_is_not_called_wrong(tmp_path: Path) -> None:
    with served(tmp_path) as form, Person(form) as person, closing(Browser(form.port)) as another:
        (code,) = re.findall(r'<p class="code"><bdi>([^<]+)', person.browser.get("/keep").html)
        (before,) = (tmp_path / "var" / "secrets").glob("pepper-*")
        before.rename(tmp_path / "pepper")
        other = before.with_name("pepper-2026-01-01")
        other.write_text(token_hex(32))
        other.chmod(0o600)
        assert another.come_back(code).status == 503
        (tmp_path / "pepper").rename(before)
        another.come_back(code)
        assert another.get(ADDRESS).status == 200
