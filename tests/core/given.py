"""Short ways to write answers down."""

from collections.abc import Mapping

from decision_aid.core.answers import Answer, Answers


def chose(*codes: str, note: str = "") -> Answer:
    return Answer(codes, note=note)


def answers(person: Mapping[str, Answer] | None = None, *offers: Mapping[str, Answer]) -> Answers:
    """Return answers about the person and the offers, with the number of offers and the full length said."""
    count = {0: "none", 1: "one", 2: "two"}[len(offers)]
    given = Answers().merged(None, {"length": chose("full"), "how_many": chose(count), **(person or {})})
    for number, offer in enumerate(offers, start=1):
        given = given.merged(number, offer)
    return given
