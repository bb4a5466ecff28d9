"""A new pepper at once; one that is lost for ever."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from decision_aid.core.errors import SecretsRefused, StoreRefused, StoreUnavailable
from decision_aid.store import keyring
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.renewal import give_up_lost, renew, sure_of
from tests.store.conftest import CHEAP, Opening, StandingClock, contents, opened, saying
from tests.store.rows import run

FIRST, LATER = "pepper-2026-11-23", "pepper-2026-11-25"


@pytest.fixture
def code(store: SealedDrafts, clock: StandingClock) -> Iterator[str]:
    """The code of a draft that was begun two days ago."""
    code = opened(store, store.start(saying("Kolibri"))).code
    clock.pass_days(2)
    yield code
    store.close()


def test_a_new_pepper_counts_at_once_in_a_running_form(
    store: SealedDrafts, code: str, where: Where, secrets: Path, clock: StandingClock
) -> None:
    made = renew(where, secrets, clock())
    assert (made.name, made.new) == (LATER, True)
    fresh = opened(store, store.start(saying("since then"))).code
    assert store.resume(code)
    assert store.resume(fresh)
    (secrets / LATER).rename(secrets.parent / LATER)
    assert store.resume(code)
    with suppress(StoreUnavailable):  # on a server it may be another one's, still to be copied: "try again"
        assert store.resume(fresh) is None


def test_a_day_that_has_a_pepper_can_have_more_and_the_last_of_them_counts(
    store: SealedDrafts, where: Where, secrets: Path, code: str, clock: StandingClock, opening: Opening
) -> None:
    made = [renew(where, secrets, clock()).name for _ in range(21)]
    assert made == [LATER, *(f"{LATER}-{number}" for number in range(2, 22))]
    assert len({(secrets / name).read_text() for name in made}) == 21
    fresh = opened(store, store.start(saying("since then"))).code
    (secrets / made[-1]).rename(secrets.parent / "kept")
    assert store.resume(code)
    with suppress(StoreUnavailable):
        assert store.resume(fresh) is None
    with pytest.raises(SecretsRefused, match=f"{made[-1]} is missing"):
        opening()
    (secrets.parent / "kept").rename(secrets / made[-1])
    with closing(opening()) as again:
        assert again.resume(code)
        assert again.resume(fresh)


def test_a_later_day_counts_more_than_many_of_one(
    store: SealedDrafts, where: Where, secrets: Path, code: str, clock: StandingClock
) -> None:
    assert code
    for _ in range(3):
        renew(where, secrets, clock())
    clock.pass_days(1)
    made = renew(where, secrets, clock()).name
    fresh = opened(store, store.start(saying("a day later"))).code
    (secrets / made).unlink()
    with suppress(StoreUnavailable):
        assert store.resume(fresh) is None


def test_all_peppers_of_a_day_go_with_it(
    store: SealedDrafts, where: Where, secrets: Path, clock: StandingClock
) -> None:
    renew(where, secrets, clock())
    store.start(saying("mine"))
    assert sorted(path.name for path in secrets.glob("pepper-*")) == [FIRST, f"{FIRST}-2"]
    clock.pass_days(181)
    store.purge()
    assert [path.name for path in secrets.glob("pepper-*")] == ["pepper-2027-05-23"]


def test_a_pepper_that_is_lost_is_replaced_once(where: Where, secrets: Path, code: str, clock: StandingClock) -> None:
    assert code
    assert renew(where, secrets, clock(), anew=True).new
    assert not renew(where, secrets, clock(), anew=True).new


def test_a_day_has_room_for_99(where: Where, secrets: Path, code: str, clock: StandingClock) -> None:
    assert code
    for name in [LATER, *(f"{LATER}-{number}" for number in range(2, 100))]:
        keyring.make(secrets / name)
    with pytest.raises(SecretsRefused, match="has 99 peppers of today already"):
        renew(where, secrets, clock())


def test_a_lost_pepper_is_counted_and_given_up_only_when_told(
    where: Where, secrets: Path, code: str, clock: StandingClock, opening: Opening
) -> None:
    (secrets / FIRST).unlink()
    for count in (-1, 0, 2):
        with pytest.raises(SecretsRefused, match="run decision-aid new-key --give-up-lost 1: then"):
            sure_of(where, secrets, clock().date(), count)
    sure_of(where, secrets, clock().date(), 1)
    with pytest.raises(SecretsRefused, match=FIRST):
        opening()
    renew(where, secrets, clock(), anew=True)
    assert give_up_lost(where, secrets, clock().date()) == 1
    with closing(opening()) as store:
        assert store.resume(code) is None


def test_an_open_draft_survives_its_lost_code_and_can_have_a_new_one(
    where: Where, secrets: Path, clock: StandingClock, opening: Opening, store: SealedDrafts
) -> None:
    token = store.start(saying("Kolibri"))
    (secrets / FIRST).unlink()
    renew(where, secrets, clock(), anew=True)
    give_up_lost(where, secrets, clock().date())
    with closing(opening()) as again:
        visit = opened(again, again.reissue(token))
        assert again.resume(visit.code)
        assert visit.draft == saying("Kolibri")


def test_a_pepper_that_comes_back_from_its_backup_is_no_longer_lost(
    where: Where, secrets: Path, code: str, clock: StandingClock, opening: Opening
) -> None:
    (secrets / FIRST).rename(secrets.parent / "kept")
    renew(where, secrets, clock(), anew=True)
    (secrets.parent / "kept").rename(secrets / FIRST)
    sure_of(where, secrets, clock().date(), 0)
    renew(where, secrets, clock())
    with closing(opening()) as store:
        assert store.resume(code)


def test_another_pepper_is_never_made_under_a_lost_ones_name(
    where: Where, secrets: Path, store: SealedDrafts, clock: StandingClock
) -> None:
    store.start(saying("Kolibri"))
    (secrets / FIRST).unlink()
    with pytest.raises(SecretsRefused, match="give-up-lost"):
        renew(where, secrets, clock())
    assert not (secrets / FIRST).exists()


def test_when_the_whole_folder_is_lost_it_is_made_anew_only_when_told(
    where: Where, secrets: Path, code: str, clock: StandingClock, opening: Opening
) -> None:
    shutil.rmtree(secrets)
    with pytest.raises(SecretsRefused, match="give-up-lost"):
        renew(where, secrets, clock())
    assert not secrets.exists()
    assert renew(where, secrets, clock(), anew=True).new
    assert give_up_lost(where, secrets, clock().date()) == 1
    with closing(opening()) as store:
        assert store.resume(code) is None


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", ["salt", "server-key", FIRST])
def test_with_a_secret_that_is_another_one_nothing_is_made_and_the_right_one_put_back_starts_again(
    where: Where, secrets: Path, clock: StandingClock, opening: Opening, name: str
) -> None:
    """Also where no draft needs it."""
    right = (secrets / name).read_text()
    (secrets / name).write_text("00" * 32)
    before, known = contents(secrets), run(where, "SELECT epoch, fingerprint FROM pepper")
    with pytest.raises(SecretsRefused, match="is not the one") as refused:
        renew(where, secrets, clock())
    assert (contents(secrets), run(where, "SELECT epoch, fingerprint FROM pepper")) == (before, known)
    with pytest.raises(SecretsRefused, match="is not the one") as starting:
        opening()
    assert str(refused.value) == str(starting.value)
    (secrets / name).write_text(right)
    assert renew(where, secrets, clock()).new
    opening().close()


def test_with_the_folder_of_another_form_nothing_is_made(
    where: Where, code: str, clock: StandingClock, opening: Opening, tmp_path: Path
) -> None:
    clock.pass_days(-2)
    open_store(tmp_path / "another" / "drafts.sqlite3", clock=clock, cost=CHEAP).close()
    clock.pass_days(2)
    another = tmp_path / "another" / "secrets"
    before = contents(another)
    with pytest.raises(SecretsRefused, match="is not the one"):
        renew(where, another, clock())
    assert contents(another) == before
    with closing(opening()) as again:
        assert again.resume(code)


def test_a_pepper_that_codes_need_is_missed_before_another_is_made(
    where: Where, secrets: Path, code: str, clock: StandingClock
) -> None:
    assert code
    (secrets / FIRST).unlink()
    before = contents(secrets)
    with pytest.raises(SecretsRefused, match=f"{FIRST} is missing, and codes of kept answers need it"):
        renew(where, secrets, clock())
    assert contents(secrets) == before


def test_a_server_key_that_is_lost_for_ever_is_replaced_when_told(
    where: Where, secrets: Path, code: str, clock: StandingClock, opening: Opening
) -> None:
    """No code rests on it."""
    (secrets / "server-key").write_text("00" * 32)
    sure_of(where, secrets, clock().date(), 0)
    renew(where, secrets, clock(), anew=True)
    assert give_up_lost(where, secrets, clock().date()) == 0
    with closing(opening()) as store:
        assert store.resume(code)


def test_a_damaged_pepper_is_named(where: Where, secrets: Path, code: str, clock: StandingClock) -> None:
    assert code
    (secrets / FIRST).write_text("short")
    with pytest.raises(SecretsRefused, match="damaged"):
        renew(where, secrets, clock())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("folder", ["is there", "is lost"])
def test_what_root_makes_belongs_to_the_user_who_runs_the_form(
    path: Path, secrets: Path, code: str, clock: StandingClock, folder: str
) -> None:
    assert code
    if folder == "is lost":
        shutil.rmtree(secrets)
    for each in (path.parent, *path.parent.rglob("*")):
        os.chown(each, 12345, 12346)
    assert renew(path, secrets, clock(), anew=folder == "is lost").new
    made = {each: (each.stat().st_uid, each.stat().st_gid) for each in (path.parent, *path.parent.rglob("*"))}
    assert secrets / LATER in made
    assert set(made.values()) == {(12345, 12346)}


def test_without_a_database_no_secret_is_made(tmp_path: Path, clock: StandingClock) -> None:
    with pytest.raises(StoreRefused, match="no database"):
        renew(tmp_path / "drafts.sqlite", tmp_path / "secrets", clock(), anew=True)
    assert list(tmp_path.iterdir()) == []
