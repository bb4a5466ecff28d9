import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.nct import is_cut_short, numbers_in, public_address

NUMBER = "NCT04745299"


@pytest.mark.parametrize(
    "written",
    [
        "NCT04745299", "nct04745299", "Nct 0474 5299", "NCT-04745299", "N.C.T. 04745299", "NCTO4745299", "04745299",
        "NCT number: 04745299", "nct no. 04745299", "NCT id 04745299", "  NCT04745299.\n",
        "https://clinicaltrials.gov/study/NCT04745299?rank=1", "clinicaltrials.gov/ct2/show/NCT04745299",
        "They said NCT04745299, I think", "NCT 04745299 3 years ago", "NCT 04 74 52 99", "NTC04745299",
        "NCT = 04745299", "NCT=04745299", "NCT,04745299", "NCT, no. 04745299", "NCT\uff1a04745299", "NCT No.: 04745299",
        "NCT\uff10\uff14\uff17\uff14\uff15\uff12\uff19\uff19", "\uff2e\uff23\uff34 04745299", "NCT\u200b04745299",
        "NCT047\u200b45299", "\ufeffNCT04745299", "N\u00adCT04745299", "NCT\u30000474\u30005299", "\uff104745299",
        "NCT number is 04745299", "my NCT is 04745299", "NCT no. is: 04745299", "The NCT id, it is 04745299",
        "NCT number it\u2019s 04745299", "NCT it says 0474 5299", "the NCT was 04745299", "NCT \u201c04745299\u201d",
        "NCT\u201c04745299\u201d", "NCT '04745299'", 'NCT "04745299"', "NCT*04745299", "NCT+04745299", "NCT #04745299",
        "NCT 04745299 or so", "NCT04745299or so", "NCTO 4745299", "nct o474 5299", "NCT04745299 on paper",
        "#04745299", "study 04745299", "Study number: 0474-5299", "the trial is 04745299", "\u201c04745299\u201d.",
        "NCTID04745299", "NCTid 04745299", "ct04745299", "ClinicalTrials.gov ID 04745299",
        "clinical trials gov 0474 5299",
        "NCT trial 04745299", "NCT study: 04745299", "NCT num. 04745299", "NCT code 04745299", "NCT [04745299]",
        "NCT {04745299}", "NCT|04745299", "NCT \u2192 04745299", "NCT trial number 0474 5299",
        "NCT identifier 04745299",
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert numbers_in(written) == (NUMBER,)
    assert not is_cut_short(written)


@pytest.mark.parametrize(
    "written",
    [
        "", "none", "call 555 1234 567", "distinct 04745299", "my number is 0474529912", "IND 12345", "12/04/2026",
        "2026-11-12", "12.04.2026", "12 04 2026", "00000000", "They will send the NCT number", "NCT: not yet known",
        "They gave the NCT of it", "NCT, 3 years ago", "the NCT on paper",
        "19580412", "20261130", "1958 0412", "12041958", "04121958", "04 12 1958", "31011958", "0412-1958",
        "born 04745299", "study 04121958", "#04121958", "study 55512345", "call 04745299", "EudraCT 2016-001234-12",
        "The NCT of it, they said: call 555 1234 567", "NCT, EudraCT 2016-001234-12", "study 2016-001234-12",
        "55512345", "2212 3456", "8123-4567", "12345678",
    ],
)  # fmt: skip
def test_other_words_hold_no_number(written: str) -> None:
    assert numbers_in(written) == ()
    assert not is_cut_short(written)


@pytest.mark.parametrize("written", ["NCT04051958", "nct 0405 1958", "NCT = 04051958", "NCT number is 04051958"])
def test_behind_the_letters_even_a_date_is_a_number(written: str) -> None:
    assert numbers_in(written) == ("NCT04051958",)


def test_eight_digits_that_are_no_day_are_a_number() -> None:
    assert numbers_in("04135199") == ("NCT04135199",)
    assert numbers_in("study 0405 1899") == ("NCT04051899",)


@pytest.mark.parametrize("written", ["NCT", "NCT 1", "NCT,0474529", "NCT = 0474", "NCT\uff1a0474", "NCT\u200b0474",
    "NCT0474529", "NCT047452991", "nct 0474", "NCT00000000", "NCT 0900000 or so", "NCT0900000 on paper",
    "NCT 0900000 2 weeks ago",
    "NCT 3280056 or so", "NCT 0900000 o quiz\u00e1s", "NCT 090000 o 1", "NCT number is 0474529", "NCT was 12/04/2026",
    "NCT: 12.04.2026", "NCT 12 04 1958", "NCT is 1958-04-12", "my NCT is 2016-001234-12",
    "NCT which they sent: 04745299", "04745299 (NCT)", "NCTl4745299", "NCT0474I299",
    "4745299", "number 4745299", "id 04745299", "0800 1234", "0345-6789", "0474 5299", "no. 0474529"])  # fmt: skip
def test_a_number_that_cannot_be_read_is_noticed(written: str) -> None:
    assert numbers_in(written) == ()
    assert is_cut_short(written)


@pytest.mark.parametrize("written", ["NCT 0328 0056 7", "NCT no. 06 12 34 56 78", "nct 03 28 00 56 - 7",
    "NCT 06.12.34.56.78", "NCT03280056 7", "NCT 03280056-78", "NCT03280056 617 555 1234",
    "NCT 0328 0056 7, they said", "NCT03280056 7.", "(NCT03280056 7)", "\u201cNCT 03280056 7\u201d",
    "NCT03280056 7\nor so",
    "NCT no. 06123456 78", "NCT no. 06123456-78 90", "NCT no. 0612345678", "NCT no. 0612 345678",
    "NCT no. 617 555 1234", "NCT no. +33 6 12 34 56 78"])  # fmt: skip
def test_of_more_than_eight_digits_in_groups_the_first_eight_are_no_number(written: str) -> None:
    assert numbers_in(written) == ()
    assert is_cut_short(written)


@pytest.mark.parametrize("written", ["NCT03280056 2 weeks ago", "NCT03280056 - 3 groups", "NCT03280056 2nd trial",
    "NCT 03280056 12.04.2026", "NCT03280056 2019", "NCT 0328 0056 (2019)", "NCT 0328 0056, 3 groups",
    "NCT 0328 0056. 3 groups", "NCT 0328 0056\n3 groups", "NCT03280056 at 10:30",
    "NCT03280056 20,000 dollars", "NCT03280056 - 20,000 US dollars", "NCT03280056 45 000 $", "NCT03280056 200\u20ac",
    "NCT03280056 50% got better", "NCT03280056 2-year study", "NCT03280056 65+", "NCT03280056 3, they said",
    "NCT03280056 3 (three) groups", "NCT03280056 1) ok", "NCT03280056 2/3 of them", "NCT03280056 100 000 dollars",
    "NCT03280056, 3 sites", "NCT03280056; 65", "1. NCT03280056", "NCT03280056 - 2, 3 sites", "NCT03280056 2019 - 2026",
    "NCT03280056 or call 617 555 1234", "NCT03280056 617-555-1234", "NCT03280056, 617 555 1234"])  # fmt: skip
def test_digits_that_plainly_are_of_something_else_may_follow_a_number(written: str) -> None:
    assert numbers_in(written) == ("NCT03280056",)


def test_a_comma_parts_two_numbers() -> None:
    assert numbers_in("NCT0474529, 9 people") == ()


def test_several_numbers_are_read_in_their_order_and_once() -> None:
    assert numbers_in("NCT04745299 or nct 03280056; NCT04745299") == (NUMBER, "NCT03280056")


@pytest.mark.parametrize("written", ["1. NCT03280056 2. NCT04745299", "1) NCT03280056 2) NCT04745299",
    "1 NCT03280056 2 NCT04745299", "1. NCT 0328 0056 2. NCT 0474 5299", "1) nct 0328-0056 2) n.c.t. 0474-5299",
    "NCT03280056, NCT04745299", "NCT03280056 NCT04745299", "NCT03280056 3 sites, NCT04745299 20,000 dollars",
    "NCT03280056 (1), NCT04745299 (2)", "1. NCT03280056\n2. NCT04745299"])  # fmt: skip
def test_every_number_of_a_list_is_read(written: str) -> None:
    assert numbers_in(written) == ("NCT03280056", NUMBER)


def test_the_public_address_is_that_of_the_registry() -> None:
    assert public_address(NUMBER) == "https://clinicaltrials.gov/study/NCT04745299"


@given(st.text())
def test_whatever_is_written_gives_numbers_of_the_one_form(written: str) -> None:
    for number in numbers_in(written):
        assert number.startswith("NCT")
        assert number[3:].isascii()
        assert number[3:].isdigit()
        assert len(number) == len(NUMBER)
