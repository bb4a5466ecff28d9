"""The walk laid out beforehand is the walk that goes page by page, for any answers whatever."""

from collections.abc import Iterator, Mapping
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from decision_aid import assets, loader
from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.conditions import Truth
from decision_aid.core.journey import Step
from decision_aid.core.known import Given
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import Page, Question, Questionnaire
from tests.core.given import chose

OFFERS = 3


@cache
def shipped() -> Questionnaire:
    return loader.load(assets.questions()).questionnaire


def page_by_page(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[Step, Answers]]:
    """Go on from page to page with only what was asked so far, as a person does on paper."""
    so_far = Answers()
    for about, pages in questionnaire.segments:
        for offer in range(1, journey.offer_count(questionnaire, answers) + 1) if about == "offer" else (None,):
            for page in pages:
                if asked(questionnaire, page, Given.of(questionnaire, so_far, offer), answers):
                    on_page = {question.id for question in page.questions}
                    found = {name: answer for name, answer in answers.about(offer).items() if name in on_page}
                    so_far = so_far.merged(offer, found)
                    yield Step(page.id, offer), so_far


def asked(questionnaire: Questionnaire, page: Page, so_far: Given, answers: Answers) -> bool:
    if page.id not in questionnaire.essential and not journey.wants_all(questionnaire, answers):
        return False
    return page.when is None or page.when.holds(so_far) is Truth.YES


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    return st.sampled_from(codes_of(question) or ("words",)).map(chose)


def answers_about(about: str) -> st.SearchStrategy[Mapping[str, Answer]]:
    """Draw answers to the questions that pages and conditions turn on, and to some that nothing turns on."""
    part = [page for kind, page in pages() if kind == about]
    looked_at = {name for page in part if page.when for name, _ in page.when.atoms()}
    turning = [page for page in part if page.when or looked_at & {question.id for question in page.questions}]
    questions = [question for page in (*turning, *part[:4]) for question in page.questions]
    return st.fixed_dictionaries({}, optional={question.id: answer_to(question) for question in questions})


def pages() -> list[tuple[str, Page]]:
    return [(part.about, page) for part, page in shipped().pages()]


@given(answers_about("person"), st.lists(answers_about("offer"), min_size=OFFERS, max_size=OFFERS))
def test_the_walk_is_the_one_that_goes_page_by_page(
    person: Mapping[str, Answer], offers: list[Mapping[str, Answer]]
) -> None:
    answers = Answers(person, tuple(offers))
    naive = list(page_by_page(shipped(), answers))
    walked = journey.walk(shipped(), answers)
    assert walked.steps == tuple(step for step, _ in naive)
    assert walked.answers == naive[-1][1]


@given(answers_about("person"), st.lists(answers_about("offer"), min_size=OFFERS, max_size=OFFERS))
def test_walking_with_the_answers_of_a_walk_is_the_same_walk(
    person: Mapping[str, Answer], offers: list[Mapping[str, Answer]]
) -> None:
    walked = journey.walk(shipped(), Answers(person, tuple(offers)))
    assert journey.walk(shipped(), walked.answers) == walked


def test_a_hidden_answer_opens_no_page() -> None:
    person = {"length": chose("full"), "breathing_kind": chose("fvc"), "breathing": Answer(exact="80")}
    shown = journey.path(shipped(), Answers(person))
    hidden = journey.path(shipped(), Answers(person | {"breathing_kind": chose("not_tested")}))
    assert Step("breathing-date") in shown
    assert Step("breathing-date") not in hidden


def test_an_answer_of_another_questionnaire_is_not_on_the_path() -> None:
    person = {"who": chose("self"), "gone": chose("yes")}
    assert journey.asked_only(shipped(), Answers(person)).person == {"who": chose("self")}
