"""Where in a text of criteria a heading stands, and up to where it holds."""

import pytest

from decision_aid.core.criteria import Criterion, lines

NESTED = """
Inclusion Criteria:

1. FVC
   Exclusion: cells
2. ALSFRS-R
-
Inclusion Criteria:

* FVC
   * Exclusion:
      * cells
* ALSFRS-R
-
Inclusion Criteria:

* FVC
   Exclude if
      * cells
* ALSFRS-R
-
Inclusion Criteria:

* FVC. Exclusion criteria: cells
* ALSFRS-R
""".strip().split("\n-\n")

INDENTED = """
Inclusion Criteria:

* FVC

  Exclusion Criteria:

* cells
-
* Inclusion Criteria:
   * FVC
* Exclusion Criteria:
   * cells
-
Inclusion
   1. FVC
   EXCLUSION
   1. cells
""".strip().split("\n-\n")


def read(criteria: str) -> list[tuple[str, bool]]:
    return [(line.text.strip(". 0123456789"), line.excludes) for line in lines(criteria)]


@pytest.mark.parametrize("criteria", NESTED)
def test_an_exclusion_within_an_item_ends_with_the_item(criteria: str) -> None:
    assert read(criteria) == [("FVC", False), ("cells", True), ("ALSFRS-R", False)]


@pytest.mark.parametrize("criteria", INDENTED)
def test_a_heading_that_is_only_set_in_holds_on(criteria: str) -> None:
    assert read(f"{criteria}\n* ALSFRS-R") == [("FVC", False), ("cells", True), ("ALSFRS-R", True)]


def test_a_heading_behind_an_exclusion_within_an_item_holds_as_ever() -> None:
    assert read("1. FVC\n   Exclusion: cells\nExclusion Criteria\n1. NIV\n2. B") == [
        ("FVC", False), ("cells", True), ("NIV", True), ("B", True),
    ]  # fmt: skip


def test_without_items_below_a_line_that_is_no_title_stays_a_line() -> None:
    assert list(lines("Inclusion\nExclude if\nA")) == [
        Criterion("Exclude if", excludes=False),
        Criterion("A", excludes=False),
    ]
