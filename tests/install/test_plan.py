"""Where the unit would not let the form see its state folder, nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.install.test_making import HOST, ME, called, init
from tests.test_cli import refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path.resolve()


@pytest.mark.parametrize("home", ["/home/nurse/form", "/root/form", "/run/user/0/form"])
def test_a_state_folder_in_a_home_is_refused_since_the_unit_closes_it(folder: Path, home: str) -> None:
    sentence = refused(called("init", HOST, "--user", ME, "--config", str(folder / "etc"), "--state", home))
    assert sentence == (
        f"The unit closes /home and /root to the form, and {home} is there: give another --state, like "
        "/var/lib/decision-aid."
    )
    assert list(folder.iterdir()) == []
    assert not Path(home).exists()


def test_a_state_folder_that_leads_into_a_home_is_refused_too(folder: Path) -> None:
    (folder / "var").symlink_to("/home/nurse/form")
    assert "is there: give another --state" in refused(init(folder))
    assert [path.name for path in folder.iterdir()] == ["var"]
