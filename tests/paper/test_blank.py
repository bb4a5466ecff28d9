import re
from itertools import pairwise

import pytest

from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words
from decision_aid.paper.blank import blank
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import WorkerPress
from decision_aid.paper.sheet import Sheet
from decision_aid.services import Paper
from tests.paper import pdf

ID = re.compile(r"\[([a-z][a-z0-9_]*)\]")


@pytest.mark.parametrize("paper", Paper)
def test_the_form_asks_the_same_questions_and_signs(
    press: WorkerPress, questionnaire: Questionnaire, paper: Paper
) -> None:
    printed = ID.findall("".join(pdf.pages(press.blank(paper))))
    assert sorted(printed) == sorted([*questionnaire.questions, *questionnaire.sign])


def test_every_choice_can_be_ticked(questionnaire: Questionnaire) -> None:
    html = Sheet(Words(), Letterhead()).blank(questionnaire)
    choices = sum(len(getattr(asked, "options", ())) for asked in questionnaire.questions.values())
    assert html.count('class="tick"') == choices + len(questionnaire.sign)


def test_a_word_is_explained_once_in_each_run_of_parts(questionnaire: Questionnaire) -> None:
    explained: list[str] = []
    for chapter in blank(questionnaire).chapters:
        explained = [] if chapter.begins_run else explained
        words = [word.id for sheet in chapter.sheets for asked in sheet.asked for word in asked.words]
        assert not set(words) & set(explained)
        explained += words


def test_every_word_used_is_explained(questionnaire: Questionnaire) -> None:
    sheets = [sheet for chapter in blank(questionnaire).chapters for sheet in chapter.sheets]
    explained = {word.id for sheet in sheets for asked in sheet.asked for word in asked.words}
    assert explained == {name for asked in questionnaire.questions.values() for name in asked.words}


def test_ratings_share_one_grid(questionnaire: Questionnaire) -> None:
    grids = [sheet for chapter in blank(questionnaire).chapters for sheet in chapter.sheets if sheet.grid]
    rated = {asked.question.id for sheet in grids for asked in sheet.asked}
    assert set(questionnaire.printout.matters) <= rated


def test_the_pages_about_an_offer_stand_on_sheets_of_their_own(questionnaire: Questionnaire) -> None:
    chapters = blank(questionnaire).chapters
    turns = [after.part.id for before, after in pairwise(chapters) if before.part.about != after.part.about]
    assert [chapter.part.id for chapter in chapters if chapter.begins_run] == turns


def test_the_form_tells_its_version_and_page_numbers(press: WorkerPress, questionnaire: Questionnaire) -> None:
    pages = pdf.pages(press.blank(Paper.LETTER))
    assert all(f"Page{number}of{len(pages)}" in text for number, text in enumerate(pages, 1))
    assert all(questionnaire.version in text for text in pages)


def test_the_form_is_made_once(press: WorkerPress) -> None:
    assert press.blank(Paper.LETTER) is press.blank(Paper.LETTER)
