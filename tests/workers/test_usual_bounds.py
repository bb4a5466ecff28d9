"""What the system says of the processes that print and that read kept files, as they are started for everybody."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from decision_aid.core.schema import Questionnaire
from decision_aid.fhir.intake import Unusable
from decision_aid.fhir.kept_file import KeptFiles
from decision_aid.loader import load
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import open_press
from tests.house.checkout import ROOT, text_of

MIB = 1024 * 1024
SMALLEST = ROOT / "tests/papers/smallest.yaml"


@contextmanager
def printing() -> Iterator[None]:
    questionnaire: Questionnaire = load(SMALLEST).questionnaire
    with closing(open_press(questionnaire, Letterhead("", ""), workers=1)) as press:
        assert press.ready()
        yield


@contextmanager
def reading() -> Iterator[None]:
    with closing(KeptFiles()) as files:
        with pytest.raises(Unusable):
            files.lean(b"{}")
        yield


def bounds(process: int) -> dict[str, str]:
    """Return the hard limits of a process, by the names that the system gives them."""
    lines = Path(f"/proc/{process}/limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[26:].split()[1] for line in lines}


@pytest.mark.parametrize(("at_work", "mib"), [(printing, 512), (reading, 256)])
def test_a_process_has_the_memory_that_is_documented(at_work: Callable[[], Iterator[None]], mib: int) -> None:
    others = {child.pid for child in multiprocessing.active_children()}
    with at_work():  # type: ignore[attr-defined]  # a context manager
        (process,) = {child.pid for child in multiprocessing.active_children()} - others
        assert process
        found = bounds(process)
    assert found["Max address space"] == str(mib * MIB)
    assert found["Max core file size"] == "0"
    assert "memory 512 MiB (256 for kept files)" in text_of(Path("docs/decisions/0019-confined-workers.md"))
