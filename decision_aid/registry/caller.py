"""Asks the registry in a thread of its own, so that whoever waits can stop waiting."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Collection
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic
from typing import Final

from decision_aid import logs
from decision_aid.logs import Event
from decision_aid.registry.memory import Known

PLACES: Final = 5  # numbers that may wait: at one a second, no more would be answered in time
HANGS: Final = 6.0  # seconds: by then a number is answered or given up, unless something hangs
_A_MOMENT: Final = 1.0  # seconds

Answer = Known | None


@dataclass(slots=True)
class _Wanted:
    """A number that somebody waits for until then, and what came of it."""

    until: float
    answer: Future[Answer] = field(default_factory=Future)


class Caller:
    """Asks for one number after the other; one that several people want is asked for once.

    `ask` is called in the one thread, which begins with the first number and ends with `close`; `leave` is called for
    each number that is not asked for, because that would come too late.
    """

    def __init__(
        self, ask: Callable[[str], Answer], leave: Callable[[], object], clock: Callable[[], float] = monotonic
    ) -> None:
        self._ask = ask
        self._leave = leave
        self._clock = clock
        self._changed = Condition()
        self._waiting: OrderedDict[str, _Wanted] = OrderedDict()
        self._going: dict[str, _Wanted] = {}
        self._begun = 0.0
        self._thread: Thread | None = None
        self._closed = False

    def answers(self, numbers: Collection[str], until: float) -> dict[str, Known]:
        """Return what the registry says of these numbers by this time; those without an answer are left out."""
        wanted = {number: self._wanted(number, until) for number in numbers}
        futures = {number: future for number, future in wanted.items() if future}
        wait(futures.values(), max(0.0, until - self._clock()))
        found = {number: future.result() for number, future in futures.items() if future.done()}
        return {number: known for number, known in found.items() if known}

    def close(self) -> None:
        """Ask for nothing more, and end the thread once what it does is over; nobody waits for that."""
        with self._changed:
            self._closed = True
            for wanted in self._waiting.values():
                wanted.answer.set_result(None)
            self._waiting.clear()
            self._changed.notify()
        if self._thread:
            self._thread.join(_A_MOMENT)

    def _wanted(self, number: str, until: float) -> Future[Answer] | None:
        """Return what will hold the answer, or nothing where there can be none in time."""
        with self._changed:
            wanted = self._going.get(number) or self._waiting.get(number)
            if self._closed or self._hangs() or (not wanted and len(self._waiting) >= PLACES):
                self._leave()
                return None
            if wanted:
                wanted.until = max(wanted.until, until)
                return wanted.answer
            wanted = self._waiting[number] = _Wanted(until)
            self._begin()
            self._changed.notify()
            return wanted.answer

    def _hangs(self) -> bool:
        return bool(self._going) and self._clock() - self._begun > HANGS

    def _begin(self) -> None:
        if not self._thread:
            self._thread = Thread(target=self._work, name="registry", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while number := self._next():
            self._going[number].answer.set_result(self._answer(number))

    def _next(self) -> str:
        """Return the next number that somebody still waits for, when there is one; "" at the end."""
        with self._changed:
            self._going.clear()
            while not self._closed:
                while self._waiting:
                    number, wanted = self._waiting.popitem(last=False)
                    if wanted.until > self._clock():
                        self._going[number], self._begun = wanted, self._clock()
                        return number
                    wanted.answer.set_result(None)
                    self._leave()
                self._changed.wait()
            return ""

    def _answer(self, number: str) -> Answer:
        try:
            return self._ask(number)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the thread that all wait for
            logs.event(Event.REQUEST_FAILED, level=logging.ERROR, **logs.fault(type(error), error.__traceback__))
            return None
