"""A new pepper at once; one that is lost for ever."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from decision_aid.core.errors import SecretsRefused, StoreRefused
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.renewal import give_up_lost, renew
from tests.store.conftest import CHEAP, StandingClock, opened, saying

FIRST, LATER = "pepper-2026-11-23", "pepper-2026-11-25"


@pytest.fixture
def secrets(path: Path) -> Path:
    return path.parent / "secrets"


@pytest.fixture
def code(store: SealedDrafts, clock: StandingClock) -> Iterator[str]:
    """The code of a draft that was begun two days ago."""
    code = opened(store, store.start(saying("Kolibri"))).code
    clock.pass_days(2)
    yield code
    store.close()


def test_a_new_pepper_counts_at_once_in_a_running_form(
    store: SealedDrafts, code: str, path: Path, secrets: Path, clock: StandingClock
) -> None:
    made = renew(path, secrets, clock().date())
    assert (made.name, made.new, made.lost_codes) == (LATER, True, 0)
    fresh = opened(store, store.start(saying("since then"))).code
    assert store.resume(code)
    assert store.resume(fresh)
    (secrets / LATER).rename(secrets.parent / LATER)
    assert store.resume(code)
    assert store.resume(fresh) is None


def test_todays_pepper_is_made_once(path: Path, secrets: Path, code: str, clock: StandingClock) -> None:
    assert code
    renew(path, secrets, clock().date())
    before = (secrets / LATER).read_text()
    assert not renew(path, secrets, clock().date()).new
    assert (secrets / LATER).read_text() == before


def test_a_lost_pepper_is_counted_and_given_up_only_when_told(
    path: Path, secrets: Path, code: str, clock: StandingClock
) -> None:
    (secrets / FIRST).unlink()
    assert renew(path, secrets, clock().date()).lost_codes == 1
    with pytest.raises(SecretsRefused, match=FIRST):
        open_store(path, clock=clock, cost=CHEAP)
    assert give_up_lost(path, secrets, clock().date()) == 1
    with closing(open_store(path, clock=clock, cost=CHEAP)) as store:
        assert store.resume(code) is None


def test_an_open_draft_survives_its_lost_code_and_can_have_a_new_one(
    path: Path, secrets: Path, clock: StandingClock, store: SealedDrafts
) -> None:
    token = store.start(saying("Kolibri"))
    (secrets / FIRST).unlink()
    renew(path, secrets, clock().date(), anew=True)
    give_up_lost(path, secrets, clock().date())
    with closing(open_store(path, clock=clock, cost=CHEAP)) as again:
        visit = opened(again, again.reissue(token))
        assert again.resume(visit.code)
        assert visit.draft == saying("Kolibri")


def test_a_pepper_that_comes_back_from_its_backup_is_no_longer_lost(
    path: Path, secrets: Path, code: str, clock: StandingClock
) -> None:
    (secrets / FIRST).rename(path.parent / "kept")
    renew(path, secrets, clock().date())
    (path.parent / "kept").rename(secrets / FIRST)
    assert renew(path, secrets, clock().date()).lost_codes == 0
    with closing(open_store(path, clock=clock, cost=CHEAP)) as store:
        assert store.resume(code)


def test_another_pepper_is_never_made_under_a_lost_ones_name(
    path: Path, secrets: Path, store: SealedDrafts, clock: StandingClock
) -> None:
    store.start(saying("Kolibri"))
    (secrets / FIRST).unlink()
    with pytest.raises(SecretsRefused, match="give-up-lost"):
        renew(path, secrets, clock().date())
    assert not (secrets / FIRST).exists()


def test_when_the_whole_folder_is_lost_it_is_made_anew_only_when_told(
    path: Path, secrets: Path, code: str, clock: StandingClock
) -> None:
    shutil.rmtree(secrets)
    with pytest.raises(SecretsRefused, match="give-up-lost"):
        renew(path, secrets, clock().date())
    assert not secrets.exists()
    assert renew(path, secrets, clock().date(), anew=True).lost_codes == 1
    assert give_up_lost(path, secrets, clock().date()) == 1
    with closing(open_store(path, clock=clock, cost=CHEAP)) as store:
        assert store.resume(code) is None


def test_a_damaged_pepper_is_named(path: Path, secrets: Path, code: str, clock: StandingClock) -> None:
    assert code
    (secrets / FIRST).write_text("short")
    with pytest.raises(SecretsRefused, match="damaged"):
        renew(path, secrets, clock().date())


def test_without_a_database_no_secret_is_made(tmp_path: Path, clock: StandingClock) -> None:
    with pytest.raises(StoreRefused, match="no database"):
        renew(tmp_path / "drafts.sqlite", tmp_path / "secrets", clock().date(), anew=True)
    assert list(tmp_path.iterdir()) == []
