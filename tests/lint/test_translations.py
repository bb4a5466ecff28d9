"""What a language lacks is told for each text, at the place where the text stands."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.wording import texts
from decision_aid.lint import linter, translations
from decision_aid.loader import load
from tests.lint.conftest import SMALLEST

LABEL = "Do [you|we] know the IND number?"


def translated(folder: Path, language: str, said: dict[str, str]) -> Path:
    """Put a language with these translations into a folder; return the folder."""
    catalogue = Catalog()
    for text, translation in said.items():
        catalogue.add(text, translation)
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "questionnaire.mo").open("wb") as file:
        write_mo(file, catalogue)
    return folder


@pytest.fixture
def whole(smallest: Questionnaire) -> dict[str, str]:
    """Return every text, said as it is."""
    return {text: text for _, text in texts(smallest)}


def told(questionnaire: Questionnaire, folder: Path) -> list[Fault]:
    return list(translations.faults(questionnaire, folder))


def test_a_whole_translation_lacks_nothing(whole: dict[str, str], smallest: Questionnaire, tmp_path: Path) -> None:
    assert told(smallest, translated(tmp_path, "es", whole)) == []


def test_a_text_without_translation_is_told_at_its_line(whole: dict[str, str], tmp_path: Path) -> None:
    folder = translated(tmp_path, "es", {text: said for text, said in whole.items() if text != LABEL})
    loaded = load(SMALLEST)
    (found,) = linter.located(told(loaded.questionnaire, folder), "questions.yaml", loaded.mark)
    assert found.rule.name == "translation-missing"
    assert found.sentence.endswith("ind.label has no translation into es, and is shown there as it is.")
    assert LABEL in SMALLEST.read_text(encoding="utf-8").splitlines()[found.line - 1]


def test_a_translation_that_lost_the_helper_is_told(
    whole: dict[str, str], smallest: Questionnaire, tmp_path: Path
) -> None:
    (found,) = told(smallest, translated(tmp_path, "es", {**whole, LABEL: "¿Sabe el número?"}))
    assert found.rule == "translation-one-voice"
    assert found.path == ("parts", 1, "pages", 1, "questions", 0, "label")


def test_the_questionnaires_own_language_needs_no_translation(smallest: Questionnaire, tmp_path: Path) -> None:
    assert told(smallest, translated(tmp_path, smallest.language, {})) == []


def test_every_place_of_a_text_leads_to_it(smallest: Questionnaire) -> None:
    for place, text in texts(smallest):
        found: object = smallest
        for step in translations.path_of(smallest, place):
            found = found[step] if isinstance(found, tuple) and isinstance(step, int) else getattr(found, str(step))
        assert found == text
