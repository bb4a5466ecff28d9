"""What a good file gives."""

import hashlib
from pathlib import Path

import pytest

from decision_aid.core.schema import Choice
from decision_aid.loader import Loaded, load


@pytest.fixture
def loaded(tmp_path: Path) -> "Loading":
    return Loading(tmp_path / "questions.yaml")


class Loading:
    """Loads a text through a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, text: str) -> Loaded:
        self.path.write_text(text, encoding="utf-8")
        return load(self.path)


def test_the_digest_is_a_sha_256(smallest: str, loaded: Loading) -> None:
    digest = loaded(smallest).digest
    assert len(digest) == len(hashlib.sha256().hexdigest())
    assert int(digest, 16) > 0


def test_a_comment_or_layout_does_not_change_the_digest(smallest: str, loaded: Loading) -> None:
    first = loaded(smallest).digest
    other = "# more\n\n" + smallest.replace("title: A tiny questionnaire", "title:   'A tiny questionnaire'  # so")
    assert loaded(other).digest == first


def test_a_word_changes_the_digest(smallest: str, loaded: Loading) -> None:
    assert loaded(smallest).digest != loaded(smallest.replace("It may press.", "It may haste.")).digest


def test_windows_line_ends_and_mark_do_not_change_the_digest(smallest: str, loaded: Loading, tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + smallest.replace("\n", "\r\n").encode())
    assert load(path).digest == loaded(smallest).digest


def test_the_options_of_a_scale_are_those_of_its_questions(smallest: str, loaded: Loading) -> None:
    questionnaire = loaded(smallest).questionnaire
    ind = questionnaire.questions["ind"]
    assert isinstance(ind, Choice)
    assert ind.options == questionnaire.scales[0].options


def test_an_anchor_stands_for_what_it_names(smallest: str, loaded: Loading) -> None:
    anchored = smallest.replace("why: It may press.", "why: &why It may press.").replace(
        "why: It counts now.", "why: *why"
    )
    assert loaded(anchored).questionnaire.questions["time"].why == "It may press."


def test_a_merged_mapping_gives_what_is_not_written(smallest: str, loaded: Loading) -> None:
    merged = smallest.replace("- {code: soon, label: Soon,", "- &soon {code: soon, label: Soon,").replace(
        "{code: later, label: Later, low: 2}", "{<<: *soon, code: later, low: 2, high: 3}"
    )
    due = loaded(merged).questionnaire.questions["due"]
    assert [option.label for option in getattr(due, "options")[:2]] == ["Soon", "Soon"]  # noqa: B009 - a measure has options


@pytest.mark.parametrize(
    "text", ["2027-11-22", "12:30", "1_000", "0x1F", "1e3", ".5", ".nan", ".inf", "Y", "N", "none"]
)
def test_a_text_stays_a_text(text: str, smallest: str, loaded: Loading) -> None:
    changed = smallest.replace("why: It may press.", f"why: {text}")
    assert loaded(changed).questionnaire.questions["due"].why == text
