"""The guide for content editors tells the truth: its examples load, and it names every key of a question."""

import re
from typing import Any

import pytest
import yaml

from decision_aid.core.schema import Choice, Measure, Option, Questionnaire, Several, Signs, Text
from tests.house.checkout import ROOT

GUIDE = (ROOT / "docs/content.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```yaml\n# (?P<place>[^\n]+)\n(?P<text>.*?)```", re.DOTALL)
EXAMPLES = [(found["place"], yaml.safe_load(found["text"])) for found in EXAMPLE.finditer(GUIDE)]
KEYS = sorted({name for kind in (Choice, Measure, Several, Signs, Text) for name in kind.model_fields})
TAUGHT_BY_EXAMPLE = {"id", "exact", "none", "signs"}


def shipped() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "questions.yaml").read_text(encoding="utf-8"))
    return data


def place(data: dict[str, Any], name: str) -> list[Any]:
    """Return the list an example belongs to: `page of part money`, or a key such as `notes`."""
    if not name.startswith("page of part "):
        found: list[Any] = data[name]
        return found
    part = name.removeprefix("page of part ")
    pages: list[Any] = next(entry["pages"] for entry in data["parts"] if entry["id"] == part)
    return pages


def with_examples() -> dict[str, Any]:
    data = shipped()
    for name, items in EXAMPLES:
        place(data, name).extend(items)
    place(data, "page of part health")[-1]["facts"] = ["fact_our_clinic"]
    return data


def test_the_guide_has_an_example_of_every_sort() -> None:
    assert {name.split()[0] for name, _ in EXAMPLES} == {"page", "notes", "sources", "facts"}


def test_the_examples_load_as_part_of_the_shipped_questionnaire() -> None:
    assert {"blood_tests", "home_help", "drive_time", "refund"} <= set(
        Questionnaire.model_validate(with_examples()).questions
    )


def test_an_example_with_a_wrong_code_would_not_load() -> None:
    data = with_examples()
    place(data, "notes")[-1]["when"]["is"] = ["phase_9"]
    with pytest.raises(ValueError, match="faults"):
        Questionnaire.model_validate(data)


@pytest.mark.parametrize("key", [key for key in KEYS if key not in TAUGHT_BY_EXAMPLE])
def test_the_guide_explains_the_key_of_a_question(key: str) -> None:
    assert re.search(rf"^\|.*`{key}`.*\|", GUIDE, re.MULTILINE)


@pytest.mark.parametrize("key", sorted(TAUGHT_BY_EXAMPLE | set(Option.model_fields)))
def test_the_guide_shows_the_key_in_use(key: str) -> None:
    assert re.search(rf"\b{key}\b", GUIDE)


@pytest.mark.parametrize(
    "key", sorted(Questionnaire.model_fields.keys() - {"schema_version", "id", "language", "title", "local"})
)
def test_the_guide_says_what_a_key_of_the_file_holds(key: str) -> None:
    assert re.search(rf"^\|.*`{key}`.*\|", GUIDE, re.MULTILINE)
