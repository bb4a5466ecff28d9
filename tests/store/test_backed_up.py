"""When it was last backed up is known to the form and to Prometheus, and survives that somebody else noted it."""

from __future__ import annotations

import os
import re
from contextlib import closing
from math import inf, isnan
from pathlib import Path

import pytest
from pydantic import SecretStr

from decision_aid import bootstrap
from decision_aid.core.errors import StoreRefused
from decision_aid.settings import Settings
from decision_aid.store import backed_up
from tests.cluster import Cluster
from tests.test_cli import SMALLEST

HOUR = 3600


def numbers(settings: Settings) -> dict[str, float]:
    """Return what a form that has just started tells Prometheus of backups and purges."""
    running = bootstrap.build(settings)
    with closing(running.closing):
        text = running.services.monitor.metrics().decode()
    found = re.findall(r"^decision_aid_((?:backup|purge)_\w+) (\S+)$", text, re.MULTILINE)
    return {name: float(value) for name, value in found}


def test_a_backup_is_known_by_its_age(tmp_path: Path) -> None:
    backed_up.note(tmp_path)
    made = (tmp_path / backed_up.NAME).stat()
    assert backed_up.age(tmp_path, made.st_mtime + HOUR, inf) == HOUR
    assert made.st_mode & 0o777 == 0o600


def test_where_there_was_none_what_is_told_of_never_is_told(tmp_path: Path) -> None:
    assert backed_up.age(tmp_path, HOUR, inf) == inf


def test_the_next_backup_is_noted_anew(tmp_path: Path) -> None:
    backed_up.note(tmp_path)
    os.utime(tmp_path / backed_up.NAME, (HOUR, HOUR))
    backed_up.note(tmp_path)
    assert backed_up.age(tmp_path, (tmp_path / backed_up.NAME).stat().st_mtime, inf) == 0


def test_without_a_state_folder_nothing_is_noted(tmp_path: Path) -> None:
    backed_up.note(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_noted_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / backed_up.NAME).mkdir()
    with pytest.raises(StoreRefused, match=r"The backup is made, but .*last-backup cannot be written"):
        backed_up.note(tmp_path)


def test_a_form_tells_its_last_backup_and_that_it_has_just_purged(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "var", questions=SMALLEST)
    before = numbers(settings)
    assert before["backup_age_seconds"] == inf
    assert 0 <= before["purge_age_seconds"] < HOUR
    bootstrap.copying(settings, tmp_path / "backup")
    assert 0 <= numbers(settings)["backup_age_seconds"] < HOUR


def test_a_form_that_keeps_nothing_tells_neither(tmp_path: Path) -> None:
    assert numbers(Settings(state=tmp_path / "var", questions=SMALLEST, no_retention=True)) == {}


def test_with_a_server_that_may_be_backed_up_elsewhere_never_is_not_known(tmp_path: Path, postgresql: Cluster) -> None:
    address = SecretStr(postgresql.new_schema())
    settings = Settings(state=tmp_path / "var", questions=SMALLEST, database=address)
    assert isnan(numbers(settings)["backup_age_seconds"])
