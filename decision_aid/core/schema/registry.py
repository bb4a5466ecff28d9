"""What is said beside a public trial record, as an editor words it.

Which of a row's cases holds is worked out from the record (`core.signals`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from decision_aid.core.schema.wording import Brief, Identifier, Model, PageId, Short, Sourced, Wording

Code = Annotated[str, Field(pattern=r"^[A-Z0-9_+]{2,60}$")]
Sought = Annotated[str, Field(min_length=2, max_length=40)]

# Every status that the registry gives, as its API writes it.
STATUSES = (
    "ACTIVE_NOT_RECRUITING",
    "COMPLETED",
    "ENROLLING_BY_INVITATION",
    "NOT_YET_RECRUITING",
    "RECRUITING",
    "SUSPENDED",
    "TERMINATED",
    "WITHDRAWN",
    "AVAILABLE",
    "NO_LONGER_AVAILABLE",
    "TEMPORARILY_NOT_AVAILABLE",
    "APPROVED_FOR_MARKETING",
    "WITHHELD",
    "UNKNOWN",
)

# Every row with its cases, and what a case may name in braces.
CASES: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "ind": {"always": frozenset()},
        "phase": {
            "given": frozenset({"phase"}),
            "none": frozenset(),
            "observational": frozenset(),
            "expanded": frozenset(),
        },
        "status": {
            "recruiting": frozenset({"status", "day"}),
            "may_be_open": frozenset({"status", "day"}),
            "other": frozenset({"status", "day"}),
            "stopped": frozenset({"status", "day", "reason"}),
            "none": frozenset({"day"}),
        },
        "sponsor": {
            "alone": frozenset({"sponsor"}),
            "joint": frozenset({"sponsor", "partners"}),
            "none": frozenset(),
        },
        "sites": {
            "named": frozenset({"places", "words"}),
            "not_named": frozenset({"places"}),
            "not_told": frozenset({"places"}),
            "none": frozenset(),
        },
        "authority": {
            "us": frozenset({"here"}),
            "us_and_others": frozenset({"here", "countries"}),
            "us_and_others_not_fda": frozenset({"here", "countries"}),
            "elsewhere": frozenset({"countries"}),
            "elsewhere_not_fda": frozenset({"countries"}),
            "none": frozenset(),
        },
        "fda_drug": {
            "yes": frozenset(),
            "device": frozenset(),
            "no_us": frozenset({"here"}),
            "no": frozenset(),
            "not_stated": frozenset(),
        },
        "procedure": {
            "all": frozenset({"names"}),
            "all_unnamed": frozenset(),
            "other": frozenset({"names"}),
            "unnamed": frozenset(),
            "observational": frozenset({"names"}),
            "observational_unnamed": frozenset(),
            "none": frozenset(),
        },
        "conditions": {
            "few": frozenset({"conditions"}),
            "many": frozenset({"conditions", "count"}),
            "none": frozenset(),
        },
        "comparison": {
            "random": frozenset(),
            "groups": frozenset(),
            "several": frozenset(),
            "in_turn": frozenset(),
            "listed": frozenset({"groups"}),
            "one": frozenset(),
            "one_phase_1": frozenset(),
            "observational": frozenset(),
            "expanded": frozenset(),
            "not_stated": frozenset(),
        },
        "masking": {
            "open": frozenset(),
            "masked": frozenset(),
            "observational": frozenset(),
            "expanded": frozenset(),
            "not_stated": frozenset(),
        },
        "safety": {"yes": frozenset(), "no": frozenset(), "not_stated": frozenset()},
        "verified": {
            "lately": frozenset({"day", "as_of"}),
            "long_ago": frozenset({"day", "as_of"}),
            "none": frozenset(),
        },
        "payment": {"quoted": frozenset({"quotes"}), "none": frozenset()},
    }
)


class Case(Model):
    """What a row says in one case, with names in braces for what the record holds, and the question to ask then."""

    says: Wording
    ask: Wording


class RecordRow(Sourced):
    """One row beside a record: `told` are the questions whose answers are what the person was told.

    `same` lists, for the codes of the first of these answers, the record's own codes that agree with it
    (`PHASE1+PHASE2` for two at once); any other pair is said to differ. `told_of` stands before the answers where
    they do not say by themselves what they are about.
    """

    label: Brief
    told_of: Brief | None = None
    told: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    same: dict[Identifier, tuple[Code, ...]] = Field(default_factory=dict)
    cases: dict[Identifier, Case]


class RecordGate(Sourced):
    """Something that records ask of people who want to join.

    `look_for` are the beginnings of words that its lines hold, in English, as records are; a long line is quoted around
    the first of them. Where there is `along_with`, lines hold the beginning of one of these as well. `numbers` are the
    questions with what to bring.
    """

    label: Brief
    look_for: Annotated[tuple[Sought, ...], Field(min_length=1)]
    along_with: tuple[Sought, ...] = ()
    numbers: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    ask: Wording


class RecordWords(Model):
    """How a code of the registry is said, such as `RECRUITING`.

    `kind` is that of the study, `sponsor` what kind of body one is listed as. `group` has the kinds of groups to
    compare with.
    """

    kind: dict[Code, Brief]
    status: dict[Code, Brief]
    phase: dict[Code, Brief]
    group: dict[Code, Brief]
    sponsor: dict[Code, Brief]


class SearchSteps(Model):
    """How to look for a trial without a number, and the steps on the registry's own site with one and without.

    These pages lead to where trials are looked up. Records of the `condition` are also found by what it is
    `also_called`.
    """

    pages: Annotated[tuple[PageId, ...], Field(min_length=1)]
    condition: Short
    also_called: tuple[Sought, ...] = ()
    lead: Wording
    number_steps: Annotated[tuple[Wording, ...], Field(min_length=1)]
    steps: Annotated[tuple[Wording, ...], Field(min_length=1)]


class RegistryTexts(Model):
    """Everything said about public trial records.

    `number` is the question whose note holds the number, `same_study` the one that asks whether it is the study they
    were told about; `other_study` are its codes for another one. `places` are the questions whose words tell the place;
    those of `names` may hold one, and say nothing of it where they do not. The record stands on these `pages`.
    """

    number: Identifier
    same_study: Identifier
    other_study: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    places: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    names: tuple[Identifier, ...] = ()
    pages: Annotated[tuple[PageId, ...], Field(min_length=1)]
    title: Brief
    question: Wording
    wrong_number: Wording
    always: Wording
    nothing_listed: Wording
    unread: Wording
    told_title: Brief
    gates_title: Brief
    gates_lead: Wording
    words: RecordWords
    search: SearchSteps
    rows: Annotated[tuple[RecordRow, ...], Field(min_length=1)]
    gates: Annotated[tuple[RecordGate, ...], Field(min_length=1)]
