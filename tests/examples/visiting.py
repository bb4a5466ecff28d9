"""Somebody at a form that was told some settings and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from decision_aid import bootstrap
from decision_aid.settings import Settings
from decision_aid.store.drafts import open_store
from decision_aid.store.keys import Cost
from decision_aid.store.typed import TypedSealer
from decision_aid.web import create_app
from tests.web.fakes import PassingClock
from tests.web.visitor import Visitor

A_MOMENT = timedelta(seconds=1)


@contextmanager
def visiting(told: Settings, folder: Path) -> Iterator[Visitor]:
    """Open the form in one process, with codes that cost little; between two presses time goes on, as it does."""
    running, clock = bootstrap.build(told), PassingClock(bootstrap.now(), step=A_MOMENT)
    drafts = open_store(folder / "walked.sqlite", clock=clock, cost=Cost(memory=8, passes=1))
    with running.closing, closing(drafts):
        running.services.press.start()
        services = replace(running.services, clock=clock, drafts=drafts, sealer=TypedSealer(drafts))
        yield Visitor(create_app(services, told).test_client())
