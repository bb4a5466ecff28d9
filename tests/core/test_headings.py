"""Which lines of criteria are headings, and what those mean for the lines under them."""

from time import process_time

import pytest

from decision_aid.core.criteria import Criterion, lines

ASKED = """
Inclusion Criteria:
Cohort A Inclusion Criteria
Inclusion criteria for healthy controls:
To be eligible, patients must meet all of the following criteria:
Who can join:
Incl. criteria:
Criterios de inclusión:
""".strip().splitlines()

RULED_OUT = """
Patients who meet any one of the following will be … excluded from this study:
Patients who meet any one of the following conditions will be automatically excluded from participation in this trial:
Patients will be excluded if they meet any of these criteria:
Patients will be excluded if they meet any of these criteria
Participants with any of the following conditions are ineligible for the study:
Subjects fulfilling one or more of the following criteria may not be enrolled in the study:
Patients cannot take part in this study if they have any of the following:
Patients must have none of the following:
Main criteria for exclusion:
Other exclusion criteria:
Reasons for exclusion:
Exclusion Criteria for ALS patients
Exclusion Criteria (any of the following)
Exclusion criteria - main study:
You cannot join if:
Exclusion Criteria will be as follows:
Subjects who meet any of the following criteria are to be excluded from entry into the study
Patients with any one or more of the following criteria will not be eligible to participate in the clinical trial:
Exclusion criteria are as follows
Exclude if
Contraindications:
Contraindications
Excl. criteria:
Rule-outs:
Patients will be excluded if they have any of
Criterios de exclusión:
Exlusion Criteria:
""".strip().splitlines()

UNKNOWN = """
Patients who do not meet the following criteria will be excluded:
Patients who do not meet the following inclusion criteria will be excluded:
Patients with a history of cancer will be excluded if they have any of the following:
Women must not be pregnant and agree to the following:
""".strip().splitlines()

NO_HEADING = """
Stem cells before inclusion
Does not meet inclusion criteria
Must meet the criteria of El Escorial
Patients will be excluded if their FVC is under 50 %
Any cells within 6 months of inclusion, and no consent
Not included in other trials: yes
Patients who are included in other clinical trials
Subjects who are included in a trial
Inclusion in other clinical trials
Patients must meet all inclusion criteria
Participants who are not eligible for the study
""".strip().splitlines()

BEFORE = {"Inclusion Criteria": False, "Exclusion Criteria": True}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("heading", ASKED)
def test_under_a_heading_that_takes_people_in_lines_are_asked_for(heading: str, before: str) -> None:
    assert list(lines(f"{before}\nA\n{heading}\n\n* B"))[1:] == [Criterion("B", excludes=False)]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("heading", RULED_OUT)
def test_under_a_heading_that_rules_people_out_lines_say_so(heading: str, before: str) -> None:
    assert list(lines(f"{before}\nA\n{heading}\n\n* B"))[1:] == [Criterion("B", excludes=True)]


@pytest.mark.parametrize("heading", UNKNOWN)
def test_a_heading_that_does_not_tell_is_quoted_with_its_lines(heading: str) -> None:
    found = list(lines(f"Inclusion Criteria\n{heading}\nB\nExclusion Criteria\nC"))
    assert found == [
        Criterion(heading, excludes=False),
        Criterion("B", excludes=False, under=heading),
        Criterion("C", excludes=True),
    ]


def test_what_is_allowed_within_the_exclusions_stands_with_the_words_that_say_so() -> None:
    heading = "The following are not exclusionary:"
    assert Criterion("NIV", excludes=True, under=heading) in lines(f"Exclusion Criteria\n{heading}\nNIV")


@pytest.mark.parametrize("line", NO_HEADING)
def test_another_line_on_joining_is_no_heading_and_changes_none(line: str) -> None:
    for before, excludes in BEFORE.items():
        found = list(lines(f"{before}\n{line}\nB"))
        assert found == [Criterion(line, excludes), Criterion("B", excludes)]


@pytest.mark.parametrize(
    "written",
    [
        "Inclusion Criteria: A Exclusion Criteria: B",
        "Inclusion: A. Key exclusion criteria: B",
        "INCLUSION CRITERIA 1. A EXCLUSION CRITERIA 1. B",
        "Inclusion Criteria - A Exclusion Criteria - B",
        "A word. Patients will be excluded if they have any of the following: B",
        "A (at most). Patients will be excluded if they meet any of these criteria: B",
    ],
)
def test_a_heading_within_a_line_parts_it(written: str) -> None:
    first, second = lines(written)
    assert ("A" in first.text, first.excludes) == (True, False)
    assert (second.text.strip("1. "), second.excludes) == ("B", True)


@pytest.mark.parametrize(
    "written", ["surgery that fails the Exclusion Criteria: see there", "all inclusion criteria: as for healthy people"]
)
def test_a_sentence_on_criteria_parts_no_line(written: str) -> None:
    assert [line.text for line in lines(f"Cells, {written}")] == [f"Cells, {written}"]


@pytest.mark.parametrize("piece", ["! not ", "Exclusion Criteria: ", "excluded. ", "not be ", "a. the following ", "("])
def test_a_long_text_is_read_at_once(piece: str) -> None:
    began = process_time()
    list(lines(piece * (40_000 // len(piece))))
    assert process_time() - began < 3
