"""Whole walks of the shipped questionnaire."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_aid.core import findings, journey, summarise
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Question, Signs, Text, Voice
from decision_aid.core.words import Words
from tests.content.chance import answer_by
from tests.journeys.walking import Choose, everything, first, last, shipped, skip, summary_of, visible, walk

OFFERS = {"none": 0, "one": 1, "two": 2, "three": 3}
WAYS: dict[str, Choose] = {"all skipped": skip, "all first": first, "all last": last, "all ticked": everything}


@pytest.mark.parametrize("who", ["self", "family"])
@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("offers", OFFERS)
@pytest.mark.parametrize("way", WAYS)
def test_a_walk_ends_and_everything_stands_in_the_summary_once(way: str, offers: str, length: str, who: str) -> None:
    draft, shown = walk(WAYS[way], who=who, length=length, how_many=offers)
    assert {step.offer for step in shown if step.offer} == set(range(1, OFFERS[offers] + 1))
    assert tuple(shown) == journey.path(shipped(), draft.answers)
    assert_once(draft.answers)
    assert_open(draft.answers)


@settings(max_examples=1000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_walk_ends_and_everything_stands_in_the_summary_once(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    draft, _ = walk(lambda question: answer_by(question, chance))
    assert journey.first_unseen(journey.path(shipped(), draft.answers), draft.pages) is None
    assert_once(draft.answers)
    assert_open(draft.answers)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_short_walk_continued_into_the_full_one_asks_the_rest_once(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    draft, shown = walk(lambda question: answer_by(question, chance), length="short")
    answers = draft.answers.merged(None, {"length": Answer(("full",))})
    rest = [step for step in journey.path(shipped(), answers) if step.key not in draft.pages]
    assert not set(rest) & set(shown)
    assert len(rest) > 10


def test_who_types_nothing_reaches_the_end_of_every_walk() -> None:
    for choose in (first, last):
        draft, _ = walk(lambda question, pick=choose: untyped(pick(question)), length="full", how_many="three")  # type: ignore[misc] # bound here
        given_all = (draft.answers.person, *draft.answers.offers)
        assert not [answer for given in given_all for answer in given.values() if answer.note or answer.exact]


def untyped(answer: Answer) -> Answer:
    return Answer(answer.codes)


def assert_once(answers: Answers) -> None:
    """Check that each visible question stands once in the list, and each answered one once in the summary."""
    voice = journey.voice(shipped(), answers)
    listed = summarise.sections(shipped(), answers, Words(voice))
    asked = Counter((offer, question.id) for offer, question in visible(answers))
    assert Counter((section.offer, line.key) for section in listed for line in section.lines) == asked
    answered = [pair for pair in asked if answers.about(pair[0]).get(pair[1])]
    printed = Counter((section.offer, line.key) for section in summary_of(answers).answers for line in section.lines)
    assert printed == Counter(answered)


def assert_open(answers: Answers) -> None:
    """Check that what was not known is open, once, and nothing else is."""
    summary = summary_of(answers)
    opened = [asked.key for topic in summary.open_topics for asked in topic.questions]
    assert Counter(opened) == Counter(not_known(answers))
    assert summary.open_count == len(opened) <= summary.asked_count


def not_known(answers: Answers) -> set[str]:
    """Work out anew which questions and signs are not known; without an offer, what to ask when one comes."""
    found: set[str] = set()
    shown = {(offer, sign.rule.id) for sign in findings.signs(shipped(), answers) for offer in sign.offers}
    for offer, question in visible(answers):
        if question.say and question.id not in shipped().printout.matters:
            keys = open_keys(question, answers.about(offer).get(question.id, Answer()))
            found.update(key for key in keys if (offer, key) not in shown)
    return found if journey.offer_count(shipped(), answers) else found | to_ask_later(answers)


def open_keys(question: Question, answer: Answer) -> set[str]:
    if isinstance(question, Signs):
        return set() if question.options[0].code in answer.codes else set(question.signs) - set(answer.codes)
    if isinstance(question, Text):
        return set() if answer else {question.id}
    told = {option.code for option in question.options if option.state != "not_known"}
    return set() if answer.exact or told & set(answer.codes) else {question.id}


def to_ask_later(answers: Answers) -> set[str]:
    full = journey.wants_all(shipped(), answers)
    return {
        question.id
        for part, page in shipped().pages()
        if part.about == "offer" and (full or page.id in shipped().essential)
        for question in page.questions
        if question.say and all(one.asks == "provider" and one.type != "signs" for one in page.questions)
    }


def test_all_unknown_opens_everything_that_can_be_asked() -> None:
    draft, _ = walk(last, length="full", how_many="one")
    summary = summary_of(draft.answers)
    assert summary.open_count == summary.asked_count > 50


def test_the_voice_follows_who_answers() -> None:
    assert journey.voice(shipped(), walk(skip, who="family")[0].answers) is Voice.HELPER
    assert journey.voice(shipped(), walk(skip, who="self")[0].answers) is Voice.PERSON
    assert journey.voice(shipped(), walk(skip)[0].answers) is Voice.PERSON


@pytest.mark.parametrize("choose", [everything, first, last, skip])
@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("how_many", ["none", "one", "three"])
def test_progress_counts_up_to_the_last_part_and_no_total_that_was_told_ever_changes(
    choose: Choose, length: str, how_many: str
) -> None:
    draft, shown = walk(choose, length=length, how_many=how_many)
    told, given_ = [], Answers()
    for step in shown:
        told.append(journey.progress(shipped(), journey.path(shipped(), given_), step))
        about = draft.answers.about(step.offer)
        asked = journey.questions(shipped(), step)
        given_ = given_.merged(step.offer, {one.id: about[one.id] for one in asked if one.id in about})
    assert [one.count for one in told[:3]] == [None, None, None]
    assert {one.count for one in told[3:]} == {told[-1].number}
    assert told[0].number == 1
