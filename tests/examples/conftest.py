"""Every questionnaire under examples/, and the form as it is served with it: by its setting alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from decision_aid import loader, settings
from decision_aid.core.schema import Questionnaire
from tests.examples.visiting import visiting
from tests.house.checkout import ROOT
from tests.web.visitor import Visitor

EXAMPLES = sorted((ROOT / "examples").glob("*/questions.yaml"))


@dataclass(frozen=True)
class Example:
    path: Path
    questionnaire: Questionnaire

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=EXAMPLES, ids=lambda path: path.parent.name)
def example(request: pytest.FixtureRequest) -> Example:
    path: Path = request.param
    return Example(path, loader.load(path).questionnaire)


@pytest.fixture(scope="session")
def questionnaire(example: Example) -> Questionnaire:
    return example.questionnaire


@pytest.fixture
def visitor(example: Example, tmp_path: Path) -> Iterator[Visitor]:
    """Somebody at a form that was told of the example's file and of nothing else."""
    told = settings.read({"DECISION_AID_QUESTIONS": str(example.path), "DECISION_AID_STATE": str(tmp_path)})
    with visiting(told, tmp_path) as found:
        yield found
