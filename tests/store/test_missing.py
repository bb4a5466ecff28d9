"""A pepper that is missing on the day it was made, or that nobody needs: no other takes its name."""

from pathlib import Path

import pytest

from decision_aid.core.errors import SecretsRefused
from decision_aid.store.drafts import SealedDrafts, open_store

from .conftest import CHEAP, StandingClock, saying

FIRST, LATER = "pepper-2026-11-23", "pepper-2026-12-24"


@pytest.fixture
def secrets(path: Path, store: SealedDrafts) -> Path:
    assert store.gives_codes
    return path.parent / "secrets"


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def start_again(path: Path, clock: StandingClock) -> None:
    open_store(path, clock=clock, cost=CHEAP).close()


def test_a_pepper_that_is_missing_on_its_own_day_is_named_and_none_is_made_in_its_place(
    secrets: Path, path: Path, clock: StandingClock, tmp_path: Path
) -> None:
    (secrets / FIRST).rename(tmp_path / FIRST)
    for _ in range(2):
        with pytest.raises(SecretsRefused, match=f"{FIRST} is missing, .* put it back .* --give-up-lost"):
            start_again(path, clock)
        assert names(secrets) == ["salt", "server-key"]
    (tmp_path / FIRST).rename(secrets / FIRST)
    start_again(path, clock)


def test_a_pepper_that_is_missing_on_its_own_day_is_not_made_anew_by_the_daily_purge(
    store: SealedDrafts, secrets: Path, clock: StandingClock
) -> None:
    clock.pass_days(31)
    store.purge()
    store.start(saying("of this month"))
    (secrets / LATER).unlink()
    with pytest.raises(SecretsRefused, match=f"{LATER} is missing"):
        store.purge()
    assert LATER not in names(secrets)


def test_the_day_after_a_pepper_that_nobody_needs_was_lost_the_form_makes_another(
    secrets: Path, path: Path, clock: StandingClock
) -> None:
    (secrets / FIRST).unlink()
    clock.pass_days(1)
    start_again(path, clock)
    assert names(secrets)[0] == "pepper-2026-11-24"
