import pytest

from decision_aid.core.criteria import lines
from decision_aid.core.gates import quotes
from decision_aid.core.schema import Questionnaire, RecordGate
from decision_aid.core.words import Words

CRITERIA = """Inclusion Criteria:

* ALSFRS-R total of 25 or more
- Onset of weakness within 24 months

Exclusion Criteria

1. Any stem cell therapy before
2. FVC below 65 %
"""


def gate(shipped: Questionnaire, name: str) -> RecordGate:
    assert shipped.registry
    return next(gate for gate in shipped.registry.gates if gate.id == name)


def said(shipped: Questionnaire, name: str, criteria: str = CRITERIA) -> tuple[str, ...]:
    return quotes(gate(shipped, name), criteria, Words())


def test_a_line_is_quoted_under_what_it_asks(shipped: Questionnaire) -> None:
    assert said(shipped, "alsfrs") == ("“ALSFRS-R total of 25 or more”",)
    assert said(shipped, "onset") == ("“Onset of weakness within 24 months”",)


def test_a_line_of_the_exclusions_says_so(shipped: Questionnaire) -> None:
    (cells,) = said(shipped, "prior_cells")
    assert "Any stem cell therapy before" in cells
    assert "not to take" in cells


def test_where_no_line_was_found_it_is_said(shipped: Questionnaire) -> None:
    assert said(shipped, "breathing", "Inclusion Criteria:\n\n* Age 18") == (
        "No line on this was found in this record.",
    )


def test_of_many_lines_three_are_quoted_and_the_rest_counted(shipped: Questionnaire) -> None:
    found = said(shipped, "breathing", "\n".join(f"* FVC of {number} %" for number in range(50, 55)))
    assert len(found) == 4
    assert found[-1] == "And 2 more in the record."


def test_a_line_without_end_is_cut_around_what_it_asks(shipped: Questionnaire) -> None:
    (found,) = said(shipped, "alsfrs", "word " * 200 + "ALSFRS-R of 30 " + "word " * 200)
    assert "ALSFRS-R of 30" in found
    assert len(found) < 250


def test_headings_are_no_lines() -> None:
    assert [(line.text, line.excludes) for line in lines("Inclusion Criteria:\n* A\nKey Exclusion Criteria:\n* B")] == [
        ("A", False),
        ("B", True),
    ]


@pytest.mark.parametrize(
    "heading",
    ["[Exclusion Criteria]", "**Exclusion Criteria:**", "Exclusion", "EXCLUSION CRITERIA", "Non-inclusion criteria:",
     "Subjects will be excluded if:", "\\[Exclusion Criteria\\]", "- Exclusion Criteria -"],
)  # fmt: skip
def test_whatever_a_heading_of_exclusions_looks_like_its_lines_say_so(heading: str) -> None:
    found = [(line.text, line.excludes) for line in lines(f"[Inclusion Criteria]\nA\n{heading}\n\n* B")]
    assert found == [("A", False), ("B", True)]


def test_a_line_that_stands_behind_its_heading_belongs_to_it() -> None:
    written = "Inclusion criteria: ALS for at most 2 years\nExclusion criteria: any stem cell therapy before this study"
    assert [line.excludes for line in lines(written)] == [False, True]


def test_a_line_that_speaks_of_inclusion_is_no_heading() -> None:
    written = "Exclusion Criteria:\n* Any cells within 6 months of inclusion, and no consent"
    assert [line.excludes for line in lines(written)] == [True]


def test_a_line_of_a_text_in_one_line_is_quoted_as_what_it_is(shipped: Questionnaire) -> None:
    written = (
        "Inclusion Criteria: ALS. ALSFRS-R 25 or more. " + "Other words. " * 20 + "Exclusion Criteria: FVC under 50 %."
    )
    assert "not to take" not in said(shipped, "alsfrs", written)[0]
    assert said(shipped, "breathing", written) == ("“FVC under 50 %.” (listed under reasons not to take someone)",)


def test_beside_a_line_whose_heading_can_mean_both_the_heading_is_quoted(shipped: Questionnaire) -> None:
    written = "Inclusion/Exclusion Criteria:\n* ALSFRS-R under 30"
    assert said(shipped, "alsfrs", written) == (
        "“Inclusion/Exclusion Criteria: ALSFRS-R under 30” (see the record for whether this is asked for or ruled out)",
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("* ALSFRS-R \\>= 25", "ALSFRS-R >= 25"),
        ("* \\> 18 months of onset", "> 18 months of onset"),
        ("> 18 months of onset", "> 18 months of onset"),
        ("-2 points or more", "-2 points or more"),
        ("- FVC \\<50 %", "FVC <50 %"),
        ("1\\. FVC", "1. FVC"),
    ],
)
def test_signs_of_a_line_stay_and_those_of_markdown_go(written: str, text: str) -> None:
    assert [line.text for line in lines(written)] == [text]


def test_a_long_line_is_quoted_with_the_number_that_it_is_about(shipped: Questionnaire) -> None:
    (found,) = said(shipped, "breathing", "word " * 35 + "whose forced vital capacity is found to be below 40 % of it")
    assert "below 40 %" in found


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("onset", "Less than 24 months of evolution of the disease (from the beginning of the symptoms)."),
        ("onset", "Diagnosed with ALS less than 2 years ago"),
        ("onset", "Symptom duration of at most 36 months"),
        ("onset", "ALS with weakness onset within 3 years"),
        ("breathing", "No need of NIV"),
        ("breathing", "Able to do spirometry"),
        ("prior_cells", "Previous stem cell transplantation"),
        ("prior_cells", "Received mesenchymal cells in the past"),
        ("prior_cells", "Has had cell therapy before"),
    ],
)
def test_a_line_on_it_is_found_in_other_words_too(shipped: Questionnaire, name: str, line: str) -> None:
    assert said(shipped, name, line) == (f"“{line}”",)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("onset", "Medullar onset of the disease"),
        ("onset", "Documented diagnosis of ALS"),
        ("onset", "Melanoma within 2 years"),
        ("onset", "Riluzole for a month before the beginning of the study"),
        ("prior_cells", "Inability to lie flat for the duration of intrathecal cell transplantation"),
        ("prior_cells", "diagnosis of the ALS disease before the cell transplantation"),
        ("prior_cells", "Able to come to every stem cell injection"),
        ("prior_cells", "Hypersensitivity to any component used in the cell culture"),
    ],
)
def test_a_line_on_something_else_is_not(shipped: Questionnaire, name: str, line: str) -> None:
    assert said(shipped, name, line) == ("No line on this was found in this record.",)


def test_a_long_line_is_quoted_around_the_word_that_tells_most(shipped: Questionnaire) -> None:
    between = "so that there is nothing which could be told " * 4
    (found,) = said(
        shipped, "breathing", f"Pulmonary functional tests fail, {between} or vital capacity under 40 % of it"
    )
    assert "40 %" in found


def test_nothing_is_found_in_nothing(shipped: Questionnaire) -> None:
    assert said(shipped, "onset", "") == ("No line on this was found in this record.",)
