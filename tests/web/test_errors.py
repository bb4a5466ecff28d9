"""Every error of every kind of question on one page, for authors."""

import ast
import inspect

from decision_aid.core import parsing
from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.visitor import Visitor


def sentences() -> set[str]:
    """Return every sentence with which the core refuses an answer."""
    tree = ast.parse(inspect.getsource(parsing))
    refusals = [
        call for call in ast.walk(tree) if isinstance(call, ast.Call) and "AnswerRefused" in ast.unparse(call.func)
    ]
    given = {call.args[0].value for call in refusals if isinstance(call.args[0], ast.Constant)}
    return {str(text) for text in given} | {"Write a whole number."}


def start(sentence: str) -> str:
    """Return the words before the first value that is filled in."""
    return sentence.partition("{")[0]


def test_every_sentence_that_refuses_an_answer_stands_on_the_page(make: Make, shipped: Loaded) -> None:
    page = Visitor(make(shipped, Settings(authoring=True)).test_client()).get("/errors").page
    said = [link.text.partition(". ")[2] for link in page.by_class("errors")[0].all("a")]
    missing = {text for text in sentences() if not any(one.startswith(start(text)) for one in said)}
    assert missing == set()
    assert len(sentences()) > 15


def test_each_error_leads_to_its_own_control(make: Make, shipped: Loaded) -> None:
    page = Visitor(make(shipped, Settings(authoring=True)).test_client()).get("/errors").page
    for link in page.by_class("errors")[0].all("a"):
        assert page.by_id(link.get("href").removeprefix("#")).tag in {"input", "textarea"}


def test_the_page_is_there_for_authors_alone(visitor: Visitor) -> None:
    assert visitor.get("/errors").status == 404
