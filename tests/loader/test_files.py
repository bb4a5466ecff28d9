"""A file that cannot be read as a questionnaire is refused with one sentence, whatever is in it."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.loader import load
from decision_aid.loader.document import read

Faults = Callable[[str | bytes], tuple[str, ...]]

BILLION = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n" for before, this in zip("abcdefgh", "bcdefghi", strict=True)
)
UNCLEAR = (
    "the text cannot be read here. Look for a missing colon, quotation mark, bracket or indent "
    "on this line or the one before."
)
AFTER_QUOTES = (
    "more stands here after a closing quotation mark. Put single quotes around the whole text, or begin a new line."
)
INDENT = (
    "the indent of this line does not go with the lines before it, or a dash is missing (- id: ...). "
    "Correct the indent, or write the dash"
)
STILL_TEXT = "; if the line is part of a text, put quotes around all of it."
NO_BREAK = "a no-break space (U+00A0) stands here, as word processors write it. Write a plain space."
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
    "a colon after a closing quotation mark": (
        b'id: x\ntitle: "A guide": to cells\n',
        f"questions.yaml:2: {AFTER_QUOTES}",
    ),
    "quotation marks inside a text in such marks": (
        b'id: x\ntitle: "A "real" guide"\n',
        f"questions.yaml:2: {AFTER_QUOTES}",
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


SHIPPED = assets.questions().read_text(encoding="utf-8").split("\n")
QUOTED = [at for at, line in enumerate(SHIPPED) if re.fullmatch(r""" *(?:- )?\w+: "[^"]+[a-z.]" *""", line)]


@pytest.mark.parametrize("at", QUOTED[::60])
def test_the_line_that_opens_a_quotation_mark_is_named_however_far_it_runs(at: int, faults: Faults) -> None:
    text = "\n".join((*SHIPPED[:at], SHIPPED[at].rstrip()[:-1], *SHIPPED[at + 1 :]))
    assert faults(text) == (f"questions.yaml:{at + 1}: a quotation mark is not closed. Close it.",)


def test_a_quoted_text_of_many_lines_is_not_blamed_for_what_comes_after(faults: Faults) -> None:
    content = 'title: "One\n  two: three\n  four"\nid: x\nlabel: @home\n'
    assert faults(content) == ("questions.yaml:5: a text cannot begin with this mark. Put quotes around the text.",)


INDENTED = {
    "spaces too many after a quoted text": ('a:\n  - id: x\n    label: "One"\n      why: "Two"\n', 4, f"{INDENT}."),
    "spaces too many after a bare text": ('a:\n  - id: x\n    label: One\n      why: "Two"\n', 4, INDENT + STILL_TEXT),
    "a space too few": ('a:\n  id: x\n b: "y"\n', 3, f"{INDENT}."),
    "a first dash that is gone": ('a:\n  id: nct\n    label: "B"\n', 3, INDENT + STILL_TEXT),
    "a later dash that is gone": ('a:\n  - id: x\n    label: "One"\n  id: nct\n    label: "B"\n', 4, f"{INDENT}."),
    "a key without a text before": ("a:\n  sources:\n  b:\n    - x\n   c: y\n", 5, f"{INDENT}."),
    "a colon in the second line of a text": ("a:\n  label: one two\n    three: four\n", 3, INDENT + STILL_TEXT),
}


@pytest.mark.parametrize("name", INDENTED)
def test_where_a_line_stands_wrong_its_indent_and_a_missing_dash_are_named(name: str, faults: Faults) -> None:
    content, line, sentence = INDENTED[name]
    assert faults(content) == (f"questions.yaml:{line}: {sentence}",)


def test_a_dash_that_is_gone_may_leave_a_key_twice(faults: Faults) -> None:
    twice = faults("parts:\n  - id: x\n    id: nct\n")
    assert any(line.endswith("Keep one of them, or begin a new entry with a dash (- id: ...).") for line in twice)
    assert any(line.endswith("id stands here twice. Keep one of them.") for line in faults("id: x\nid: y\n"))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('a:\n  - id: x\n\xa0   label: "One"\n', 3),
        ("a:\n  b: 1\n \xa0c: 2\n", 3),
        ('a:\n\xa0\xa0id: x\n\xa0\xa0label: "One"\n', 2),
        ('a:\n  id:\xa0x\n\n  label: "One"\n', 2),
        ("a:\n  id:\xa0x\n", 2),
        ('a:\n  -\xa0id: x\n    label: "One"\n', 2),
        ("a:\n  -\xa0one\n", 2),
        ('a:\n  id\xa0: "x"\n', 2),
    ],
)
def test_a_no_break_space_in_place_of_a_plain_one_is_named_at_its_own_line(
    content: str, line: int, faults: Faults
) -> None:
    assert faults(content) == (f"questions.yaml:{line}: {NO_BREAK}",)


@pytest.mark.parametrize(
    "text", ['"10\xa0% of"', "10\xa0% of", "'Attention\xa0: un'", "|\n    \xa0Note:\xa0x", '"note:\xa0x"']
)
def test_a_no_break_space_within_a_text_is_read(text: str) -> None:
    assert "\xa0" in read(f"a:\n  label: {text}\n  why: x\n").data["a"]["label"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireInvalid) as invalid:
        load(tmp_path / "gone.yaml")
    assert invalid.value.lines == (f"{tmp_path / 'gone.yaml'}: there is no such file. Correct the path.",)


def test_a_folder_is_no_questionnaire(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireInvalid) as invalid:
        load(tmp_path)
    assert invalid.value.lines == (f"{tmp_path}: this is a folder. Name the file in it.",)


def test_a_pipe_is_refused_before_it_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(QuestionnaireInvalid) as invalid:
        load(tmp_path / "pipe.yaml")
    sentence = "this is no regular file. Save the questionnaire as one, and name that."
    assert invalid.value.lines == (f"{tmp_path / 'pipe.yaml'}: {sentence}",)


def test_a_path_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(QuestionnaireInvalid, match=r"the file cannot be read"):
        load(Path("a\0b"))


@pytest.mark.parametrize("number", range(1, 20))
def test_a_dozen_of_all_depths_is_read_or_refused_in_words(number: int, faults: Faults) -> None:
    text = "parts: " + "[" * number * 3 + "]" * number * 3
    assert all(line.startswith("questions.yaml:") for line in faults(text))
