"""A contact line that says more than how to reach the clinic is always told; one that does not is left alone."""

from __future__ import annotations

import pytest

from decision_aid.lint import contact
from decision_aid.lint.pieces import Piece

BEYOND = {
    "For stem cells call 555-0100": "stem cells",
    "Ask us what FDA said: 555-0100": "FDA",
    "Treatment desk: 555-0100": "Treatment",
    "A life without risk: 555-0100": "risk",
    "The cure line: 555-0100": "cure",
    "The miracle line: 555-0100": "miracle",
    "Guaranteed: 555-0100": "Guaranteed",
}
PLAIN = ["ALS nurse line: 555-0100, weekdays 9 to 3", "Excellent Street 5, Curesville", "Cellular phone: 555-0142"]


def told(kind: str, text: str) -> list[tuple[str, str]]:
    piece = Piece(kind, "contact", "line 1", text, ("local", "contact", 0))
    return [(fault.rule, fault.sentence) for fault in contact.faults(piece)]


@pytest.mark.parametrize("line", BEYOND)
def test_a_line_about_what_is_offered_is_told(line: str) -> None:
    ((rule, sentence),) = told("clinic", line)
    assert rule == "contact-beyond"
    assert sentence.startswith(f"clinic contact: line 1 says “{BEYOND[line]}”, and stands at the head of the printout.")


@pytest.mark.parametrize("line", PLAIN)
def test_a_line_that_leads_to_the_clinic_is_not_told(line: str) -> None:
    assert told("clinic", line) == []


def test_what_is_no_contact_line_is_not_told() -> None:
    assert told("fact", "Cells were given.") == []
