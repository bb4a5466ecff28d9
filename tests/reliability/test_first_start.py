"""The power goes during the very first start: the next one works, or says a sentence; nothing has to be taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.first_start import starts
from tests.reliability.recording import Call, everything
from tests.reliability.test_power_loss import work

__all__ = ["work"]


@pytest.fixture
def calls(tmp_path: Path) -> list[Call]:
    """What a first start does, with the first drafts."""
    return everything("real", tmp_path / "state", 0)


def test_a_first_start_that_was_cut_short_anywhere_is_taken_up_by_the_next(
    calls: list[Call], tmp_path: Path, work: Path
) -> None:
    found = starts(calls, tmp_path / "state", work)
    print(f"first start: {found.images} images, {len(found.wrong)} wrong, refused: {sorted(found.refused)}")  # noqa: T201
    assert found.wrong == []
    assert found.refused == set()
    assert found.images >= 100


def test_a_start_whose_secrets_have_their_name_before_they_are_whole_is_found_out(
    calls: list[Call], tmp_path: Path, work: Path
) -> None:
    careless = [call for call in calls if not (call.kind == "sync" and "/secrets/." in call.path)]
    assert len(careless) < len(calls)
    found = starts(careless, tmp_path / "state", work)
    assert any("cannot be read or is damaged" in sentence for sentence in found.refused) or found.wrong
