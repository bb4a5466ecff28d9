"""What is quoted of a record on payment: such words wherever they stand, each passage once, and no others."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.paying import passages
from decision_aid.registry.study import record_of
from tests.registry.studies import STUDIES, TODAY

PAYING = """
This is a patient-funded study.
Participants pay for the cells.
There is a fee of $ 5.
self funded
Out-of-pocket cost
Patients must pay.
Treatment is paid by the patient.
It is done at the patient's expense.
Participants bear the cost.
This is not covered by insurance.
Funded by the patients
Each person is charged $ 10,000.
There is a cost to participate.
Cost: 15,000 USD
USD 15,000 for three infusions
€15,000 per infusion
15.000 € each
Price 20000 euros
The price is given by phone.
Participants cover the costs of treatment
Participants are expected to cover their own treatment expenses.
The family covers all costs.
The participants are required to fund their treatment.
Costs of treatment are not covered.
Travel expenses will not be reimbursed.
It is open to paying patients.
Paid participation
There are charges for treatment.
The charge is 5000.
Patients purchase the product.
The study is self-pay.
Self-paid by participants
Patients will be responsible for the cost of the treatment.
Participants assume all the expenses.
Pay to play
Cost recovery is asked for.
The sponsor lets patients pay for the cells.
The sponsor will charge participants for the cells.
The company charges patients for treatment.
The company is charging for the cells.
The company has charged patients for it.
The sponsor will bill patients.
The company may invoice patients.
Participants will be charged by the hospital.
The investigator is paid by participants.
The sponsor is funded by participants.
The company is paid by each participant.
The company is paid for by the patients.
It is paid for by the patient.
Able and willing to pay
Ability to pay
Able to afford it
Patients who cannot afford it are not taken.
The cost of the cells, and of travel, is borne by the patient.
All costs are the responsibility of the patient.
It is the financial responsibility of the patient.
Participants are financially responsible.
It is billed to the patient.
Insurance does not cover it.
Insurance companies usually won't pay.
It asks for a non-refundable deposit.
A deposit is required.
Patients are asked for a donation.
A charitable donation is expected.
It is 5,000 US dollars.
Treatment: AUD 5000
It takes INR 50000.
Rs. 50,000 each
You will be billed.
Participants self-finance their care.
It is done at own expense.
It is at patients' own expense.
The patient is required to purchase the product.
""".strip().splitlines()

OTHERS = """
The sponsor gives the cells.
Feeling well
They discharged them
payload
The physician in charge of the study
Travel will be paid by the sponsor.
The sponsor will pay for travel.
The company covers the costs of the study.
The company is able to pay for travel.
The sponsor agrees to pay.
The sponsor will pay for travel by patients.
The study is funded by grants for patients.
The sponsor is financially responsible.
It is the financial responsibility of the sponsor.
The sponsor is charged for the scans.
The investigator is paid by the hospital.
It is paid for by the sponsor.
The cost is borne by the sponsor.
The criteria are met by the patient.
The doctor is in charge for the day.
This affords protection.
Cells carry a charge.
The sponsor is responsible for the costs.
The study is funded by a grant of $2.5 million.
Funded by the state of Minnesota
This study has no funding.
Please call, paying attention to the hours.
Price et al. described it.
INR 2 before liposuction
INR of 150 or AUD 12
History of blood donation
No sperm donation, and no donation of blood
They may not make a blood donation.
A voluntary donation of blood
Amyloid deposits are seen.
The sponsor will purchase the cells.
The clinic does it at its own expense.
carriers of rs12608932
CHF 3 years ago
weight over 150 pounds
The surface charge is positive.
Participants cover a distance of six minutes.
""".strip().splitlines()


@pytest.mark.parametrize("words", PAYING)
def test_words_about_payment_are_quoted(words: str) -> None:
    assert passages((words,)) == (words,)


@pytest.mark.parametrize("words", OTHERS)
def test_other_words_are_not(words: str) -> None:
    assert passages((words,)) == ()


def test_no_real_record_has_such_words() -> None:
    for record in (record_of(study, "file", TODAY) for study in STUDIES):
        assert passages((record.title, record.official_title, record.summary, record.criteria)) == ()


def test_words_that_lie_close_together_are_one_passage() -> None:
    text = "Participants pay a fee of $ 15,000 for the treatment, at their own expense, paid by card."
    assert passages((text,)) == (text,)


def test_a_later_passage_is_a_second_one() -> None:
    found = passages(("Patients pay for cells. " + "Some other words. " * 20 + "There is a fee of $ 5.",))
    assert len(found) == 2
    assert found[0].startswith("Patients pay for cells.")
    assert found[1].endswith("There is a fee of $ 5.")


def test_what_two_texts_say_is_quoted_once() -> None:
    assert passages(("A patient-funded study", "The patient-funded study", "A patient-funded study")) == (
        "A patient-funded study",
        "The patient-funded study",
    )
    assert passages(("A patient-funded study of cells", "A patient-funded study")) == (
        "A patient-funded study of cells",
    )


def test_a_long_passage_goes_on_in_the_next_without_a_word_twice() -> None:
    text = " ".join(f"word{at} fee" for at in range(80))
    found = passages((text,))
    assert " ".join(found).replace("…", "").split() == text.split()
    assert all(len(passage) < 400 for passage in found)


def test_an_item_of_a_list_is_quoted_alone_without_its_marks() -> None:
    text = "Inclusion Criteria:\n\n* Able to pay \\> $ 5\n* Be medically stable\n\n1\\. **A fee** is asked for.\n2. Age"
    assert passages((text,)) == ("Able to pay > $ 5", "1. A fee is asked for.")


def test_words_are_found_across_the_end_of_a_line() -> None:
    assert passages(("Patients must\npay for the cells.",)) == ("Patients must pay for the cells.",)


@given(st.text("pay fee$5.\n", max_size=400))
def test_whatever_is_written_no_passage_stands_in_another(text: str) -> None:
    found = passages((text,))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "word",
    [
        "participants ",
        "costs ",
        "the ",
        "cost of ",
        "insurance will ",
        "\n* fee",
        "cover their own ",
        "5",
        "$5,",
        "will pay ",
    ],
)
def test_a_long_text_is_read_at_once(word: str) -> None:
    began = process_time()
    passages((word * (60_000 // len(word)),))
    assert process_time() - began < 3
