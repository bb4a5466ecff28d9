"""A record beside what was told, in the shipped questionnaire's words."""

from datetime import date, timedelta
from typing import Any

import pytest

from decision_aid.core import listings
from decision_aid.core.ages import OLD, STALE
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.record import Provenance, TrialRecord
from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.core.summarise import summarise
from decision_aid.core.summary import Beside, Listing, Standing
from decision_aid.core.words import Words
from tests.core.given import answers, chose
from tests.registry.fakes import DAY, NUMBER, FakeRegistry, record

TODAY = DAY + timedelta(days=10)
NOTED = {"nct": chose("told", note="nct 0123 4567")}


def listed(
    shipped: Questionnaire, given: Answers, registry: FakeRegistry | None = None, today: date = TODAY, **fields: Any
) -> Listing:
    registry = registry or FakeRegistry((record(**fields),))
    records = registry.look_up(listings.numbers(shipped, given))
    found = listings.listing(shipped, given, 1, records, Words(), today)
    assert found
    return found


def row(listing: Listing, name: str) -> Beside:
    return next(row for row in listing.rows if row.id == name)


def test_a_number_leads_to_its_record(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED))
    assert (found.standing, found.number, found.title) == (Standing.FOUND, NUMBER, "Cells for People With ALS")
    assert {line.label: line.value for line in found.about} == {
        "Sponsor": "Sponsor of the Study",
        "Kind of study": "A trial that tests what people are given",
        "Phase": "Phase 1 / Phase 2",
        "Status": "Recruiting",
        "Places": "Hospital of the Town, Boston, United States",
        "As of": "2026-10-01",
    }
    assert found.first == found.notices == ()


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED), sponsor="Cells, Inc.", sponsor_class="")
    assert row(found, "sponsor").says == "Cells, Inc."


def test_of_an_old_copy_it_is_not_said_what_happened_since(shipped: Questionnaire) -> None:
    old = Provenance(via="file", obtained=DAY, data=date(2022, 10, 10))
    says = row(listed(shipped, answers({}, NOTED), verified="2021-10", provenance=old), "verified").says
    assert says == "Last confirmed: 2021-10. This copy is of 2022-10-10."


def test_every_record_says_that_anyone_may_list_a_study(shipped: Questionnaire) -> None:
    assert "Anyone who runs a study may list it." in listed(shipped, answers({}, NOTED)).always


def test_no_cell_is_empty_and_each_row_asks(shipped: Questionnaire) -> None:
    for found in listed(shipped, answers({}, NOTED)).rows:
        assert found.says
        assert found.told
        assert found.ask.endswith("?")


def test_what_was_told_stands_in_the_middle_with_the_persons_words(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, {**NOTED, "ind": chose("told", note="IND 1")}))
    assert row(found, "ind").told == "They told me: “IND 1”"
    assert row(found, "payment").told == "not known"


@pytest.mark.parametrize(
    ("told", "phases", "differs"),
    [
        ("phase_2", ("PHASE2",), 0),
        ("phase_2", ("PHASE1", "PHASE2"), 1),
        ("between", ("PHASE1", "PHASE2"), 0),
        ("phase_1", ("EARLY_PHASE1",), 0),
        ("phase_3", ("PHASE2",), 1),
        ("phase_3", ("NA",), 1),
        ("not_asked", ("PHASE2",), 0),
        ("no_trial", ("PHASE2",), 0),
    ],
)
def test_two_phases_that_are_not_the_same_are_said_not_to_be(
    shipped: Questionnaire, told: str, phases: tuple[str, ...], differs: int
) -> None:
    found = row(listed(shipped, answers({}, {**NOTED, "phase": chose(told)}), phases=phases), "phase")
    assert bool(found.differs) == bool(differs)


def test_an_answer_that_does_not_say_what_it_is_about_is_told_of_it(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, {**NOTED, "listing_match": chose("no")}))
    assert row(found, "verified").told == "The listing matches what was said: No"
    assert row(found, "safety").told == "not known"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"offer_name": Answer(note="Cells in Boston")}, "These words of yours stand in the record: “boston”."),
        ({"route": chose("vein", note="A clinic in Boston")}, "These words of yours stand in the record: “boston”."),
        (
            {"route": chose("vein", note="A clinic in Tijuana")},
            "The place as you wrote it was not found in the record.",
        ),
        ({"offer_name": Answer(note="NurOwn")}, "It names:"),
        ({"leader": chose("told", note="Merit Cudkowicz")}, "It names:"),
        ({"product": chose("told", note="MSC-NTF of Brainstorm")}, "It names:"),
    ],
)
def test_only_what_is_told_of_the_place_can_be_missing_in_the_record(
    shipped: Questionnaire, told: dict[str, Answer], says: str
) -> None:
    assert row(listed(shipped, answers({}, NOTED | told)), "sites").says.startswith(says)


def test_numbers_to_bring_stand_beside_the_records_lines(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({"alsfrs": Answer(exact="36")}, NOTED))
    (gate,) = (gate for gate in found.gates if gate.id == "alsfrs")
    assert gate.quotes == ("“ALSFRS-R of at least 30”",)
    assert [line.value for line in gate.yours] == ["36 of 48"]


def test_what_to_bring_is_named_where_it_was_not_given(shipped: Questionnaire) -> None:
    for gate in listed(shipped, answers({}, NOTED)).gates:
        assert [line.value for line in gate.yours] == [shipped.texts.summary.states.nothing_given]


@pytest.mark.parametrize(
    ("code", "said"), [("yes", " Yes, it is."), ("not_looked", " I have not looked yet."), ("", "")]
)
def test_the_answer_stands_beside_the_question_if_it_is_the_study(shipped: Questionnaire, code: str, said: str) -> None:
    given = {"same_study": chose(code)} if code else {}
    assert listed(shipped, answers({}, NOTED | given)).question == "Is this the study they told you about?" + said


def test_a_diagnosis_alone_is_no_time_since_it(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED), criteria="* Diagnosis of ALS\n* Less than 2 years from diagnosis")
    assert found.gates[0].quotes == ("“Less than 2 years from diagnosis”",)


def test_a_record_names_whose_it_is_and_a_number_without_one_does_not(shipped: Questionnaire) -> None:
    source = "Source: ClinicalTrials.gov, U.S. National Library of Medicine"
    other = listed(shipped, answers({}, {**NOTED, "same_study": chose("no")}))
    found = listed(shipped, answers({}, NOTED))
    assert [each.source for each in (found, other)] == [source] * 2
    missed = {"nct": chose("told", note="NCT07654321")}
    assert listed(shipped, answers({}, missed)).source == ""


def test_without_a_list_the_public_site_is_named(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED), FakeRegistry())
    assert "no list of trial records" in found.notices[0]


def test_a_site_that_does_not_answer_is_said(shipped: Questionnaire) -> None:
    missing = listed(shipped, answers({}, NOTED), FakeRegistry(live=True, unreachable=True))
    kept = listed(shipped, answers({}, NOTED), FakeRegistry((record(),), live=True, unreachable=True))
    assert missing.notices == ("The public site did not answer just now.",)
    assert kept.notices == ("The public site did not answer just now, so this is from our own list.",)


def test_a_record_that_only_the_list_has_is_said_to_be_from_it(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED), FakeRegistry((record(),), live=True))
    assert found.notices == ("The public site has no such number now. This is from our own list.",)


def test_where_only_the_site_was_asked_it_is_not_said_that_there_is_no_list(shipped: Questionnaire) -> None:
    assert listed(shipped, answers({}, NOTED), FakeRegistry(live=True)).notices == (
        "The public site has no such number.",
    )


def test_a_site_that_has_no_such_number_says_so_beside_a_list(shipped: Questionnaire) -> None:
    given = answers({}, {"nct": chose("told", note="NCT07654321")})
    assert listed(shipped, given, FakeRegistry((record(),), live=True)).notices == (
        "The public site has no such number.",
        "Not in our list. That proves nothing. The list has 1 record, dated 2026-10-01.",
    )


def test_a_number_with_a_digit_missing_is_to_be_looked_at_again(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, {"nct": chose("told", note="NCT 0123456")}))
    assert (found.standing, found.number, found.address) == (Standing.UNREAD, "", "")
    assert "eight digits" in found.notices[0]


@pytest.mark.parametrize("note", ["", "they would not say"])
def test_without_a_number_there_is_nothing_to_show(shipped: Questionnaire, note: str) -> None:
    given = answers({}, {"nct": chose("told", note=note)})
    assert listings.numbers(shipped, given) == ()
    assert listings.listing(shipped, given, 1, {}, Words(), TODAY) is None


def test_more_numbers_are_named(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, {"nct": chose("told", note="NCT01234567, NCT07654321")}))
    assert "NCT07654321" in found.notices[0]


def test_an_old_number_that_leads_to_a_new_one_is_said(shipped: Questionnaire) -> None:
    looked = FakeRegistry((record(),)).look_up([NUMBER])[NUMBER]
    given = answers({}, {"nct": chose("told", note="NCT00000001")})
    found = listings.listing(
        shipped, given, 1, {"NCT00000001": looked_as("NCT00000001", looked.record)}, Words(), TODAY
    )
    assert found
    assert found.number == NUMBER
    assert found.notices == (f"The number NCT00000001 now leads to {NUMBER}.",)


def looked_as(number: str, kept: TrialRecord | None) -> Any:
    looked = FakeRegistry().look_up([number])[number]
    return type(looked)(number, kept, looked.holding)


@pytest.mark.parametrize(
    ("age", "first", "beside"),
    [(STALE, 0, 0), (STALE + timedelta(days=1), 0, 1), (OLD, 0, 1), (OLD + timedelta(days=1), 1, 0)],
)
def test_an_old_record_says_so_and_one_of_over_a_year_first(
    shipped: Questionnaire, age: timedelta, first: int, beside: int
) -> None:
    found = listed(shipped, answers({}, NOTED), today=DAY + age)
    assert (len(found.first), len(found.notices)) == (first, beside)


def test_a_sample_says_that_it_is_one_first(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED), provenance=Provenance(via="sample", obtained=DAY, data=DAY))
    assert "sample" in found.first[0]


def test_a_record_without_an_offer_has_nothing_told(shipped: Questionnaire) -> None:
    looked = FakeRegistry((record(),)).look_up([NUMBER])[NUMBER]
    found = listings.of_record(shipped, looked, Words(), TODAY)
    assert found.offer is None
    assert {row.told for row in found.rows} == {""}


@pytest.mark.parametrize("records", [(record(),), ()], ids=["found", "not in the list"])
def test_what_is_known_of_a_number_comes_with_its_headings_and_question(
    shipped: Questionnaire, records: tuple[TrialRecord, ...]
) -> None:
    found = listings.of_record(shipped, FakeRegistry(records).look_up([NUMBER])[NUMBER], Words(), TODAY)
    said = shipped.registry
    assert said
    assert (found.heading, found.gates_title, found.gates_lead) == (said.title, said.gates_title, said.gates_lead)
    assert found.asked == said.number


def test_the_helper_reads_of_the_person(shipped: Questionnaire) -> None:
    looked = FakeRegistry((record(),)).look_up([NUMBER])[NUMBER]
    assert listings.of_record(shipped, looked, Words(Voice.HELPER), TODAY).question == (
        "Is this the study they told the person about?"
    )


def test_words_in_braces_of_a_record_are_only_words(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED), sponsor="{day} & {0}", sponsor_class="")
    assert row(found, "sponsor").says == "{day} & {0}."


def test_the_summary_has_the_listing_of_each_offer_with_a_number(shipped: Questionnaire) -> None:
    given = answers({}, {**NOTED, "offer_name": Answer(note="First")}, {})
    records = FakeRegistry((record(),)).look_up(listings.numbers(shipped, given))
    found = summarise(shipped, given, Words(), TODAY, "0" * 64, records).listings
    assert [(listing.offer, listing.offer_title) for listing in found] == [(1, "First")]


def test_a_study_that_two_offers_name_is_told_whole_once(shipped: Questionnaire) -> None:
    given = answers({}, {**NOTED, "offer_name": Answer(note="First")}, NOTED)
    records = FakeRegistry((record(),)).look_up(listings.numbers(shipped, given))
    first, second = summarise(shipped, given, Words(), TODAY, "0" * 64, records).listings
    assert first.gates
    assert not second.gates
    assert second.rows
    assert second.notices == ("This is the same study as for First.",)


def test_a_number_behind_a_closed_question_is_not_looked_up(shipped: Questionnaire) -> None:
    given = answers({}, NOTED, NOTED).merged(None, {"how_many": chose("none")})
    assert (
        summarise(shipped, given, Words(), TODAY, "0" * 64, FakeRegistry((record(),)).look_up([NUMBER])).listings == ()
    )


def test_a_questionnaire_that_says_nothing_of_records_shows_none(small: Questionnaire) -> None:
    assert listings.numbers(small, answers({}, NOTED)) == ()
