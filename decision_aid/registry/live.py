"""The registry itself, asked for the numbers that people give, with the list in the state folder behind it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from datetime import date
from threading import BoundedSemaphore
from time import monotonic
from typing import Final, Protocol

from decision_aid import logs
from decision_aid.core.record import Hits, Holding, Looked, Search
from decision_aid.counted import Reply
from decision_aid.logs import Event
from decision_aid.registry.breaker import Breaker
from decision_aid.registry.caller import Caller
from decision_aid.registry.inquiry import Inquiry
from decision_aid.registry.memory import Known, Memory
from decision_aid.registry.pace import Pace
from decision_aid.registry.study import record_of
from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.waiting import WAITING
from decision_aid.registry.wire import Wire
from decision_aid.services import Registry

SECONDS: Final = 5.0  # for everything that one page asks for
_A_NUMBER: Final = re.compile(r"NCT(?!0{8})\d{8}", re.ASCII)


class Counter(Protocol):
    """Is told what happened, and how the registry replied; never about which study."""

    def happened(self, event: Event) -> None: ...

    def looked_up(self, reply: Reply) -> None: ...


class Uncounted:
    """Counts nothing, for a command."""

    def happened(self, event: Event) -> None: ...

    def looked_up(self, reply: Reply) -> None: ...


class LiveRegistry:
    """Looks numbers up in the registry, and in the list where it does not answer. Implements `services.Registry`.

    `inquire` asks the registry for one number, or raises Unanswered. `clock` counts seconds and never goes back.
    """

    def __init__(
        self,
        listed: Registry,
        inquire: Callable[[str], Known],
        counter: Counter,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._listed = listed
        self._inquire = inquire
        self._counter = counter
        self._clock = clock
        self._breaker = Breaker(clock)
        self._memory = Memory(clock)
        self._caller = Caller(self._asked, self._left, clock)
        self._waiting = BoundedSemaphore(WAITING)

    def look_up(self, numbers: Collection[str]) -> Mapping[str, Looked]:
        until = self._clock() + SECONDS
        listed = self._listed.look_up(numbers)
        known = self._known([number for number in numbers if _A_NUMBER.fullmatch(number)], until)
        return {number: _looked(looked, known.get(number)) for number, looked in listed.items()}

    def search(self, asked: Search) -> Hits:
        hits = self._listed.search(asked)
        return replace(hits, holding=replace(hits.holding, live=True))

    def holding(self) -> Holding:
        return replace(self._listed.holding(), live=True)

    def state(self, numbers: Collection[str]) -> Hashable:
        known = tuple((self._memory.recall(number), self._memory.has_missed(number)) for number in numbers)
        return self._listed.state(numbers), self._breaker.lets_through, known

    def close(self) -> None:
        """End the thread that asks, if there is one."""
        self._caller.close()

    def _known(self, numbers: list[str], until: float) -> dict[str, Known]:
        recalled = {number: known for number in numbers if (known := self._memory.recall(number))}
        unknown = [number for number in numbers if number not in recalled]
        asked = [number for number in unknown if not self._memory.has_missed(number)]
        for _ in range(len(unknown) - len(asked)):
            self._left()
        answered = self._answers(asked, until) if asked else {}
        return recalled | answered

    def _answers(self, numbers: list[str], until: float) -> dict[str, Known]:
        if not (self._breaker.lets_through and self._waiting.acquire(blocking=False)):
            for _ in numbers:
                self._left()
            return {}
        try:
            answered = self._caller.answers(numbers, until)
        finally:
            self._waiting.release()
        if self._clock() >= until:  # those behind the one that took the time, too: the next page must not wait for them
            for number in numbers:
                if number not in answered:
                    self._memory.miss(number)
        return answered

    def _asked(self, number: str) -> Known | None:
        """Return what the registry says of a number; in the caller's thread."""
        if not self._breaker.lets_through:  # what was asked before this one has opened it
            self._left()
            return None
        try:
            known = self._inquire(number)
        except Unanswered as unanswered:
            self._memory.miss(number)
            self._missed(unanswered)
            return None
        self._breaker.succeeded()
        self._memory.keep(number, known)
        self._counter.looked_up(Reply.ANSWERED if known.record else Reply.NOT_FOUND)
        return known

    def _left(self) -> None:
        self._counter.looked_up(Reply.NOT_ASKED)

    def _missed(self, unanswered: Unanswered) -> None:
        if unanswered.reason is Reason.TURNED_AWAY:
            self._breaker.turned_away(unanswered.pause)
        else:
            self._breaker.failed()
        logs.event(Event.REGISTRY_UNANSWERED, level=logging.WARNING, error=unanswered.reason.value)
        self._counter.happened(Event.REGISTRY_UNANSWERED)
        self._counter.looked_up(unanswered.reply)


def open_registry(
    listed: Registry, today: Callable[[], date], *, counter: Counter | None = None, proxy: str = ""
) -> LiveRegistry:
    """Return what asks ClinicalTrials.gov, through this proxy if one is named; nothing is asked and no thread begun.

    `today` is the day in UTC, of which a record is that comes now.
    """
    wire, pace = Wire(proxy=proxy), Pace()
    inquire = Inquiry(wire, pace, lambda study: record_of(study, "registry", today()))
    return LiveRegistry(listed, inquire, counter or Uncounted())


def _looked(listed: Looked, known: Known | None) -> Looked:
    holding = replace(listed.holding, live=True)
    if known is None:
        return replace(listed, holding=holding, unreachable=True)
    return replace(listed, holding=holding, record=known.record or listed.record)
