"""A clinic's own file is laid over a questionnaire: what it adds and changes, and what it must leave as it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire, Signs
from decision_aid.lint import linter
from decision_aid.loader import Loaded, load
from tests.house.checkout import ROOT

HEAD = 'questionnaire: als_stem_cell\nversion: "2026.1"\n'
TODAY = date(2026, 11, 29)
CLINIC = ROOT / "examples" / "local" / "clinic.yaml"
QUESTION = """
        - id: {id}
          type: {type}
          label: "Is it near?"
          brief: "Is it near?"
          why: "Ways are long."
          asks: self
          sources: [doc_guide]
          review_by: 2027-11-01
          options:
            - {{code: near, label: "Near"}}
            - {{code: far, label: "Far"}}
            - {{code: not_sure, label: "Not sure", state: not_known}}
"""
PART = """part:
  id: {part}
  title: "At our clinic"
  about: {about}
  {after}
  pages:
    - id: {page}
      {when}
      questions:{question}"""

Laid = Callable[[str], Loaded]


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    """Return what lays a text over the shipped questionnaire."""

    def lay(text: str) -> Loaded:
        path = tmp_path / "clinic.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return load(assets.questions(), path)

    return lay


def refused(laid: Laid, text: str) -> list[tuple[str, int, str]]:
    """Return file, line and rule of each thing that is told."""
    with pytest.raises(QuestionnaireInvalid) as caught:
        laid(text)
    return [(Path(flaw.file).name, flaw.line, flaw.rule) for flaw in caught.value.flaws]


def part(**changed: str) -> str:
    """Return a part that can be laid, but for what is changed in it."""
    put = {
        "id": "local_near", "type": "choice", "part": "local_clinic", "about": "person", "after": "",
        "page": "local-near", "when": "",
    } | changed  # fmt: skip
    return PART.format(question=QUESTION.format(**put), **put)


def core() -> Questionnaire:
    return load(assets.questions()).questionnaire


def test_a_file_that_changes_nothing_leaves_every_question(laid: Laid) -> None:
    found = laid("").questionnaire
    assert found.questions == core().questions
    assert found.local is not None
    assert not found.local.changes


def test_the_hash_covers_both_files(laid: Laid) -> None:
    alone = load(assets.questions()).digest
    one, other = laid("").digest, laid('contact: ["555-0100"]\n').digest
    assert len({alone, one, other}) == 3


def test_a_question_is_said_in_other_words_and_what_it_was_is_kept(laid: Laid) -> None:
    found = laid('reword: {neals: {label: "Did you ask our nurse?", hint: "She is here."}}\n').questionnaire
    assert found.questions["neals"].label == "Did you ask our nurse?"
    assert found.questions["neals"].model_dump(exclude={"label", "hint"}) == core().questions["neals"].model_dump(
        exclude={"label", "hint"}
    )
    assert found.local is not None
    assert found.local.reworded[0].was == {
        "label": core().questions["neals"].label,
        "hint": core().questions["neals"].hint,
    }


def test_what_helps_with_a_question_that_others_look_at_can_be_reworded_and_nothing_else(laid: Laid) -> None:
    found = laid('reword: {irb: {hint: "Ask our nurse.", why: "A board looks after people."}}\n').questionnaire
    assert (found.questions["irb"].hint, found.questions["irb"].label) == (
        "Ask our nurse.",
        core().questions["irb"].label,
    )
    with pytest.raises(
        QuestionnaireInvalid, match=r"irb: its label must stay, since .+\. Reword its hint, why or note"
    ):
        laid('reword: {irb: {label: "Did they give a nice brochure?"}}\n')


def test_a_question_left_out_is_gone_with_its_page_and_its_number_is_kept(laid: Laid) -> None:
    found = laid('leave_out: [{question: travel, why: "We do this."}]\n').questionnaire
    assert "travel" not in found.questions
    assert "travel" not in found.page
    assert found.local is not None
    assert [(left.id, left.number) for left in found.local.left_out] == [("travel", core().questions["travel"].number)]


def test_sources_and_words_of_a_question_left_out_do_not_count_as_unused(laid: Laid) -> None:
    asked = core()
    only = {
        question.id: [
            name for name in question.words if sum(name in one.words for one in asked.questions.values()) == 1
        ]
        for question in asked.questions.values()
    }
    gone = "medicines"
    assert only[gone], "this question explains a word that no other does"
    assert gone not in laid(f'leave_out: [{{question: {gone}, why: "We do this."}}]\n').questionnaire.questions


def test_a_part_stands_after_the_part_it_names_or_at_the_end(laid: Laid) -> None:
    names = [one.id for one in laid(part(after="after: health")).questionnaire.parts]
    assert names[names.index("health") + 1] == "local_clinic"
    assert [one.id for one in laid(part()).questionnaire.parts][-1] == "local_clinic"


def test_a_page_of_the_clinic_may_wait_for_an_answer(laid: Laid) -> None:
    page = laid(part(when="when: {question: how_many, is: [one]}")).questionnaire.page["local-near"][1]
    assert page.when is not None


def test_every_place_leads_to_the_file_it_comes_from() -> None:
    loaded = load(assets.questions(), CLINIC)
    places = {
        "neals": ("why", CLINIC, '    why: "Our nurse'),
        "local_reach": ("label", CLINIC, '          label: "How may'),
        "usual_care": ("label", assets.questions(), '            label: "Is [my'),
    }
    for name, (field, file, begins) in places.items():
        told, line, _ = loaded.mark((*path_of(loaded.questionnaire, name), field))
        assert Path(told) == file
        assert file.read_text(encoding="utf-8").splitlines()[line - 1].startswith(begins.split('"')[0])
        assert (
            getattr(loaded.questionnaire.questions[name], field)
            in file.read_text(encoding="utf-8").splitlines()[line - 1]
        )


def path_of(asked: Questionnaire, name: str) -> tuple[str | int, ...]:
    return next(
        ("parts", part_at, "pages", page_at, "questions", at)
        for part_at, part in enumerate(asked.parts)
        for page_at, page in enumerate(part.pages)
        for at, question in enumerate(page.questions)
        if question.id == name
    )


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ('reword: {neal: {label: "Who?"}}', 3, "local-name-unknown"),
        ('leave_out: [{question: trvel, why: "So."}]', 3, "local-name-unknown"),
        ('reword:\n  travel:\n    note: "A note"\n    hint: "So."', 5, "local-name-unknown"),
        ('leave_out: [{question: signs_1, why: "So."}]', 3, "local-must-stay"),
        ('reword: {signs_1: {label: "Signs?"}}', 3, "local-must-stay"),
        ('reword:\n  irb:\n    hint: "Ask for it."\n    label: "Did they give a nice brochure?"', 6, "local-must-stay"),
        ('reword: {offer_kind: {brief: "Which car?"}}', 3, "local-must-stay"),
        ('reword: {alsfrs: {label: "Which total?"}}', 3, "local-must-stay"),
        ('reword: {tracks_harm: {say: "Is there tea?"}}', 3, "local-must-stay"),
        ('reword: {harms: {label: "Did they list the known benefits?"}}', 3, "local-must-stay"),
        ('reword: {lockout: {brief: "Could it help [me|us] into a trial?"}}', 3, "local-must-stay"),
        ('reword:\n  lockout:\n    why: "So."\n    vague: "No."', 6, "local-must-stay"),
        ('leave_out: [{question: nct, why: "So."}]', 3, "local-must-stay"),
        ('leave_out: [{question: alsfrs, why: "So."}]', 3, "local-must-stay"),
        ('leave_out: [{question: breathing_kind, why: "So."}]', 3, "local-must-stay"),
        ('leave_out: [{question: tracks_harm, why: "So."}]', 3, "local-must-stay"),
        ("leave_out:\n" + '  - {question: travel, why: "So."}\n' * 2, 5, "local-out-of-bounds"),
        ('reword: {travel: {label: "Who?"}}\nleave_out: [{question: travel, why: "So."}]', 3, "local-out-of-bounds"),
        ('reword: {neals: {label: ""}}', 3, "text-misshapen"),
        ('reword: {neals: {lable: "Who?"}}', 3, "key-unknown"),
        ('contact: ["a", "555-0100"]', 3, "text-too-short"),
        ('contact: ["Call \u202e0010-555"]', 3, "text-misshapen"),
        ('reword: {neals: {label: "Who \u2066asked?"}}', 3, "text-misshapen"),
        ("warning_signs: []", 3, "key-unknown"),
        ("evidence: []", 3, "key-unknown"),
        ("leave_out: [{question: travel}]", 3, "key-missing"),
        ("sources:\n  - {id: leaflet}", 4, "local-out-of-bounds"),
        (part(part="clinic"), 4, "local-out-of-bounds"),
        (part(page="near"), 9, "local-out-of-bounds"),
        (part(id="near"), 12, "local-out-of-bounds"),
        (part(type="signs"), 13, "local-out-of-bounds"),
        (part(id="local_near\n          number: 51"), 13, "local-out-of-bounds"),
        (part(after="after: helth"), 7, "local-name-unknown"),
        (part(after="after: checks"), 7, "local-out-of-bounds"),
        (part(when="when: {question: visited, is: [one]}"), 10, "condition-lost"),
        (part(about="nobody"), 6, "not-one-of"),
        ('part: {id: local_clinic, title: "Here", about: person, pages: []}', 3, "list-length"),
        (part() + "    - {id: local-far, questions: []}\n", 24, "list-length"),
    ],
)  # fmt: skip
def test_what_a_clinic_may_not_do_is_told_with_its_line(laid: Laid, text: str, line: int, rule: str) -> None:
    assert ("clinic.yaml", line, rule) in refused(laid, text)


def test_every_question_of_the_short_way_keeps_its_words(laid: Laid) -> None:
    short = [one.id for one in core().questions.values() if one.short and not isinstance(one, Signs)]
    text = "".join(f'  {name}: {{label: "Is it so?"}}\n' for name in short)
    assert [rule for _, _, rule in refused(laid, f"reword:\n{text}")] == ["local-must-stay"] * len(short)


@pytest.mark.parametrize("field", ["label", "brief", "say", "specific", "vague"])
def test_a_question_in_other_words_is_to_be_compared(laid: Laid, field: str) -> None:
    found = laid(f'reword:\n  travel:\n    why: "It is far."\n    {field}: "Is it near by?"\n')
    told = [fault for fault in linter.faults(found.questionnaire, TODAY) if fault.rule == "local-reworded"]
    assert [found.mark(fault.path)[1] for fault in told] == [6]
    assert told[0].sentence.startswith(f"question travel: its {field} is reworded. ")


def test_a_question_that_a_condition_looks_at_cannot_be_left_out(laid: Laid) -> None:
    with pytest.raises(QuestionnaireInvalid, match="waits for its answer"):
        laid('leave_out: [{question: tracks_harm, why: "So."}]\n')


def test_a_page_that_shows_what_studies_found_cannot_be_emptied(laid: Laid) -> None:
    asked = core()
    shown = next(page for _, page in asked.pages() if page.facts and not any(one.short for one in page.questions))
    gone = ", ".join(f'{{question: {one.id}, why: "So."}}' for one in shown.questions)
    assert ("clinic.yaml", 3, "local-must-stay") in refused(laid, f"leave_out: [{gone}]\n")


def test_a_file_for_another_questionnaire_is_refused_at_its_name(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text('questionnaire: knee\nversion: "2026.1"\nreword: {nobody: {label: "Who?"}}\n', encoding="utf-8")
    with pytest.raises(QuestionnaireInvalid) as caught:
        load(assets.questions(), path)
    assert [(flaw.line, flaw.rule) for flaw in caught.value.flaws] == [(1, "local-name-unknown")]


def test_a_half_written_file_is_told_as_itself(laid: Laid) -> None:
    assert refused(laid, 'reword: {neals: {label: "Who\n') == [("clinic.yaml", 4, "writing-unclear")]


def test_a_key_that_stands_twice_is_told(laid: Laid) -> None:
    assert ("clinic.yaml", 4, "writing-unclear") in refused(laid, 'contact: ["555-0100"]\ncontact: ["555-0101"]\n')


def test_what_a_clinic_changed_cannot_stand_in_the_questionnaire_itself(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(assets.questions().read_text(encoding="utf-8") + '\nlocal: {version: "1"}\n', encoding="utf-8")
    with pytest.raises(QuestionnaireInvalid) as caught:
        load(path)
    assert [flaw.rule for flaw in caught.value.flaws] == ["key-unknown"]


def test_faults_of_the_questionnaire_come_before_those_of_a_clinic(tmp_path: Path) -> None:
    core_file, own = tmp_path / "questions.yaml", tmp_path / "clinic.yaml"
    text = assets.questions().read_text(encoding="utf-8")
    core_file.write_text(text.replace("language: en", "language: 5", 1), encoding="utf-8")
    own.write_text("nonsense: 1\n", encoding="utf-8")
    with pytest.raises(QuestionnaireInvalid) as caught:
        load(core_file, own)
    assert {Path(flaw.file).name for flaw in caught.value.flaws} == {"questions.yaml"}


@pytest.mark.parametrize(
    "change",
    [
        ("- id: neals\n            n", "- id: local_neals\n            n"),
        ("- id: neals\n        q", "- id: local-neals\n        q"),
    ],
)
def test_an_id_kept_for_clinics_is_refused_in_the_questionnaire(tmp_path: Path, change: tuple[str, str]) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(assets.questions().read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(QuestionnaireInvalid) as caught:
        load(path)
    (flaw,) = caught.value.flaws
    assert (flaw.rule, "kept for a clinic's own file" in flaw.sentence) == ("local-out-of-bounds", True)
    assert "local" in path.read_text(encoding="utf-8").splitlines()[flaw.line - 1]
