"""Records by chance: any that the registry could give, and numbers that it does not know."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from decision_aid.core.record import Holding, Intervention, Looked, Provenance, Site, TrialRecord
from tests.registry.fakes import record

STATUSES = (
    "", "RECRUITING", "NOT_YET_RECRUITING", "COMPLETED", "TERMINATED", "SUSPENDED", "WITHDRAWN", "UNKNOWN", "AVAILABLE",
    "APPROVED_FOR_MARKETING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "SOMETHING_NEW",
)  # fmt: skip
PHASES: tuple[tuple[str, ...], ...] = ((), ("NA",), ("EARLY_PHASE1",), ("PHASE1", "PHASE2"), ("PHASE3",), ("PHASE4",))
# As sponsors may write: words that nobody but a record may say, wherever it has a text.
FORBIDDEN = (
    "This treatment is safe", "FDA approved cure", "You are eligible", "The best clinic", "A legitimate trial",
    "Score of this offer: 7", "It is right for you", "2 of 18 signs", "You qualify",
)  # fmt: skip
COUNTRIES = ("United States", "Panama", "South Korea", "")


def records_by(numbers: Collection[str], chance: Random) -> Mapping[str, Looked]:
    """Return what came of looking these numbers up: three of four are known."""
    return {number: looked_by(number, chance) for number in numbers}


def looked_by(number: str, chance: Random) -> Looked:
    holding = Holding(chance.choice((0, 26)), date(2022, 10, 7), date(2022, 10, 13), live=chance.random() < 0.5)
    known = record_by(number, chance) if chance.random() < 0.75 else None
    return Looked(number, known, holding, chance.random() < 0.2)


def record_by(number: str, chance: Random) -> TrialRecord:
    """Return a record whose fields are each there or not, as the registry has them."""
    return record(number=number, provenance=provenance_by(chance), **codes_by(chance), **texts_by(chance))


def codes_by(chance: Random) -> dict[str, Any]:
    maybe: tuple[bool | None, ...] = (None, True, False)
    return {
        "status": chance.choice(STATUSES),
        "study_type": chance.choice(("INTERVENTIONAL", "OBSERVATIONAL", "EXPANDED_ACCESS")),
        "sponsor_class": chance.choice(("", "INDUSTRY", "OTHER", "SOMETHING_NEW")),
        "phases": chance.choice(PHASES),
        "allocation": chance.choice(("", "NA", "RANDOMIZED", "NON_RANDOMIZED")),
        "intervention_model": chance.choice(("", "SINGLE_GROUP", "PARALLEL", "SEQUENTIAL")),
        "masking": chance.choice(("", "NONE", "SINGLE", "QUADRUPLE")),
        "groups": chance.choice(((), ("EXPERIMENTAL", "PLACEBO_COMPARATOR"), ("NO_INTERVENTION", "SOMETHING_NEW"))),
        "fda_drug": chance.choice(maybe),
        "fda_device": chance.choice(maybe),
        "safety_board": chance.choice(maybe),
        "verified": chance.choice(("", "2012-08", "2026-09")),
    }


def texts_by(chance: Random) -> dict[str, Any]:
    """Return what a sponsor writes, which may be anything."""

    def bold() -> str:
        return chance.choice(FORBIDDEN)

    given = Intervention(kind=chance.choice(("PROCEDURE", "BIOLOGICAL")), name=chance.choice(("Cells", bold())))
    return {
        "title": chance.choice(("Cells for People With ALS", bold())),
        "official_title": chance.choice(("", bold())),
        "why_stopped": chance.choice(("", "No money", bold())),
        "sponsor": chance.choice(("", "Sponsor", bold())),
        "collaborators": chance.choice(((), ("One", "Other"), ("One", bold()))),
        "interventions": chance.choice(((), (given,))),
        "conditions": tuple(chance.choice((f"Illness {at}", bold())) for at in range(chance.choice((0, 1, 7, 8, 22)))),
        "sites": tuple(
            Site(facility=chance.choice(("", bold())), city="Boston", country=chance.choice(COUNTRIES))
            for _ in range(chance.choice((0, 1, 5)))
        ),
        "summary": chance.choice(("", "People pay for the cells.", f"{bold()}, at their own expense. {bold()}.")),
        "criteria": chance.choice(
            (
                "",
                "Inclusion Criteria:\n* ALSFRS-R of 30\nExclusion Criteria:\n* Stem cells before",
                f"Inclusion:\n* {bold()}: ALSFRS-R of 30\n* FVC of 50 %. {bold()}\n{bold()}:\n* Stem cells ever",
            )
        ),
    }


def provenance_by(chance: Random) -> Provenance:
    day = date(2026, 11, 29) - timedelta(days=chance.choice((0, 100, 1500)))
    via: Any = chance.choice(("sample", "file", "registry"))
    return Provenance(via=via, obtained=day, data=chance.choice((None, day)))
