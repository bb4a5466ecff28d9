"""What a trial record says, row by row: which case of each row holds, and the words of the record to fill in.

A row states what stands in a field and never what that means for an offer. The public record has no field for an IND
number and none for payment; both can come from the person alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from decision_aid.core import ages
from decision_aid.core import places as matching
from decision_aid.core.dates import PartialDate
from decision_aid.core.paying import passages
from decision_aid.core.quoting import brief, listed
from decision_aid.core.record import Site, TrialRecord
from decision_aid.core.schema.registry import RecordWords
from decision_aid.core.words import Words

MANY_CONDITIONS = 8
LONG_AGO = timedelta(days=730)
UNITED_STATES = "United States"
_MOST_QUOTES = 3
# Where FDA's rules hold, as the registry calls countries.
_OF_FDA = frozenset(
    (UNITED_STATES, "Puerto Rico", "Guam", "American Samoa", "Northern Mariana Islands", "Virgin Islands (U.S.)")
)
# These tell neither that people are taken in nor that they are not.
_MAY_BE_OPEN = ("AVAILABLE", "ENROLLING_BY_INVITATION", "UNKNOWN")
# Kinds of study that are no trial: what only trials state is not missing there.
_NO_TRIAL: Mapping[str, str] = MappingProxyType({"OBSERVATIONAL": "observational", "EXPANDED_ACCESS": "expanded"})
_OF_SEVERAL_GROUPS = ("PARALLEL", "CROSSOVER", "FACTORIAL")


@dataclass(frozen=True, slots=True)
class Case:
    """The case that holds for a row, what fills its braces, and the record's own code to compare, if any."""

    name: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    code: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A record as it is read: how its codes are said, in which words, on which day, and what was told of places.

    `place` is what was told of the place; `name`, that of the offer, may hold one or not.
    """

    record: TrialRecord
    said: RecordWords
    words: Words
    today: date
    place: str = ""
    name: str = ""


def cases(reading: Reading) -> Mapping[str, Case]:
    """Return the case that holds for every row of `core.schema.registry.CASES`."""
    return {row: case(reading) for row, case in ROWS.items()}


def kind(reading: Reading) -> str:
    """Return what kind of study a record is of in words, "" where it gives none."""
    code = reading.record.study_type
    return reading.words(reading.said.kind.get(code, code)) if code else ""


def phase(reading: Reading) -> str:
    """Return the phase of a record in words, "" where it gives none."""
    return " / ".join(reading.words(reading.said.phase.get(code, code)) for code in _phases(reading.record))


def status(reading: Reading) -> str:
    """Return the status of a record in words, "" where it gives none."""
    code = reading.record.status
    return reading.words(reading.said.status.get(code, code)) if code else ""


def places(reading: Reading) -> str:
    """Return the first places of a record, with how many there are beyond them; those that left come last."""
    sites = reading.record.sites + reading.record.former_sites
    return listed((_place(reading, site) for site in sites if site.names), reading.words, between="; ")


def _place(reading: Reading, site: Site) -> str:
    where, status = ", ".join(site.names), reading.said.status.get(site.status, site.status)
    return f"{where} ({reading.words(status)})" if site.has_left else where


def _ind(_: Reading) -> Case:
    return Case("always")


def _phase(reading: Reading) -> Case:
    if codes := _phases(reading.record):
        return Case("given", {"phase": phase(reading)}, "+".join(codes))
    return _unstated(reading, "none")


def _phases(record: TrialRecord) -> Sequence[str]:
    """Return the codes of a record's phases, each once, the earliest first."""
    return sorted({code for code in record.phases if code != "NA"})


def _unstated(reading: Reading, name: str = "not_stated") -> Case:
    """Return the case of a row that only trials state: that of another kind of study, else the one so named."""
    return Case(_NO_TRIAL.get(reading.record.study_type, name))


def _status(reading: Reading) -> Case:
    day = {"day": ages.day(reading.record.provenance, reading.words)}
    if not reading.record.status:
        return Case("none", day)
    said = {"status": status(reading), **day}
    if reading.record.status == "RECRUITING":
        return Case("recruiting", said)
    reason = brief(reading.record.why_stopped)
    if reason:
        return Case("stopped", {**said, "reason": reason})
    return Case("may_be_open" if reading.record.status in _MAY_BE_OPEN else "other", said)


def _sponsor(reading: Reading) -> Case:
    if not reading.record.sponsor:
        return Case("none")
    sponsor = {"sponsor": _with_kind(reading)}
    partners = listed(reading.record.collaborators, reading.words)
    return Case("joint", {**sponsor, "partners": partners}) if partners else Case("alone", sponsor)


def _with_kind(reading: Reading) -> str:
    """Return the sponsor's name and, where the record has it, what kind of body it is listed as."""
    name, kind = brief(reading.record.sponsor), reading.said.sponsor.get(reading.record.sponsor_class)
    return f"{name} ({reading.words(kind)})" if kind else name


def _sites(reading: Reading) -> Case:
    named, record = places(reading), reading.record
    if not named:
        return Case("none")
    if found := matching.named(f"{reading.place}; {reading.name}", record):
        return Case("named", {"places": named, "words": ", ".join(f"“{word}”" for word in found)})
    return Case("not_named" if matching.is_missing(reading.place, record) else "not_told", {"places": named})


def _authority(reading: Reading) -> Case:
    countries = [site.country for site in reading.record.sites if site.country]
    others = {"countries": listed((each for each in countries if each not in _OF_FDA), reading.words)}
    here = {"here": _here(reading)}
    if not countries:
        return Case("none")
    # a study under FDA's rules may have places abroad that FDA watches over as well: unless it is said to be of no such
    # product, only places are named
    denied = "_not_fda" if reading.record.fda_drug is False and not reading.record.fda_device else ""
    if here["here"]:
        return Case(f"us_and_others{denied}", {**here, **others}) if others["countries"] else Case("us", here)
    return Case(f"elsewhere{denied}", others)


def _here(reading: Reading) -> str:
    """Return where FDA's rules hold among the places of a record, in its own words."""
    return listed((site.country for site in reading.record.sites if site.country in _OF_FDA), reading.words)


def _fda_drug(reading: Reading) -> Case:
    if reading.record.fda_drug:
        return Case("yes")
    if reading.record.fda_device:
        return Case("device")
    if reading.record.fda_drug is None:
        return Case("not_stated")
    here = _here(reading)
    return Case("no_us", {"here": here}) if here else Case("no")


def _procedure(reading: Reading) -> Case:
    given = reading.record.interventions
    names = listed((each.name for each in given), reading.words)
    if reading.record.study_type == "OBSERVATIONAL":  # it names what people had, and gives nothing itself
        return Case("observational", {"names": names}) if names else Case("observational_unnamed")
    if not given:
        return Case("none")
    is_procedure = all(each.kind == "PROCEDURE" for each in given)
    if not names:
        return Case("all_unnamed" if is_procedure else "unnamed")
    return Case("all" if is_procedure else "other", {"names": names})


def _conditions(reading: Reading) -> Case:
    named = _each_once(reading.record.conditions)
    if not named:
        return Case("none")
    said = {"conditions": listed(named, reading.words)}
    return Case("many", {**said, "count": str(len(named))}) if len(named) >= MANY_CONDITIONS else Case("few", said)


def _each_once(names: Iterable[str]) -> Sequence[str]:
    """Return names without those that differ in case alone, as sponsors list "ALS" and "Als" side by side."""
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(" ".join(name.split()).casefold(), name)
    return tuple(name for key, name in once.items() if key)


def _comparison(reading: Reading) -> Case:
    record = reading.record
    model, by_chance = record.intervention_model, record.allocation == "RANDOMIZED"
    if by_chance and model != "SINGLE_GROUP":
        return Case("random")
    if model in _OF_SEVERAL_GROUPS:
        return Case("groups" if record.allocation == "NON_RANDOMIZED" else "several")
    if compared := _compared_with(reading):
        return Case("listed", {"groups": compared})
    if model == "SINGLE_GROUP":  # of one group by chance: the record is at odds with itself
        return Case("not_stated" if by_chance else "one_phase_1" if _phases(record) == ["PHASE1"] else "one")
    if model == "SEQUENTIAL":  # one group after another, as where the dose rises: none is there to compare with
        return Case("in_turn")
    return Case("groups") if record.allocation == "NON_RANDOMIZED" else _unstated(reading)


def _compared_with(reading: Reading) -> str:
    """Return what the groups get that a record lists to compare with, "" where it lists none, or one group in all."""
    record, words = reading.record, reading.said.group
    if record.intervention_model == "SINGLE_GROUP" and len(record.groups) == 1:
        return ""
    return ", ".join(reading.words(words[code]) for code in dict.fromkeys(record.groups) if code in words)


def _masking(reading: Reading) -> Case:
    masking = reading.record.masking
    return Case("open" if masking == "NONE" else "masked") if masking else _unstated(reading)


def _safety(reading: Reading) -> Case:
    board = reading.record.safety_board
    return Case("not_stated" if board is None else "yes" if board else "no")


def _verified(reading: Reading) -> Case:
    verified = reading.record.verified
    if not verified:
        return Case("none")
    as_of = ages.day(reading.record.provenance, reading.words)
    day = {"day": reading.words.day(verified), "as_of": as_of}
    old = reading.today - PartialDate.read(verified).first() > LONG_AGO or reading.record.status == "UNKNOWN"
    return Case("long_ago" if old else "lately", day)


def _payment(reading: Reading) -> Case:
    record, ui = reading.record, reading.words.ui
    quotes = passages((record.title, record.official_title, record.summary, record.criteria))
    if not quotes:
        return Case("none")
    said, more = " ".join(f"“{quote}”" for quote in quotes[:_MOST_QUOTES]), len(quotes) - _MOST_QUOTES
    return Case(
        "quoted", {"quotes": f"{said} {ui('And {count} more in the record.', count=more)}" if more > 0 else said}
    )


ROWS: Mapping[str, Callable[[Reading], Case]] = MappingProxyType(
    {
        "ind": _ind,
        "phase": _phase,
        "status": _status,
        "sponsor": _sponsor,
        "sites": _sites,
        "authority": _authority,
        "fda_drug": _fda_drug,
        "procedure": _procedure,
        "conditions": _conditions,
        "comparison": _comparison,
        "masking": _masking,
        "safety": _safety,
        "verified": _verified,
        "payment": _payment,
    }
)
