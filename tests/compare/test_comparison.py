"""What differs between two versions of a questionnaire is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from decision_aid.compare import Comparison, Difference, Kind, compared
from decision_aid.compare.wording import spans
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.carrying import carried
from decision_aid.loader import Loaded, load
from tests.lint.conftest import SMALLEST

TODAY = date(2026, 11, 23)
Changed = Callable[..., Comparison]


@pytest.fixture
def new(tmp_path: Path) -> Callable[..., Loaded]:
    """Return what makes a new version of the small questionnaire, with some texts replaced."""

    def made(*changes: tuple[str, str]) -> Loaded:
        text = SMALLEST.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text, before
            text = text.replace(before, after, 1)
        path = tmp_path / "new.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return made


@pytest.fixture
def changed(new: Callable[..., Loaded]) -> Changed:
    def found(*changes: tuple[str, str]) -> Comparison:
        old, now = load(SMALLEST), new(*changes)
        return compared((old.questionnaire, old.digest), (now.questionnaire, now.digest), TODAY)

    return found


def test_nothing_differs_from_itself(changed: Changed) -> None:
    found = changed()
    assert found.differences == ()
    assert found.old == found.new
    assert (found.drafts.new, found.drafts.changed, found.drafts.gone, found.drafts.unfit) == ((), (), (), ())


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        (
            "label: Who is answering?", "label: Who answers?",
            Difference(Kind.REWORDED, "question", "who", "label", "Who is answering?", "Who answers?"),
        ),
        (
            "{code: family, label: Family}", "{code: family, label: Kin}",
            Difference(Kind.ANSWERS, "question", "who", "options.family.label", "Family", "Kin"),
        ),
        (
            'label: "They told', 'label: "They said',
            Difference(
                Kind.ANSWERS, "scale", "provider", "options.told.label",
                "They told [me|us]", "They said [me|us]",
            ),
        ),
        (
            "{code: soon, label: Soon, low: 0, high: 1}", "{code: soon, label: Soon, low: 0, high: 0}",
            Difference(Kind.ANSWERS, "question", "due", "options.soon.high", "1", "0"),
        ),
        (
            "review_by: 2027-11-22", "review_by: 2027-10-22",
            Difference(Kind.DATES, "question", "who", "review_by", "2027-11-22", "2027-10-22"),
        ),
        (
            "            short: true\n", "",
            Difference(Kind.OTHER, "question", "who", "short", "True", "False"),
        ),
        (
            "title: Money, gravity: 2", "title: Money, gravity: 3",
            Difference(Kind.GRAVITY, "topic", "money", "gravity", "2", "3"),
        ),
        (
            "gravity: 2\n    also_when", "gravity: 3\n    also_when",
            Difference(Kind.GRAVITY, "warning sign", "pay", "gravity", "2", "3"),
        ),
        (
            'met: "no"', 'met: "yes"',
            Difference(Kind.GOAL, "study", "first_study", "primary_endpoint.met", "no", "yes"),
        ),
        (
            "result: It was not reached.", "result: It was missed.",
            Difference(
                Kind.REWORDED, "study", "first_study", "primary_endpoint.result",
                "It was not reached.", "It was missed.",
            ),
        ),
        (
            "matters: [time]", "matters: []",
            Difference(Kind.PAPER, "section", "printout", "matters", "time", ""),
        ),
        (
            "label: Date, when: future", "label: Date, when: past",
            Difference(Kind.ANSWERS, "question", "due", "exact.when", "future", "past"),
        ),
        (
            "when: {question: offer_kind, is: [paid_clinic]}", "when: {known: offer_kind}",
            Difference(
                Kind.CONDITION, "note", "lockout", "when",
                "“What kind is it?” is “A paid clinic”", "“What kind is it?” is known",
            ),
        ),
        (
            "title: Who checks it, gravity", "title: Who checks, gravity",
            Difference(Kind.REWORDED, "topic", "checks", "title", "Who checks it", "Who checks"),
        ),
    ],
)  # fmt: skip
def test_one_change_is_one_difference(changed: Changed, before: str, after: str, difference: Difference) -> None:
    found = changed((before, after)).differences
    assert [(one.kind, one.noun, one.name, one.field) for one in found] == [
        (difference.kind, difference.noun, difference.name, difference.field)
    ]
    assert (found[0].old, found[0].new) == (difference.old, difference.new)


EXTRA = """          - id: extra
            type: text
            label: Anything else?
            brief: Else
            asks: self
            why: It may count.
            sources: [guide]
            review_by: 2027-11-22
"""
NEXT = "      - id: ind\n        evidence"


def test_a_new_question_is_new_and_so_is_a_removed_one_when_looked_at_the_other_way(
    new: Callable[..., Loaded], changed: Changed
) -> None:
    change = (NEXT, EXTRA + NEXT)
    (one,) = changed(change).differences
    assert (one.kind, one.name, one.new) == (Kind.NEW, "extra", "Anything else?")
    old, now = new(change), load(SMALLEST)
    back = compared((old.questionnaire, old.digest), (now.questionnaire, now.digest), TODAY)
    assert [(each.kind, each.name) for each in back.differences] == [(Kind.REMOVED, "extra")]
    assert back.drafts.gone == ("extra",)


def test_a_page_of_one_question_is_told_once(changed: Changed) -> None:
    page = "      - id: more\n        questions:\n" + EXTRA
    (one,) = changed((NEXT, page + NEXT)).differences
    assert (one.noun, one.name) == ("question", "extra")


def test_a_question_on_another_page_has_moved(changed: Changed) -> None:
    wants = SMALLEST.read_text(encoding="utf-8")
    start, end = wants.index("          - id: wants\n"), wants.index("      - id: numbers\n")
    block, before = wants[start:end], "          - id: score_date\n"
    (one,) = changed((block, ""), (before, block + before)).differences
    assert (one.kind, one.name) == (Kind.MOVED, "wants")
    assert (one.old, one.new) == ("after time in choice", "after score in numbers")


def test_pages_in_another_order_are_told_as_the_fewest_that_moved(changed: Changed) -> None:
    text = SMALLEST.read_text(encoding="utf-8")
    start, end = text.index("      - id: signs\n        questions"), text.index("warning_signs:\n")
    (one,) = changed((text[start:end], ""), (NEXT, text[start:end] + NEXT)).differences
    assert one.kind is Kind.MOVED
    assert one.name in {"signs", "ind"}


def test_answers_in_another_order_are_told(changed: Changed) -> None:
    both = ("              - {code: whether, label: Whether}\n", "              - {code: which, label: Which}\n")
    (one,) = changed((both[0] + both[1], both[1] + both[0])).differences
    assert (one.kind, one.field, one.old) == (Kind.ANSWERS, "order", "whether; which; unsure")


def test_who_comes_back_is_told_of_what_is_new_and_changed(changed: Changed) -> None:
    found = changed((NEXT, EXTRA + NEXT), ("label: What is wanted?", "label: What is wanted now?")).drafts
    assert (found.new, found.changed) == (("extra",), ("wants",))


def test_an_answer_that_fits_no_more_is_named_and_carrying_over_drops_just_that(
    new: Callable[..., Loaded], changed: Changed
) -> None:
    change = ("{code: which, label: Which}", "{code: whom, label: Which}")
    assert [(one.question, one.answer) for one in changed(change).drafts.unfit] == [("decision", "which")]
    given = Answers(person={"decision": Answer(("which",), note="My words")})
    kept = carried(new(change).questionnaire, given, TODAY)
    assert kept.person["decision"] == Answer(note="My words")


def test_a_number_out_of_its_new_limits_fits_no_more(changed: Changed) -> None:
    found = changed(
        ("minimum: 0, maximum: 48}", "minimum: 0, maximum: 40}"),
        ("low: 25, high: 48", "low: 25, high: 40"),
        ("maximum: 48}\nprintout", "maximum: 40}\nprintout"),
    )
    assert [(one.question, one.answer) for one in found.drafts.unfit] == [("score", "48")]


def test_another_questionnaire_has_other_drafts(changed: Changed) -> None:
    assert not changed(("id: smallest", "id: other")).drafts.same


@pytest.mark.parametrize(
    ("old", "new"),
    [("Who is answering?", "Who answers today?"), ("", "All new"), ("a b c", "c b a"), ("same", "same"), ("—", "–")],
)
def test_stretches_of_words_make_up_both_wordings_again(old: str, new: str) -> None:
    found = spans(old, new)
    assert "".join(span.text for span in found if span.kind != "new") == old
    assert "".join(span.text for span in found if span.kind != "old") == new


def test_only_the_words_that_changed_are_marked() -> None:
    assert [tuple(span) for span in spans("Do you know it?", "Do they know it?")] == [
        ("same", "Do "), ("old", "you"), ("new", "they"), ("same", " know it?"),
    ]  # fmt: skip
