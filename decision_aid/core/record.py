"""What a public trial record says, and of which day that is, wherever it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from decision_aid.core.dates import PartialDate

Line = Annotated[str, Field(max_length=1_000)]
Text = Annotated[str, Field(max_length=60_000)]
Via = Literal["sample", "file", "registry"]
MOST_HITS: Final = 20  # found by words at a time


def _is_a_day(exact: str) -> str:
    """Return a date as it is. Raises ValueError where there is no such month or day."""
    return exact and str(PartialDate.read(exact))


class Kept(BaseModel):
    """A frozen piece of a record that knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Provenance(Kept):
    """Where a record is from: `data` is the registry's own date of what it says, `obtained` that of reading it.

    Of a file in which the registry's date is missing, `data` is the last day that the record names for itself.
    """

    via: Via
    obtained: date
    data: date | None = None

    @property
    def is_dated(self) -> bool:
        """Tell whether its day is known: a file that names none may be of any day, however lately it was read."""
        return self.data is not None or self.via != "file"

    @property
    def as_of(self) -> date:
        """The day of which the record speaks: never a later one than is known."""
        return self.data or self.obtained


class Site(Kept):
    """A place where a study is done; `status` is what the place itself is said to do, such as `WITHDRAWN`."""

    facility: Line = ""
    city: Line = ""
    state: Line = ""
    country: Line = ""
    status: Line = ""

    @property
    def has_left(self) -> bool:
        """Tell whether the place takes part no more, or never did."""
        return self.status in {"TERMINATED", "WITHDRAWN"}

    @property
    def names(self) -> tuple[str, ...]:
        """Return what tells where it is, the nearest first."""
        return tuple(filter(None, (self.facility, self.city, self.state, self.country)))


class Intervention(Kept):
    """What a study gives, and what kind of thing it is registered as, such as `BIOLOGICAL` or `PROCEDURE`."""

    kind: Line = ""
    name: Line


class TrialRecord(Kept):
    """The fields of a trial record that are shown, by the registry's own words and codes; "" and None are not stated.

    `number` is `NCT` and eight digits, `aliases` are older numbers of the same study. `verified` is `2012-08` or
    `2012-08-31`. `groups` has the kind of each group that is listed with one. `sites` take part, `former_sites` do so
    no more. `summary` and `criteria` are the sponsor's own texts.
    """

    number: Annotated[str, Field(pattern=r"^NCT\d{8}$")]
    aliases: tuple[Annotated[str, Field(pattern=r"^NCT\d{8}$")], ...] = ()
    title: Annotated[str, Field(min_length=1, max_length=1_000)]
    official_title: Line = ""
    sponsor: Line = ""
    sponsor_class: Line = ""
    collaborators: tuple[Line, ...] = ()
    status: Line = ""
    why_stopped: Line = ""
    study_type: Line = ""
    phases: tuple[Line, ...] = ()
    allocation: Line = ""
    intervention_model: Line = ""
    masking: Line = ""
    groups: tuple[Line, ...] = ()
    enrollment: Annotated[int, Field(ge=0)] | None = None
    interventions: tuple[Intervention, ...] = ()
    conditions: tuple[Line, ...] = ()
    keywords: tuple[Line, ...] = ()
    fda_drug: bool | None = None
    fda_device: bool | None = None
    safety_board: bool | None = None
    verified: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}(-\d{2})?)?$"), AfterValidator(_is_a_day)] = ""
    updated: date | None = None
    sites: tuple[Site, ...] = ()
    former_sites: tuple[Site, ...] = ()
    summary: Text = ""
    criteria: Text = ""
    minimum_age: Line = ""
    maximum_age: Line = ""
    sex: Line = ""
    has_results: bool = False
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Holding:
    """What can be looked up: how many records of which days, if it is the sample, and if the registry is asked too.

    `undated` are the records of a day not known, of which neither `oldest` nor `newest` tells. `unreadable` tells that
    there is a list of which nothing is known, or not what was asked for: it is damaged.
    """

    records: int = 0
    oldest: date | None = None
    newest: date | None = None
    sample: bool = False
    live: bool = False
    unreadable: bool = False
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking a number up: the record, or nothing; `unreachable` tells that the registry did not answer.

    Where the registry did not answer, a record is the list's own.
    """

    number: str
    record: TrialRecord | None
    holding: Holding
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: words that must all be in a record; only studies that recruit, and that test a treatment.

    `after` is how many of the best are passed over: they were shown already. `names` all mean the same: where the words
    hold one of them, a record may have any.
    """

    words: str
    recruiting: bool = True
    interventional: bool = True
    after: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """Some records that match, best first, out of `count`; none where the words held nothing to look for.

    `left` is how many more can be asked for after these.
    """

    records: tuple[TrialRecord, ...]
    count: int
    holding: Holding
    left: int = 0
