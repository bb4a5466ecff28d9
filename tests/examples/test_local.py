"""A clinic's own file, laid over the shipped questionnaire by its setting alone: on screen, on paper and as data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from decision_aid import assets, bootstrap, settings
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.doctor import work
from decision_aid.lint import linter
from decision_aid.lint.finding import Severity
from decision_aid.loader import bounds, load
from decision_aid.loader.localfile import LocalFile
from decision_aid.services import Kept
from decision_aid.settings import Settings
from decision_aid.web import create_app
from tests.examples.test_printed import NOTE, annex, first_visit, printed
from tests.examples.test_walks import values
from tests.examples.visiting import visiting
from tests.house.checkout import ROOT
from tests.paper import pdf
from tests.web.visitor import Visitor

CLINIC = ROOT / "examples" / "local" / "clinic.yaml"
CALL = "ALS nurse line: 555-0100, weekdays 9 to 3"
LEFT_OUT = "Did they say who pays for travel and stay?"
REWORDED = "Our nurse, or someone there, can help to sort through the trials."
BEFORE = "Someone there can help to sort through the trials."
ADDED = "How may the nurse reach you?"
CHANGED = "Changed by this clinic"
TODAY = date(2026, 11, 29)
WHOLE = {"length": Answer(("full",)), "how_many": Answer(("none",)), "neals": Answer(("yes",))}


@pytest.fixture
def told(tmp_path: Path) -> Settings:
    return settings.read({"DECISION_AID_LOCAL": str(CLINIC), "DECISION_AID_STATE": str(tmp_path)})


@pytest.fixture
def visitor(told: Settings, tmp_path: Path) -> Iterator[Visitor]:
    with visiting(told, tmp_path) as found:
        yield found


def test_it_has_no_errors_and_no_warnings() -> None:
    loaded = load(assets.questions(), CLINIC)
    found = linter.located(
        linter.faults(loaded.questionnaire, bootstrap.now().date()), str(assets.questions()), loaded.mark
    )
    assert [one for one in found if one.rule.severity is not Severity.NOTE] == []


def test_a_warning_about_what_it_adds_names_its_file_and_line(tmp_path: Path) -> None:
    path, text = tmp_path / "clinic.yaml", CLINIC.read_text(encoding="utf-8")
    path.write_text(text.replace("Tick all that fit.", "Tick all that fit. Or none."), encoding="utf-8")
    loaded = load(assets.questions(), path)
    found = linter.located(
        linter.faults(loaded.questionnaire, bootstrap.now().date()), str(assets.questions()), loaded.mark
    )
    line = 1 + next(at for at, each in enumerate(text.splitlines()) if "Tick all that fit." in each)
    assert [(one.file, one.line) for one in found if one.rule.name == "hint-long"] == [(str(path), line)]


def test_whom_to_call_stands_on_every_page(visitor: Visitor) -> None:
    assert CALL in visitor.get("/").text
    visitor.walk(visitor.begin("one", full=True))
    assert all(CALL in visitor.get(address).text for address in ("/q/who", "/answers", "/summary"))


def test_its_part_is_asked_where_it_belongs_and_a_question_it_leaves_out_is_not(visitor: Visitor) -> None:
    seen = visitor.walk(visitor.begin("one", full=True))
    assert seen[seen.index("/q/expanded-open") :][:3] == [
        "/q/expanded-open", "/q/local-research-nurse", "/q/local-reach",
    ]  # fmt: skip
    assert "/offer/1/q/travel" not in seen
    assert visitor.get("/offer/1/q/travel").status == 404


def test_the_summary_says_what_was_changed(visitor: Visitor) -> None:
    visitor.walk(visitor.begin("one"))
    text = visitor.get("/summary").text
    assert all(said in text for said in (CHANGED, LEFT_OUT, "social worker", REWORDED, BEFORE, ADDED))
    assert CHANGED in visitor.get("/about").text


def test_the_summary_of_the_questionnaire_alone_says_nothing_of_it(tmp_path: Path) -> None:
    told = settings.read({"DECISION_AID_STATE": str(tmp_path)})
    running = bootstrap.build(told)
    with running.closing:
        visitor = Visitor(create_app(running.services, told).test_client())
        assert CHANGED not in visitor.get("/about").text


def test_page_two_says_that_this_clinic_changed_something(visitor: Visitor) -> None:
    visitor.walk(visitor.begin("one"), first_visit(load(assets.questions(), CLINIC).questionnaire))
    pages = printed(visitor)
    assert pdf.bare(CALL) in pages[0]
    assert pdf.bare(CHANGED) in pages[1]
    assert pdf.bare(LEFT_OUT) in pages[1]


def test_the_fullest_printout_still_has_two_pages_and_says_all_of_it_in_the_annex(visitor: Visitor) -> None:
    questionnaire = load(assets.questions(), CLINIC).questionnaire
    visitor.walk(visitor.begin("three", full=True, who="family"), values(questionnaire, "everything", NOTE))
    pages = printed(visitor)
    assert [number for number, text in enumerate(pages, 1) if annex(questionnaire) in text] == [3]
    assert pdf.bare(CHANGED) in pages[1]
    assert pdf.bare("social worker") in "".join(pages[2:])


def most() -> str:
    """Return a clinic's own file that leaves out all that may be, but three questions that it rewords."""
    asked, names = load(assets.questions()).questionnaire, list[str]()
    for name in asked.questions:
        gone = [{"question": one, "why": "Our nurse goes over it."} for one in (*names, name)]
        given = LocalFile.model_validate({"questionnaire": asked.id, "version": "2026.1", "leave_out": gone})
        names += [] if any(bounds.faults(asked, given)) else [name]
    lines = [f'  - {{question: {name}, why: "Our nurse goes over this with each person."}}' for name in names[3:]]
    words = [f'  {name}: {{label: "Is this asked in other words here?"}}' for name in names[:3]]
    return "\n".join([f'questionnaire: {asked.id}\nversion: "2026.1"', "leave_out:", *lines, "reword:", *words, ""])


def test_of_the_most_that_a_clinic_can_change_page_two_has_the_counts(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(most(), encoding="utf-8")
    given = settings.read({"DECISION_AID_LOCAL": str(path), "DECISION_AID_STATE": str(tmp_path / "state")})
    questionnaire = load(assets.questions(), path).questionnaire
    assert questionnaire.local is not None
    with visiting(given, tmp_path) as found:
        found.walk(found.begin("three", full=True, who="family"), values(questionnaire, "everything", NOTE))
        pages = printed(found)
    assert [number for number, text in enumerate(pages, 1) if annex(questionnaire) in text] == [3]
    left_out = len(questionnaire.local.left_out)
    assert left_out > 20
    page = max(number for number, text in enumerate(pages, 1) if pdf.bare(CHANGED) in text)
    counts = f"{CHANGED}. Questions reworded: 3; Questions left out: {left_out} (page {page}). Reworded: “"
    assert pdf.bare(counts) in pages[1]


def test_the_blank_form_says_it_too(visitor: Visitor) -> None:
    text = "".join(pdf.pages(visitor.get("/questions.pdf").response.data))
    assert pdf.bare(CHANGED) in text
    assert pdf.bare(ADDED) in text


def test_other_programs_get_what_is_asked_here(visitor: Visitor) -> None:
    said = visitor.get("/fhir/Questionnaire").html
    assert "local_reach" in said
    assert '"travel"' not in said


def kept_of(settings: Settings, draft: Draft) -> bytes:
    with closing(bootstrap.exchanging(settings)) as exchange:
        return exchange.response(draft, TODAY)


def read_by(settings: Settings, file: bytes) -> Kept:
    with closing(bootstrap.exchanging(settings)) as exchange:
        return exchange.read(file, TODAY)


def test_a_file_made_here_brings_everything_back_here(told: Settings) -> None:
    kept = read_by(told, kept_of(told, Draft(Answers(person={**WHOLE, "local_reach": Answer(("mail",))}))))
    assert kept.current
    assert kept.draft.answers.person["local_reach"] == Answer(("mail",))


def test_a_file_made_here_brings_back_elsewhere_what_both_ask(told: Settings) -> None:
    kept = read_by(Settings(), kept_of(told, Draft(Answers(person={**WHOLE, "local_reach": Answer(("mail",))}))))
    assert not kept.current
    assert "local_reach" not in kept.draft.answers.person
    assert kept.draft.answers.person["neals"] == WHOLE["neals"]


def test_a_file_made_elsewhere_brings_back_here_what_both_ask(told: Settings) -> None:
    offer = {"travel": Answer(("written",)), "nct": Answer(("told",))}
    answers = Answers(person={**WHOLE, "how_many": Answer(("one",))}, offers=(offer, {}, {}))
    kept = read_by(told, kept_of(Settings(), Draft(answers)))
    assert not kept.current
    assert dict(kept.draft.answers.offers[0]) == {"nct": Answer(("told",))}


def test_the_doctor_names_the_clinics_own_file(told: Settings, tmp_path: Path) -> None:
    assert any("own file 2026.11" in str(remark) for remark in work.remarks(told))
    broken = tmp_path / "clinic.yaml"
    broken.write_text("nonsense: 1\n", encoding="utf-8")
    (remark,) = work.remarks(told.model_copy(update={"local": broken}))
    assert f"--local {broken}" in str(remark)
