"""What anyone may read, and the fixed files."""

import gzip
import re

import pytest
from flask import Flask

from decision_aid.core.schema import Questionnaire, Voice, voiced
from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.visitor import HOME, Shown, Visitor

SHRINKS = {"Accept-Encoding": "br, gzip"}
LATER = 12 * 1024 - 1024  # bytes of a page after the first view, without those of its headers


def links_of(shown: Shown) -> list[tuple[str, str]]:
    """Return the words and addresses of the links in the main part of a page."""
    return [(link.text, link.get("href")) for link in shown.page.one("main").all("a")]


def style(visitor: Visitor) -> str:
    """Return the stylesheet that the pages ask for."""
    links = [link for link in visitor.get("/").page.all("link") if link.get("rel") == "stylesheet"]
    return visitor.get(links[0].get("href")).response.get_data(as_text=True)


def test_the_options_stand_side_by_side_with_every_cell(visitor: Visitor, questionnaire: Questionnaire) -> None:
    cells = visitor.get("/options").page.by_class("cell")
    grid = questionnaire.option_grid
    assert len(cells) == len(grid.rows) * len(grid.options) == 32
    assert all(cell.one("p").text for cell in cells)


def test_every_fact_says_of_whom_for_how_long_and_from_where(visitor: Visitor, questionnaire: Questionnaire) -> None:
    text = visitor.get("/about/facts").text
    for fact in questionnaire.facts:
        assert voiced(fact.text, Voice.PERSON) in text
        assert all(part in text for part in fact.scope)
        assert all(questionnaire.source[name].brief in text for name in fact.sources)


def test_of_whom_and_for_how_long_are_two_sentences_where_both_could_be(visitor: Visitor) -> None:
    text = visitor.get("/about/facts").text
    assert "8,244 people in 33 trials. One visit. Sources:" in text
    assert "All people in the United States. As of 3 June 2021. Sources:" in text


def test_a_fact_on_a_question_page_says_of_whom_for_how_long_and_from_where(
    visitor: Visitor, questionnaire: Questionnaire
) -> None:
    visitor.begin("one", full=True)
    addresses = {
        (f"/offer/1/q/{page.id}" if part.about == "offer" else f"/q/{page.id}"): page.facts
        for part, page in questionnaire.pages()
        if page.facts and page.when is None
    }
    assert addresses
    for address, names in addresses.items():
        text = visitor.get(address).text
        assert all(part in text for name in names for part in questionnaire.fact[name].scope), address


def test_about_names_every_source_and_rating(visitor: Visitor, questionnaire: Questionnaire, shipped: Loaded) -> None:
    text = visitor.get("/about").text
    for source in questionnaire.sources:
        assert source.address in text
    for item in questionnaire.ipdas:
        assert item.id in text
    assert shipped.digest[:12] in text
    assert "5.0" in text


def test_every_study_and_word_is_explained_on_a_page_of_its_own(visitor: Visitor, questionnaire: Questionnaire) -> None:
    assert [link for link in visitor.get("/about").page.all("a") if link.get("href") == "/about/facts"]
    text = visitor.get("/about/facts").text
    for word in questionnaire.glossary:
        assert word.word in text
    for card in questionnaire.evidence:
        assert card.trial in text


@pytest.mark.parametrize("address", ["/options", "/about", "/about/facts"])
def test_what_everybody_may_read_is_sent_compressed_to_who_can_read_that(visitor: Visitor, address: str) -> None:
    usual, small = (visitor.client.get(address, base_url=HOME, headers=headers) for headers in ({}, SHRINKS))
    assert [answer.headers.get("Content-Encoding") for answer in (usual, small)] == [None, "gzip"]
    assert gzip.decompress(small.data) == usual.data
    assert [answer.headers["Vary"] for answer in (usual, small)] == ["Accept-Encoding"] * 2
    assert len(small.data) < LATER


def test_so_is_the_stylesheet(visitor: Visitor) -> None:
    (sheet,) = (link for link in visitor.get("/").page.all("link") if link.get("rel") == "stylesheet")
    assert len(visitor.client.get(sheet.get("href"), base_url=HOME, headers=SHRINKS).data) < 5 * 1024


def test_no_page_with_a_secret_is_ever_compressed(visitor: Visitor) -> None:
    """Of a compressed page its size would tell, to who can have something put beside the secret."""
    visitor.begin("one")
    for address in (
        "/",
        "/q/who",
        "/offer/1/q/price",
        "/answers",
        "/stars",
        "/summary",
        "/keep",
        "/settings",
        "/resume",
    ):
        assert visitor.client.get(address, base_url=HOME, headers=SHRINKS).headers.get("Content-Encoding") is None, (
            address
        )


@pytest.mark.parametrize("address", ["/options", "/about", "/about/facts"])
def test_a_page_beside_the_form_leads_back_into_an_open_visit(visitor: Visitor, address: str) -> None:
    assert links_of(visitor.get(address))[-1] == ("Go to the start", "/")
    going = visitor.begin()
    links = links_of(visitor.get(address))
    assert links[-1] == ("Go on with the form", going)
    assert address == "/about/facts" or links[0] == ("Back to the form", going)
    assert not [link for link in links if link[1] == "/"]


def test_where_trials_are_looked_up_the_way_back_is_called_by_where_it_leads(visitor: Visitor) -> None:
    assert links_of(visitor.get("/trials"))[0] == ("Back to the start", "/")
    going = visitor.begin()
    assert links_of(visitor.get("/trials"))[0] == ("Back to the form", going)


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/q/nowhere", 404), ("/offer/add", 405)])
def test_a_page_that_is_none_leads_back_into_an_open_visit(visitor: Visitor, address: str, status: int) -> None:
    assert links_of(visitor.get(address)) == [("Back to the start", "/")]
    going = visitor.begin()
    shown = visitor.get(address)
    assert (shown.status, links_of(shown)) == (status, [("Back to the form", going)])


def test_public_pages_set_no_cookie(visitor: Visitor) -> None:
    for address in ("/options", "/about", "/about/facts"):
        assert not visitor.get(address).response.headers.getlist("Set-Cookie")


def test_the_stylesheet_has_at_most_16_kb(visitor: Visitor) -> None:
    assert len(style(visitor).encode()) <= 16 * 1024


@pytest.mark.parametrize(
    "never",
    [r"position\s*:\s*(fixed|sticky)", r"url\(", "@import", "transition", "display: none;? *}.*focus"],
)
def test_the_stylesheet_holds_nothing_that_moves_or_comes_from_elsewhere(visitor: Visitor, never: str) -> None:
    assert not re.search(never, style(visitor))


def test_every_fixed_file_of_a_page_is_there(visitor: Visitor) -> None:
    page = visitor.get("/").page
    wanted = [link.get("href") for link in page.all("link")] + [image.get("src") for image in page.all("img")]
    assert len(wanted) == 2
    for address in wanted:
        assert re.fullmatch(r"/static/[a-z]+-[0-9a-f]{12}\.[a-z]+", address)
        assert visitor.get(address).status == 200


def test_a_clinics_accent_has_a_text_colour_that_can_be_read(make: Make, shipped: Loaded) -> None:
    app: Flask = make(shipped, Settings(accent="#ffee00"))
    assert "--accent:#ffee00;--on-accent:#000000" in style(Visitor(app.test_client()))


@pytest.mark.parametrize(
    ("accent", "edge"),
    [
        *((accent, accent) for accent in ("#1d4f7a", "#000000", "#949494")),
        *((accent, "var(--line)") for accent in ("#969696", "#ffe600", "#ffffff")),
    ],
)
def test_a_button_has_an_edge_whatever_the_clinics_accent(make: Make, shipped: Loaded, accent: str, edge: str) -> None:
    app: Flask = make(shipped, Settings(accent=accent))
    sheet = style(Visitor(app.test_client()))
    assert f";--edge:{edge}}}" in sheet
    assert "border-color: var(--edge);" in sheet[sheet.index("\nbutton, .button {") :].partition("}")[0]


def test_a_clinics_name_stands_on_every_page(make: Make, shipped: Loaded) -> None:
    app: Flask = make(shipped, Settings(clinic_name="<b>ALS</b> & more"))
    visitor = Visitor(app.test_client())
    visitor.begin()
    for address in ("/", "/q/who", "/answers", "/summary", "/about"):
        assert "<b>ALS</b> & more" in visitor.get(address).page.by_class("clinic")[0].text


@pytest.mark.parametrize(
    ("live", "promise"), [(False, "sends nothing to anyone else"), (True, "Only the number is sent")]
)
def test_about_says_what_leaves_the_clinic(make: Make, shipped: Loaded, live: bool, promise: str) -> None:  # noqa: FBT001 - a case
    text = Visitor(make(shipped, Settings(registry_live=live)).test_client()).get("/about").text
    others = {"sends nothing to anyone else", "Only the number is sent"} - {promise}
    assert promise in text
    assert not [other for other in others if other in text]
