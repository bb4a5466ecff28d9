"""Every fault is told at once, in the order of the file, and none that only follows from another."""

from collections.abc import Callable

import pytest

CHANGES = [
    ("title: A tiny questionnaire\n", ""),
    ("{question: length, full: full}", "{question: length, full: fulll}"),
    ("{code: told, label", "{kode: told, label"),
    ("brief: How long?", "brief: [How, long]"),
    ("label: What kind is it?\n", "\n"),
    ("            label: Do [you|we] know the IND number?\n", ""),
    ("{known: offer_kind}", "{known: ind}"),
    ("gravity: 2\n    also_when", "gravity: none\n    also_when"),
    ('met: "no", ', ""),
    ("sources: [journal]", "sources: [jurnal]"),
    ("period: does not apply", "period: 12"),
    ("{id: C2, group: certification", "{id: C2, group: quality"),
]
EXPECTED = [
    "title is missing. Add it.",
    "roles.length.full: fulll is no option of question length. Use one of: short, full, unsure.",
    "scale provider: option 2: code is missing. Add it.",
    "scale provider: option 2: kode is not known here. Correct the name, or take it away.",
    "question length: brief must be one text. Correct it.",
    "question offer_kind: label is missing. Add it.",
    "page ind: its condition looks at question ind, which is asked on the same page. Ask it on an earlier page.",
    "question ind: label is missing. Add it.",
    "warning sign pay: gravity must be a whole number. Correct it.",
    "evidence card first_study: primary_endpoint.met is missing. Add it.",
    "evidence card first_study: there is no source jurnal. Add it under sources, or correct the name.",
    "fact listed: period is read as a number. Put quotes around it.",
    "source journal: nothing uses this source. Name it where it is needed, or take it away.",
    "ipdas item C2: belongs to the group certification. Correct the group.",
]


def test_twelve_faults_are_told_at_once(smallest: str, faults: Callable[[str], tuple[str, ...]]) -> None:
    for old, new in CHANGES:
        assert old in smallest
        smallest = smallest.replace(old, new, 1)
    found = faults(smallest)
    assert [line.split(": ", 1)[1] for line in found] == EXPECTED
    lines = [int(line.split(":")[1]) for line in found]
    assert lines == sorted(lines)


def test_a_fault_of_the_printout_hides_none_of_the_roles(
    smallest: str, faults: Callable[[str], tuple[str, ...]]
) -> None:
    text = smallest.replace("style: given", "style: grand").replace("full: full}", "full: long}", 1)
    assert [line.split(": ", 1)[1] for line in faults(text)] == [
        "roles.length.full: long is no option of question length. Use one of: short, full, unsure.",
        "box line ind: style must be one of: answer, given. Correct it.",
    ]


FOLLOWERS = {
    "a question of no kind takes nothing with it": (
        "type: choice\n            scale",
        "type: choose\n            scale",
        "question ind: type must be one of: choice, several, signs, measure, text. Correct it.",
    ),
    "a sign without a number is still asked": (
        "number: 2\n    label: Asks",
        "label: Asks",
        "warning sign pay: number is missing. Add it.",
    ),
    "a source with a bad address still stands for what names it": (
        "address: not public",
        "address: nowhere",
        "source journal: address must be an address that begins with https://, or: not public. Correct it.",
    ),
    "an option without a state still has its code": (
        'label: "No", state: "no"}',
        'label: "No", state: never}',
        "scale provider: option no: state must be one of: known, claimed, no, not_known. Correct it.",
    ),
    "a count that is too high is no count left out": (
        "two: 2,",
        "two: 20,",
        "roles.offers.count.two must be at most 3. Correct it.",
    ),
    "a code without quotes still stands for what waits for it": (
        '{code: "no", label: "No", state: "no"}',
        '{code: no, label: "No", state: "no"}',
        "scale provider: option 3: code is read as yes or no. Put quotes around it.",
    ),
    "a condition without quotes still looks at its answer": (
        'is: ["no"]',
        "is: [no]",
        "warning sign pay: also_when.is item 1 is read as yes or no. Put quotes around it.",
    ),
    "a question that cannot be read leaves no gap": (
        "number: 1\n            type: choice",
        "number: 1\n            type: choose",
        "question decision: type must be one of: choice, several, signs, measure, text. Correct it.",
    ),
    "roles that are no roles hide no other fault": (
        "  offer_name: offer_name\n",
        "",
        "roles.offer_name is missing. Add it.",
    ),
    "a missing date of publication makes no date too late": (
        "published: 2026-11-23\n",
        "",
        "published is missing. Add it.",
    ),
    "a note that is no note loses its source alone": (
        "sources: [journal]",
        "sources: journal",
        "evidence card first_study: sources must be a list, each line of it with a dash. Correct it.",
    ),
    "a missing list of items is one fault": (
        "notes:\n",
        "remarks:\n",
        "notes is missing. Add it.",
    ),
    "texts are told of one by one": (
        "    lead: Lead.\n    decision: Decision.\n",
        "    decision: Decision.\n",
        "texts.start.lead is missing. Add it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLLOWERS)
def test_nothing_is_told_that_only_follows(name: str, smallest: str, faults: Callable[[str], tuple[str, ...]]) -> None:
    old, new, expected = FOLLOWERS[name]
    assert old in smallest
    found = [line.split(": ", 1)[1] for line in faults(smallest.replace(old, new, 1))]
    assert [sentence for sentence in found if not sentence.startswith("remarks")] == [expected]
