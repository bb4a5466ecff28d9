"""Whatever is typed is shown to the letter and nothing of it is run."""

import pytest

from tests.web.fakes import FakePress
from tests.web.page import fields
from tests.web.visitor import Visitor

TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></form><h1>Mine</h1>",
    "{{ 7 * 7 }} {% raw %} %(count)s %s {0} {name}",
    "' OR 1=1; DROP TABLE drafts; --",
    "هل المنتج آمن؟ שלום",
    "幹細胞の治験について",
    "🧑🏽‍🦽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ✅",
    "Zürich, naïve, ½ × 10⁶ cells, −5 °C",
    "&amp; &lt;b&gt; &#0;",
    "[you|they]",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_note_is_literal_on_every_page_and_on_paper(visitor: Visitor, press: FakePress, text: str) -> None:
    visitor.begin()
    visitor.answer("/q/decision", {"decision-codes": "which", "decision-note": text})
    assert fields(visitor.get("/q/decision").page.form())["decision-note"] == [text]
    for address in ("/answers", "/summary"):
        owns = [own.text for own in visitor.get(address).page.by_class("own")]
        assert owns == [text], address
    visitor.get("/summary.pdf")
    assert press.printed[-1][1].summary.decision.note == text


@pytest.mark.parametrize("text", TEXTS)
def test_the_name_of_an_offer_is_literal_everywhere(visitor: Visitor, press: FakePress, text: str) -> None:
    visitor.begin("two")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": text})
    assert text in visitor.get("/offer/1/q/price").page.by_class("progress")[0].text
    for address in ("/answers", "/stars", "/summary"):
        assert text in visitor.get(address).text, address
    asked = visitor.press(visitor.get("/answers"), action="/offer/1/remove")
    assert text in asked.text
    visitor.get("/summary.pdf")
    assert press.printed[-1][1].summary.offers[0].title == text


def test_control_and_direction_marks_are_taken_out_and_the_rest_stays(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-note": "10\u202emg\u2066 a\x07b\x1b[31m\ufeff\tc"})
    assert fields(visitor.get(address).page.form())["decision-note"] == ["10mg ab[31m\tc"]


@pytest.mark.parametrize("text", ["\x02token\x03", "%(token)s", "{{ token }}", "{token}"])
def test_what_looks_like_a_place_to_fill_is_never_filled(visitor: Visitor, text: str) -> None:
    address = visitor.begin("one")
    token = fields(visitor.get(address).page.form())["token"][0]
    refused = visitor.press(visitor.get(address), {"decision-codes": "nonsense", "decision-note": text})
    assert token not in fields(refused.page.form())["decision-note"][0]
    visitor.answer(address, {"decision-note": text})
    visitor.answer("/offer/1/q/offer", {"offer_name-note": text})
    for shown in ("/q/decision", "/offer/1/q/price", "/answers", "/summary"):
        assert token not in visitor.get(shown).text, shown


def test_a_word_of_2000_letters_is_kept(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-note": "x" * 2000})
    assert "x" * 2000 in visitor.get("/summary").text


def test_text_of_another_direction_is_set_in_its_own(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-note": "שלום"})
    assert visitor.get(address).page.one("textarea").get("dir") == "auto"
    assert visitor.get("/answers").page.by_class("own")[0].get("dir") == "auto"
