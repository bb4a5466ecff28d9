from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.answers import Answer, Answers

ANSWERS = st.builds(
    Answer,
    st.lists(st.sampled_from(["yes", "no", "told"]), unique=True).map(tuple),
    st.sampled_from(["", "36", "2025-03"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
MAPPINGS = st.dictionaries(st.sampled_from(["ind", "nct", "who"]), ANSWERS, max_size=3)


@given(MAPPINGS, st.lists(MAPPINGS, min_size=3, max_size=3), st.lists(st.sampled_from(["ind", "nct"]), unique=True))
def test_what_is_kept_as_data_comes_back_unaltered(
    person: dict[str, Answer], offers: list[dict[str, Answer]], stars: list[str]
) -> None:
    before = Answers(person, tuple(offers), tuple(stars))
    after = Answers.from_data(before.as_data())
    assert dict(after.person) == person
    assert [dict(offer) for offer in after.offers] == offers
    assert after.stars == tuple(stars)


def test_an_answer_with_nothing_in_it_is_no_answer() -> None:
    assert not Answer()
    assert Answer(("yes",))
    assert Answer(exact="3")
    assert Answer(note="words")


def test_an_empty_answer_takes_the_old_one_away() -> None:
    before = Answers().merged(None, {"ind": Answer(("told",)), "nct": Answer(("no",))})
    after = before.merged(None, {"ind": Answer()})
    assert dict(after.person) == {"nct": Answer(("no",))}
    assert "ind" in before.person


def test_answers_about_one_offer_leave_the_others_alone() -> None:
    given_ = Answers().merged(2, {"ind": Answer(("told",))})
    assert dict(given_.about(2)) == {"ind": Answer(("told",))}
    assert not given_.about(1)
    assert not given_.about(3)
    assert not given_.person
