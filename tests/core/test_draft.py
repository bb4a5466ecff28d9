import pytest

from decision_aid.core.answers import Answer
from decision_aid.core.draft import Draft
from tests.core.given import chose


def test_a_saved_page_is_one_revision_higher() -> None:
    draft = Draft().with_page("who", None, {"who": chose("self")}).with_page("who", None, {"who": chose("family")})
    assert dict(draft.pages) == {"who": 2}
    assert draft.answers.person["who"] == chose("family")


def test_a_draft_comes_back_from_its_data() -> None:
    draft = Draft(questionnaire=("id", "1", "abc")).with_page("ind@2", 2, {"ind": chose("told", note="ü")})
    assert Draft.from_data(draft.as_data()).as_data() == draft.as_data()


def test_data_of_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        Draft.from_data({**Draft().as_data(), "format": 99})


def test_the_pages_of_later_offers_move_up_with_their_offer() -> None:
    draft = Draft()
    for key in ("who", "ind@1", "ind@2", "signs@3"):
        draft = draft.with_page(key, None, {})
    assert set(draft.without_offer(1, draft.answers).pages) == {"who", "ind@1", "signs@2"}


def test_a_page_of_an_offer_is_another_once_an_offer_was_removed() -> None:
    draft = Draft().with_page("ind@2", 2, {}).with_page("who", None, {})
    after = draft.without_offer(1, draft.answers)
    assert [draft.revision("ind@2", 2), draft.revision("ind@1", 1), draft.revision("who", None)] == ["1", "0", "1"]
    assert [after.revision("ind@1", 1), after.revision("cost@1", 1), after.revision("who", None)] == ["1.1", "0.1", "1"]


def test_characters_are_those_of_the_persons_own_words() -> None:
    draft = Draft().with_page("a", None, {"a": Answer(note="four")}).with_page("b@3", 3, {"b": Answer(note="five5")})
    assert draft.characters == 9


def test_what_each_question_was_comes_back_too() -> None:
    draft = Draft().with_asked({"who": "1234abcd"}).with_asked({"due": "abcd1234"})
    assert dict(Draft.from_data(draft.as_data()).asked) == {"who": "1234abcd", "due": "abcd1234"}


def test_a_question_asked_again_is_known_as_it_is_now() -> None:
    assert dict(Draft().with_asked({"who": "old"}).with_asked({"who": "new"}).asked) == {"who": "new"}


def test_a_draft_of_format_1_knows_of_no_question_what_it_was() -> None:
    data = {**Draft(questionnaire=("id", "1", "abc")).with_page("who", None, {"who": chose("self")}).as_data()}
    older = {key: value for key, value in data.items() if key not in {"asked", "removed"}} | {"format": 1}
    assert Draft.from_data(older).as_data() == data
    assert older["format"] == 1


@pytest.mark.parametrize("number", [None, 0, -1, 4, "2"])
def test_no_other_format_is_guessed_at(number: object) -> None:
    with pytest.raises(ValueError, match="format"):
        Draft.from_data({**Draft().as_data(), "format": number})
