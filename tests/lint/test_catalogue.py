from decision_aid import assets, loader
from decision_aid.lint import catalogue

REMEDY = "run scripts/translations and commit what it writes"


def is_kept(name: str, current: bytes) -> bool:
    """Compare out of the assertion's sight: showing how such files differ would take minutes."""
    return (assets.translations() / name).read_bytes() == current


def test_the_programs_sentences_for_translators_are_current() -> None:
    assert is_kept("messages.pot", catalogue.messages()), REMEDY


def test_the_questionnaires_texts_for_translators_are_current() -> None:
    questionnaire = loader.load(assets.questions()).questionnaire
    assert is_kept("questionnaire.pot", catalogue.questionnaire_texts(questionnaire)), REMEDY


def test_sentences_of_pages_errors_and_the_core_are_all_gathered() -> None:
    messages = catalogue.messages().decode()
    for sentence in (
        "Continue",
        "Choose one answer only.",
        "Offer {number}",
        "Choose your file first, then press the button.",
    ):
        assert f'msgid "{sentence}"' in messages


def test_every_kind_of_text_is_gathered() -> None:
    questionnaire = loader.load(assets.questions()).questionnaire
    texts = catalogue.questionnaire_texts(questionnaire).decode()
    for place in ("texts.start.lead", "parts.choice.title", "warning_signs.", "option_grid.", "sources.", "ipdas."):
        assert place in texts
