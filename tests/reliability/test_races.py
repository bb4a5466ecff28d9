"""Of four windows that save one page at once, one is told that its text is kept, and the others lose nothing."""

from pathlib import Path

from tests.reliability.races import faults
from tests.reliability.serving_group import serving

ROUNDS = 150
BLIND = (str(Path(__file__).with_name("careless_server.py")), "blind")


def test_one_of_four_windows_succeeds_and_the_others_see_their_own_text(tmp_path: Path) -> None:
    with serving(tmp_path) as group:
        assert faults(group.port, ROUNDS) == []


def test_a_server_that_looks_at_no_revision_is_found_out(tmp_path: Path) -> None:
    with serving(tmp_path, BLIND) as group:
        assert any("the answers were [303, 303" in fault for fault in faults(group.port, ROUNDS // 3))
