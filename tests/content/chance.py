"""Answers by chance: any that the form could give."""

from random import Random

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Several, Signs, Text

SKIPPED = 0.1
NUMBERS = ("", "NCT01234567", "NCT 0765 4321", "NCT0123")


def answers_by(questionnaire: Questionnaire, chance: Random, **fixed: str) -> Answers:
    """Return answers about the person and three offers; `fixed` gives the code of some questions."""
    person: dict[str, Answer] = {}
    offers: list[dict[str, Answer]] = [{}, {}, {}]
    for part, page in questionnaire.pages():
        for question in page.questions:
            for given in offers if part.about == "offer" else [person]:
                answer = Answer((fixed[question.id],)) if question.id in fixed else answer_by(question, chance)
                if questionnaire.registry and question.id == questionnaire.registry.number:
                    answer = answer._replace(note=chance.choice(NUMBERS))
                if answer:
                    given[question.id] = answer
    made = Answers().merged(None, person)
    for number, given in enumerate(offers, start=1):
        made = made.merged(number, given)
    return made


def answer_by(question: Question, chance: Random) -> Answer:
    """Return an answer to the question that its page could give, or none."""
    if chance.random() < SKIPPED:
        return Answer()
    if isinstance(question, Text):
        return Answer(note="Offer by name")
    if isinstance(question, Signs):
        seen = tuple(sign for sign in question.signs if chance.random() < 0.3)
        rest = (chance.choice(question.options).code,) if chance.random() < 0.8 else ()
        return Answer((*seen, *rest))
    if isinstance(question, Several):
        return Answer(_several(question, chance))
    if isinstance(question, Measure) and isinstance(question.exact, ExactNumber) and chance.random() < 0.5:
        return Answer(exact=str(chance.randint(int(question.exact.minimum), int(question.exact.maximum))))
    return Answer((chance.choice(question.options).code,))


def _several(question: Several, chance: Random) -> tuple[str, ...]:
    lonely = {question.none, question.options[-1].code}
    alone = chance.choice(question.options).code
    if alone in lonely:
        return (alone,)
    return tuple(
        option.code
        for option in question.options
        if option.code not in lonely and (option.code == alone or chance.random() < 0.4)
    )
