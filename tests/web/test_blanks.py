"""Filling blanks: a person's words are text wherever they stand, and nothing of theirs is in what is kept."""

import gc
from collections import defaultdict
from functools import partial

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from decision_aid.web.blanks import Blanked, Kept, blank
from tests.web.visitor import Visitor


@given(st.dictionaries(st.sampled_from(["one", "two", "a-b"]), st.text(max_size=20)), st.text("%s()ab\n<", max_size=9))
def test_each_blank_holds_its_escaped_value_and_the_rest_stays(values: dict[str, str], rest: str) -> None:
    page = rest.join(["", blank("one"), blank("two"), blank("a-b"), ""])
    wanted = rest.join(["", *(str(escape(values.get(name, ""))) for name in ("one", "two", "a-b")), ""])
    assert Blanked(page).filled(values) == wanted


def test_a_value_that_looks_like_a_blank_is_text() -> None:
    assert Blanked(blank("one") + blank("two")).filled({"one": blank("two"), "two": "x"}) == f"{blank('two')}x"
    assert Blanked(blank("one")).filled({"one": "%(two)s"}) == "%(two)s"


def test_what_is_kept_is_made_once_until_there_is_too_much_of_it() -> None:
    kept, made = Kept(2), list[str]()

    def make(name: str) -> str:
        made.append(name)
        return name

    assert [kept.get(name, partial(make, name)) for name in "aabbaca"] == list("aabbaca")
    assert made == ["a", "b", "c", "a"]


def test_nothing_a_person_typed_is_kept_after_the_answer(visitor: Visitor, app: Flask) -> None:
    typed = "canary-" + "7f3a"
    visitor.begin("one")
    page = visitor.get("/q/decision")
    visitor.press(page, {"decision-note": typed})
    assert typed in visitor.get("/q/decision").html
    assert typed in visitor.get("/answers").html
    gc.collect()
    kept = app.extensions["decision_aid.kept"]
    texts = [
        str(found.text(defaultdict(Markup))) if isinstance(found, Blanked) else str(found)
        for found in vars(kept)["_found"].values()
    ]
    assert texts
    assert not any(typed in text for text in texts)
