"""The public record of a number, on the pages that ask about it and on the summary."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decision_aid.core.record import Provenance
from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.registry.fakes import DAY, NUMBER, FakeRegistry, record
from tests.web.conftest import Make
from tests.web.fakes import PassingClock
from tests.web.page import fields
from tests.web.trials import ASKED, MATCH, SAME, columns, offered
from tests.web.visitor import Shown, Visitor

TITLE = "Cells for People With ALS"
HEADS = ["The public record says", "You were told", "Ask"]
HOSTILE = ("<script>alert(1)</script>", "{{ 7 * 7 }} %(token)s %s {0}", "</table></form><h1>Mine</h1>", "\x02token\x03")


@pytest.fixture(autouse=True)
def listed(registry: FakeRegistry) -> None:
    registry.records = (record(), record(number="NCT07654321", title="Another study", phases=("PHASE3",)))


def facts(shown: Shown) -> dict[str, str]:
    terms, values = ([each.text for each in shown.page.all(tag)] for tag in ("dt", "dd"))
    return dict(zip(terms, values, strict=True))


def test_a_number_in_small_letters_with_spaces_leads_to_its_record(visitor: Visitor) -> None:
    assert offered(visitor) == SAME
    shown = visitor.get(SAME)
    assert TITLE in [heading.text for heading in shown.page.all("h2")]
    assert facts(shown) == {
        "Sponsor": "Sponsor of the Study",
        "Kind of study": "A trial that tests what people are given",
        "Phase": "Phase 1 / Phase 2",
        "Status": "Recruiting",
        "Places": "Hospital of the Town, Boston, United States",
        "As of": "1 October 2026",
    }
    assert "Anyone who runs a study may list it." in shown.text
    assert columns(shown) == []


@pytest.mark.parametrize("choice", [{}, {"nct-codes": "not_asked"}, {"nct-codes": "told"}])
def test_a_number_is_looked_up_whatever_was_chosen_beside_it(visitor: Visitor, choice: dict[str, str]) -> None:
    visitor.begin("one", full=True)
    assert visitor.answer(ASKED, {**choice, "nct-note": NUMBER}) == SAME
    assert all(TITLE in visitor.get(address).text for address in (SAME, MATCH, "/summary"))


def test_without_words_and_without_a_choice_there_is_nothing_to_look_up(visitor: Visitor) -> None:
    visitor.begin("one", full=True)
    assert visitor.answer(ASKED, {"nct-codes": "not_asked"}) == "/offer/1/q/irb"


def test_three_columns_stand_on_the_page_that_compares_and_on_the_summary(visitor: Visitor) -> None:
    offered(visitor)
    visitor.answer("/offer/1/q/phase", {"phase-codes": "phase_3"})
    for address in (MATCH, "/summary"):
        shown = visitor.get(address)
        table = shown.page.one("table")
        assert [head.text for head in table.one("thead").all("th")] == HEADS
        assert {head.get("scope") for head in table.all("th")} == {"col", "rowgroup"}
        assert [len(row) for row in columns(shown)] == [3] * 14
        said = next(row for row in columns(shown) if row[0] == "Phase 1 / Phase 2.")
        assert said[1].startswith("Phase 3")
        assert "are not the same" in said[1]


def test_each_cell_says_what_it_is_where_there_is_no_room_for_columns(visitor: Visitor) -> None:
    offered(visitor)
    table = visitor.get(MATCH).page.one("table")
    heads = [head.text for head in table.one("thead").all("th")]
    rows = [[cell.get("data-is") for cell in row.all("td")] for row in table.all("tr") if list(row.all("td"))]
    assert rows == [heads] * 14


def test_a_helper_reads_what_the_person_was_told(visitor: Visitor) -> None:
    visitor.begin("one", full=True, who="family")
    visitor.answer(ASKED, {"nct-codes": "told", "nct-note": NUMBER})
    heads = [head.text for head in visitor.get(MATCH).page.one("thead").all("th")]
    assert heads == ["The public record says", "The person was told", "Ask"]


def test_what_a_record_asks_of_people_stands_with_the_numbers_to_bring_and_no_verdict(visitor: Visitor) -> None:
    offered(visitor)
    visitor.answer("/q/alsfrs", {"alsfrs-exact": "36"})
    shown = visitor.get(MATCH)
    quotes = [own.text for own in shown.page.by_class("own")]
    assert "“ALSFRS-R of at least 30”" in quotes
    assert any(value.startswith("36") for value in facts(shown).values())


@pytest.mark.parametrize("address", [SAME, MATCH])
def test_what_names_the_study_stands_above_the_choices_and_the_record_below_continue(
    visitor: Visitor, address: str
) -> None:
    offered(visitor)
    shown = visitor.get(address)
    order = [
        "<h1>",
        TITLE,
        "Sponsor of the Study",
        'type="radio"',
        ">Continue<",
        'id="the-record"',
        "Phase 1 / Phase 2",
    ]
    places = [shown.html.index(piece) for piece in order]
    assert places == sorted(places)
    links = {link.text: link.get("href") for link in shown.page.one("main").all("a")}
    assert links["Go to the whole record, at the end of this page"] == "#the-record"
    question = shown.page.by_id(links["Go back up to the question"].removeprefix("#"))
    assert question.tag == "fieldset"


def test_what_stands_above_the_choices_is_not_said_again_below(visitor: Visitor) -> None:
    offered(visitor, f"{NUMBER} or NCT07654321")
    shown = visitor.get(MATCH)
    for said in (TITLE, "More numbers were given"):
        assert shown.text.count(said) == 1


def test_of_no_record_the_page_says_so_above_and_where_to_look_below(visitor: Visitor) -> None:
    offered(visitor, "NCT00000042")
    html = visitor.get(MATCH).html
    link = html.index("Go to where it can be looked up, at the end of this page")
    assert html.index("That proves nothing.") < link < html.index('type="radio"')
    assert html.index('type="radio"') < html.index("https://clinicaltrials.gov/study/NCT00000042")


def test_of_several_numbers_the_first_is_shown_and_the_others_are_named(visitor: Visitor) -> None:
    offered(visitor, f"{NUMBER} or NCT07654321")
    shown = visitor.get(SAME)
    assert TITLE in shown.text
    assert "More numbers were given: NCT07654321." in shown.text


def test_a_number_that_is_not_in_the_list_proves_nothing(visitor: Visitor) -> None:
    offered(visitor, "NCT00000042")
    missed = "Not in our list. That proves nothing. The list has 2 records, dated 1 October 2026."
    for address in (SAME, MATCH, "/summary"):
        assert missed in visitor.get(address).text
    assert "Go to clinicaltrials.gov." not in visitor.get(SAME).text


def test_a_number_that_is_not_in_an_old_list_or_the_sample_says_so_first(
    visitor: Visitor, registry: FakeRegistry, clock: PassingClock
) -> None:
    day = clock.time.date() - timedelta(days=366)
    registry.records = (record(provenance=Provenance(via="sample", obtained=day, data=day)),)
    registry.sample = True
    offered(visitor, "NCT00000042")
    for address in (SAME, MATCH, "/summary"):
        html = visitor.get(address).html
        assert html.index("Our list is more than a year old") < html.index("Not in our list"), address
        assert html.index("Our list is a sample of 1 old records") < html.index("Not in our list"), address


def test_a_record_names_its_source_beside_its_day(visitor: Visitor) -> None:
    offered(visitor)
    for address in (SAME, MATCH, "/summary"):
        html = visitor.get(address).html
        assert html.index("As of") < html.index("Source: ClinicalTrials.gov, U.S. National Library of Medicine"), (
            address
        )


def test_without_a_list_the_steps_lead_to_the_public_site(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = ()
    offered(visitor)
    shown = visitor.get(SAME)
    assert "There is no list of trial records here." in shown.text
    assert "Type the NCT number into the search box." in [step.text for step in shown.page.all("li")]
    assert f"https://clinicaltrials.gov/study/{NUMBER}" in shown.text


def test_a_registry_that_does_not_answer_is_said_and_fails_nothing(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.live = registry.unreachable = True
    offered(visitor)
    for address in (SAME, MATCH, "/summary"):
        assert "The public site did not answer just now" in visitor.get(address).text
    registry.records = ()
    assert "The public site did not answer just now." in visitor.get(SAME).text


def test_another_study_is_named_and_not_compared(visitor: Visitor) -> None:
    offered(visitor)
    visitor.answer(SAME, {"same_study-codes": "no"})
    for address in (MATCH, "/summary"):
        shown = visitor.get(address)
        assert TITLE in shown.text
        assert "What is the right NCT number?" in shown.text
        assert columns(shown) == []
    assert "Recruiting" in facts(visitor.get(SAME)).values()  # there it can be looked at again


def test_a_record_of_one_person_is_shown_to_nobody_else(visitor: Visitor, other: Visitor) -> None:
    offered(visitor)
    offered(other, "NCT07654321")
    assert TITLE in visitor.get(SAME).text
    assert TITLE not in other.get(SAME).text
    other.answer(ASKED, {"nct-note": "to be sent"})
    assert "Another study" not in other.get(SAME).text
    assert TITLE in visitor.get(SAME).text


def test_a_page_with_an_error_and_one_with_a_conflict_keep_the_record(visitor: Visitor) -> None:
    offered(visitor)
    first, second = visitor.get(SAME), visitor.get(SAME)
    wrong = visitor.press(first, {"same_study-codes": "nonsense"})
    assert (wrong.status, TITLE in wrong.text) == (422, True)
    visitor.press(first, {"same_study-codes": "yes"})
    both = visitor.press(second, {"same_study-codes": "no"})
    assert (both.status, TITLE in both.text) == (409, True)


def test_a_link_leaves_the_form_without_telling_from_where_and_there_is_none_on_a_shared_tablet(
    visitor: Visitor, make: Make, shipped: Loaded
) -> None:
    offered(visitor)
    links = [link for link in visitor.get(MATCH).page.all("a") if "clinicaltrials.gov" in link.get("href")]
    assert [(link.get("rel"), "leaves the form" in link.text) for link in links] == [("noreferrer", True)]
    tablet = Visitor(make(shipped, Settings(kiosk=True)).test_client())
    offered(tablet)
    for address in (SAME, MATCH, "/summary"):
        shown = tablet.get(address)
        assert f"https://clinicaltrials.gov/study/{NUMBER}" in shown.text
        assert not [link for link in shown.page.all("a") if "://" in link.get("href")]


@pytest.mark.parametrize(("days", "said"), [(91, "more than 90 days ago"), (366, "more than a year old")])
def test_an_old_record_says_so_and_after_a_year_before_all_else(
    visitor: Visitor, registry: FakeRegistry, clock: PassingClock, days: int, said: str
) -> None:
    day = clock.time.date() - timedelta(days=days)
    registry.records = (record(provenance=Provenance(via="file", obtained=DAY, data=day)),)
    offered(visitor)
    for address in (SAME, MATCH, "/summary"):
        html = visitor.get(address).html
        assert said in html, address
        assert (html.index(said) < html.index(TITLE)) == (days > 365)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_record_is_text(visitor: Visitor, registry: FakeRegistry, text: str) -> None:
    site = {"facility": text, "city": text, "country": text}
    fields_of = dict.fromkeys(
        ("title", "official_title", "sponsor", "status", "why_stopped", "criteria", "summary"), text
    )
    lists = dict.fromkeys(("collaborators", "conditions", "phases"), (text,))
    registry.records = (record(**fields_of, **lists, sites=(site,), interventions=({"kind": text, "name": text},)),)
    offered(visitor)
    token = fields(visitor.get(ASKED).page.form())["token"][0]
    for address in (SAME, MATCH, "/summary"):
        shown = visitor.get(address)
        assert text in shown.page.raw, address
        assert not list(shown.page.all("script"))
        assert token not in shown.text


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_markup_in_what_was_told_is_text(visitor: Visitor, text: str) -> None:
    offered(visitor)
    visitor.answer("/offer/1/q/phase", {"phase-codes": "phase_2"})
    visitor.answer("/offer/1/q/ind", {"ind-codes": "told", "ind-note": text})
    for address in (MATCH, "/summary"):
        assert text in " ".join(cell for row in columns(visitor.get(address)) for cell in row), address


def test_no_page_of_a_visit_without_records_grows(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = ()
    visitor.begin("one", full=True)
    assert not list(visitor.get("/summary").page.all("table"))
    assert registry.asked == []
