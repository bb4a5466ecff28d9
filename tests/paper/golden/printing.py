"""The golden documents, each printed once, in the processes that the form prints in."""

from __future__ import annotations

from decision_aid.paper.job import Printed
from decision_aid.paper.press import WorkerPress
from tests.journeys.walking import shipped
from tests.paper.golden.documents import BLANK, Document, printout

_SECONDS = 120.0  # the machine may have much else to do


class Prints:
    """Prints a document when it is first asked for, and keeps it."""

    def __init__(self, press: WorkerPress) -> None:
        self._pool = press.pool
        self._made: dict[Document, Printed] = {}

    def __getitem__(self, document: Document) -> Printed:
        if document not in self._made:
            self._made[document] = self._printed(document)
        return self._made[document]

    def _printed(self, document: Document) -> Printed:
        if document.name == BLANK:
            return self._pool.blank(shipped(), document.paper, _SECONDS)
        return self._pool.summary(printout(document.name), document.paper, _SECONDS)
