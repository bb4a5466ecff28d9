"""One question page after the other."""

import pytest

from decision_aid.core.schema import Questionnaire
from tests.web.page import fields
from tests.web.visitor import Visitor


def test_nothing_is_preselected(visitor: Visitor) -> None:
    address = visitor.start()
    for _ in range(4):
        controls = visitor.get(address).page.all("input")
        assert not [control for control in controls if "checked" in control.attributes]
        address = visitor.answer(address)


def test_dont_know_is_the_last_choice(visitor: Visitor, questionnaire: Questionnaire) -> None:
    visitor.start()
    choices = visitor.get("/q/who").page.by_class("choice")
    assert choices[-1].one("input").get("value") == questionnaire.questions["who"].options[-1].code  # type: ignore[union-attr] # a choice


def test_the_label_of_the_question_is_the_heading_in_its_legend(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/q/who").page
    assert page.one("legend").one("h1").text == "Who is answering?"
    assert page.one("title").text.startswith("Who is answering?")


def test_choices_that_several_questions_of_a_page_share_have_the_letter_of_their_question(visitor: Visitor) -> None:
    visitor.begin(full=True)
    form = visitor.get("/q/matters").page.form()
    assert [legend.text for legend in form.all("legend")][:2] == ["A. More time", "B. Strength, speech and movement"]
    names = [label.text for label in form.all("label")]
    assert names[0] == "A 5, matters most"
    assert names[-1] == "D Not sure"
    assert len(set(names)) == len(names) == 28
    assert not visitor.get("/q/decision").page.by_class("letter")


def test_an_answer_is_shown_again(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-codes": "which", "decision-note": "Two\nlines"})
    given = fields(visitor.get(address).page.form())
    assert given["decision-codes"] == ["which"]
    assert given["decision-note"] == ["Two\nlines"]


def test_a_note_that_begins_with_a_line_break_comes_back_unaltered(visitor: Visitor) -> None:
    address = visitor.begin()
    refused = visitor.press(visitor.get(address), {"decision-codes": "nonsense", "decision-note": "\n\nBelow"})
    assert fields(refused.page.form())["decision-note"] == ["\n\nBelow"]


def test_an_answer_can_be_taken_back(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-codes": "which", "decision-note": "A note"})
    visitor.answer(address, {"decision-codes": [], "decision-note": ""})
    given = fields(visitor.get(address).page.form())
    assert "decision-codes" not in given
    assert given["decision-note"] == [""]


def test_an_address_off_the_path_leads_to_the_first_thing_still_to_answer(visitor: Visitor) -> None:
    on = visitor.begin("one")
    for address in ("/offer/2/q/offer", "/offer/3/q/offer", "/q/how-far", "/offer/1/q/donor"):
        shown = visitor.get(address)
        assert (shown.status, shown.location) == (303, on), address


def test_a_later_page_on_the_path_may_be_opened_at_once(visitor: Visitor) -> None:
    visitor.begin("one")
    assert visitor.get("/offer/1/q/price").status == 200


def test_the_part_is_told_in_words(visitor: Visitor) -> None:
    visitor.begin("one")
    (progress,) = visitor.get("/q/decision").page.by_class("progress")
    assert progress.text.startswith("Part 1 of 10: ")


@pytest.mark.parametrize("page", ["who", "length", "offers"])
def test_no_total_is_told_before_the_number_of_offers_is_known(visitor: Visitor, page: str) -> None:
    visitor.begin("one")
    (progress,) = visitor.get(f"/q/{page}").page.by_class("progress")
    assert progress.text.startswith("Part 1: ")


def test_the_offers_name_stands_on_its_pages(visitor: Visitor) -> None:
    visitor.begin("two")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": "The clinic by the sea"})
    assert "The clinic by the sea" in visitor.get("/offer/1/q/price").page.by_class("progress")[0].text
    assert "Offer 2" in visitor.get("/offer/2/q/price").page.by_class("progress")[0].text


def test_why_what_to_say_and_both_kinds_of_answer_stand_on_a_question_for_a_provider(
    visitor: Visitor, questionnaire: Questionnaire
) -> None:
    visitor.begin("one")
    text = visitor.get("/offer/1/q/ind").text
    asked = questionnaire.questions["ind"]
    for told in (asked.why, asked.say, asked.specific, asked.vague):
        assert told
        assert " ".join(told.split()).partition("[")[0] in text


def test_evidence_tells_the_missed_main_goal(visitor: Visitor, questionnaire: Questionnaire) -> None:
    visitor.begin("one")
    pages = [page for _, page in questionnaire.pages() if page.evidence]
    assert pages
    for page in pages:
        if page.id in questionnaire.essential:
            assert "Main goal" in visitor.get(f"/offer/1/q/{page.id}").text


@pytest.mark.parametrize("length", ["short", "full"])
def test_the_walk_ends_when_every_question_is_skipped(visitor: Visitor, length: str) -> None:
    address = visitor.begin("two", full=length == "full")
    seen = visitor.walk(address)
    assert len(seen) > 20
    assert visitor.get("/answers").status == 200


def test_short_continued_into_full_asks_nothing_twice(visitor: Visitor) -> None:
    first = visitor.walk(visitor.begin("one"))
    link = next(link for link in visitor.get("/answers").page.all("a") if link.text == "Answer more questions")
    visitor.answer(link.get("href"), {"length-codes": "full"})
    unseen = visitor.get("/answers").page.by_class("back")[0].one("a").get("href")
    rest = visitor.walk(unseen)
    assert rest
    assert not set(first) & set(rest)


def test_answers_of_the_full_length_come_back_when_the_mind_is_changed_back(visitor: Visitor) -> None:
    visitor.begin("one", full=True)
    visitor.answer("/q/how-far", {"how_far-codes": "close"})
    visitor.answer("/q/length", {"length-codes": "short"})
    assert visitor.get("/q/how-far").status == 303
    assert "How far" not in visitor.get("/answers").text
    visitor.answer("/q/length", {"length-codes": "full"})
    assert fields(visitor.get("/q/how-far").page.form())["how_far-codes"] == ["close"]


def test_a_field_with_a_mistake_names_the_sentence_that_says_which(visitor: Visitor) -> None:
    visitor.begin(full=True)
    refused = visitor.press(visitor.get("/q/alsfrs"), {"alsfrs-exact": "49"})
    field = refused.page.by_id("alsfrs-exact")
    assert (field.get("aria-invalid"), field.get("aria-describedby")) == ("true", "alsfrs-exact-error")


def test_a_word_that_is_explained_belongs_to_its_question(visitor: Visitor) -> None:
    visitor.begin("one", full=True)
    page = visitor.get("/offer/1/q/nct").page
    words = [word.get("id") for word in page.by_class("word")]
    assert words
    assert set(words) <= set(page.one("fieldset").get("aria-describedby").split())
