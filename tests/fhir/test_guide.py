"""The guide for a clinic's IT tells the truth: its examples are what the program writes, and they run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid.core.answers import Answer
from decision_aid.fhir import model
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from tests.core.given import answers
from tests.fhir.clients.visits import DAY, been_through
from tests.fhir.test_questionnaire import items

GUIDE = (Path(__file__).parents[2] / "docs/fhir.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_item_shown_is_the_one_that_is_written(exported: model.Questionnaire) -> None:
    (shown,) = blocks("json")
    item = json.loads(shown)
    assert json.loads(items(exported.item)[item["linkId"]].as_json()) == item


def test_the_programs_run_and_find_what_they_say(shipped: Loaded, tmp_path: Path) -> None:
    draft = been_through(answers({"alsfrs": Answer(exact="36")}))
    (tmp_path / "answers.fhir.json").write_bytes(response(shipped.questionnaire, draft, DAY, shipped.digest).as_json())
    program = "\n".join([*blocks("python"), "print(total)"])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=tmp_path, text=True)
    assert done.stdout == "[36]\n"
    filed = json.loads((tmp_path / "filed.json").read_text(encoding="utf-8"))
    assert filed["subject"] == {"reference": "Patient/123"}


@pytest.mark.parametrize("code", ["G12.21", "D000690", "82953-1"])
def test_every_code_it_names_is_written(exported: model.Questionnaire, code: str) -> None:
    assert f"`{code}`" in GUIDE
    assert f'"code":"{code}"'.encode() in exported.as_json()


@pytest.mark.parametrize("name", ["stars", "computed.offer", "computed.decline", "offer", "how_many", "breathing_kind"])
def test_every_link_id_it_names_is_there(exported: model.Questionnaire, name: str) -> None:
    assert f"`{name}`" in GUIDE
    assert name in items(exported.item)
