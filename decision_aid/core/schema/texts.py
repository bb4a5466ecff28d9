"""The project's own sentences that an editor may change: start, about, summary and printout."""

from typing import Annotated

from pydantic import Field

from decision_aid.core.schema.wording import Brief, BriefOrNone, Identifier, Model, Short, Wording

Lines = Annotated[tuple[Wording, ...], Field(min_length=1)]


class StartTexts(Model):
    """The start page: what it is, how long, stop at any time, who sees it, what happens to the answers."""

    title: Short
    lead: Wording
    decision: Wording
    what_you_need: Lines
    who_sees: Lines
    button: Brief


class AboutTexts(Model):
    """The about page."""

    title: Short
    condition: Lines
    purpose: Lines
    method: Lines
    update_policy: Lines
    funding: Wording
    authors: Wording
    privacy: Lines
    limits: Lines


class OptionsTexts(Model):
    """The page with the four options side by side."""

    title: Short
    lead: Wording


class StarsTexts(Model):
    title: Short
    lead: Wording


class StatusWords(Model):
    """How the state of an answer is said."""

    written: Brief
    claimed: Brief
    no: Brief
    no_answer: Brief
    not_known: Brief
    not_asked: Brief
    nothing_given: Brief


class SummaryTexts(Model):
    """Headings and standing lines of the summary, the same on screen and on paper; `decline` only with its role."""

    title: Short
    subtitle: Wording
    subtitle_not_said: Wording
    name_line: Brief
    doctor_line: Wording
    answered_by: Short
    decision: Brief
    due: Brief
    starred: Brief
    no_stars: Wording
    room: Brief
    offers: Brief
    no_offers: Wording
    offers_not_said: Wording
    signs: Brief
    no_signs: Wording
    signs_caution: Wording
    still_open: Brief
    numbers: Brief
    no_numbers: Wording
    decline: BriefOrNone = ""
    open_questions: Brief
    no_open_questions: Wording
    matters: Brief
    no_matters: Wording
    wants: Brief
    no_wants: Wording
    notes: Brief
    no_notes: Wording
    sources: Brief
    annex: Short
    states: StatusWords


class FinishTexts(Model):
    """What a person reads before and after everything is cleared."""

    title: Short
    lines: Lines


class BlankTexts(Model):
    """The blank paper form."""

    title: Short
    lead: Wording
    offer_lead: Wording


class Texts(Model):
    start: StartTexts
    about: AboutTexts
    options: OptionsTexts
    stars: StarsTexts
    summary: SummaryTexts
    finish: FinishTexts
    blank: BlankTexts


class Topic(Model):
    """A heading for open questions; the gravest topic comes first. `brief` heads the list on paper."""

    id: Identifier
    title: Short
    gravity: Annotated[int, Field(ge=1, le=99)]
