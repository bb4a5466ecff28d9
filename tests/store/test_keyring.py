"""The secrets folder: made once, closed to others, and refused with the mend when something is not right."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Barrier

import pytest

from decision_aid.core.errors import SecretsRefused, StoreUnavailable
from decision_aid.store import keyring
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.sessions import Keeping

from .conftest import CHEAP, StandingClock, opened, saying
from .rows import database, rows


def test_a_secret_that_cannot_be_read_keeps_nothing_that_is_to_go(
    store: SealedDrafts, path: Path, clock: StandingClock
) -> None:
    store.start(saying("mine"))
    clock.pass_days(40)
    for secret in (path.parent / "secrets").glob("pepper-*"):
        secret.chmod(0o644)
    with pytest.raises(SecretsRefused):
        store.purge()
    assert rows(path, "draft") == 0


FIRST = "pepper-2026-11-23"
LATER = "pepper-2026-12-24"


@pytest.fixture
def secrets(path: Path, store: SealedDrafts) -> Path:
    assert store.gives_codes
    return path.parent / "secrets"


@pytest.fixture
def code(store: SealedDrafts, secrets: Path) -> str:
    assert secrets.is_dir()
    return opened(store, store.start(saying("mine"))).code


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def start_again(path: Path, clock: StandingClock) -> None:
    open_store(path, clock=clock, cost=CHEAP).close()


def test_a_first_start_makes_secrets_for_this_user_alone(secrets: Path) -> None:
    assert names(secrets) == [FIRST, "salt", "server-key"]
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in secrets.iterdir()} == {0o600}
    assert len({file.read_text() for file in secrets.iterdir()}) == 3
    assert {len(bytes.fromhex(file.read_text())) for file in secrets.iterdir()} == {32}


def test_no_secret_is_in_the_database(secrets: Path, path: Path, code: str) -> None:
    assert code
    content = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())
    for file in secrets.iterdir():
        assert bytes.fromhex(file.read_text()) not in content
        assert file.read_text().strip().encode() not in content


def test_secrets_are_made_once(secrets: Path, path: Path, code: str, clock: StandingClock) -> None:
    before = {file.name: file.read_text() for file in secrets.iterdir()}
    store = open_store(path, clock=clock, cost=CHEAP)
    assert store.resume(code)
    store.close()
    assert {file.name: file.read_text() for file in secrets.iterdir()} == before


def test_servers_that_make_one_secret_at_once_end_with_one_whole_secret(tmp_path: Path) -> None:
    together = Barrier(8)

    def make(number: int) -> bytes:
        path = tmp_path / f"pepper-{number // 8}"
        together.wait()
        keyring.make(path)
        return keyring.read(path)

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(make, range(80)))
    assert len(set(made)) == 10
    assert len(names(tmp_path)) == 10


def damage(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda secrets: (secrets / name).write_bytes(content)


def opened_to(name: str, mode: int) -> Callable[[Path], object]:
    return lambda secrets: (secrets / name).chmod(mode)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (opened_to("", 0o750), "Others can read the secret .*: run chmod 700 .*secrets, then start again"),
        (opened_to("", 0o701), "run chmod 700"),
        (opened_to("salt", 0o640), "Others can read the secret .*salt: run chmod 600 .*salt, then start again"),
        (opened_to("server-key", 0o604), "run chmod 600 .*server-key"),
        (opened_to(FIRST, 0o644), f"run chmod 600 .*{FIRST}"),
        (lambda secrets: (secrets / FIRST).unlink(), f"{FIRST} is missing, .* put it back .* --give-up-lost"),
        (lambda secrets: (secrets / "salt").unlink(), "salt is missing: put it back from the backup"),
        (lambda secrets: (secrets / "server-key").unlink(), "server-key is missing: put it back from the backup"),
        (rmtree, "The secrets folder .* is missing, .* put it back .* DECISION_AID_SECRETS"),
        (damage(FIRST, b"00" * 32 + b"\n"), f"{FIRST} .or salt. is not the one .* put the right secrets folder"),
        (damage("salt", b"00" * 32 + b"\n"), f"{FIRST} .or salt. is not the one"),
        (damage(FIRST, b""), "cannot be read or is damaged: put it back from the backup"),
        (damage(FIRST, b"00" * 31), "cannot be read or is damaged"),
        (damage("salt", b"not hexadecimal at all"), "cannot be read or is damaged"),
        (damage("salt", b"\xff\xfe" * 32), "cannot be read or is damaged"),
        (damage("server-key", b"00" * 33), "cannot be read or is damaged"),
        (lambda secrets: (secrets / FIRST).rename(secrets / "pepper-old"), "is not named as a pepper is, .*"),
        (lambda secrets: (secrets / FIRST).rename(secrets / f"{FIRST}-1"), "is not named as a pepper is, .*"),
        (lambda secrets: (secrets / FIRST).rename(secrets / f"{FIRST}-100"), "is not named as a pepper is, .*"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("code")
def test_what_is_not_right_stops_the_start_and_names_the_mend(
    secrets: Path, path: Path, clock: StandingClock, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(secrets)
    with pytest.raises(SecretsRefused, match=sentence) as caught:
        start_again(path, clock)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("code")
def test_a_start_that_was_refused_is_right_once_it_is_mended(secrets: Path, path: Path, clock: StandingClock) -> None:
    secrets.chmod(0o755)
    with pytest.raises(SecretsRefused):
        start_again(path, clock)
    secrets.chmod(0o700)
    start_again(path, clock)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, clock: StandingClock) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(SecretsRefused, match=r"cannot be made .*let this user write to its parent"):
        open_store(tmp_path / "db", clock=clock, secrets=tmp_path / "file" / "secrets", cost=CHEAP)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user may enter."""
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    yield folder
    rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_secret_of_another_user_is_refused(public: Path) -> None:
    keyring.make(public / "salt")
    os.chown(public / "salt", 65533, 65533)
    os.seteuid(65534)
    try:
        with pytest.raises(SecretsRefused, match="belongs to another user: give it to the one who runs the form"):
            keyring.read(public / "salt")
    finally:
        os.seteuid(0)


def test_secrets_may_lie_anywhere_else(path: Path, tmp_path: Path, clock: StandingClock) -> None:
    open_store(path, clock=clock, secrets=tmp_path / "apart", cost=CHEAP).close()
    assert names(tmp_path / "apart") == [FIRST, "salt", "server-key"]
    assert names(path.parent) == [path.name, f"{path.name}-journal"]


def test_each_month_has_a_pepper_of_its_own(store: SealedDrafts, secrets: Path, clock: StandingClock) -> None:
    clock.pass_days(30)
    store.start(saying("still the first"))
    assert names(secrets)[0:1] == [FIRST]
    clock.pass_days(1)
    store.purge()
    fresh = opened(store, store.start(saying("the second"))).code
    assert names(secrets)[:2] == [FIRST, LATER]
    assert store.resume(fresh)


def epochs(path: Path) -> list[str]:
    with database(path) as connection:
        found = connection.execute("SELECT DISTINCT pepper_epoch FROM draft ORDER BY 1").fetchall()
    return [f"pepper-{date.fromordinal(epoch)}" for (epoch,) in found]


def test_a_draft_keeps_its_pepper_through_saves_and_new_codes(
    store: SealedDrafts, path: Path, code: str, clock: StandingClock
) -> None:
    for _ in range(3):
        clock.pass_days(25)
        token = store.resume(code) or ""
        store.save(opened(store, token), saying("again"))
        code = opened(store, store.reissue(token)).code
    assert epochs(path) == [FIRST]
    store.purge()
    store.start(saying("new"))
    assert len(epochs(path)) == 2


def test_no_draft_is_kept_beyond_180_days_however_often_it_is_saved(
    store: SealedDrafts, secrets: Path, path: Path, code: str, clock: StandingClock
) -> None:
    began = clock().date()
    for _ in range(7):
        clock.pass_days(25)
        token = store.resume(code) or ""
        visit = store.save(opened(store, token), saying("again"))
        assert visit.last_day == opened(store, token).last_day <= began + timedelta(days=180)
    clock.time += began + timedelta(days=180) - clock().date()
    assert store.purge() == 0
    assert store.resume(code)
    assert FIRST in names(secrets)
    clock.pass_days(1)
    assert store.resume(code) is None
    assert store.purge() == 1
    assert FIRST not in names(secrets)
    assert rows(path, "draft") == 0


def test_the_last_pepper_is_never_deleted(store: SealedDrafts, secrets: Path, clock: StandingClock) -> None:
    clock.pass_days(400)
    store.purge()
    assert [name for name in names(secrets) if name.startswith("pepper-")] == ["pepper-2027-12-28"]
    assert store.resume(opened(store, store.start(saying("mine"))).code)


def test_after_its_pepper_is_gone_an_old_backup_opens_nothing(
    store: SealedDrafts, secrets: Path, path: Path, code: str, clock: StandingClock
) -> None:
    store.close()
    backup = path.read_bytes()
    start, later = clock.time, clock.time + timedelta(days=181)
    clock.time = later
    store.purge()
    store.close()
    path.write_bytes(backup)
    clock.time = start
    with pytest.raises(SecretsRefused, match="says 2026-11-23, but there is a secret of 2027-05-23: set the clock"):
        start_again(path, clock)
    with pytest.raises(StoreUnavailable, match="A secret is not here that this code may need"):
        store.resume(code)
    assert FIRST not in names(secrets)


def test_what_a_crash_left_of_a_pepper_goes_with_it(store: SealedDrafts, secrets: Path, clock: StandingClock) -> None:
    """As between the two names that a new secret has for a moment."""
    left = secrets / f".{FIRST}-0123456789abcdef"
    os.link(secrets / FIRST, left)
    clock.pass_days(181)
    store.purge()
    assert FIRST not in names(secrets)
    assert not left.exists()


def test_a_pepper_put_into_the_folder_is_read_at_once(
    store: SealedDrafts, secrets: Path, code: str, tmp_path: Path
) -> None:
    (secrets / FIRST).rename(tmp_path / FIRST)
    with pytest.raises(SecretsRefused, match="put the secrets folder back"):
        store.resume(code)
    (tmp_path / FIRST).rename(secrets / FIRST)
    assert store.resume(code)


def test_two_servers_with_folders_of_their_own_see_a_mixed_up_pepper(
    store: SealedDrafts, code: str, path: Path, tmp_path: Path, clock: StandingClock
) -> None:
    assert store.resume(code)
    other = tmp_path / "other"
    open_store(tmp_path / "else", clock=clock, secrets=other, cost=CHEAP).close()
    with pytest.raises(SecretsRefused, match="is not the one"):
        open_store(path, clock=clock, secrets=other, cost=CHEAP)


@pytest.mark.parametrize("days", [1, 7, 90])
def test_drafts_are_kept_as_long_as_asked(path: Path, clock: StandingClock, days: int) -> None:
    store = open_store(path, clock=clock, keeping=Keeping(days), cost=CHEAP)
    code = opened(store, store.start(saying("mine"))).code
    clock.pass_days(days)
    assert store.resume(code)
    clock.pass_days(1)
    assert store.resume(code) is None
    store.close()
