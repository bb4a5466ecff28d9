"""What makes a valid questionnaire a good one is told in sentences."""

from datetime import date
from typing import Any

import pytest

from decision_aid.core.schema import Questionnaire
from decision_aid.lint.advice import unevenness, warnings

TODAY = date(2026, 11, 23)


def changed(questionnaire: Questionnaire, path: list[str | int], value: object) -> Questionnaire:
    """Return the questionnaire with one thing in it replaced."""
    data: Any = questionnaire.model_dump(mode="json", by_alias=True)
    for page in (page for part in data["parts"] for page in part["pages"]):
        for question in page["questions"]:
            question.pop("options", None) if question.get("scale") else None
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return Questionnaire.model_validate(data)


IND: list[str | int] = ["parts", 1, "pages", 1, "questions", 0]
LONG = "One two three four five six seven eight nine ten one two three four five six seven eight nine ten one."
CASES: list[tuple[list[str | int], str, str]] = [
    ([*IND, "hint"], "Look at the form. Ask.", "question ind: hint has more than one sentence. Keep one."),
    ([*IND, "vague"], LONG, "question ind: vague has a sentence of 21 words. Use 20 or fewer."),
    ([*IND, "label"], "Do you know it?", "question ind: label says “you” to the helper as well. Write [you|...]."),
    ([*IND, "why"], "It is your right.", "question ind: why says “your” to the helper as well. Write [your|...]."),
    ([*IND, "say"], "Will it help me?", "question ind: say says “me” to the helper as well. Write [me|...]."),
    (
        [*IND, "hint"],
        "Look at the form",
        "question ind: hint does not end as a sentence, so its reading grade is not counted. Add a full stop.",
    ),
    (
        [*IND, "say"],
        "Will it help [me|them]?",
        (
            "question ind: say says “them” to the helper for the person with ALS. "
            "Here that means who makes the offer. Write the person, or we."
        ),
    ),
    (
        ["warning_signs", 0, "ask"],
        "Is it [my|their] choice?",
        (
            "warning sign cure: ask says “their” to the helper for the person with ALS. "
            "Here that means who makes the offer. Write the person, or we."
        ),
    ),
    (
        ["notes", 0, "text"],
        "[You|They] may wait.",
        (
            "note lockout: text says “They” to the helper for the person with ALS. "
            "Here that means who makes the offer. Write the person, or we."
        ),
    ),
    (
        ["published"],
        "2026-11-24",
        "published: 2026-11-24 is in the future. Set the day this version comes into use.",
    ),
    (
        ["scales", 0, "options", 0, "label"],
        "Yes, and in writing, with a name and a date",
        "scale provider: option written has 10 words. Use 8 or fewer.",
    ),
    (
        ["warning_signs", 0, "label"],
        "A cure is promised to everybody who can pay for it",
        "warning sign cure: label has 11 words. Use 8 or fewer.",
    ),
    (
        ["facts", 0, "text"],
        "It hurts 1 in 20 people.",
        "fact listed: text says “1 in 20”. Give the count out of 100 or of all people.",
    ),
    (
        ["facts", 0, "text"],
        "The loss was 30% slower.",
        "fact listed: text says “% slower”. Give both numbers, not the change alone.",
    ),
    (
        ["facts", 0, "text"],
        "Harm was twice as likely.",
        "fact listed: text says “twice as likely”. Give both numbers, not the change alone.",
    ),
    (
        ["notes", 0, "text"],
        "The offer is safe.",
        "note lockout: text says “is safe”, which may read as a verdict. Say what is known.",
    ),
    (
        ["option_grid", "rows", 0, "cells", 0, "text"],
        "It is known by all who give it.",
        "row good: its longest cell is over 25 % longer than its shortest. Make them even.",
    ),
    (
        ["facts", 0, "review_by"],
        "2026-12-24",
        "listed: its review date 2026-12-24 is near. Read its sources again soon.",
    ),
]


def test_a_good_questionnaire_lists_only_its_copies(smallest: Questionnaire) -> None:
    told = warnings(smallest, TODAY)
    assert told == ["source journal: only a copy was read. Read the primary (not public) and take copy_read away."]


@pytest.mark.parametrize(("path", "value", "sentence"), CASES, ids=[case[2] for case in CASES])
def test_what_could_be_better_is_told(
    path: list[str | int], value: str, sentence: str, smallest: Questionnaire
) -> None:
    assert sentence not in warnings(smallest, TODAY)
    assert sentence in warnings(changed(smallest, path, value), TODAY)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ([*IND, "say"], "Will you tell [me|the person I help] the number?"),
        ([*IND, "why"], "They may know it."),
        (["notes", 1, "text"], "[You|They] may wait."),
        ([*IND, "label"], "Do [you|we] know?"),
        (["facts", 0, "text"], "Of 100 people, 3 were hurt."),
        (["notes", 0, "text"], "This is not said to be safe."),
    ],
)
def test_what_is_good_is_not_told(path: list[str | int], value: str, smallest: Questionnaire) -> None:
    assert warnings(changed(smallest, path, value), TODAY) == warnings(smallest, TODAY)


def test_what_is_past_its_review_date_is_told(smallest: Questionnaire) -> None:
    told = warnings(smallest, date(2027, 11, 23))
    assert "ind: its review date 2027-11-22 is past. Read its sources again and set a new date." in told


def test_the_unevenness_of_a_row_is_by_words_in_the_more_uneven_voice(smallest: Questionnaire) -> None:
    row = changed(
        smallest, ["option_grid", "rows", 0, "cells", 0, "text"], "It is [known|known by many]."
    ).option_grid.rows[0]
    assert unevenness(row) == pytest.approx(5 / 3)


def test_a_hard_page_is_told(smallest: Questionnaire) -> None:
    hard = "Investigational immunomodulatory administration necessitates extraordinary consideration."
    told = warnings(changed(smallest, ["parts", 1, "pages", 2, "intro"], hard), TODAY)
    assert any(sentence.startswith("page signs has reading grade") for sentence in told)
