"""A file that cannot be read as a questionnaire is refused with one sentence, whatever is in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.loader import load

Faults = Callable[[str | bytes], tuple[str, ...]]

BILLION = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n" for before, this in zip("abcdefgh", "bcdefghi", strict=True)
)
UNCLEAR = (
    "the text cannot be read here. Look for a missing colon, quotation mark, bracket or indent "
    "on this line or the one before."
)
UNREADABLE = {
    "empty": (b"", "questions.yaml: the file is empty. Put the questionnaire into it."),
    "only spaces": (b" \n\n", "questions.yaml: the file is empty. Put the questionnaire into it."),
    "only a comment": (b"# later\n", "questions.yaml: the file holds no questionnaire. Put it in."),
    "not UTF-8": (b"id: x\ntitle: caf\xe9\n", "questions.yaml:2: the text is not UTF-8 here. Save the file as UTF-8."),
    "a NUL byte": (
        b"id: x\ntitle: a\x00b\n",
        "questions.yaml:2: a character stands here that cannot be shown. Take it away.",
    ),
    "too large": (
        b"a" * (2 * 1024 * 1024 + 1),
        "questions.yaml: the file is larger than 2 MiB. Take out what does not belong to the questionnaire.",
    ),
    "a tab": (b"id: x\nparts:\n\t- id: y\n", "questions.yaml:3: a tab stands here. Use spaces."),
    "a colon in a text": (
        b"id: x\ntitle: A guide: to cells\n",
        "questions.yaml:2: there is a colon inside this text. Put quotes around the text.",
    ),
    "an open quotation mark": (
        b'id: x\ntitle: "A guide\n',
        "questions.yaml:3: a quotation mark is not closed. Close it.",
    ),
    "a mark that begins no text": (
        b"id: x\ntitle: @home\n",
        "questions.yaml:2: a text cannot begin with this mark. Put quotes around the text.",
    ),
    "a backslash": (
        b'title: "C:\\data"\n',
        "questions.yaml:1: a backslash stands here that means nothing. Use single quotes around the text.",
    ),
    "an open bracket": (
        b"sources: [a, b\nid: x\n",
        f"questions.yaml:2: {UNCLEAR}",
    ),
    "two documents": (b"id: x\n---\nid: y\n", "questions.yaml:2: a second document begins here. Keep one."),
    "a program's object": (
        b"id: !!python/object/apply:os.system [ls]\n",
        "questions.yaml:1: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed. Take it away.",
    ),
    "an anchor that is not there": (
        b"id: *x\n",
        "questions.yaml:1: *x leads to nothing before it, or to itself. Write the text out.",
    ),
    "a loop": (
        b"id: &x\n  - *x\n",
        "questions.yaml:2: *x leads to nothing before it, or to itself. Write the text out.",
    ),
    "a billion laughs": (BILLION.encode(), "questions.yaml:6: the file grows too large here. Use fewer anchors."),
    "nested without end": (
        b"id: " + b"[" * 5000,
        "questions.yaml:1: the lists are nested too deep. Take some levels away.",
    ),
    "a list as a name": (
        b"? [a, b]\n: c\n",
        "questions.yaml:1: a name is expected here, before the colon. Write a word, or put quotes around the text.",
    ),
    "a list": (b"- id\n", "questions.yaml:1: the entry must hold named lines (name: value). Correct it."),
    "a text": (b"hello\n", "questions.yaml:1: the entry must hold named lines (name: value). Correct it."),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gives_one_sentence(name: str, faults: Faults) -> None:
    content, sentence = UNREADABLE[name]
    assert faults(content) == (sentence,)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireInvalid) as invalid:
        load(tmp_path / "gone.yaml")
    assert invalid.value.lines == (f"{tmp_path / 'gone.yaml'}: there is no such file. Correct the path.",)


def test_a_folder_is_no_questionnaire(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireInvalid) as invalid:
        load(tmp_path)
    assert invalid.value.lines == (f"{tmp_path}: this is a folder. Name the file in it.",)


def test_a_path_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(QuestionnaireInvalid, match=r"the file cannot be read"):
        load(Path("a\0b"))


@pytest.mark.parametrize("number", range(1, 20))
def test_a_dozen_of_all_depths_is_read_or_refused_in_words(number: int, faults: Faults) -> None:
    text = "parts: " + "[" * number * 3 + "]" * number * 3
    assert all(line.startswith("questions.yaml:") for line in faults(text))
