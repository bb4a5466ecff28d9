"""The journeys that are measured: short and full, person and helper, no, one and three offers, in three forms."""

from __future__ import annotations

from typing import Literal, NamedTuple

from playwright.sync_api import Page

from tests.effort.tally import Tally
from tests.effort.walker import CONTINUE, Walker

Form = Literal["ours", "ours, going on by choosing", "plain form"]
USUAL: Form = "ours"
AT_ONCE: Form = "ours, going on by choosing"
PLAIN: Form = "plain form"
FORMS: tuple[Form, ...] = (USUAL, AT_ONCE, PLAIN)


class Way(NamedTuple):
    """What is chosen on the first pages; everywhere else it is the first choice."""

    length: str
    who: str
    offers: str
    listed: bool = False  # a trial is looked up for the first offer, in a list of records

    def __str__(self) -> str:
        way = f"{self.length}, {'person' if self.who == 'self' else 'helper'}, offers: {self.offers}"
        return f"{way}, with a trial record" if self.listed else way

    @property
    def chosen(self) -> dict[str, str]:
        return {"length-codes": self.length, "who-codes": self.who, "how_many-codes": self.offers}


WAYS = (
    Way("short", "self", "one"),
    Way("short", "family", "one"),
    Way("full", "self", "one"),
    Way("full", "family", "one"),
    *(Way(length, "self", offers) for offers in ("none", "three") for length in ("short", "full")),
    Way("full", "self", "one", listed=True),
)


def walk(page: Page, form: Form, way: Way) -> Tally:
    """Go through a form from its start to its end: our summary, or the plain form's last page."""
    walker = Walker(page, way.chosen)
    return plain(walker) if form is PLAIN else ours(walker, at_once=form is AT_ONCE, listed=way.listed)


def forms_of(way: Way) -> tuple[Form, ...]:
    """Return the forms that a journey can be made in: the plain form has no records."""
    return FORMS[:2] if way.listed else FORMS


def ours(walker: Walker, *, at_once: bool = False, listed: bool = False) -> Tally:
    walker.page.goto("/")
    if at_once:
        walker.press("footer a[href='/settings']")
        walker.press("main form[action='/settings'] button.main", "input[name=going][value=choice]")
    walker.press(CONTINUE)
    walker.press("main a.button.main")
    while "/q/" in walker.here:
        if listed and walker.here == "/offer/1/q/nct":
            look_up(walker)
        walker.answer()
    assert walker.here == "/answers"
    walker.press("main a.button.main")
    walker.press(CONTINUE, "input[name=star]", questions=1)
    assert walker.here == "/summary"
    return walker.tally


def look_up(walker: Walker) -> None:
    """Find trials for the illness, and put the number of the first one into the offer."""
    for button in ("pause][value^=trials", "condition", "number", "offer"):
        walker.press(f"main button[name={button}]")


def plain(walker: Walker) -> Tally:
    walker.page.goto("/")
    walker.press("main a.button.main")
    while walker.here.startswith("/ask/"):
        walker.answer()
    assert walker.here == "/check"
    walker.press(CONTINUE)
    assert walker.here == "/done"
    return walker.tally
