"""A tiny questionnaire on which one thing after another is changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.loader import load

SMALLEST = Path(__file__).parents[1] / "papers" / "smallest.yaml"

Faults = Callable[[str | bytes], tuple[str, ...]]


@pytest.fixture(scope="session")
def smallest() -> str:
    return SMALLEST.read_text(encoding="utf-8")


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Return the sentences that loading a text gives; none if it loads."""
    monkeypatch.chdir(tmp_path)
    path = Path("questions.yaml")

    def found(text: str | bytes) -> tuple[str, ...]:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            load(path)
        except QuestionnaireInvalid as invalid:
            return invalid.lines
        return ()

    return found
