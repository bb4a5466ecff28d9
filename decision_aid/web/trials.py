"""Looking a trial up in the public record, by its number or by words; nothing of it is in an address or a log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from decision_aid.core import ages, listings, nct
from decision_aid.core.record import MOST_HITS, Hits, Holding, Looked, Search
from decision_aid.core.schema import RegistryTexts
from decision_aid.core.summary import Listing, Standing
from decision_aid.core.text import clean
from decision_aid.web import current, listed, putting, security
from decision_aid.web.addresses import address, onward
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import form_token, render

pages = Blueprint("trials", __name__)

_MOST_TYPED: Final = 200
_MOST_DIGITS: Final = 4  # of how many studies were shown before
_SUMMARY: Final = "/summary"


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for, as they gave it."""

    typed: str = ""
    recruiting: bool = True
    interventional: bool = True
    after: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it: a record with the other numbers that were given, or some of the studies that were found.

    `after` is how many studies were shown before these, `left` how many can be shown after them; `unticked` is how many
    there are without the ticks, where none was found with them; `holding` is the list that they were found in.
    """

    listing: Listing | None = None
    others: tuple[str, ...] = ()
    count: int | None = None
    studies: tuple[Listing, ...] = ()
    after: int = 0
    left: int = 0
    unticked: int = 0
    holding: Holding | None = None


@pages.get("/trials")
def trials_page() -> ResponseReturnValue:
    _texts()
    return _page(Sought(), Found())


@pages.post("/trials")
def look_up() -> ResponseReturnValue:
    said, sought = _texts(), _sought()
    if not security.is_ours():
        return _page(sought if _is_of_this_visit() else Sought(), Found(), status=403, notice="stale")
    if putting.FIELD in request.form:
        return putting.put(said)
    pressed = nct.numbers_in(request.form.get("number", ""))
    if problem := "" if pressed else _problem(sought.typed):
        return _page(sought, Found(), status=422, notice=problem)
    current.services().drafts.count_look_up(request.remote_addr or "")
    record(Event.TRIAL_LOOKED_UP, current.visit())
    numbers = pressed or nct.numbers_in(sought.typed)
    return _page(sought, _record(numbers) if numbers else _studies(sought))


def _texts() -> RegistryTexts:
    return current.questionnaire().registry or abort(404)


def _sought() -> Sought:
    typed = " ".join(clean(request.form.get("words", "")).split())
    if "condition" in request.form:
        typed = _texts().search.condition
    return Sought(typed, "recruiting" in request.form, "interventional" in request.form, _after())


def _after() -> int:
    given = request.form.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS else 0


def _is_of_this_visit() -> bool:
    visit = current.visit()
    named = visit is not None and bool(request.form.get("visit")) and current.is_page_of(visit)
    return named and security.came_from_us()


def _problem(typed: str) -> str:
    """Return what is wrong with what was typed, "" where it can be looked up."""
    if not any(map(str.isalnum, typed)):
        return "empty"
    if len(typed) > _MOST_TYPED:
        return "long"
    return "digits" if nct.is_cut_short(typed) else ""


def _record(numbers: tuple[str, ...]) -> Found:
    looked = current.services().registry.look_up(numbers[:1])
    return Found(_of_record(looked[numbers[0]]), numbers[1:])


def _studies(sought: Sought) -> Found:
    said = _texts().search
    names = (said.condition, *said.also_called)
    asked = Search(sought.typed, sought.recruiting, sought.interventional, sought.after, names)
    registry = current.services().registry
    hits = registry.search(asked)
    if asked.after and not hits.records:  # a list with fewer has taken the place of the one that was looked through
        asked = replace(asked, after=0)
        hits = registry.search(asked)
    is_ticked = sought.recruiting or sought.interventional
    unticked = 0 if hits.count or not is_ticked else _unticked(asked)
    return Found(
        count=hits.count,
        studies=tuple(_each(hits)),
        after=asked.after,
        left=hits.left,
        unticked=unticked,
        holding=hits.holding,
    )


def _unticked(asked: Search) -> int:
    return current.services().registry.search(replace(asked, recruiting=False, interventional=False)).count


def _each(hits: Hits) -> list[Listing]:
    return [_of_record(Looked(each.number, each, hits.holding)) for each in hits.records]


def _of_record(looked: Looked) -> Listing:
    return listings.of_record(current.questionnaire(), looked, current.words(), current.today())


def _page(sought: Sought, found: Found, *, status: int = 200, notice: str = "") -> ResponseReturnValue:
    said, holding = _texts(), found.holding or current.services().registry.holding()
    return render(
        "trials.html",
        status=status,
        notice=notice,
        most=_MOST_TYPED,
        at_once=MOST_HITS,
        said=said,
        sought=sought,
        found=found,
        below=listed.below,
        again=bool(sought.typed) and not nct.numbers_in(sought.typed),
        places=putting.places(said) if found.listing and found.listing.standing is Standing.FOUND else (),
        holding=holding,
        age=_age(holding),
        contents=ages.contents(holding, current.words()),
        on=_from(),
        back=_from() or onward(),
        token=form_token(),
        visit=current.visit_name(),
    )


def _age(holding: Holding) -> tuple[str, ...]:
    """Return what must be said of the age of the list; each record says its own day besides."""
    first, beside = ages.of_list(holding, current.today(), current.words())
    return *first, *beside


def _from() -> str:
    """Return the page of this visit that led here, "" where none did."""
    given = request.values.get("on", "")
    known = current.visit() and (given == _SUMMARY or given in {address(step) for step in current.steps()})
    return given if known else ""
