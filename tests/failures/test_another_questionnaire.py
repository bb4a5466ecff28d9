"""One state folder and two questionnaires: the second form does not start, and no draft is read in its words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.house.checkout import ROOT

from .conftest import Trial
from .form import Person, own_words, served, told
from .guide import documented

KNEE = str(ROOT / "examples" / "knee_arthritis" / "questions.yaml")


def test_a_form_with_another_questionnaire_does_not_start_and_the_answers_are_whole(
    serve: Trial, program: Trial, state: Path, tmp_path: Path
) -> None:
    happened = "`DECISION_AID_QUESTIONS` names another questionnaire than the drafts are of"
    with served(tmp_path) as form, Person(form) as person:
        assert person.press_continue("kept before").status == 303
        here = person.browser.cookies
    said = serve(questions=KNEE).refused(code=78)
    documented(happened, said, example={state: "/var/lib/decision-aid"})
    assert program("doctor", state=str(state), questions=KNEE).wrong() == [said]
    assert program("doctor", state=str(state)).wrong() == []
    with served(tmp_path) as form, Person(form) as person:
        person.browser.cookies.update(here)
        assert person.note() == "kept before"


def test_a_draft_that_meets_another_form_all_the_same_is_neither_shown_nor_changed(tmp_path: Path, state: Path) -> None:
    happened = "a draft of another questionnaire meets a form that serves"
    with served(tmp_path) as form, Person(form) as person:
        assert person.press_continue("kept before").status == 303
        here, sent = dict(person.browser.cookies), person.form
    with closing(sqlite3.connect(state / "drafts.sqlite")) as connection:
        connection.execute("DELETE FROM questionnaire")
        connection.commit()
    with served(tmp_path, questions=KNEE) as form, Person(form) as person:
        person.browser.cookies.update(here)
        page = person.browser.post("/q/decision", {**sent, "decision-note": "typed there"})
        documented(happened, *told(page))
        assert (page.status, own_words(page)) == (503, ["typed there"])
    with closing(sqlite3.connect(state / "drafts.sqlite")) as connection:
        connection.execute("DELETE FROM questionnaire")
        connection.commit()
    with served(tmp_path) as form, Person(form) as person:
        person.browser.cookies.update(here)
        assert person.note() == "kept before"


def test_once_no_draft_is_left_the_folder_may_be_anothers(tmp_path: Path, state: Path) -> None:
    with served(tmp_path), closing(sqlite3.connect(state / "drafts.sqlite")) as connection:
        assert connection.execute("SELECT id FROM questionnaire").fetchall() == [("als_stem_cell",)]
    with served(tmp_path, questions=KNEE), closing(sqlite3.connect(state / "drafts.sqlite")) as connection:
        assert connection.execute("SELECT id FROM questionnaire").fetchall() == [("knee_stem_cell",)]
