"""One study as the registry's API (version 2) gives it: the fields that are read, all others are read past."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

MOST_PIECES = 10_000  # sites, conditions and the like, each: the largest studies have some 2,000 sites
MOST_PEOPLE = 1_000_000_000

_Piece = TypeVar("_Piece")
_Many = Annotated[list[_Piece | None], Field(max_length=MOST_PIECES)]


class Module(BaseModel):
    """A part of a study, of the kinds that the registry gives and no others; null says as little as nothing."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="ignore", frozen=True, hide_input_in_errors=True, strict=True
    )


class Dated(Module):
    date: str | None = None


class Identification(Module):
    nct_id: str | None = None
    nct_id_aliases: _Many[str] | None = None
    brief_title: str | None = None
    official_title: str | None = None


class Standing(Module):
    overall_status: str | None = None
    why_stopped: str | None = None
    status_verified_date: str | None = None
    last_update_post_date_struct: Dated | None = None


class Agency(Module):
    """Who stands behind a study; `kind` is the registry's `class`."""

    name: str | None = None
    kind: str | None = Field(None, alias="class")


class Sponsors(Module):
    lead_sponsor: Agency | None = None
    collaborators: _Many[Agency] | None = None


class Oversight(Module):
    oversight_has_dmc: bool | None = None
    is_fda_regulated_drug: bool | None = None
    is_fda_regulated_device: bool | None = None


class Description(Module):
    brief_summary: str | None = None


class Conditions(Module):
    conditions: _Many[str] | None = None
    keywords: _Many[str] | None = None


class Masking(Module):
    masking: str | None = None


class DesignInfo(Module):
    allocation: str | None = None
    intervention_model: str | None = None
    masking_info: Masking | None = None


class Enrollment(Module):
    count: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] | None = None


class Design(Module):
    study_type: str | None = None
    phases: _Many[str] | None = None
    design_info: DesignInfo | None = None
    enrollment_info: Enrollment | None = None


class Given(Module):
    """What a study gives; `kind` is the registry's `type`."""

    name: str | None = None
    kind: str | None = Field(None, alias="type")


class Group(Module):
    """A group of people who get the same; `kind` is the registry's `type`."""

    kind: str | None = Field(None, alias="type")


class Interventions(Module):
    arm_groups: _Many[Group] | None = None
    interventions: _Many[Given] | None = None


class Eligibility(Module):
    eligibility_criteria: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    sex: str | None = None


class Location(Module):
    """A place; its contacts are people, and are not read."""

    facility: str | None = None
    city: str | None = None
    state: str | None = None
    status: str | None = None
    country: str | None = None


class Locations(Module):
    locations: _Many[Location] | None = None


class Protocol(Module):
    """What a sponsor told the registry, in modules of which any may be missing."""

    identification_module: Identification | None = None
    status_module: Standing | None = None
    sponsor_collaborators_module: Sponsors | None = None
    oversight_module: Oversight | None = None
    description_module: Description | None = None
    conditions_module: Conditions | None = None
    design_module: Design | None = None
    arms_interventions_module: Interventions | None = None
    eligibility_module: Eligibility | None = None
    contacts_locations_module: Locations | None = None


class Misc(Module):
    version_holder: str | None = None


class Derived(Module):
    misc_info_module: Misc | None = None


class Study(Module):
    """One study; `version_holder` of its derived section is the day of which the registry's data are."""

    protocol_section: Protocol | None = None
    derived_section: Derived | None = None
    has_results: bool | None = None
