"""What stands on a page for somebody who goes through it: what to press, how to leave, how far down it all lies."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from playwright.sync_api import Page, ViewportSize

from tests.browser.tab import Tab

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)
PAGE_KEY = 7 / 8  # of its height a browser scrolls at a press of Page Down

# Marks the controls to press, in their order, and says where they lie. `chosen` gives a value for a name where the
# first choice is not the one wanted; `given` names the controls instead, on a page that is no question page.
LOOK = """({chosen, given, way}) => {
  const order = [], main = document.querySelector('main')
  const box = one => {
    const row = (one.closest('label') || one).getBoundingClientRect()
    return {top: row.top + scrollY, bottom: row.bottom + scrollY}
  }
  const pick = list => list.find(one => chosen[one.name] === one.value) || list[0]
  let questions = 0, atOnce = false
  const ask = fieldset => {
    const of = kind => [...fieldset.querySelectorAll(kind)]
    const ticks = of('input[type=checkbox]'), radios = of('input[type=radio]'), presses = of('button')
    if (ticks.length) order.push(ticks[0])
    if (radios.length || presses.length) order.push(pick(radios.length ? radios : presses))
    atOnce ||= presses.length > 0
    questions += ticks.length && radios.length ? ticks.length : 1
  }
  if (given) given.forEach(selector => order.push(document.querySelector(selector)))
  else main.querySelectorAll('form fieldset').forEach(ask)
  order.forEach((one, place) => { one.dataset.press = place })
  const ways = [...document.querySelectorAll(way)]
  ways.forEach(one => { one.dataset.press = 'way' })
  return {questions, atOnce, order: order.map(box), ways: ways.map(box)}
}"""
STOPS = """() => {
  const seen = new Set()
  return [...document.querySelectorAll('a[href], button, input, textarea, select, [tabindex]')]
    .filter(one => one.type !== 'hidden' && !one.hidden && one.tabIndex >= 0)
    .filter(one => one.type !== 'radio' || !(seen.has(one.name) || !seen.add(one.name))).length
}"""


class Box(TypedDict):
    """Where a control lies, in CSS px from the top of the page."""

    top: float
    bottom: float


class View(NamedTuple):
    """How many questions a page asks (each sign and each rating is one), and how to go through it."""

    questions: int
    at_once: bool
    order: list[Box]
    ways: list[Box]


def look(page: Page, way: str, chosen: dict[str, str], given: tuple[str, ...] | None) -> View:
    seen = page.evaluate(LOOK, {"chosen": chosen, "given": given, "way": way})
    return View(seen["questions"], seen["atOnce"], seen["order"], seen["ways"])


def stops(page: Tab) -> int:
    """Return how many times Tab can stop on the page."""
    return int(page.evaluate(STOPS))


def scrolls(view: View, height: int) -> int:
    """Return how often somebody scrolls a screenful to have each control wholly in view when it is pressed."""
    top, count = 0.0, 0
    for box in view.order:
        top, more = _scrolled(top, box, height)
        count += more
    return count if view.at_once else count + min(_scrolled(top, box, height)[1] for box in view.ways)


def _scrolled(top: float, box: Box, height: int) -> tuple[float, int]:
    count = 0
    while box["bottom"] > top + height:
        top, count = top + height * PAGE_KEY, count + 1
    while box["top"] < top:
        top, count = max(0.0, top - height * PAGE_KEY), count + 1
    return top, count
