"""The questionnaire as others read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import fhirkit
import pytest
from fhir.resources.R4B.questionnaire import Questionnaire as Oracle

from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import Questionnaire, Signs
from decision_aid.fhir import model
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.loader import Loaded
from tests.fhir.conftest import DIGEST

Paper = dict[str, Any]


def items(within: Iterable[model.Item]) -> dict[str, model.Item]:
    """Return every item by its link id."""
    found: dict[str, model.Item] = {}
    for item in within:
        found |= {item.link_id: item, **items(item.item or ())}
    return found


def made(paper: Paper) -> model.Questionnaire:
    return questionnaire(Questionnaire.model_validate(paper), DIGEST)


def page(paper: Paper, name: str) -> Paper:
    found: Paper = next(page for part in paper["parts"] for page in part["pages"] if page["id"] == name)
    return found


def test_other_programs_find_nothing_wrong(exported: model.Questionnaire) -> None:
    Oracle.model_validate_json(exported.as_json())
    assert fhirkit.validate(exported.as_json()) == []


def test_the_same_content_gives_the_same_bytes(exported: model.Questionnaire, shipped: Loaded) -> None:
    again = questionnaire(shipped.questionnaire, shipped.digest).as_json()
    assert again == exported.as_json()
    assert again.endswith(b"}\n")
    assert again == json.dumps(json.loads(again), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def test_it_is_named_by_address_version_and_digest(exported: model.Questionnaire, shipped: Loaded) -> None:
    assert exported.url == "urn:uuid:" + exported.url.removeprefix("urn:uuid:")
    assert exported.version == shipped.questionnaire.version
    assert exported.date == shipped.questionnaire.published.isoformat()
    assert exported.name == "AlsStemCell"
    assert [tag.code for tag in (exported.meta and exported.meta.tag) or ()] == [shipped.digest]


def test_the_address_stays_when_the_content_changes(paper: Paper) -> None:
    before = made(paper)
    paper["version"] = "2027.1"
    paper["title"] = "Another title"
    assert made(paper).url == before.url


def test_every_question_has_its_item_with_its_choices(exported: model.Questionnaire, shipped: Loaded) -> None:
    found = items(exported.item)
    for question in shipped.questionnaire.questions.values():
        options = found[question.id].answer_option or ()
        assert tuple(option.value_coding.code for option in options) == codes_of(question)
        assert f"{question.id}.help" in found
        assert (f"{question.id}.note" in found) is (question.note is not None)


def test_what_may_be_ticked_together_repeats(exported: model.Questionnaire, shipped: Loaded) -> None:
    found = items(exported.item)
    for question in shipped.questionnaire.questions.values():
        assert bool(found[question.id].repeats) is (question.type in {"several", "signs"})


def test_a_shared_scale_is_one_code_system(exported: model.Questionnaire) -> None:
    found = items(exported.item)
    systems = {(found[name].answer_option or ())[0].value_coding.system for name in ("ind", "irb", "nct")}
    assert len(systems) == 1
    assert (found["who"].answer_option or ())[0].value_coding.system not in systems


def test_no_text_shows_both_voices(exported: model.Questionnaire) -> None:
    texts = [item.text or "" for item in items(exported.item).values()]
    assert not [text for text in (*texts, exported.title, exported.description) if text and "|" in text]
    assert not [text for text in texts if "[" in text]


def test_an_offer_is_a_group_that_stands_up_to_three_times(exported: model.Questionnaire) -> None:
    group = items(exported.item)["offer"]
    most = {extension.value_integer for extension in group.extension or ()}
    assert group.repeats
    assert most == {3}
    assert (group.item or ())[0].link_id == "computed.offer"
    waits_for = [(one.question, one.answer_coding and one.answer_coding.code) for one in group.enable_when or ()]
    assert sorted(waits_for, key=str) == [("how_many", "one"), ("how_many", "three"), ("how_many", "two")]
    assert group.enable_behavior == "any"


def test_a_page_of_the_full_length_alone_waits_for_it(exported: model.Questionnaire) -> None:
    found = items(exported.item)
    full = next(item for item in found.values() if item.link_id == "onset")
    assert [(one.question, one.answer_coding and one.answer_coding.code) for one in full.enable_when or ()] == [
        ("length", "full")
    ]
    assert all(found[f"onset.{piece}"].enable_when == full.enable_when for piece in ("year", "month", "day"))


def test_what_may_be_starred_is_what_can_be_said_aloud(exported: model.Questionnaire, shipped: Loaded) -> None:
    asked = shipped.questionnaire
    codes = {option.value_coding.code for option in items(exported.item)["stars"].answer_option or ()}
    said = {question.id for question in asked.questions.values() if question.say and not isinstance(question, Signs)}
    assert codes == said | set(asked.sign)


def test_what_is_worked_out_cannot_be_written(exported: model.Questionnaire) -> None:
    decline = items(exported.item)["computed.decline"]
    assert decline.read_only
    assert decline.type == "decimal"


def test_without_a_score_nothing_is_worked_out(paper: Paper) -> None:
    del paper["roles"]["decline"], paper["texts"]["summary"]["decline"]
    found = items(made(paper).item)
    assert "stars" in found
    assert "computed.decline" not in found


def test_a_page_of_several_questions_is_a_group(paper: Paper) -> None:
    found = items(made(paper).item)
    assert [item.link_id for item in found["page.numbers"].item or ()][:2] == ["score", "score.exact"]
    assert "page.who" not in found


def test_lists_that_do_not_fit_one_item_stand_on_groups_around_it(paper: Paper) -> None:
    page(paper, "ind")["when"] = {
        "all": [
            {"question": "who", "is": ["self", "family"]},
            {"question": "offer_kind", "is": ["trial", "paid_clinic"]},
        ]
    }
    outer = items(made(paper).item)["page.ind.2"]
    levels = [outer, (outer.item or ())[0], ((outer.item or ())[0].item or ())[0]]
    assert [level.link_id for level in levels] == ["page.ind.2", "page.ind.1", "page.ind"]
    waits_for = [{one.question for one in level.enable_when or ()} for level in levels]
    assert waits_for == [{"offer_kind"}, {"who"}, {"length"}]
    assert (levels[2].item or ())[0].enable_when is None


def test_a_page_that_no_answer_opens_has_no_place(paper: Paper) -> None:
    assert "ind" in items(made(paper).item)
    page(paper, "ind")["when"] = {"not": {"question": "who", "is": ["self", "family"]}}
    assert "ind" not in items(made(paper).item)


def test_a_second_run_of_offer_parts_is_a_second_group(paper: Paper) -> None:
    later = paper["parts"][1] | {"id": "later", "pages": [page(paper, "signs")]}
    paper["parts"][1]["pages"].remove(page(paper, "signs"))
    between = paper["parts"][0] | {"id": "between", "pages": [paper["parts"][0]["pages"].pop()]}
    paper["parts"] += [between, later]
    found = made(paper)
    assert [item.link_id for item in found.item] == ["part.you", "offer", "part.between", "offer.2", "stars.group"]
    assert found.item[1].enable_when == found.item[3].enable_when


def test_looking_from_one_run_of_offers_into_another_is_refused(paper: Paper) -> None:
    later = paper["parts"][1] | {"id": "later", "pages": [page(paper, "signs") | {"when": {"known": "offer_kind"}}]}
    paper["parts"][1]["pages"].remove(page(paper, "signs"))
    between = paper["parts"][0] | {"id": "between", "pages": [paper["parts"][0]["pages"].pop()]}
    paper["parts"] += [between, later]
    with pytest.raises(QuestionnaireInvalid, match=r"page\.signs\.1: it waits for offer_kind, which stands in another"):
        made(paper)


def test_an_offer_asked_about_before_their_number_is_refused(paper: Paper) -> None:
    paper["parts"].reverse()
    page(paper, "ind").pop("when")
    with pytest.raises(QuestionnaireInvalid, match="offer: it waits for how_many, which does not come before it"):
        made(paper)


def test_a_question_named_like_a_group_of_ours_is_refused(paper: Paper) -> None:
    page(paper, "who")["questions"].append(page(paper, "ind")["questions"][0] | {"id": "stars", "number": 3})
    page(paper, "who")["title"] = "Who"
    page(paper, "who")["questions"][-1]["topic"] = "money"
    with pytest.raises(QuestionnaireInvalid, match="stars: this link id is used 2 times"):
        made(paper)


def test_help_says_all_that_the_page_explains(exported: model.Questionnaire, shipped: Loaded) -> None:
    told = items(exported.item)["decision.help"]
    asked = shipped.questionnaire.questions["decision"]
    assert asked.why in (told.text or "")
    assert asked.specific
    assert asked.specific in (told.text or "")
    assert told.type == "display"


def test_bounds_and_units_are_told(exported: model.Questionnaire) -> None:
    extensions = json.loads(items(exported.item)["breathing.exact"].as_json())["extension"]
    told = {extension.pop("url").rsplit("/")[-1]: next(iter(extension.values())) for extension in extensions}
    assert told["minValue"] == 0
    assert told["maxValue"] == 150
    assert told["questionnaire-unit"]["code"] == "%"
